"""The board, which is the room's screen, as rows of text."""
