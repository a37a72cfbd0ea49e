"""Measures made safe, flat and ready for files."""
