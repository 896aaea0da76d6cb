"""The layout of PDF pages: letters, lines with their places, and what their type says of paragraphs."""
