"""A statement about finitely many cases, decided by trying them all."""

from collections.abc import Callable, Iterable
from typing import Any

from workings.judge.evidence import Evidence


def every(cases: Iterable[Any], test: Callable[[Any], bool]) -> Evidence:
    """*Proved* if the exact test passes in every case, else *refuted* with the first case that fails it.

    No case at all proves nothing: the statement would be empty.
    """
    count = 0
    for case in cases:
        if not test(case):
            return Evidence("refuted", f"case {count + 1}", f"at {case!r}")
        count += 1
    if not count:
        return Evidence("undecided", "there was no case to try")
    return Evidence("proved", f"exhaustive, {count} case{'s' * (count != 1)}")
