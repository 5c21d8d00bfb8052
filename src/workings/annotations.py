"""The changes as annotations of a pull request: workflow commands of GitHub, one a change, at its line.

What must be accepted is an error, what is equal in meaning a notice.
"""

from __future__ import annotations

from .change import Change


def workflow_commands(changes: list[Change]) -> list[str]:
    """A workflow command a change."""
    return [annotation(change) for change in changes]


def annotation(change: Change) -> str:
    """One workflow command; a change without a place stands at no line."""
    file, _, line = change.place.rpartition(":")
    where = [f"file={_property(file)}", f"line={line}"] if file else []
    title = f"title={_property(f'{change.part} {change.name}: {change.kind}')}"
    sides = [f"{label}: {text}" for label, text in (("was", change.was), ("now", change.now)) if text]
    body = "\n".join([*sides, *filter(None, (change.witness, change.how)), *change.details]) or change.kind
    return f"::{'error' if change.to_accept else 'notice'} {','.join([*where, title])}::{_data(body)}"


def _data(text: str) -> str:
    """A text as the data of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A text as a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
