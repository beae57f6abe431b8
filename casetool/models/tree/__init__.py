"""The analysis tree: focal point, effects above it, causes below it."""
