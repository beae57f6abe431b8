"""The analysis tree as a picture: what its boxes say, where they stand, what is on which page."""
