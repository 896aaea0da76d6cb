"""IM: pictures."""
