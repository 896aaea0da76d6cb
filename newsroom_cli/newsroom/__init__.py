"""The folder of a newsroom: its releases, the gate to the public, templates, the writer, the archive."""
