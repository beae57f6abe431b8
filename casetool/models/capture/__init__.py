"""The grammar of a captured line, and where it belongs."""
