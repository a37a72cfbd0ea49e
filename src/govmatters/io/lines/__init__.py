"""
Files of lines (JSON Lines): one record a line, for registries of many.

`wire` and `wire_parts` are the types of lines, `sorting` tells sound lines from those to be
read strictly, `loading` puts them together, `dumping` writes them.
"""
