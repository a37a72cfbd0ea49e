"""``python -m govmatters`` is the command line."""

import sys

from govmatters.cli import main

sys.exit(main())
