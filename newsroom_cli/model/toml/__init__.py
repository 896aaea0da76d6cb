"""TOML: parsed with places, mistakes explained in plain words, keys declared once."""
