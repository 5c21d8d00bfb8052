"""A limit of time and memory round work that may not end: the one place that chooses how it is enforced.

A whole judgement runs in a child process, which the parent kills when the time is up; nothing inside it, not even code
that swallows exceptions or a loop in C that hears no signal, can outlive that. The child may limit a piece of its own
work in the same way, so that the rest of the judgement still has its time: a grandchild dies with its group. A limit of
the operating system on processor time and memory stands behind, for the case that the parent itself is killed.

Where processes cannot be forked the work runs in this process without a limit.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

from workings.judge.evidence import Evidence

SECONDS = 10.0
LARGEST_MEMORY = 6 << 30  # bytes of address space

_ends_at: float | None = None  # in a child: when its time is up


class Overtime(Exception):
    """The work was not done in time, or its process died."""


def judgement(work: Callable[[], Evidence]) -> Evidence:
    """The verdict of `work`, within `SECONDS`; *undecided* if that time does not suffice or the work fails."""
    if _ends_at is not None:
        return work()
    try:
        return Evidence(*within(SECONDS, lambda: astuple(work())))
    except Overtime as late:
        return Evidence("undecided", str(late))


def within(seconds: float, work: Callable[[], Any]) -> Any:
    """What `work()` returns, if it does so in `seconds` (or in what is left); Overtime if not, or if it raises.

    The result travels between processes by pickle: texts, numbers and truth values are safe choices.
    """
    if not hasattr(os, "fork"):
        return work()
    seconds = min(seconds, left())
    end = time.monotonic() + seconds
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        answer(work, write, end)
    os.close(write)
    outermost = _ends_at is None
    try:
        return received(read, end, seconds)
    finally:
        os.close(read)
        kill(child, whole_group=outermost)


def left() -> float:
    """The seconds that are left of the judgement under way, less a little to report; all of them if there is none."""
    return SECONDS if _ends_at is None else max(0.0, _ends_at - time.monotonic() - 0.2)


def answer(work: Callable[[], Any], write: int, end: float) -> None:
    """In the child: do the work, send what came of it, and leave without any clean-up of the parent's."""
    global _ends_at
    try:
        if _ends_at is None:
            os.setpgid(0, 0)
        _ends_at = end
        limit_the_system()
        try:
            message = pickle.dumps((True, work()))
        except Exception as error:
            message = pickle.dumps((False, f"{type(error).__name__}: {error}"))
        with os.fdopen(write, "wb") as pipe:
            pipe.write(message)
    finally:
        os._exit(0)


def limit_the_system() -> None:
    """The operating system's own limits on this process: twice the time of a judgement, and memory."""
    import resource

    seconds = int(time.process_time() + 2 * SECONDS) + 1
    for which, limit in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, LARGEST_MEMORY)):
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def received(read: int, end: float, seconds: float) -> Any:
    """In the parent: the child's answer, waited for until `end`."""
    message = b""
    while True:
        wait = end - time.monotonic()
        if wait <= 0 or not select.select([read], [], [], wait)[0]:
            raise Overtime(f"no answer within {seconds:.0f} s")
        piece = os.read(read, 1 << 16)
        if not piece:
            break
        message += piece
    if not message:
        raise Overtime("the process died, perhaps for want of memory")
    done, value = pickle.loads(message)
    if not done:
        raise Overtime(value)
    return value


def kill(child: int, whole_group: bool) -> None:
    """End a child, with all that it started if it leads a group of its own."""
    try:
        if whole_group and os.getpgid(child) == child:
            os.killpg(child, signal.SIGKILL)
        else:
            os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    os.waitpid(child, 0)
