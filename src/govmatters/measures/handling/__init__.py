"""Handling elsewhere, of all matters and regions at once, and what would open most."""
