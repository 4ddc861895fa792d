"""The web page for a person at `/`: static files, and nothing that is computed from events."""
