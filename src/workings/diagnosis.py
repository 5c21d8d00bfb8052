"""What is wrong with a TeX run and which sign of the source caused it, from its log and the source."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .fault import Fault
from .macros import meant_environment, meant_label, meant_macro
from .texlog import STOPPED_AT, Remark, TexLog

TOLERANCE = 2.0  # points by which a box may be too wide or too high

BOX = re.compile(
    r"Overfull \\(?P<box>[hv])box \((?P<size>[\d.]+)pt too (?:wide|high)\) "
    r"(?:in (?P<kind>paragraph|alignment) at lines (?P<first>\d+)--(?P<last>\d+)"
    r"|detected at line (?P<at>\d+)|has occurred)"
)
UNDEFINED = re.compile(r"(?P<kind>[Rr]eference|Citation) [`'](?P<name>[^']+)' .*undefined on input line (?P<line>\d+)")
TWICE = re.compile(r"LaTeX Warning: Label `(?P<name>[^']+)' multiply defined")
NO_GLYPH = re.compile(
    r"Missing character: There is no (?P<sign>.+?)(?: \(.*?\))? in font (?P<font>[^!\s]+?)[.!]?(?:\s|$)"
)
AFTERMATH = re.compile(
    r"Emergency stop|==> Fatal error|Misplaced \\(?:cr|noalign|omit)|Missing \\(?:endgroup|cr) inserted"
)

DEFINE = "Define it in templates/notation.tex, or use a macro that is there."
MATHEMATICS = r"Mathematics stands between \( and \)."
BRACES = "Count the braces: one is opened and not closed, or closed and not opened."
GLYPH = r"Write it as a LaTeX command, between \( and \) if it is mathematics."
ADVICE = (
    (r"Missing \$|Display math should end|allowed only in math mode", MATHEMATICS),
    (r"Missing [{}]|Extra }|Too many }", BRACES),
    (r"Double (?:super|sub)script", "Brace what comes first, as in {a^b}^c."),
    (r"alignment tab", r"There is one & too many; a sign & is written \&."),
    (r"Missing number|Illegal unit", "A length is a number with a unit, such as 2pt."),
    (r"Missing delimiter|(?:Missing|Extra) \\(?:left|right)", r"Each \left needs its \right in the same cell."),
    (r"Unicode character", GLYPH),
    (r"not loadable", "A font is not installed: run python build.py setup."),
)


@dataclass(frozen=True)
class Diagnosis:
    """Faults by kind: `errors` are TeX's own, `flaws` are on pages that it made all the same."""

    errors: tuple[Fault, ...]
    flaws: tuple[Fault, ...]


def diagnose(log: TexLog, source: str) -> Diagnosis:
    """What `log` says of the run over `source`: each cause once, what only follows from another left out."""
    lines = source.split("\n")
    errors = [_error(remark, source, lines) for remark in _causes((r for r in log.remarks if r.error), lines)]
    flaws = [_flaw(remark, source, lines) for remark in log.remarks if not remark.error]
    return Diagnosis(_once(errors), _once(fault for fault in flaws if fault))


def _causes(errors: Iterable[Remark], lines: Sequence[str]) -> list[Remark]:
    """The errors without those that an earlier one brought about: one a line, but every undefined macro."""
    causes: list[Remark] = []
    for remark in errors:
        if AFTERMATH.search(remark.text) and (causes or "Misplaced" in remark.text):
            continue
        crossed = re.match(r"LaTeX Error: \\begin\{.*\} (?:on input line \d+ )?ended by \\end\{(.*)\}", remark.text)
        if crossed and any(f"Environment {crossed[1]} undefined" in cause.text for cause in causes):
            continue
        same = [cause for cause in causes if (cause.file, cause.line) == (remark.file, remark.line)]
        if not same or remark.text == "Undefined control sequence.":
            if not any(_same_formula(cause, remark, lines) for cause in causes):
                causes.append(remark)
        elif crossed:
            causes[causes.index(same[0])] = remark
    return causes


