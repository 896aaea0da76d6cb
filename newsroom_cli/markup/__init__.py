"""Markdown and plain text: read with places, rendered, cleaned."""
