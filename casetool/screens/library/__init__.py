"""The list of sessions, a new one, and the trash."""
