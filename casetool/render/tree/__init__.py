"""The analysis tree as a drawing, an outline, Mermaid and a picture."""
