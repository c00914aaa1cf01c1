"""``python -m klieg``: the same as the command ``klieg``."""

import sys

from klieg.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
