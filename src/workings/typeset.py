"""A TeX source becomes a PDF in as many passes as it needs, or a message that says what its author should mend."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .diagnosis import diagnose
from .errors import EnvironmentFault, Mistake
from .fault import Fault, describe, relative
from .texlog import TexLog, read_log
from .trace import TexSource
from .unfilled import unfilled

PASSES = 5
SHOWN = 10
SECONDS = 120.0
WORKSHOP = "tex"  # the subfolder where TeX writes, so that a failed run touches nothing that is good
READ_BACK = (".aux", ".out", ".toc", ".lof", ".lot")  # what TeX writes for its own next pass
REPORTING = r"\errorcontextlines=9 \tracinglostchars=3 \pdftrailerid{%s}\input{%s.tex}"
EVERY_DAY_THE_SAME = {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}
LONG_LINES = {"max_print_line": "1000", "error_line": "254", "half_error_line": "238"}


@dataclass(frozen=True)
class Pdf:
    """A PDF as TeX made it: the number of its pages, of the passes it took, the seconds and the size in bytes."""

    path: Path
    pages: int
    passes: int
    seconds: float
    size: int


def typeset(
    source: TexSource,
    folder: Path,
    name: str = "submission",
    *,
    root: Path | None = None,
    report: Callable[[str], None] = lambda text: None,
    seconds: float = SECONDS,
) -> Pdf:
    """The PDF of `source`, folder/name.pdf, replaced only by one without fault; folder/name.tex is written in any case.

    Messages name files relative to `root` (by default the folder's parent); `report` hears of each pass.
    Raises Mistake for what the author should mend, EnvironmentFault if TeX is missing or the PDF cannot be written.
    """
    started = time.monotonic()
    root = folder.parent if root is None else root
    tex = folder / f"{name}.tex"
    (folder / WORKSHOP).mkdir(parents=True, exist_ok=True)
    tex.write_text(source.text, encoding="utf-8", newline="\n")
    if faults := unfilled(source.text):
        raise _mistake(faults, source, tex, root)
    log, passes = _run_until_settled(source, tex, root, report, seconds)
    if faults := diagnose(log, source.text).flaws:
        raise _mistake(faults, source, tex, root, seen=True)
    path = _publish(tex, root)
    return Pdf(path, log.pages, passes, time.monotonic() - started, path.stat().st_size)


def _run_until_settled(
    source: TexSource, tex: Path, root: Path, report: Callable[[str], None], seconds: float
) -> tuple[TexLog, int]:
    """The log of the pass that changed nothing it had read, and how many passes that took."""
    before = first = _auxiliary(tex)
    for passes in range(1, PASSES + 1):
        report(f"pass {passes}")
        log = _run(source, tex, root, seconds)
        errors = diagnose(log, source.text).errors
        if errors and first and any(fault.file.endswith(READ_BACK) for fault in errors):
            _restore(tex, {})  # left by an older source, which this one cannot read
            return _run_until_settled(source, tex, root, report, seconds)
        if errors or not log.pages:
            _restore(tex, first)
            raise _mistake(errors or _no_page(), source, tex, root)
        after = _auxiliary(tex)
        if after == before:
            return log, passes
        before = after
    _restore(tex, {})
    raise _mistake((_never_settles(),), source, tex, root)


def _run(source: TexSource, tex: Path, root: Path, seconds: float) -> TexLog:
    """The log of one pass."""
    program = shutil.which("pdflatex")
    if program is None:
        raise EnvironmentFault("pdflatex is not on this machine\nRun make pdf, or python build.py setup.")
    log = _workshop(tex, ".log")
    log.unlink(missing_ok=True)
    command = [program, "-interaction=nonstopmode", "-file-line-error", "-no-shell-escape", "-recorder"]
    command += [f"-output-directory={WORKSHOP}", f"-jobname={tex.stem}", REPORTING % (tex.stem, tex.stem)]
    try:
        subprocess.run(
            command,
            cwd=tex.parent,
            env=_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _restore(tex, {})
        raise _mistake((_no_end(seconds),), source, tex, root) from None
    if not log.is_file():
        raise EnvironmentFault(f"pdflatex wrote no log into {relative(log.parent, root)}\nMay it write there?")
    return read_log(log.read_text(encoding="utf-8", errors="backslashreplace"), tex.name)


def _environment(present: Mapping[str, str]) -> dict[str, str]:
    """The variables that TeX sees: a fixed date unless one was asked for, and a log without broken lines."""
    return {**EVERY_DAY_THE_SAME, **present, **LONG_LINES}


def _workshop(tex: Path, suffix: str) -> Path:
    return tex.parent / WORKSHOP / f"{tex.stem}{suffix}"


def _auxiliary(tex: Path) -> dict[str, bytes]:
    """The files that the next pass reads, by suffix."""
    paths = {suffix: _workshop(tex, suffix) for suffix in READ_BACK}
    return {suffix: path.read_bytes() for suffix, path in paths.items() if path.is_file()}


def _restore(tex: Path, contents: Mapping[str, bytes]) -> None:
    """Put back the auxiliary files as they were: a run that broke off leaves them half written."""
    for suffix in READ_BACK:
        path = _workshop(tex, suffix)
        if suffix in contents:
            path.write_bytes(contents[suffix])
        else:
            path.unlink(missing_ok=True)


def _publish(tex: Path, root: Path) -> Path:
    """Put the PDF where its readers look for it, beside it where its parts begin (.pages) and what it read (.fls)."""
    path = tex.with_suffix(".pdf")
    try:
        for suffix in (".pages", ".fls"):
            if _workshop(tex, suffix).is_file():
                os.replace(_workshop(tex, suffix), tex.with_suffix(suffix))
        os.replace(_workshop(tex, ".pdf"), path)
    except PermissionError:
        raise EnvironmentFault(
            f"{relative(path, root)} cannot be replaced\nIs it open in another program? Close it there and run again."
        ) from None
    return path


def _mistake(faults: tuple[Fault, ...], source: TexSource, tex: Path, root: Path, seen: bool = False) -> Mistake:
    """One block a fault, then which PDF stands; `seen` where TeX made pages that show the faults."""
    blocks = list(dict.fromkeys(describe(fault, source, tex, root) for fault in faults))
    if len(blocks) > SHOWN:
        blocks[SHOWN:] = [f"and {len(blocks) - SHOWN} more"]
    last, marred = tex.with_suffix(".pdf"), _workshop(tex, ".pdf")
    standing = [f"{relative(marred, root)} shows {'it' if len(faults) == 1 else 'them'}."] if seen else []
    standing += [f"{relative(last, root)} is the last good one."] if last.is_file() else []
    return Mistake("\n\n".join([*blocks, *(["\n".join(standing)] if standing else [])]))


def _no_page() -> tuple[Fault, ...]:
    return (Fault("LaTeX made no page", advice=r"Is there text between \begin{document} and \end{document}?"),)


def _no_end(seconds: float) -> Fault:
    advice = "Look in what was edited last for a macro that calls itself."
    return Fault(f"LaTeX did not end within {seconds:g} s", advice=advice)


def _never_settles() -> Fault:
    advice = "Something moves whenever its own page number is printed; keep that number out of the text."
    return Fault(f"the page numbers still change after {PASSES} passes", advice=advice)
