"""PH: placeholders."""
