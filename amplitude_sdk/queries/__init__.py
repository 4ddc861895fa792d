"""Questions as values, and their answers as tables."""
