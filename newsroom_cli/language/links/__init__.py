"""Addresses: their form, where they lead, which releases they name."""
