"""Markdown, HTML and plain text: parsed with places, rendered, cleaned."""
