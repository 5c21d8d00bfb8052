r"""Fill the course's template from records, and remember which line of which file wrote each line of TeX.

The template's delimiters are `\VAR{...}`, `\BLOCK{...}` and `\NOTE{...}`. Every name a prose may use comes from the
records: a derivation by its name, for the filters `steps`, `chain`, `outcome` and `entries`, and a result by its name,
which is its LaTeX.
Marks that carry places travel through the rendering and are taken out at the end.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from .appendix import with_appendix
from .errors import Mistake, WorkingsError
from .fault import relative
from .notation import RELATIONS
from .project import Project
from .question import Files
from .record import OF_THE_FRAME, Record, refuse_taken_names
from .tables import across, matrix_body, stacked, table
from .trace import Place, TexSource

MARK = re.compile("\x02([^\x03]*):([0-9]+)\x03")
BEFORE_TEXT = re.compile("(?:\\s|\x02[^\x03]*\x03)*")
PRINTABLE = str.maketrans(
    {sign: rf"\{sign}" for sign in "&%#_${}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)


def fill(project: Project, questions: list[tuple[Files, Record]]) -> TexSource:
    """The whole submission as TeX; a `Mistake` names a name that does not exist, or a derivation that no prose uses."""
    environment = jinja_environment(project.root)
    names = names_of([record for _, record in questions])
    used = {name for files, _ in questions for name in _used(environment, files.prose, names)}
    _refuse_unused([record for _, record in questions], used)
    context = {
        "project": in_tex(project),
        "questions": [
            {key: record[key] for key in ("number", "title", "points")}
            | {"statement": files.statement, "answer": files.prose}
            for files, record in questions
        ],
    }
    try:
        rendered = environment.get_template("submission.tex").render(**names, **context)
    except WorkingsError:
        raise
    except jinja2.TemplateSyntaxError as error:
        place = Place(relative(Path(error.filename or ""), project.root), error.lineno)
        raise Mistake(f"{place}  {_syntax(error)}") from error
    except Exception as error:
        raise Mistake(f"{_where(error, project.root)}  {_said(error)}") from error
    return with_appendix(_traced(rendered), questions) if project.appendix else _traced(rendered)


def in_tex(project: Project) -> Project:
    r"""The project with its texts as TeX prints them: a name with an ampersand is printed as it is."""
    return replace(project, **{field.name: _escaped(getattr(project, field.name)) for field in fields(project)})


def _escaped(value: Any) -> Any:
    """A text, or the texts of a tuple, with TeX's own signs made printable; anything else as it is."""
    if isinstance(value, tuple):
        return tuple(map(_escaped, value))
    return value.translate(PRINTABLE) if isinstance(value, str) else value


# -- what a prose may use -------------------------------------------------------------------------------------------


def steps(derivation: Record, end: str = ".", first: int = 1, last: int | None = None) -> str:
    """The lines of a derivation as a display: relations aligned, reasons at the right, `end` after the last."""
    rows = _rows(_lines(derivation, first, last))
    body = "\\\\\n".join(_mark(row[0]["place"]) + _row(row) + _end(row, end, row is rows[-1]) for row in rows)
    return f"\\begin{{steps}}\n{body}\n\\end{{steps}}"


def chain(derivation: Record, first: int = 1, last: int | None = None, left: bool = False) -> str:
    """The same lines in a sentence: `a = b = c`; with `left`, what they are equal to, from the line before `first`."""
    text = _left_of(derivation, first) if left else ""
    for line in _lines(derivation, first, last):
        label = f"{line['label']}:\\quad " if line.get("label") else ""
        text += (r",\qquad " if label and text else " ") + label
        text += f"{line.get('left_latex', '')} {_relation(line)} {_right(line)}".strip()
    return text.strip()


def _left_of(derivation: Record, first: int) -> str:
    """The left side of the chain that the line `first` goes on with; the lines between must be equalities."""
    before = _lines(derivation, 1, first)
    begins = max(number for number, line in enumerate(before) if "left_latex" in line)
    if any(_relation(line) != "=" for line in before[begins:-1]):
        raise TypeError(
            f"no equality joins line {first} of {derivation['name']} to its left side\nPrint all its lines."
        )
    return "" if begins == len(before) - 1 else str(before[begins]["left_latex"])


