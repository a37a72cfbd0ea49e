"""Measures: how much was removed, and by what (rules RD)."""
