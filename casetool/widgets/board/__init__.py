"""The board, as the room and the facilitator see it."""
