"""Words and characters: spelling, style, placeholders, leftovers of pages."""
