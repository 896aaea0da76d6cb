"""Releases and configuration as plain values, the TOML they are read from, and the problems in it."""
