"""The async faces."""
