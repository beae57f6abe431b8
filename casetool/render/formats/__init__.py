"""Reports as Markdown, HTML page, PDF and Word file."""
