"""Catching what is said, keeping the time, and what is typed but not entered."""
