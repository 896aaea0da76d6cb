"""TOML: parsed with places, its mistakes in plain words, its keys declared once."""
