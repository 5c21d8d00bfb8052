"""Where every line of the generated TeX came from."""

from dataclasses import dataclass


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
