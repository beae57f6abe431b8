"""What a discussion is: frozen values and pure edits. No files, no clock, no screen."""
