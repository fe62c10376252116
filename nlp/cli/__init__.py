"""The command ``veille``.

Exit codes: 0 done (records in quarantine included), 1 a defect of veille, 2 wrong use, 3 a model is
missing or damaged, 4 a store was lost, 5 the disk is full, 6 the balance does not add up,
128 + the signal interrupted: 130 Ctrl-C, 143 SIGTERM (run again to resume).
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from nlp.errors import DiskFull, VeilleError, is_disk_full

_SELDOM = (50_000, 20, 100)
"""When the cyclic garbage collector looks. Tables and models are a million objects that stay, and at the
usual thresholds it walks them again and again: a tenth of the time of a short run."""


def main() -> None:
    """Entry point: run the command line and turn errors of veille into one line and a code."""
    gc.set_threshold(*_SELDOM)
    from nlp.cli.app import app

    try:
        app()
    except VeilleError as error:
        _end(str(error), error.exit_code)
    except OSError as error:
        if not is_disk_full(error):
            raise
        _unprinted()
        where = error.filename or "standard output, or of a file that was to be written"
        _end(f"no space left on the disk of {where}; what was stored is stored", DiskFull.exit_code)
    except KeyboardInterrupt:
        _end("interrupted; run the same command again to resume", 130)


def _end(told: str, code: int) -> None:
    with suppress(OSError, ValueError):  # standard error may lie on that disk too, or be closed
        print(f"veille: {told}", file=sys.stderr)
    sys.exit(code)


def _unprinted() -> None:
    """Give up what waits to be printed: Python would try again at its end, and end with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        with suppress(OSError, ValueError):
            os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (AttributeError, ValueError):
        return  # it was closed
