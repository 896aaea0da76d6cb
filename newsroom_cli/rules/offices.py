"""OF: offices."""
