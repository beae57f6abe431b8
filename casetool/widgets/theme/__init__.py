"""Themes, and plain signs for terminals that lack some."""
