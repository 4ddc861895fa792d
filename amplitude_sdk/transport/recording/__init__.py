"""Senders that keep what they receive."""
