"""Read TOML that people may have edited, and say where it is wrong."""
