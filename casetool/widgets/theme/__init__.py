"""Themes, and signs for terminals that have few."""
