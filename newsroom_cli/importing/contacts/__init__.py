"""Whom reporters may call: contacts, phone numbers and addresses as printed."""
