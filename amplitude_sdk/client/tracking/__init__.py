"""Tracking events, in the two colours."""
