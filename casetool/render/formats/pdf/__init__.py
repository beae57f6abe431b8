"""The notes as a PDF, typeset by typst."""
