# Generated from specs/ by `nox -s generate`; do not edit.
"""Low-level clients, typed inputs and facts of the Amplitude APIs. Import the submodules."""

__all__: list[str] = []
