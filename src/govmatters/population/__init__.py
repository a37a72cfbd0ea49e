"""A bundle over a table of cases: the papers of a population, as if each were planned alone."""
