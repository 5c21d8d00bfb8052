"""The log of a TeX run, taken apart: pages written, and each error and warning with the file and page it belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

ERROR = re.compile(r"(?:(?P<file>\S+?):(?P<line>\d+): |! )(?P<message>\S.*)$")
STOPPED_AT = re.compile(r"l\.(?P<line>\d+) ?(?P<head>.*)$")
WARNING = re.compile(r"Overfull |Missing character: |(?:LaTeX|Package \w+) Warning: ")
PAGES = re.compile(r"Output written on .*?\((\d+) pages?, \d+ bytes\)", re.DOTALL)
OPENED_OR_WRITTEN = re.compile(r"\((?P<open>[^\s()\[\]{}]*)|(?P<close>\))|\[(?P<page>\d+)(?=[\]{\s<]|$)")


@dataclass(frozen=True)
class Remark:
    """An error or a warning: its text, the file open there ("" for the main one) and its line, the page to come."""

    text: str
    error: bool
    file: str
    page: int
    line: int | None = None
    body: tuple[str, ...] = ()  # the lines below it that belong to it
    runaway: str = ""  # how the argument begins whose end TeX did not find


@dataclass(frozen=True)
class TexLog:
    """The number of pages written, 0 if TeX gave none, and the remarks in order."""

    pages: int
    remarks: tuple[Remark, ...]


def read_log(text: str, main: str) -> TexLog:
    """The log `text` of a run over the file named `main`, made with -file-line-error and lines of any length."""
    written = PAGES.search(text)
    return TexLog(int(written[1]) if written else 0, tuple(_remarks(text.splitlines(), main)))


@dataclass
class Reading:
    """Where a reader of the log has got to: the open files, innermost last, and the next page."""

    main: str
    open_files: list[str] = field(default_factory=list)
    page: int = 1

    def follow(self, text: str) -> None:
        """Take in the files opened and closed and the pages written on a line of the log."""
        for token in OPENED_OR_WRITTEN.finditer(text):
            if token["page"]:
                self.page = int(token["page"]) + 1
            elif token["close"]:
                del self.open_files[-1:]
            else:
                self.open_files.append(token["open"])

    def file(self) -> str:
        """The innermost open file that lies in the folder of the run, "" for the main one."""
        own = [name for name in self.open_files if name.startswith("./")]
        return self.name(own[-1]) if own else ""

    def name(self, file: str) -> str:
        """`file` as a fault names it: relative to the folder, "" for the main file."""
        file = file.removeprefix("./")
        return "" if file == self.main else file


def _remarks(lines: Sequence[str], main: str) -> Iterator[Remark]:
    reading, i = Reading(main), 0
    while i < len(lines):
        if ERROR.match(lines[i]):
            remark = _error(lines, i, reading)
            yield remark
            i += len(remark.body)
        elif WARNING.match(lines[i]):
            body = _paragraph(lines, i + 1)
            yield Remark(lines[i], False, reading.file(), reading.page, body=body)
            i += len(body)
        else:
            reading.follow(lines[i])
        i += 1


def _error(lines: Sequence[str], i: int, reading: Reading) -> Remark:
    found = ERROR.match(lines[i])
    assert found
    body = _context(lines, i + 1)
    stopped = next(filter(None, map(STOPPED_AT.match, body)), None)
    line = found["line"] or (stopped["line"] if stopped else _line_of_next_error(lines, i + 1))
    file = reading.name(found["file"]) if found["file"] else reading.file()
    runaway = lines[i - 1] if i > 1 and lines[i - 2].startswith("Runaway ") else ""
    return Remark(found["message"], True, file, reading.page, int(line) if line else None, body, runaway)


def _context(lines: Sequence[str], start: int) -> tuple[str, ...]:
    """What TeX shows below an error: down to its "l.12 ..." line and the one after, or to the next error."""
    for i in range(start, min(start + 60, len(lines))):
        if STOPPED_AT.match(lines[i]):
            return tuple(lines[start : i + 2])
        if ERROR.match(lines[i]):
            return tuple(lines[start:i])
    return ()


def _line_of_next_error(lines: Sequence[str], start: int) -> str:
    """The line that the next error names, for TeX names none where it asks for another file name."""
    found = next(filter(None, map(ERROR.match, lines[start : start + 12])), None)
    return (found["line"] or "") if found else ""


def _paragraph(lines: Sequence[str], start: int) -> tuple[str, ...]:
    """The lines down to the next empty one."""
    end = next((i for i in range(start, len(lines)) if not lines[i].strip()), len(lines))
    return tuple(lines[start:end])
