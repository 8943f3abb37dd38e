"""A process that is killed before one of its file operations, chosen by number."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

EVENTS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree"}


def killed(work: Callable[[], object], folder: Path, moment: int) -> bool:
    """Do some work in a process of its own; tell whether it was killed before operation number
    `moment` below a folder, or came to its end.
    """
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
        return os.waitstatus_to_exitcode(status) != 0
    left = moment

    def count_down(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in EVENTS and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count_down)
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)
