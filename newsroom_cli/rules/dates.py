"""DT: dates in the text."""
