"""The two clients: construction, configuration, lifecycle."""
