"""One build at a time in a build folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import EnvironmentFault, UsageError

try:
    import fcntl
except ImportError:  # Windows: nothing there is released by the system when its owner dies
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Make the build folder and hold it; another build waits, says so, and goes on when this one ends or dies."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = open(folder / "lock", "a")  # noqa: SIM115 - closed below
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{folder} is no folder\nName another with --build-dir, or move what is there.") from None
    except PermissionError:
        raise EnvironmentFault(f"{folder} cannot be written\nName another folder with --build-dir.") from None
    with file:
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("waiting for another build", file=sys.stderr, flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
