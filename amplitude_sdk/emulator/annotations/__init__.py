"""Chart annotations, their categories, and releases."""
