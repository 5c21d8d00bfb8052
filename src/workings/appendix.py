"""The certificate as an appendix of the page: a row for each line, result and refutation, by part."""

from __future__ import annotations

import textwrap

from .certificate import certificate
from .question import Files
from .record import Record
from .trace import Place, TexSource

HASH, LABEL, METHOD, ASSUMED = 12, 36, 54, 86  # characters that a row has room for
WORDS = {"suppose": "premise", "define": "definition"}
PRINTABLE = str.maketrans(
    {sign: rf"\{sign}" for sign in "&%#_${}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)
ROW = r"\noindent\hbox to \linewidth{\hbox to 146bp{\quad %s\hfil}\hbox to 62bp{%s\hfil}%s\hfil\texttt{%s}}\par"
OPENING = r"""\clearpage\notepage{appendix certificate}\pdfbookmark[1]{Certificate}{certificate}
\textbf{Certificate}\par
{\footnotesize What is known of each line, result and refuted claim, and the first %d digits of the SHA-256 of its
entry in the certificate, which holds all that it takes to ask again. Made with %s, seed %s. The whole is
\texttt{%s}.\par}
\begingroup\scriptsize\setlength{\parskip}{0pt}\setlength{\baselineskip}{8.6pt}"""


def with_appendix(source: TexSource, records: list[tuple[Files, Record]]) -> TexSource:
    """The submission with its certificate on pages of its own after the last answer."""
    lines = source.text.split("\n")
    end = max(number for number, line in enumerate(lines) if line.startswith(r"\end{document}"))
    added = appendix(records).split("\n")
    places = (*source.places[:end], *[Place("the certificate", 1)] * len(added), *source.places[end:])
    return TexSource("\n".join([*lines[:end], *added, *lines[end:]]), places)


def appendix(records: list[tuple[Files, Record]]) -> str:
    """The TeX of the appendix."""
    whole = certificate(records)
    first = whole["derivations"][0]
    made = ", ".join(f"{name} {version}" for name, version in first["versions"].items())
    rows = [OPENING % (HASH, _printed(made), first["seed"], whole["hash"][:HASH])]
    part = ""
    for derivation in whole["derivations"]:
        if derivation["part"] != part:
            part = derivation["part"]
            rows.append(rf"\par\addvspace{{5pt}}\noindent\textbf{{{part}}}\par\nobreak")
        assumed = textwrap.shorten(", ".join(derivation["assumptions"]), ASSUMED, placeholder=" ...")
        name = derivation["id"].partition("/")[2]
        rows.append(rf"\noindent\texttt{{{_printed(name)}}}\quad {_printed(assumed)}\par\nobreak")
        rows += [_row(entry) for entry in derivation["entries"]]
    return "\n".join([*rows, r"\endgroup"])


def _row(entry: Record) -> str:
    """A row: what it is, how it is known, the method, the first digits of the hash."""
    evidence = entry["evidence"] or {"kind": WORDS.get(entry["says"].get("verb", ""), ""), "method": ""}
    what = entry["id"].rpartition("/")[2].replace("-", " ", 1)
    what = what if len(what) <= LABEL else f"{what[: LABEL - 3]}..."
    method = textwrap.shorten(evidence["method"], METHOD, placeholder=" ...")
    return ROW % (*map(_printed, (what, evidence["kind"], method)), entry["hash"][:HASH])


def _printed(text: str) -> str:
    """A text as TeX prints it."""
    return text.translate(PRINTABLE)
