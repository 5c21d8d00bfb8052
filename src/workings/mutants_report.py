"""What became of the mutants, for a terminal: by place, kind and part, then the survivors as claims nothing checks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict

from .mutants import KINDS
from .mutation import Outcome
from .slots import BEGINNINGS_AND_ENDS, MIDDLE
from .survivors import FILE

FATES = ("killed", "survived", "same")


def report(outcomes: list[Outcome], reasons: dict[str, str]) -> list[str]:
    """The whole report, a line a line."""
    counted = [outcome for outcome in outcomes if outcome.fate != "same"]
    parts = list(dict.fromkeys(outcome.part for outcome in sorted(outcomes, key=lambda o: o.part)))
    ends = [outcome for outcome in outcomes if outcome.place != MIDDLE]
    middle = [outcome for outcome in outcomes if outcome.place == MIDDLE]
    lines = [
        *_table("beginnings and ends", BEGINNINGS_AND_ENDS, ends, lambda o: o.place),
        *_table("middle lines", [MIDDLE], middle, lambda o: o.place),
        *_table("kind", KINDS, outcomes, lambda o: o.kind),
        *_table("part", parts, outcomes, lambda o: o.part),
        *_by_what(ends),
    ]
    survivors = [outcome for outcome in counted if outcome.fate == "survived"]
    new = unexplained(outcomes, reasons)
    lines += _listed(f"Survivors with their reason in {FILE}", [o for o in survivors if o not in new], reasons)
    lines += _listed("Survivors without a reason: claims that nothing checks", new, reasons)
    lines += [*_no_longer(outcomes, reasons), _total(outcomes, survivors, new)]
    return lines


def as_json(outcomes: list[Outcome], reasons: dict[str, str]) -> str:
    """Every mutant as a JSON object, with the reason of a survivor if it has one."""
    rows = [asdict(o) | ({"reason": reasons.get(o.name, "")} if o.fate == "survived" else {}) for o in outcomes]
    return json.dumps({"schema": 1, "mutants": rows}, indent=1, ensure_ascii=False)


def unexplained(outcomes: list[Outcome], reasons: dict[str, str]) -> list[Outcome]:
    """The survivors that no reason is given for."""
    return [outcome for outcome in outcomes if outcome.fate == "survived" and outcome.name not in reasons]


def _table(title: str, keys: Iterable[str], outcomes: list[Outcome], key: Callable[[Outcome], str]) -> list[str]:
    rows = [f"{title:<24}{'killed':>9}{'survived':>10}{'the same':>10}"]
    for name in keys:
        found = [outcome.fate for outcome in outcomes if key(outcome) == name]
        if found:
            rows.append(f"{name:<24}" + _numbers([found.count(fate) for fate in FATES]))
    if len(rows) > 2:
        rows.append(f"{'':<24}" + _numbers([sum(outcome.fate == fate for outcome in outcomes) for fate in FATES]))
    return [*rows, ""]


def _numbers(counts: list[int]) -> str:
    return "".join(f"{count or '-':>{width}}" for count, width in zip(counts, (9, 10, 10), strict=True))


def _by_what(ends: list[Outcome]) -> list[str]:
    """Which refused wrong beginnings: the chain that follows, or an opinion that shares nothing with it."""
    killed = [outcome for outcome in ends if outcome.fate == "killed"]
    oracles = sum("test_" in outcome.by for outcome in killed)
    return [f"Of the beginnings and ends, tests/answers alone refuse {oracles}, checks in the answers the rest.", ""]


def _listed(title: str, survivors: list[Outcome], reasons: dict[str, str]) -> list[str]:
    if not survivors:
        return []
    rows, before = [title, ""], ""
    for outcome in survivors:
        reason = reasons.get(outcome.name, "")
        if reason and reason != before:
            rows.append(f"  {reason}")
        before = reason
        rows.append(f"  {outcome.part:<5}{outcome.at}  {outcome.name}" + (f"  ({outcome.by})" if outcome.by else ""))
    return [*rows, ""]


def _no_longer(outcomes: list[Outcome], reasons: dict[str, str]) -> list[str]:
    """The reasons that nothing needs any more, of mutants that were tried."""
    fates = {outcome.name: outcome.fate for outcome in outcomes}
    gone = [name for name in reasons if fates.get(name) in ("killed", "same")]
    return [f"no longer a survivor, take it out of {FILE}: {name}" for name in gone] + [""] * bool(gone)


def _total(outcomes: list[Outcome], survivors: list[Outcome], new: list[Outcome]) -> str:
    same = sum(outcome.fate == "same" for outcome in outcomes)
    counted = len(outcomes) - same
    without = f", {len(new)} of them without a reason" if survivors else ""
    return (
        f"{counted} mutants: {counted - len(survivors)} killed, {len(survivors)} survived{without}; "
        f"{same} more mean the same"
    )
