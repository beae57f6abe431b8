"""Making, opening, following and merging sessions."""
