"""The certificate: every line, result and refutation with all that it takes to ask the judge again, and its hash.

An entry holds what is claimed, the questions that the judge was asked (both sides in stored form), its evidence, and
the hash of what its derivation assumes; its own hash is over all of that, and that of the whole over all entries.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from .project import Project
from .question import Files
from .record import THINGS, Record

SCHEMA = 1
FILE = "certificate.json"
HEAD = ("id", "part", "claim", "assumptions", "given", "symbols", "seed", "versions")
SAID = (
    "verb", "name", "about", "claim", "left", "left_value", "relation", "right", "right_value", "remainder",
    "remainder_value", "region", "when", "reason", "meaning", "value", "as_written", "waived",
)  # fmt: skip

Certificate = dict[str, Any]


def certificate(records: list[tuple[Files, Record]]) -> Certificate:
    """The certificate of the derived records, in their order."""
    found = [_derivation(f"{files.name}/{d['name']}", d) for files, record in records for d in record["derivations"]]
    return hashed({"schema": SCHEMA, "derivations": found})


def write_certificate(project: Project, records: list[tuple[Files, Record]]) -> Path:
    """Write build/certificate.json, an entry a line."""
    path = project.build / FILE
    whole = certificate(records)
    partial = path.with_suffix(".new")
    partial.write_text(_in_lines(whole), encoding="utf-8", newline="\n")
    partial.replace(path)
    return path


def entries(whole: Certificate) -> list[Record]:
    """All entries, in order."""
    return [entry for derivation in whole["derivations"] for entry in derivation["entries"]]


def hashed(value: Record) -> Record:
    """A value with its own hash."""
    return value | {"hash": hash_of(value)}


def hash_of(value: Record) -> str:
    """The SHA-256 of a value without its hash, as JSON with sorted keys and without spaces."""
    rest = {key: part for key, part in value.items() if key != "hash"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def head(derivation: Record) -> Record:
    """What all entries of a derivation share: what is assumed, and what it was made with."""
    return {key: derivation[key] for key in HEAD}


def _derivation(name: str, d: Record) -> Record:
    asked = d["asked"]
    shared = {key: {"id": name, **d, **asked}[key] for key in HEAD}
    assumes = hash_of(shared)
    found = [
        _entry(f"{name}/{_label(kind, number, thing)}", thing, questions, name, assumes)
        for kind in THINGS
        for number, (thing, questions) in enumerate(zip(d[kind], asked[kind], strict=True), 1)
    ]
    return shared | {"hash": assumes, "entries": found}


def _label(kind: str, number: int, thing: Record) -> str:
    return {"lines": f"line-{number}", "results": f"result-{thing.get('name')}"}.get(kind, f"refutation-{number}")


def _entry(label: str, thing: Record, asked: Record, derivation: str, assumes: str) -> Record:
    rests_on = {"rests_on": [f"{derivation}/line-{number}" for number in asked["lines"]]} if asked.get("lines") else {}
    left_out = {"left_out": asked["left_out"]} if "left_out" in asked else {}
    says = {key: thing[key] for key in SAID if thing.get(key) not in (None, "", False)}
    entry = {"id": label, "says": says, "assumes": assumes, "questions": asked["questions"]}
    return hashed(entry | rests_on | left_out | {"evidence": thing["evidence"]})


def _in_lines(whole: Certificate) -> str:
    """JSON with an entry a line."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    blocks = []
    for derivation in whole["derivations"]:
        shared = "".join(f"{line(key)}: {line(part)},\n" for key, part in derivation.items() if key != "entries")
        rows = ",\n".join(line(entry) for entry in derivation["entries"])
        blocks.append(f'{{{shared}"entries": [\n{rows}\n]}}')
    body = ",\n".join(blocks)
    return f'{{"schema": {whole["schema"]}, "hash": {line(whole["hash"])}, "derivations": [\n{body}\n]}}\n'
