"""What a build tells while it works: one line a finished stage, and on a terminal the thing in hand."""

from __future__ import annotations

import sys
import time
from typing import TextIO

WIDTH = 79
SHOWN = 2  # reasons


class Progress:
    """Lines on `stream`; what is in hand is shown only on a terminal, where the next line wipes it out."""

    def __init__(self, stream: TextIO | None = None):
        self.stream = stream or sys.stdout
        self.live = self.stream.isatty()
        self.began = time.perf_counter()

    def working(self, what: str) -> None:
        """Show what is in hand, on a terminal only."""
        if self.live:
            self.stream.write(f"\r\033[K{what[:WIDTH]}")
            self.stream.flush()

    def start(self) -> None:
        """A stage begins: its seconds count from here."""
        self.began = time.perf_counter()

    def done(self, stage: str, what: str, why: list[str]) -> None:
        """A stage has ended: its name, what it did, its seconds, and below them why it was stale."""
        self.line(f"{stage:<9} {what:<60} {time.perf_counter() - self.began:6.2f} s")
        reasons = list(dict.fromkeys(why))
        more = f" and {len(reasons) - SHOWN} more" if len(reasons) > SHOWN else ""
        self.line(f"{'':<9} {'; '.join(reasons[:SHOWN])}{more}")

    def line(self, text: str) -> None:
        """A line of its own."""
        self.working("")
        if self.live:
            self.stream.write("\r")
        self.stream.write(text + "\n")
        self.stream.flush()


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 line", "2 lines"."""
    return f"1 {noun}" if number == 1 else f"{number} {plural or noun + 's'}"
