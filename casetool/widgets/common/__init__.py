"""Lists, forms and lines to type into, used by many screens."""
