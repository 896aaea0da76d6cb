"""Names, roles and what is private about people."""
