"""Render a session as text. Every function is pure and touches no disk."""
