"""The submission as a zip that Overleaf, or any machine with TeX, turns into the same pages."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from .errors import UsageError
from .typeset import WORKSHOP

TIMELESS = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold


def zip_for_overleaf(folder: Path, target: Path, name: str = "submission") -> Path:
    """`target`, a zip of folder/name.tex and the files of the folder that TeX read for it; always the same bytes."""
    if not (folder / f"{name}.fls").is_file():
        raise UsageError(f"{folder.name} holds no {name} that TeX has set\nRun make pdf first.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted({f"{name}.tex", *_read_by_tex(folder, name)}):
            entry = zipfile.ZipInfo(file, TIMELESS)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, (folder / file).read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return target


def _read_by_tex(folder: Path, name: str) -> Iterator[str]:
    """The files of the folder that TeX read for the last good PDF; what it wrote itself is left out."""
    for line in (folder / f"{name}.fls").read_text(encoding="utf-8").splitlines():
        kind, _, file = line.partition(" ")
        path = (folder / file).resolve()
        if kind == "INPUT" and path.is_relative_to(folder.resolve()) and path.is_file():
            inside = path.relative_to(folder.resolve())
            if inside.parts[0] != WORKSHOP:
                yield inside.as_posix()
