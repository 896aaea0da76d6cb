"""HTML pages: the text of a release, without the page around it."""
