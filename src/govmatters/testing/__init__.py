"""For those who test: Hypothesis strategies, and the pytest plugin for rule cases."""
