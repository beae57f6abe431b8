"""The analysis tree as a picture: text of boxes, positions, pages and SVG."""
