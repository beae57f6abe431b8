"""What stands round the open step: top line, steps, prompts, what was caught."""
