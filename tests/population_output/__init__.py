"""What becomes of a measured population: published, written, compared."""
