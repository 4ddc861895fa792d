"""The dashboard's queries, computed from the stored events."""
