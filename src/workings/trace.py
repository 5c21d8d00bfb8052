"""Where every line of the generated TeX, and every failure, came from."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .errors import Mistake, WorkingsError


@dataclass(frozen=True)
class Place:
    """A line of a file, the file named relative to the project's root."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class TexSource:
    """Generated TeX and, for each of its lines, the place that wrote it (None where nobody in particular did)."""

    text: str
    places: tuple[Place | None, ...]

    def at(self, line: int) -> Place | None:
        """The place that wrote the given line, counted from 1; None where nobody did or no such line exists."""
        return self.places[line - 1] if 0 < line <= len(self.places) else None


@contextmanager
def blaming(file: str) -> Iterator[None]:
    """What fails in an author's Python becomes a Mistake that names the innermost line of `file` (from the root)."""
    try:
        yield
    except WorkingsError:
        raise
    except SyntaxError as error:
        raise Mistake(f"{file}:{error.lineno}  Python cannot read this: {error.msg}") from error
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(file)]
        place = f"{file}:{frames[-1].lineno}  " if frames else f"{file}  "
        lines = [f"{place}{type(error).__name__}: {error}"]
        lines += [f"  {frames[-1].line}"] if frames else []
        raise Mistake("\n".join(lines)) from error
