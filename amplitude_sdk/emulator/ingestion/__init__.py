"""What an upload goes through, and the users it is about."""
