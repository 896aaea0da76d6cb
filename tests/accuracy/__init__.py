"""How well releases are read, measured on labelled releases of other people; see docs/accuracy.md."""
