"""Opening, hour, recap, voices and read-back of a discussion."""
