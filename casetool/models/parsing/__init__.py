"""Dates, times and lengths as people type them."""
