"""The command ``veille``.

Exit codes: 0 done (records in quarantine included), 1 a defect of veille, 2 wrong use, 3 a model is
missing or damaged, 4 a store was lost, 5 the disk is full, 6 the balance does not add up,
128 + the signal interrupted: 130 Ctrl-C, 143 SIGTERM (run again to resume).
"""

from __future__ import annotations

import sys

from nlp.errors import VeilleError


def main() -> None:
    """Entry point: run the command line and turn errors of veille into one line and a code."""
    from nlp.cli.app import app

    try:
        app()
    except VeilleError as error:
        print(f"veille: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("veille: interrupted; run the same command again to resume", file=sys.stderr)
        sys.exit(130)
