"""EM: the embargo."""
