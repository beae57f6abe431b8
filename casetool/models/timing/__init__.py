"""The plan of the hour, the clock of a step, and what both make of a pause."""
