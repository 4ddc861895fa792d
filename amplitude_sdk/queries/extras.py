"""Optional packages: imported when they are needed, named when they are missing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from amplitude_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["needs"]

_DISTRIBUTION: Final = "amplitude-sdk-unofficial"


@contextmanager
def needs(extra: str, what: str) -> Generator[None]:
    """Import optional packages inside this block.

    Args:
        extra: the extra that installs them.
        what: what needs them, as its caller knows it: `to_pandas()`.

    Raises:
        ConfigurationError: a package is not installed; it names the command that installs it.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        raise ConfigurationError(
            f"{what} needs the package {missing.name}, which is not installed: "
            f'pip install "{_DISTRIBUTION}[{extra}]"'
        ) from None
