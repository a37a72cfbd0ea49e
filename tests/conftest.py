"""
Hypothesis profiles, chosen by the environment variable ``HYPOTHESIS_PROFILE``.

``desk`` (the default) is quick; ``ci`` draws 500 examples a law, the same ones in every run.
"""

import os

from hypothesis import settings

settings.register_profile("desk", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=500, derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "desk"))
