"""A certificate re-checked from its file alone: every hash, and every question put to the judge again.

No code of an answer runs. The stored forms are read back by `storage`, in which nothing runs, and each question is read
and judged in a process of its own, with limits of time and memory. What a file cannot hold, the test of an exhaustive
check, is counted apart: it is not re-checked.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from .certificate import HEAD, SCHEMA, hash_of, head
from .errors import UsageError
from .inquiry import inquiry
from .judge import Evidence
from .judge.budget import SECONDS, Overtime, within
from .judge.evidence import HOLDING, KINDS, weakest
from .refusal import example
from .storage import declared, read
from .versions import versions

TAKEN = ("define", "suppose")
CHAIN = {
    "equals": ("same", "="),
    "rounds": ("same", "~"),
    "at_most": ("ordered", "<="),
    "at_least": ("ordered", ">="),
    "approaches": ("tends", "->"),
    "approximately": ("expands", "="),
}  # what is asked of a line after another, and its relation
STATES = ("hold", "fail", "not re-checkable", "taken as given")
Entry = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """What became of an entry: one of `STATES`, and why it fails."""

    id: str
    state: str
    why: str = ""


def verify_certificate(path: Path) -> int:
    """Print what re-checking the certificate at `path` finds; 1 if an entry fails, else 0."""
    whole = certificate_in(path)
    try:
        found = list(checked(whole))
    except RecursionError:
        raise UsageError(f"{path} is no certificate: it is nested too deeply") from None
    failed = [one for one in found if one.state == "fail"]
    for one in failed:
        print(f"{_printable(one.id)}\n  {_printable(one.why)}")
    counts = Counter(one.state for one in found)
    print(f"{len(found)} entries: " + ", ".join(f"{counts[s]} {s}" for s in STATES if counts[s] or s == "hold"))
    if counts["not re-checkable"]:
        print("Not re-checkable: exhaustive checks, whose tests are Python code that the file does not hold.")
    for words in _made_otherwise(whole):
        print(_printable(words))
    return 1 if failed else 0


def certificate_in(path: Path) -> dict[str, Any]:
    """The certificate in a file; a UsageError where it is none."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"there is no {path}\nWrite it with python build.py certificate, or name one.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no certificate: {error}\nName one of python build.py certificate.") from None
    if wrong := _malformed(whole):
        raise UsageError(f"{path} is no certificate: {wrong}\nName one of python build.py certificate.")
    return whole


def checked(whole: dict[str, Any]) -> list[Checked]:
    """What became of every entry, and of the whole and of each derivation where its hash is another."""
    found = [] if hash_of(whole) == whole["hash"] else [Checked("the certificate", "fail", "its hash is another")]
    seen: set[str] = set()
    for derivation in whole["derivations"]:
        if hash_of(head(derivation)) != derivation["hash"]:
            found.append(Checked(derivation["id"], "fail", "its hash is another"))
        found += _derivation(derivation, seen)
    return found


def _malformed(whole: Any) -> str:
    """What is wrong with the form of a certificate; empty if its fields are there and of their kinds."""
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA or not isinstance(whole.get("hash"), str):
        return f"it is no object with the schema {SCHEMA} and a hash"
    if not isinstance(whole.get("derivations"), list):
        return "it has no list of derivations"
    for derivation in whole["derivations"]:
        kinds = {"id": str, "hash": str, "given": list, "symbols": dict, "versions": dict, "entries": list}
        if wrong := _wrong_field(derivation, kinds | {key: object for key in HEAD if key not in kinds}):
            return f"a derivation {wrong}"
        for entry in derivation["entries"]:
            fields = {"id": str, "hash": str, "says": dict, "questions": list, "assumes": str, "evidence": object}
            if wrong := _wrong_field(entry, fields):
                return f"an entry of {_printable(derivation['id'])} {wrong}"
            rests_on = entry.get("rests_on", [])
            if not isinstance(rests_on, list) or not all(isinstance(one, str) for one in rests_on):
                return "an entry rests on what is no entry"
    return ""


