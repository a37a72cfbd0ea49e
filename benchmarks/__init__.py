"""How fast and how heavy the package is, beside others that do the same work."""
