"""A newsroom's folder: its releases, the gate to the public, the templates, the writer, the archive."""
