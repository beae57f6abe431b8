"""Screens for the opening, schedule, recap, voices and read-back."""
