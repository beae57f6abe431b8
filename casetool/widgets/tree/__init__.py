"""The analysis tree, as it is walked and typed."""
