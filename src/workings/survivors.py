"""answers/survivors.toml: why a mutant that nothing refuses may live, a reason for one or for several of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .errors import Mistake

FILE = "answers/survivors.toml"


def accepted_survivors(root: Path) -> dict[str, str]:
    """The reason of each mutant that is listed; none if there is no such file."""
    path = root / FILE
    if not path.exists():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    except tomllib.TOMLDecodeError as error:
        raise Mistake(f"{FILE} is no TOML: {error}\nMutants stand in quotes, in lists.") from None
    reasons: dict[str, str] = {}
    for entry in entries:
        reason, mutants = entry.get("reason", ""), entry.get("mutants", [])
        if not reason.strip() or not mutants:
            raise Mistake(f"{FILE}: an entry without {'mutants' if reason.strip() else 'a reason'}\nSay both.")
        for mutant in mutants:
            if mutant in reasons:
                raise Mistake(f"{FILE}: a mutant stands there twice: {mutant}\nKeep one of its reasons.")
            reasons[mutant] = reason
    return reasons
