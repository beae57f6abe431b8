"""What the facilitator sees. Screens are thin: they lay out, and pass on."""
