"""What stands under a heading, line by line."""
