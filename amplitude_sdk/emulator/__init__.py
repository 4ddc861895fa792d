"""Amplitude on your machine: a loopback server with real state.

```python
from amplitude_sdk import Amplitude
from amplitude_sdk.emulator import Emulator

with Emulator() as emulator:
    amplitude = Amplitude(api_key="any key", secret_key="any secret", base_url=emulator.url)
```

Nothing here is client code: the emulator reads the same generated facts, language table and bundled
specs as the SDK and shares no other line with it, so that each can find faults in the other.
"""

from __future__ import annotations

from typing import Final

__all__ = ["Clock", "Emulator", "Fault", "JournalEntry", "Snapshot", "SyntheticUsers"]

INSTALL: Final = "pip install 'amplitude-sdk-unofficial[emulator]'"
"""What installs the packages the emulator needs beside the SDK's own."""

_EXTRA: Final = frozenset({"duckdb", "httptools"})

try:
    from amplitude_sdk.emulator.clock import Clock
    from amplitude_sdk.emulator.faults import Fault
    from amplitude_sdk.emulator.journal import JournalEntry
    from amplitude_sdk.emulator.local import Emulator
    from amplitude_sdk.emulator.snapshots import Snapshot
    from amplitude_sdk.emulator.synthetic import SyntheticUsers
except ModuleNotFoundError as missing:
    package = (missing.name or "").partition(".")[0]
    if package not in _EXTRA:
        raise
    message = f"the emulator needs the package {package!r}; install it with: {INSTALL}"
    raise ModuleNotFoundError(message, name=missing.name) from missing
