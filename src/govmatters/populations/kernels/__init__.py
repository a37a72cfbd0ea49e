"""A compiled bundle over many cases at a time: components as tables, cases as bits."""
