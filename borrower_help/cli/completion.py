"""The completion of words by the shell, which the library installs and tells of in English."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable

INSTALL, SHOW = "--install-completion", "--show-completion"


def is_asked_for(argv: list[str]) -> bool:
    """Whether a command line only installs or shows the completion."""
    return argv[:1] in ([INSTALL], [SHOW])


def completed(run: Callable[[], object]) -> int:
    """Install or show the completion by ``run``, and tell in Chinese what came of it. Raises ``OSError``."""
    said = io.StringIO()
    code: object = 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = run()
        except SystemExit as error:
            code = error.code
    text = said.getvalue()
    if installed := re.search(r"^(\S+) completion installed in (.+)$", text, re.MULTILINE):
        text = f"已给 {installed[1]} 装好补全，写在 {installed[2]}。重新打开终端以后生效。\n"
    elif code or re.match(r"Shell .* (?:not supported|is not)", text):
        sys.stderr.write("认不出现在用的是哪种 shell，没有装补全。bash、zsh、fish 和 PowerShell 可以装。\n")
        return 2
    sys.stdout.write(text)
    return 0
