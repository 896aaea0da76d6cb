"""What a release's text says: pure functions over its words, with places."""
