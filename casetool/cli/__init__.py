"""The command line: what is typed after ``casetool``, and what is printed."""
