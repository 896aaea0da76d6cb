"""RSS, Atom and JSON Feed of the same entries."""
