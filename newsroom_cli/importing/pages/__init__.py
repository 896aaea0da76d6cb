"""Read the text of a release from an HTML page, without the page around it."""
