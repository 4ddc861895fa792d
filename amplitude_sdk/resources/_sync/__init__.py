# Derived from amplitude_sdk/resources/_async/__init__.py by `nox -s generate`; do not edit.
"""The async faces."""
