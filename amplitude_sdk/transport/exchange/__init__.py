"""Requests and replies over httpx; this room is opened with the first request of a process."""
