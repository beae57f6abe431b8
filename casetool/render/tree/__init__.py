"""The analysis tree as a drawing, an outline, a Mermaid chart and a picture."""
