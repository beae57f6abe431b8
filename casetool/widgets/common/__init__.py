"""Lists, forms and inputs that many screens use."""
