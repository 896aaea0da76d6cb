"""HTML pages: the text of a release, freed of the page around it."""
