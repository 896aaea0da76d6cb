"""FM: the front matter."""