def at(refutation: Record) -> str:
    """The point of a refutation: `a = 1, b = 2`."""
    return ",\\allowbreak\\ ".join(f"{one['letter']} = {one['value']}" for one in refutation["point"])


def outcome(derivation: Record) -> str:
    """What the derivation arrives at: the left side of its last chain or equation, a relation, a right side.

    Of cases, what all of them arrive at: each region ends in the same.
    """
    lines = _lines(derivation)
    begins = max(number for number, line in enumerate(lines) if "left_latex" in line)
    _refuse_other_ends(derivation["name"], lines, begins)
    relations = {_relation(line) for line in lines[begins:]} - {"="}
    if len(relations) > 1:
        raise TypeError(f"no one relation joins the ends of {derivation['name']}\nPrint it with | chain or | steps.")
    return f"{lines[begins]['left_latex']} {''.join(relations) or '='} {_right(lines[-1])}"


def _refuse_other_ends(name: str, lines: list[Record], begins: int) -> None:
    """The line `begins`, which opens the last chain, may stand for all regions only if each of them ends as it does."""
    regions = [number for number, line in enumerate(lines) if line.get("label")]
    if not regions or (lines[regions[-1]].get("when") and not lines[begins].get("when")):
        return  # no cases, or a chain after all of them
    lasts = [lines[end - 1] for end in [*regions[1:], len(lines)]]
    if len({_right(line) for line in lasts}) > 1:
        raise TypeError(f"the regions of {name} do not end in the same\nPrint them with | steps or | chain.")


def entries(derivation: Record, columns: int = 2, end: str = ".", first: int = 1, last: int | None = None) -> str:
    """The equations of a derivation as entries of a map: `columns` in a row, commas between, `end` after the last."""
    lines = _lines(derivation, first, last)
    rows = [lines[k : k + columns] for k in range(0, len(lines), columns)]
    body = ", \\\\\n".join(_mark(row[0]["place"]) + ", & ".join(_piece(line, 0) for line in row) for row in rows)
    return f"\\begin{{entries}}\n{body}{end}\n\\end{{entries}}"


def _lines(derivation: Any, first: int = 1, last: int | None = None) -> list[Record]:
    """The lines that a page can show, from the first to the last wanted, counted from 1."""
    if not isinstance(derivation, dict) or "lines" not in derivation:
        raise TypeError("this filter prints derivations, and a result is none\nWrite the name alone, without a filter.")
    lines = [line for line in derivation["lines"] if line["verb"] != "verify"][first - 1 : last]
    if not lines:
        raise TypeError(f"{derivation['name']} has no such lines to print\nPrint its results by their names.")
    return lines


def _rows(lines: list[Record]) -> list[list[Record]]:
    """The lines grouped by row of the page: an inline line stays on the row before it."""
    rows: list[list[Record]] = []
    for line in lines:
        if line.get("inline") and rows:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _row(row: list[Record]) -> str:
    return " ".join(_piece(line, number) for number, line in enumerate(row))


def _piece(line: Record, number: int) -> str:
    label, left = line.get("label"), line.get("left_latex", "")
    if number:
        return f"{_relation(line)} {_right(line)}"
    if label:
        return rf"{label}:&\quad {left} {_relation(line)} {_right(line)}"
    return f"{left} &{_relation(line)} {_right(line)}"


def _end(row: list[Record], end: str, is_last: bool) -> str:
    reason = next((line["reason"] for line in reversed(row) if line["reason"]), "")
    return (end if is_last else "") + (rf" \reason{{{reason}}}" if reason else "")


def _relation(line: Record) -> str:
    return RELATIONS[line["relation"]]


def _right(line: Record) -> str:
    remainder = line.get("remainder_latex")
    return line["right_latex"] + (rf" + O({remainder})" if remainder else "")


