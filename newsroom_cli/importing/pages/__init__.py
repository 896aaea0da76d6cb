"""HTML pages: the text of a release in the page around it."""