def _printable(words: str) -> str:
    """A text of the file without what could steer a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in words)


def _wrong_field(value: Any, kinds: dict[str, type]) -> str:
    if not isinstance(value, dict):
        return "is no object"
    return next((f"has no {key}" for key, kind in kinds.items() if not isinstance(value.get(key, KINDS), kind)
                 or key not in value), "")  # fmt: skip


# -- entries ----------------------------------------------------------------------------------------------------------


def _derivation(derivation: dict[str, Any], seen: set[str]) -> list[Checked]:
    """What became of the entries of a derivation, each line after the one before."""
    known: dict[str, Evidence] = {}
    sides: dict[str, tuple[Any, Any]] = {}
    found = []
    before: Entry = {"says": {}}
    for entry in derivation["entries"]:
        wrong = _untrue(entry, derivation, before, seen) or _not_of_its_lines(entry, sides)
        state, why, evidence = ("fail", wrong, None) if wrong else _rechecked(entry, derivation, known)
        if evidence is not None:
            known[entry["id"]] = evidence
        found.append(Checked(entry["id"], state, why))
        seen.add(entry["id"])
        sides[entry["id"]] = _side(entry["says"], "left"), _side(entry["says"], "right")
        before = entry if "verb" in entry["says"] and entry["says"]["verb"] != "verify" else before
    return found


def _untrue(entry: Entry, derivation: dict[str, Any], before: Entry, seen: set[str]) -> str:
    """What the file itself shows to be wrong with an entry, before anything is asked."""
    if hash_of(entry) != entry["hash"]:
        return "its hash is another: it was changed after it was certified"
    if entry["assumes"] != derivation["hash"]:
        return "it was certified under other assumptions"
    if entry["id"] in seen or not entry["id"].startswith(f"{derivation['id']}/"):
        return "its id is not its own"
    return "" if entry["says"].get("verb") == "verify" or "left_out" in entry else _other_claim(entry, before)


def _other_claim(entry: Entry, before: Entry) -> str:
    """Whether what an entry says is another thing than what its questions ask; empty if it is the same."""
    says, questions = entry["says"], entry["questions"]
    if not all(isinstance(question, dict) and _is_list_of_pairs(question.get("where", [])) for question in questions):
        return "it holds no questions"
    asked = [question for question in questions if question.get("ask") != "covers"]
    verb = str(says.get("verb", ""))
    if verb in CHAIN:
        wrong = not _follows(says, before["says"], asked)
    elif verb == "therefore":
        wrong = len(asked) < 2 or not all(
            question.get("right") == _side(says, side)
            and ("where" not in question or [pair[1] for pair in question["where"]] == [_side(before["says"], side)])
            for question, side in zip(asked[-2:], ("left", "right"), strict=True)
        )
    elif "claim" in says:
        wrong = [(q.get("left"), q.get("right")) for q in asked] != [(says.get("left_value"), says.get("right_value"))]
    elif "name" in says:
        wrong = any(question.get("left") != says.get("value", says.get("meaning")) for question in asked)
    else:
        wrong = verb not in TAKEN
    return "it says another thing than what was asked" if wrong else ""


def _is_list_of_pairs(where: Any) -> bool:
    return isinstance(where, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in where)


def _follows(says: Entry, before: Entry, asked: list[Any]) -> bool:
    """Whether the one question of a line is about it and the line before, or its own left side if it begins a chain."""
    ask, relation = CHAIN[says["verb"]]
    left = _side(says, "left") if "left" in says else _side(before, "right")
    (question,) = asked if len(asked) == 1 else ({},)
    sides = question.get("left"), question.get("right")
    same_relation = says.get("relation") == relation and question.get("relation", relation) == relation
    return sides == (left, _side(says, "right")) and question.get("ask") == ask and same_relation


def _not_of_its_lines(entry: Entry, sides: dict[str, tuple[Any, Any]]) -> str:
    """Whether a result is compared with what is no side of the lines that it rests on; empty if it is compared so."""
    rests_on = entry.get("rests_on", [])
    if not rests_on or any(one not in sides for one in rests_on):
        return ""  # that a line is missing is said later
    rights = [question["right"] for question in entry["questions"] if "right" in question]
    compared = len(rights) == len(rests_on) and all(
        right in sides[one] for right, one in zip(rights, rests_on, strict=True)
    )
    return "" if compared else f"it is not compared with {' and '.join(rests_on)}"


def _side(says: Entry, side: str) -> Any:
    return says.get(f"{side}_value", says.get(side))


def _rechecked(
    entry: Entry, derivation: dict[str, Any], known: dict[str, Evidence]
) -> tuple[str, str, Evidence | None]:
    """What becomes of an entry when the judge is asked again, why it fails, and the evidence that there is now."""
    evidence, verb = entry["evidence"], entry["says"].get("verb")
    if evidence is None:
        return ("taken as given", "", Evidence("proved")) if verb in TAKEN else ("fail", "it has no evidence", None)
    if not isinstance(evidence, dict) or evidence.get("kind") not in KINDS:
        return "fail", "its evidence is none of the six words", None
    if verb == "verify" or "left_out" in entry:
        return "not re-checkable", "", Evidence(evidence["kind"])
    if not entry["questions"]:
        return "fail", "it holds no question to ask again", None
    now = [_asked(question, derivation) for question in entry["questions"]]
    if missing := [one for one in entry.get("rests_on", []) if one not in known]:
        return "fail", f"it rests on {missing[0]}, which does not hold", None
    whole = weakest(now + [known[one] for one in entry.get("rests_on", [])])
    why = _weaker(evidence["kind"], whole, entry)
    return ("fail", why, None) if why else ("hold", "", whole)


def _weaker(certified: str, now: Evidence, entry: Entry) -> str:
    """Why the evidence of now is not as good as what was certified; empty if it is."""
    if "claim" in entry["says"]:
        return "" if now.kind == "refuted" else f"certified to be false, and now {now.kind}: {now.method}"
    if now.kind == "refuted":
        return f"refuted: {example(now.witness) if now.witness else now.method}"
    if certified not in HOLDING and not entry["says"].get("waived"):
        return f"{certified}, and not waived"
    proved = KINDS.index("proved")
    if max(KINDS.index(now.kind), proved) > max(KINDS.index(certified), proved):
        return f"certified {certified}, and now {now.kind}: {now.method}"
    return ""


def _asked(question: Any, derivation: dict[str, Any]) -> Evidence:
    """The judge's word on a stored question; *undecided* if it cannot be read, or not in time."""

    def work() -> Any:
        letters, premises = declared(derivation["symbols"])
        given = [read(one, letters) for one in derivation["given"]]
        return astuple(inquiry(question, letters).answer((*premises, *given)))

    try:
        return Evidence(*within(SECONDS, work))
    except Overtime as late:
        return Evidence("undecided", f"it cannot be asked: {late}")


def _made_otherwise(whole: dict[str, Any]) -> list[str]:
    """What the certificate was made with where that is not what is here."""
    here = versions()
    made = {(name, str(was)) for d in whole["derivations"] for name, was in d["versions"].items()}
    return [
        f"Made with {name} {was}; here is {here.get(name, 'none')}."
        for name, was in sorted(made)
        if was != here.get(name)
    ]
