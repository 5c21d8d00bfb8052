"""How the judge does on pairs whose truth is known, beside what else a user could call; one table, from this run.

    python benchmarks/judge.py [--seeds N] [--peers] [FILE.jsonl ...]

Without a file it takes the development set. Each answer has 10 s and a process of its own, the same for all. `--peers`
asks SymPy's `equals` and `simplify(a - b) == 0`, and Math-Verify where it is installed, too. `--seeds N` asks the judge
again with N seeds for its points and for Python's hashes, and lists each pair whose verdict is not the same.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from workings.judge import budget  # noqa: E402
from workings.pairs import Judged, Pair, judge_pairs, pair_of, summary  # noqa: E402

DEVELOPMENT = ROOT / "tests" / "judge" / "pairs" / "development.jsonl"
SAID = {"identical": "equal", "proved": "equal", "by SymPy": "equal", "refuted": "different"}


@dataclass(frozen=True)
class Answer:
    """What one of them said of a pair ("equal", "different" or nothing), what is true, and the seconds it took."""

    said: str
    truth: str
    seconds: float


def main() -> None:
    options = arguments()
    lines = [line for file in options.files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    ours = list(judge_pairs(lines))
    rows = {"Workings": [Answer(SAID.get(one.verdict, ""), one.expected, one.ms / 1000) for one in ours]}
    for name, peer in peers().items() if options.peers else ():
        rows[name] = [asked(peer, json.loads(line)) for line in lines]
    print(table(rows))
    print(f"\n{summary(ours)}")
    print(by_category(ours))
    for one in ours:
        if one.verdict in ("numeric", "undecided", "by SymPy", "unreadable"):
            print(f"  {one.id:<14}{one.verdict:<11}{one.method}")
    for seed in range(1, options.seeds + 1):
        report_other_verdicts(seed, options.files, ours)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[DEVELOPMENT])
    parser.add_argument("--seeds", type=int, default=0)
    parser.add_argument("--peers", action="store_true")
    return parser.parse_args()


def table(rows: dict[str, list[Answer]]) -> str:
    """Right, wrong and no verdict, for the equal pairs and for the different ones; the median and 95th percentile."""
    head = f"{'':<24}{'equal: right':>14}{'wrong':>7}{'none':>6}{'different: right':>18}{'wrong':>7}{'none':>6}"
    lines = [f"{head}{'median':>11}{'95th':>11}"]
    for name, answers in rows.items():
        cells = ""
        for truth, widths in (("equal", (14, 7, 6)), ("different", (18, 7, 6))):
            said = Counter(answer.said for answer in answers if answer.truth == truth)
            other = "different" if truth == "equal" else "equal"
            counts = (said[truth], said[other], said[""])
            cells += "".join(f"{count:>{width}}" for count, width in zip(counts, widths, strict=True))
        times = sorted(answer.seconds for answer in answers)
        middle, late = times[len(times) // 2], times[int(0.95 * (len(times) - 1))]
        lines.append(f"{name:<24}{cells}{middle * 1000:>8.0f} ms{late * 1000:>8.0f} ms")
    return "\n".join(lines)


def by_category(found: list[Judged]) -> str:
    """Verdicts by the letters that an id begins with."""
    groups: dict[str, Counter[str]] = {}
    for one in found:
        groups.setdefault(one.id.split("-")[0], Counter())[one.verdict] += 1
    lines = (f"  {name:<14}" + ", ".join(f"{n} {v}" for v, n in c.most_common()) for name, c in groups.items())
    return "\n".join(lines)


def peers() -> dict[str, Callable[[Pair], str]]:
    """What else a user could call, each from a pair to what it says."""
    found = {"SymPy equals": by_equals, "SymPy simplify(a - b)": by_simplify}
    return found | ({"Math-Verify": by_math_verify} if importlib.util.find_spec("math_verify") else {})


def asked(peer: Callable[[Pair], str], fields: dict[str, Any]) -> Answer:
    """The answer of a peer, in a process of its own; nothing where it raises or takes longer than 10 s."""
    start = time.perf_counter()
    try:
        said = budget.within(10.0, lambda: peer(pair_of(fields)))
    except budget.Overtime:
        said = ""
    return Answer(said, fields["verdict"], time.perf_counter() - start)


def by_equals(pair: Pair) -> str:
    return {True: "equal", False: "different"}.get(pair.a.equals(pair.b), "")


def by_simplify(pair: Pair) -> str:
    from sympy import simplify

    return "equal" if simplify(pair.a - pair.b) == 0 else ""


def by_math_verify(pair: Pair) -> str:
    from math_verify import verify

    return "equal" if verify([pair.a], [pair.b], timeout_seconds=None) else "different"


def report_other_verdicts(seed: int, files: list[Path], ours: list[Judged]) -> None:
    """Judge again with other seeds, and list the pairs whose verdict changes."""
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "WORKINGS_SEED": str(seed)}
    again = {}
    for file in files:
        command = [sys.executable, str(ROOT / "build.py"), "judge", str(file), "--json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        again |= {row["id"]: row["verdict"] for row in map(json.loads, done.stdout.splitlines())}
    other = [f"{one.id} {one.verdict} -> {again.get(one.id)}" for one in ours if again.get(one.id) != one.verdict]
    print(f"seed {seed}: {', '.join(other) or 'the same verdicts'}", flush=True)


if __name__ == "__main__":
    main()
