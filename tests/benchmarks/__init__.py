"""Races against other tools and the releases they run on; run by hand, never by the tests."""
