"""Ingestion: events become bytes, bytes become requests, replies become one outcome per event."""
