"""A limit of time round work that may not end: the one place that chooses how it is enforced.

Where processes can be forked, the work runs in a child that the parent kills; nothing inside the child, not even code
that swallows exceptions, can outlive it. Elsewhere the work runs in this process without a limit.
"""

import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from typing import Any

SECONDS = 10.0


class Overtime(Exception):
    """The work was not done in time, or its process died."""


def within(seconds: float, work: Callable[[], Any]) -> Any:
    """What `work()` returns, if it does so in `seconds`; Overtime if not; an exception of its own is raised again.

    The result travels between processes by pickle: texts, numbers and truth values are safe choices.
    """
    if not hasattr(os, "fork"):
        return work()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        answer(work, write)
    os.close(write)
    try:
        return received(read, time.monotonic() + seconds)
    finally:
        os.close(read)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def answer(work: Callable[[], Any], write: int) -> None:
    """In the child: do the work, send what came of it, and leave without any clean-up of the parent's."""
    try:
        try:
            message = pickle.dumps((True, work()))
        except Exception as error:
            message = pickle.dumps((False, f"{type(error).__name__}: {error}"))
        with os.fdopen(write, "wb") as pipe:
            pipe.write(message)
    finally:
        os._exit(0)


def received(read: int, end: float) -> Any:
    """In the parent: the child's answer, waited for until `end`."""
    message = b""
    while True:
        left = end - time.monotonic()
        if left <= 0 or not select.select([read], [], [], left)[0]:
            raise Overtime("out of time")
        piece = os.read(read, 1 << 16)
        if not piece:
            break
        message += piece
    if not message:
        raise Overtime("the process died")
    done, value = pickle.loads(message)
    if not done:
        raise Overtime(value)
    return value
