"""A second, slow reading of the rules, which shares no code with the product."""
