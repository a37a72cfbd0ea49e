"""Codes that standards define, one module a standard."""
