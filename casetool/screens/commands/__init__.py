"""What the facilitator can do from anywhere: keys, tools and the palette."""
