"""DL: the dateline."""
