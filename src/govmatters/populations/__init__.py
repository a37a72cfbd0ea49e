"""A bundle over a table of cases: the papers of a population, as if each were planned alone."""

from govmatters.populations.populations import population
from govmatters.populations.results import Group, Population, Problem, Tally

__all__ = ["Group", "Population", "Problem", "Tally", "population"]
