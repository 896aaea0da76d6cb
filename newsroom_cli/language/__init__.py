"""What the text of a release says: pure functions over its words, with places."""
