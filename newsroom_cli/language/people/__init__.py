"""Names, roles and private details of people."""
