"""Fixtures for tests of code that uses Amplitude.

```python
def test_a_purchase_is_tracked(amplitude_emulator, amplitude_client):
    buy(amplitude_client)
    amplitude_client.flush()
    amplitude_emulator.assert_event("Purchase", count=1)
```

pytest finds them when the package is installed. Nothing is imported before a test asks for one;
each process of pytest-xdist has an emulator of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk import Amplitude
    from amplitude_sdk.emulator import Emulator

API_KEY: Final = "emulator"
"""What is seeded and defined without a key is of this project, too: of the first there is."""
SECRET_KEY: Final = "test-secret-key"  # noqa: S105 -- the emulator takes any


@pytest.fixture(scope="session")
def _running_amplitude_emulator() -> Iterator[Emulator]:
    try:
        from amplitude_sdk.emulator import Emulator  # noqa: PLC0415 -- only tests that use it load it
    except ModuleNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def amplitude_emulator(_running_amplitude_emulator: Emulator) -> Emulator:
    """A running emulator without events, requests and faults, its clock that of the machine."""
    emulator = _running_amplitude_emulator.start()  # a test may have stopped it
    emulator.reset()
    return emulator


@pytest.fixture
def amplitude_client(amplitude_emulator: Emulator) -> Iterator[Amplitude]:
    """A client of the emulator, closed after the test. Its API key is `emulator`.

    So it asks for what `amplitude_emulator.seed(...)` stored. `Amplitude(...)` makes others like it.
    """
    from amplitude_sdk import Amplitude  # noqa: PLC0415 -- only tests that use it load it

    with Amplitude(
        api_key=API_KEY, secret_key=SECRET_KEY, base_url=amplitude_emulator.url
    ) as client:
        yield client
