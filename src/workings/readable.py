"""An accepted record as lines that a person reads in a git diff: no JSON, one thing a line.

Standard library only: git runs this once a version of a file, and a log has many.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

Record = dict[str, Any]
BY_ITS_RELATION = ("equals", "at_most", "at_least", "approaches", "verify")  # verbs that the line itself shows


def readable(content: str) -> str:
    """The mathematics of the record `content`; what is no record comes back as it is."""
    try:
        record = json.loads(content)
        return "\n".join(_lines(record)) + "\n"
    except (ValueError, TypeError, KeyError, AttributeError):
        return content


def _lines(record: Record) -> list[str]:
    lines = [f"{record['number']}  {record['title']} ({record['points']} points)"]
    for derivation in record["derivations"]:
        lines += ["", f"{derivation['part']}  {derivation['name']}", *("    " + line for line in _of(derivation))]
    return lines


def _of(d: Record) -> list[str]:
    """The lines of one derivation; the last changes with what no other shows, as LaTeX."""
    lines = [f"claim: {d['claim']}"]
    lines += [f"assumed: {assumption}" for assumption in d["assumptions"]]
    lines += [f"where {name} = {value}" for name, value in d["names"].items()]
    for number, line in enumerate(d["lines"], 1):
        lines += [f"line {number}: {_said(line)}", *_known(line)]
    for result in d["results"]:
        lines += [f"result {result['name']}: {_result(result)}", *_known(result)]
    for refutation in d["refutations"]:
        point = ", ".join(f"{at['letter']} = {at['value']}" for at in refutation["point"])
        values = " against ".join(refutation["values"])
        lines += [f"false: {refutation['claim']}", f"    at {point}: {values}"]
    rest = hashlib.sha256(json.dumps(d, sort_keys=True).encode()).hexdigest()[:12]
    return [*lines, f"with its LaTeX and stored values: {rest}"]


def _said(line: Record) -> str:
    """What a line says, its verb before it where the relation does not tell."""
    verb = "" if line["verb"] in BY_ITS_RELATION else f"{line['verb']} "
    sides = [line.get("left", ""), line["relation"], line.get("right", "")]
    remainder = f" + {line['remainder']}" if line.get("remainder") else ""
    region = f"  if {line['region']}" if line.get("region") else ""
    when = f"  at {line['when']}" if line.get("when") else ""
    return verb + " ".join(filter(None, sides)) + remainder + region + when


def _result(result: Record) -> str:
    relation, region = result.get("relation", "="), result.get("region", "")
    before = f"{relation} " if relation not in ("", "=") else ""
    return before + _text(result["meaning"]) + (f"  if {region}" if region else "")


def _known(thing: Record) -> list[str]:
    """The reason and the evidence of a line or a result, each on a line of its own."""
    lines = [f"    {word}: {thing[word]}" for word in ("reason", "about", "waived") if thing.get(word)]
    if thing.get("as_written"):
        lines.append("    its order of evaluation counts")
    if evidence := thing["evidence"]:
        method = f": {evidence['method']}" if evidence["method"] else ""
        lines.append(f"    {evidence['kind']}{method}")
    return lines


def _text(value: Any) -> str:
    """A nested value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_text(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(map(_text, value)) + "]" if isinstance(value, list) else str(value)
