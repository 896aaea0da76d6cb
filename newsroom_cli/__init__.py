"""newsroom: scaffold, check and publish press releases kept as text files."""

__version__ = "0.1.0"
