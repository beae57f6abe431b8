"""Earlier versions, undo across restarts, and the trash."""
