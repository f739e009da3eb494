"""Bodies other than the reporting bureau."""
