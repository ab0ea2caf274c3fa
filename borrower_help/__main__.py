"""``python -m borrower_help`` and the console script: the first code that runs, so that Ctrl-C is quiet from the start.

Nothing is imported here but what the interpreter has already: whoever presses Ctrl-C while the
program still loads has told it nothing and lost nothing.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

INTERRUPTED = 130

RARELY = (100_000, 20, 100)
"""So many more objects are made than dropped before circles of dropped ones are looked for: more than a short command
makes. What is loaded stays, and looking through it again and again took a sixteenth of every start.
"""


def run() -> NoReturn:
    """Run the command line of this process and leave with its exit code; no traceback, whenever Ctrl-C comes."""
    try:
        import gc
        import signal

        gc.set_threshold(*RARELY)
        ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a parent may have had it ignored
        if ours:
            # An exception could be swallowed or printed by whatever is being imported; nothing is open yet.
            signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
        from borrower_help.cli.main import finish, main, stop_unheard
        from borrower_help.cli.streams import prepare_streams

        prepare_streams()
        sys.unraisablehook = stop_unheard
        try:
            if ours:
                signal.signal(signal.SIGINT, signal.default_int_handler)
            code = main(sys.argv[1:])
        finally:
            if ours:  # all is said; the interpreter is taken down undisturbed
                signal.signal(signal.SIGINT, signal.SIG_IGN)
        code = finish(code)
        if code == INTERRUPTED:
            os._exit(code)  # the interpreter may have noted the signal, and would kill itself with it instead
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    sys.exit(code)


if __name__ == "__main__":
    run()
