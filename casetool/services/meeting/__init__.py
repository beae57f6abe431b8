"""Capture what is said, keep the time, and save drafts."""
