"""Words and characters: spelling, style, placeholders, page chrome."""
