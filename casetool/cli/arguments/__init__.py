"""What can be typed: the declaration of a verb, the parser, and shared arguments."""
