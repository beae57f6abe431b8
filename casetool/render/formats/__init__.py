"""The notes as Markdown, web page, PDF and Word file."""
