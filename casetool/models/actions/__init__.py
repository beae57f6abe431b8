"""Agreed actions: their fields, their owners, and the log of them across sessions."""
