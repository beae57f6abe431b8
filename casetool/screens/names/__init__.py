"""Screens for real names, and for notes with stand-ins."""
