"""The notes as a Word file; only `document` is asked for from outside."""
