"""TOML: values with their places, mistakes in plain words, and keys that are declared once."""