def _same_formula(cause: Remark, remark: Remark, lines: Sequence[str]) -> bool:
    """Whether `remark` closes, at the end of its paragraph, the formula that TeX itself opened at `cause`."""
    if not (cause.text.startswith("Missing $") and remark.text == cause.text and not _stop(remark).strip()):
        return False
    return all(text.strip() for text in lines[(cause.line or 1) - 1 : (remark.line or 1) - 1])


def _once(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each fault once, even if every page repeats it."""
    first: dict[Fault, Fault] = {}
    for fault in faults:
        first.setdefault(replace(fault, page=None), fault)
    return tuple(first.values())


def _error(remark: Remark, source: str, lines: Sequence[str]) -> Fault:
    message = re.sub(r"^(?:LaTeX|Package \S+|Class \S+) Error: ", "", remark.text).rstrip(".")
    own = lines if not remark.file else ()
    fault = Fault(_stopped(message), remark.line, remark.file, advice=_advice(message))
    if glyph := NO_GLYPH.match(remark.text):
        return _without_glyph(glyph, fault, own)
    if absent := re.search(r"File [`'](?P<name>[^']+)' not found", message):
        return _without_file(absent["name"], fault, own)
    if message == "Undefined control sequence":
        return _undefined_macro(remark, fault, source, own)
    if sign := re.match(r"Unicode character (.+ \(U\+\w+\))", message):
        fault = replace(fault, what=f"LaTeX stopped: it does not know the sign {sign[1]}")
    if unknown := re.match(r"Environment (\S+) undefined", message):
        meant = meant_environment(unknown[1], source)
        fault = replace(fault, what=f"LaTeX stopped: no environment is called {unknown[1]}")
        fault = replace(fault, advice=f"Did you mean {meant}?" if meant else DEFINE)
        return _under(fault, rf"\begin{{{unknown[1]}}}", own)
    if crossed := re.match(r"\\begin\{(.+)\}(?: on input line (\d+))? ended by \\end\{(.+)\}", message):
        return _crossed(crossed, fault, own)
    if broken := re.search(r"(?:ended before|scanning use of) \\(\w+)", message):
        return _never_closed(broken[1], remark.runaway, fault, own)
    if message.startswith("Missing $") and not _stop(remark).strip():
        return _open_formula(fault, own)
    head = _argument(remark) or _stop(remark)
    line, column = _locate(head, own, remark.line)
    return replace(fault, line=line, column=column, token=_last_token(head))


def _stopped(message: str) -> str:
    lowered = message[:1].lower() + message[1:] if message[1:2].islower() else message
    return f"LaTeX stopped: {lowered}"


def _advice(message: str) -> str:
    return next((advice for pattern, advice in ADVICE if re.search(pattern, message)), "")


def _undefined_macro(remark: Remark, fault: Fault, source: str, lines: Sequence[str]) -> Fault:
    innermost = remark.body[0] if remark.body else ""  # what TeX had read, up to the macro
    name = _last_token(innermost).removeprefix("\\")
    user = re.match(r"(\\[A-Za-z@]+) ?(?:#\S+)*->", innermost)
    meant = meant_macro(name, source)
    advice = f"Did you mean {meant}?" if meant else DEFINE
    fault = replace(fault, what=f"{fault.what} \\{name}", advice=advice, token=f"\\{name}")
    if user:
        advice = f"It stands in the definition of {user[1]}. {advice}"
        return _under(replace(fault, advice=advice), user[1], lines)
    line, column = _locate(_argument(remark) or _stop(remark), lines, fault.line)
    return replace(fault, line=line, column=column)


def _crossed(found: re.Match[str], fault: Fault, lines: Sequence[str]) -> Fault:
    opened, line, closed = found.groups()
    if not line:
        what, advice = rf"LaTeX stopped: \end{{{closed}}} closes nothing", rf"Open it with \begin{{{closed}}}."
    else:
        what = rf"LaTeX stopped: \begin{{{opened}}} is ended by \end{{{closed}}}"
        advice = rf"Close it with \end{{{opened}}} first."
    fault = replace(fault, what=what, advice=advice, began=int(line) if line else None)
    return _under(fault, rf"\end{{{closed}}}", lines)


def _never_closed(macro: str, runaway: str, fault: Fault, lines: Sequence[str]) -> Fault:
    """An argument of `macro`, or the body of the environment of that name, has no end: `runaway` is how it begins."""
    fault = replace(fault, what=f"LaTeX stopped: a brace after \\{macro} is never closed", advice=BRACES)
    line, column = _start(runaway, lines, fault.line or len(lines))
    for n in range(line, max(0, line - 3), -1):
        read = lines[n - 1][:column] if n == line else lines[n - 1]
        for token in (rf"\begin{{{macro}}}", f"\\{macro}"):
            if token in read:
                what = f"LaTeX stopped: a brace after {token} is never closed"
                return replace(fault, what=what, line=n, token=token, column=read.rindex(token))
    return replace(fault, line=line or None)


def _start(text: str, lines: Sequence[str], last: int) -> tuple[int, int]:
    """Line and column of the place, at or above the line `last`, that begins as `text` does; `last` if none does."""
    spots, flat = _flat(lines, 0, min(last, len(lines)))
    wanted = re.sub(r"\s+|\\ETC\.|\\par\s*$", "", text)
    for size in (100, 50, 25, 12, 6):
        at = flat.rfind(wanted[:size])
        if len(wanted) >= 3 and at >= 0:
            return spots[at][0] + 1, spots[at][1]
    return min(last, len(lines)), 0


def _open_formula(fault: Fault, lines: Sequence[str]) -> Fault:
    r"""A paragraph ended inside a formula: the last \( or $ before it."""
    for line in range(min(fault.line or 0, len(lines)), 0, -1):
        opened = max(((lines[line - 1].rfind(sign), sign) for sign in ("\\(", "\\[", "$")), default=(-1, ""))
        if opened[0] >= 0:
            what = "LaTeX stopped: a formula is open where its paragraph ends"
            return replace(fault, what=what, line=line, column=opened[0], token=opened[1], advice=MATHEMATICS)
    return fault


def _without_file(name: str, fault: Fault, lines: Sequence[str]) -> Fault:
    if name.endswith((".sty", ".cls", ".def", ".fd")):
        advice = "If the page needs it, run python build.py setup; else do without it."
    elif name.startswith("figures/"):
        advice = "python build.py figures draws the figures; is the name one of theirs?"
    else:
        advice = "The page is one file with its figures; is the name right?"
    fault = replace(fault, what=f"LaTeX stopped: there is no file {name}", advice=advice)
    text = lines[fault.line - 1] if fault.line and fault.line <= len(lines) else ""
    return _under(fault, name if name in text else name.rpartition(".")[0], lines)


def _without_glyph(found: re.Match[str], fault: Fault, lines: Sequence[str]) -> Fault:
    """A sign that its font lacks; older TeX does not say on which line, so the first that holds it is taken."""
    sign = found["sign"]
    fault = replace(fault, what=f"the font {found['font']} has no {sign}", advice=GLYPH, token=sign)
    if fault.line is None:
        fault = replace(fault, line=next((n for n, text in enumerate(lines, 1) if sign in text), None))
    text = lines[fault.line - 1] if fault.line and fault.line <= len(lines) else ""
    return replace(fault, column=text.index(sign) if sign in text else None)


def _flaw(remark: Remark, source: str, lines: Sequence[str]) -> Fault | None:
    text = " ".join([remark.text, *remark.body])
    if box := BOX.match(remark.text):
        return _overfull(box, remark, lines) if float(box["size"]) > TOLERANCE else None
    if glyph := NO_GLYPH.match(remark.text):
        return _without_glyph(glyph, Fault("", None, remark.file), () if remark.file else lines)
    if undefined := UNDEFINED.search(text):
        name, kind = undefined["name"], "label" if undefined["kind"] != "Citation" else "source"
        meant = meant_label(name, source) if kind == "label" else ""
        advice = f"Did you mean {meant}?" if meant else rf"The page prints ?? there; give the {kind} or leave it out."
        fault = Fault(f"no {kind} is called {name}", int(undefined["line"]), remark.file, advice=advice)
        return _under(fault, name, lines if not remark.file else ())
    if twice := TWICE.match(text):
        token = rf"\label{{{twice['name']}}}"
        fault = Fault(f"the label {twice['name']} is given twice", len(lines), advice="Rename one of the two.")
        return _under(fault, token, lines)
    return None


def _overfull(box: re.Match[str], remark: Remark, lines: Sequence[str]) -> Fault:
    size = f"{float(box['size']):.1f} pt too {'wide' if box['box'] == 'h' else 'high'}"
    if box["at"]:
        what, advice = ("a display or box is", r"Shorten it, or break the formula with \\.")
        if box["box"] == "v":
            what, advice = "a box is", "Give it more height, or less to hold."
        return Fault(f"{what} {size}", int(box["at"]), remark.file, advice=advice)
    if box["kind"] == "paragraph":
        numbers = range(int(box["first"]), int(box["last"]) + 1)
        line = _line_of_last_word(numbers, remark.body, () if remark.file else lines)
        return Fault(f"a line is {size}", line, remark.file, advice="Shorten it, or set its formula as a display.")
    if box["kind"]:
        return Fault(f"a table or matrix is {size}", int(box["first"]), remark.file, advice="Shorten its entries.")
    if box["box"] == "h":
        return Fault(f"the header or footer is {size}", page=remark.page, advice="Shorten the name or the topic in it.")
    return Fault(f"what stands there in one piece is {size}", page=remark.page, advice="Divide it, or make it smaller.")


def _line_of_last_word(numbers: range, body: Sequence[str], lines: Sequence[str]) -> int:
    """The one of the lines `numbers` of a paragraph that holds the last word of the line that TeX set."""
    shown = re.sub(r"\\\S+/\S+ |\$[^$]*\$|[-\[\]]", "", " ".join(body))
    for word in reversed(re.findall(r"[A-Za-z]{3,}", shown)):
        for n in reversed(numbers):
            if n <= len(lines) and re.search(rf"\b{word}\b", lines[n - 1]):
                return n
    return numbers[0]


def _argument(remark: Remark) -> str:
    """The innermost argument that TeX was reading: what an author wrote inside a display or a caption."""
    found = next((text for text in remark.body if text.startswith("<argument>")), "")
    return found.removeprefix("<argument>").strip().removeprefix("...")


def _stop(remark: Remark) -> str:
    """The line of the file that TeX was reading, up to where it stopped."""
    found = next(filter(None, map(STOPPED_AT.match, remark.body)), None)
    return found["head"].removeprefix("...") if found else ""


def _last_token(head: str) -> str:
    found = re.search(r"(?:\\[A-Za-z@]+|\\?\S)\s*$", head)
    return found[0].strip() if found else ""


def _locate(head: str, lines: Sequence[str], line: int | None) -> tuple[int | None, int | None]:
    """Line and column of the last token of `head`, looked for upwards from `line` by what stands before it.

    TeX names the line where a display or an argument ends, not the one that holds its fault.
    """
    token = _last_token(head)
    if line is None or line > len(lines) or not token:
        return line, None
    if lines[line - 1].startswith(head.rstrip()):
        return line, len(head.rstrip()) - len(token)
    first = max(0, line - 60)
    spots, flat = _flat(lines, first, line)
    wanted = re.sub(r"\s+", "", head)
    shortest = len(token) if len(token) > 1 else min(3, len(wanted))
    for size in range(len(wanted), shortest - 1, -1):
        for found in reversed(list(re.finditer(re.escape(wanted[-size:]), flat))):
            n, c = spots[found.end() - len(token)]
            if not (re.match(r"\\[A-Za-z]", token) and lines[n][c + len(token) :][:1].isalpha()):
                return n + 1, c
    return line, None


def _flat(lines: Sequence[str], first: int, last: int) -> tuple[list[tuple[int, int]], str]:
    """The spots (line, column, both from 0) of all signs but spaces in lines[first:last], and those signs in a row."""
    spots = [(n, c) for n in range(first, last) for c, sign in enumerate(lines[n]) if not sign.isspace()]
    return spots, "".join(lines[n][c] for n, c in spots)


def _under(fault: Fault, token: str, lines: Sequence[str]) -> Fault:
    """`fault` with its caret under the last `token` at or above its line."""
    for line in range(min(fault.line or 0, len(lines)), 0, -1):
        if token in lines[line - 1]:
            return replace(fault, line=line, token=token, column=lines[line - 1].rindex(token))
    return replace(fault, token=token)
