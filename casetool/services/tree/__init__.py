"""Mark and move the nodes of the analysis tree."""
