"""Real names, their stand-ins, and which of them the room's screen shows."""
