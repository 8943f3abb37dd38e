"""A process that is killed before one of its file operations, chosen by number, or after some time."""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
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


def killed_after(
    work: Callable[[], object], seconds: float, *, is_group: bool
) -> tuple[bool, float]:
    """Do some work in a process of its own, killed after some time, all that it started with it or
    left to itself; tell whether it was, and how much time had passed.
    """
    begun = time.monotonic()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.setsid()
            work()
            code = 0
        finally:
            os._exit(code)
    ended, status = 0, 0
    while not ended and time.monotonic() - begun < seconds:
        time.sleep(0.002)
        ended, status = os.waitpid(child, os.WNOHANG)
    passed = time.monotonic() - begun
    if not ended:
        if is_group:
            with suppress(ProcessLookupError):  # it has no group yet
                os.killpg(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL)
    return code != 0, passed
