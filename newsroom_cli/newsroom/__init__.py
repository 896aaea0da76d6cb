"""The folder of a newsroom: its releases, the gate to the public, the templates, the writer, the archive."""
