"""What is printed, asked and read at the terminal, and by pipes."""
