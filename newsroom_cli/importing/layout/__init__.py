"""The layout of PDF pages: letters, lines with their positions, and the paragraphs that their type reveals."""