FILTERS: dict[str, Callable[..., Any]] = {
    "steps": steps,
    "chain": chain,
    "outcome": outcome,
    "at": at,
    "entries": entries,
    "matrix": matrix_body,
    "stacked": stacked,
    "across": across,
    "table": table,
}


# -- names ----------------------------------------------------------------------------------------------------------


def names_of(records: list[Record]) -> dict[str, Any]:
    """Every name of the records: derivations are mappings, results are LaTeX (nested as they are); names are unique."""
    refuse_taken_names(records)
    derivations = [d for record in records for d in record["derivations"]]
    return {d["name"]: d for d in derivations} | {r["name"]: r["latex"] for d in derivations for r in d["results"]}


def _used(environment: jinja2.Environment, prose: str, names: dict[str, Any]) -> set[str]:
    """The names that a prose uses; one that does not exist is refused, with the name that was probably meant."""
    source, path, _ = environment.loader.get_source(environment, prose)  # type: ignore[union-attr]
    try:
        used = jinja2.meta.find_undeclared_variables(environment.parse(source, prose, path)) - OF_THE_FRAME
    except jinja2.TemplateSyntaxError as error:
        raise Mistake(f"{prose}:{error.lineno}  {_syntax(error)}") from error
    for name in sorted(used - set(names)):
        line = next((k for k, row in enumerate(source.splitlines(), 1) if re.search(rf"\b{name}\b", row)), 1)
        hint = _meant(name, names) or "Derive it, or take it out of the prose."
        raise Mistake(f"{prose}:{line}  no derivation or result is called {name}\n{hint}")
    return used


def _meant(name: str, names: Iterable[str]) -> str:
    close = get_close_matches(name, names, n=1)
    return f"Did you mean {close[0]}?" if close else ""


def _syntax(error: jinja2.TemplateSyntaxError) -> str:
    """What Jinja says, in the words of the template, with what was probably meant."""
    said = error.message or ""
    if found := re.match(r"No filter named '(\w+)'", said):
        hint = _meant(found[1], FILTERS) or f"The filters are {', '.join(FILTERS)}."
        return f"no filter is called {found[1]}\n{hint}"
    if found := re.search(r"unexpected char '(.+)' at", said):
        return f"{found[1]} cannot stand inside \\VAR{{...}} or \\BLOCK{{...}}\nIs the }} before it missing?"
    if found := re.search(r"end of (print|statement|comment).*?(?:got '(.+)')?$", said):
        opened = {"print": "\\VAR", "statement": "\\BLOCK", "comment": "\\NOTE"}[found[1]]
        if found[2]:
            return f"{opened}{{...}} cannot go on with {found[2]}\nIs the }} before it missing?"
        if not said.startswith("Expected an expression"):
            return f"{opened}{{ is not closed\nWrite its }}."
    return said


def _said(error: Exception) -> str:
    """What went wrong while the template was filled: our own words, or the kind of the error and Python's."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no file {error.name}\nFiles are looked for below templates/, then below the project."
    found = re.match(r"(\w+)\(\) (?:got an unexpected keyword argument '(\w+)'|takes .* positional)", str(error))
    names = {function.__name__: name for name, function in FILTERS.items()}
    if isinstance(error, TypeError) and found and found[1] in names:
        name = names[found[1]]
        known = list(inspect.signature(FILTERS[name]).parameters)[1:]
        what = f"the filter {name} has no option {found[2]}" if found[2] else f"too many options for the filter {name}"
        hint = _meant(found[2] or "", known) or (f"It has {', '.join(known)}." if known else "It has none.")
        return f"{what}\n{hint}"
    ours = isinstance(error, jinja2.UndefinedError | TypeError | ValueError)
    return str(error) if ours else f"{type(error).__name__}: {error}"


def _refuse_unused(records: list[Record], used: set[str]) -> None:
    """A derivation is used when the prose names it or one of its results."""
    for derivation in (d for record in records for d in record["derivations"]):
        if not used & {derivation["name"], *(r["name"] for r in derivation["results"])}:
            raise Mistake(
                f"{derivation['place']}  no prose uses {derivation['name']}\n"
                f"Show it with \\VAR{{{derivation['name']} | steps}}, or delete it."
            )


# -- places ---------------------------------------------------------------------------------------------------------


class Marks(Extension):
    r"""Puts a mark with file and line before every line of template text and every \VAR, for `_traced` to take out."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type == "variable_begin":
                yield Token(token.lineno, "data", self._mark(stream, token.lineno))
            if token.type != "data":
                yield token
                continue
            first, *rest = token.value.split("\n")
            lines = [self._mark(stream, token.lineno) + first]
            lines += [self._mark(stream, token.lineno + k) + line for k, line in enumerate(rest, 1)]
            yield Token(token.lineno, "data", "\n".join(lines))

    @staticmethod
    def _mark(stream: TokenStream, line: int) -> str:
        return f"\x02{stream.name}:{line}\x03"


