"""Real names, what stands in for them, and which of them the board shows."""
