"""Where every line of the generated TeX, and every failure, came from."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .errors import Mistake, WorkingsError

AUTHORS = ("answers", "figures")  # the folders of an author's Python


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
def blaming(file: str, root: Path) -> Iterator[None]:
    """What fails in an author's Python becomes a Mistake that names the innermost line of it below `root`.

    Where it has none there, `file` is named without a line, and the engine's innermost line follows.
    """
    try:
        yield
    except WorkingsError:
        raise
    except SyntaxError as error:
        at = Place(_authors(error.filename, root) or file, error.lineno or 1)
        raise Mistake(f"{at}  Python cannot read this: {error.msg}") from error
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [(name, frame) for frame in frames if (name := _authors(frame.filename, root))]
        name, frame = own[-1] if own else ("", frames[-1])
        place = f"{name}:{frame.lineno}" if own else file
        inside = "" if own else f"{Path(frame.filename).name}:{frame.lineno}: "
        raise Mistake(f"{place}  {type(error).__name__}: {error}\n  {inside}{frame.line}") from error


def _authors(filename: str | None, root: Path) -> str:
    """A file of answers/ or figures/ as it is named from `root`, with forward slashes; empty for any other."""
    path = Path(filename or "")
    inside = path.relative_to(root) if path.is_relative_to(root) else Path()
    return inside.as_posix() if inside.parts[:1] and inside.parts[0] in AUTHORS else ""
