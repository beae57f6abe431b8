"""Sending notes round, and settling what people ask to be corrected."""
