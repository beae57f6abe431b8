"""Who takes part, from which agency, and whether everybody has been heard."""
