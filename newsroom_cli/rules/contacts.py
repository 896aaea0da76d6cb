"""CT: contacts."""
