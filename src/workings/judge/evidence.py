"""What is known about a line, in the six words used for it everywhere: on a page, in a message, in a record."""

from dataclasses import dataclass

KINDS = ("identical", "proved", "by SymPy", "numeric", "undecided", "refuted")
HOLDING = ("identical", "proved", "by SymPy")


@dataclass(frozen=True)
class Evidence:
    """A verdict: `method` says how a proof went, or what was tried; `witness` is the point that refutes."""

    kind: str
    method: str = ""
    witness: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is none of the words for evidence: {', '.join(KINDS)}")

    def serial(self) -> dict[str, str]:
        """The verdict as plain texts, for a record: `kind` and `method`, and `witness` if there is one."""
        return {"kind": self.kind, "method": self.method} | ({"witness": self.witness} if self.witness else {})

    @classmethod
    def of(cls, serial: dict[str, str]) -> "Evidence":
        """The verdict that `serial` wrote; a ValueError where it is none."""
        if not set(serial) <= {"kind", "method", "witness"} or "kind" not in serial:
            raise ValueError(f"no evidence: {serial}")
        return cls(**serial)

    @property
    def holds(self) -> bool:
        """Whether the line counts as true: identical, proved or by SymPy."""
        return self.kind in HOLDING


NOT_SHOWN = Evidence("undecided", "no normal form shows it")


def weakest(verdicts: list[Evidence]) -> Evidence:
    """The verdict of a whole from those of its parts: the weakest of them, with the methods of all its proofs.

    One part that is refuted refutes the whole; one that is undecided leaves it undecided.
    """
    worst = max(verdicts, key=lambda verdict: KINDS.index(verdict.kind), default=Evidence("identical"))
    if worst.kind != "proved":
        return worst
    methods = dict.fromkeys(verdict.method for verdict in verdicts if verdict.kind == "proved")
    return Evidence("proved", "; ".join(methods))
