"""``python -m counter_app``: the command line, without a window."""

import sys

from counter_app.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