def _mark(place: str) -> str:
    return f"\x02{place}\x03"


def _traced(rendered: str) -> TexSource:
    """The text without marks; the place of a line is the last mark before its first sign, else the last above it."""
    lines: list[str] = []
    places: list[Place | None] = []
    last: Place | None = None
    for line in rendered.split("\n"):
        before = MARK.findall(BEFORE_TEXT.match(line)[0])  # type: ignore[index]
        places.append(_place(before[-1]) if before else last)
        marks = MARK.findall(line)
        last = _place(marks[-1]) if marks else last
        lines.append(MARK.sub("", line))
    return TexSource("\n".join(lines), tuple(places))


def _place(mark: tuple[str, str]) -> Place:
    name, line = mark
    return Place(name if name.startswith(("answers/", "figures/")) else f"templates/{name}", int(line))


# -- Jinja ----------------------------------------------------------------------------------------------------------


def jinja_environment(root: Path) -> jinja2.Environment:
    r"""Jinja with the template's delimiters and filters; files are looked for below templates/, then below `root`."""
    environment = jinja2.Environment(
        block_start_string="\\BLOCK{",
        block_end_string="}",
        variable_start_string="\\VAR{",
        variable_end_string="}",
        comment_start_string="\\NOTE{",
        comment_end_string="}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        undefined=Unknown,
        extensions=[Marks],
        loader=jinja2.FileSystemLoader([root / "templates", root]),
        finalize=_only_text,
    )
    environment.filters.update(FILTERS)
    return environment


class Unknown(jinja2.StrictUndefined):
    """A part that a result does not have: using it says which parts there are."""

    @property
    def _undefined_message(self) -> str:
        whole, part = self._undefined_obj, self._undefined_name
        if isinstance(whole, dict):
            known = [str(key) for key in whole]
            hint = _meant(str(part), known) or f"It has {', '.join(known)}."
            return f"{whole.get('name', 'this result')} has no {part}\n{hint}"
        if isinstance(whole, list):
            items = f"Its items are 0 to {len(whole) - 1}." if whole else "It is empty."
            return f"this list has no item {part}\n{items}"
        if isinstance(whole, str):
            return f"this result has no {part}: it is one formula\nWrite its name alone."
        return super()._undefined_message


def _only_text(value: Any) -> Any:
    """What a `\\VAR` may print: text or a number; a whole derivation or table needs a filter."""
    if isinstance(value, dict) and "lines" in value:
        raise TypeError(f"{value['name']} is a derivation\nPrint it through a filter, such as {value['name']} | steps.")
    if isinstance(value, dict):
        raise TypeError(f"this result has parts\nPrint one of them: {', '.join(value)}.")
    if isinstance(value, list):
        raise TypeError("this result is a list\nPrint its items, such as name[0], or use | table or | matrix.")
    return value


def _where(error: BaseException, root: Path) -> str:
    """The innermost line of a template in the traceback of `error`."""
    place, frame = "templates/submission.tex", error.__traceback__
    while frame is not None:
        name = frame.tb_frame.f_code.co_filename
        if name.endswith(".tex"):
            place = f"{relative(Path(name), root)}:{frame.tb_lineno}"
        frame = frame.tb_next
    return place
