"""Mutation testing of derivations: every slip must be refused by a check or by a second opinion.

A slip in a line is tried by running its derivation with that line changed and all others as they are. One in a constant
of a module is tried with the module imported anew. What no check refuses is put before the project's own second
opinions, the tests in tests/answers. Whether a mutant that is not refuted outright means the same as the original is
the judge's to say: if it does, it is not counted; if nobody can say, it counts as a survivor.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from . import constants as const
from . import derive as engine
from . import inquiry
from .derive import Refused, derive
from .errors import EnvironmentFault, Mistake
from .judge import Evidence, same
from .oracles import first_refusal, oracles
from .progress import Progress, counted
from .project import Project
from .question import Files, collect, load
from .references import Name, References
from .slots import Slip, replayed, slips_of, steps_of
from .steps import Declared
from .written import Written

PROCESSES = 2
DOUBTS = ("undecided", "numeric")  # the judge's words where it cannot tell
TOLD = 25  # derivations and constants from line to line of the progress
PLURAL = "derivations and constants"


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant; `by` says what refused it, or why nobody can say whether it differs."""

    part: str
    name: str  # its key in answers/survivors.toml
    at: str  # the place in the file
    place: str
    kind: str
    fate: str  # "killed", "same" or "survived"
    by: str = ""


@dataclass(frozen=True)
class Work:
    """What is shared by all processes: the project, its derivations, and which tests read what."""

    root: Path
    declared: tuple[tuple[Files, Declared], ...]
    reads: Mapping[str, frozenset[Name]]  # what each derivation leads to
    oracles: Mapping[str, frozenset[Name]]  # and each test

    def tests_of(self, names: Iterable[Name]) -> list[str]:
        """The tests that read one of these."""
        wanted = set(names)
        return [test for test, names in self.oracles.items() if wanted & names]


Unit = tuple[str, ...]  # ("derivation", number) or ("constant", module, name)


def run(project: Project, part: str | None, progress: Progress) -> list[Outcome]:
    """Every mutant of the project, or of one part, with what became of it."""
    _import_pytest()
    sys.path[:0] = [str(project.root)] * (str(project.root) not in sys.path)
    declared = tuple((files, d) for files in collect(project.root) for d in load(files)[1])
    work = _work(project.root, declared)
    with _remembering_the_judge():
        for files, d in declared:
            progress.working(f"derive    {d.part} {d.name}")
            derive(replayed(d, steps_of(d)), files.mathematics)
        refuse_failing_oracles(work)
        return _in_processes(work, units(work, part), part, progress)


def _work(root: Path, declared: tuple[tuple[Files, Declared], ...]) -> Work:
    """What the processes share, found once."""
    answers = [Path(str(module.__file__)) for module in const.modules_of_answers()]
    references = References(answers)
    reads = {d.name: references.reached((files.name, d.name)) for files, d in declared}
    results = {
        step.options["name"]: (files.name, d.name)
        for files, d in declared
        for _, step in steps_of(d)
        if step.verb == "result"
    }
    return Work(root, declared, reads, oracles(root, answers, results))


def _import_pytest() -> None:
    """What every child would import again."""
    try:
        import hypothesis  # noqa: F401
        import pytest  # noqa: F401
        import scipy.optimize
        import scipy.signal
        import scipy.special  # noqa: F401
    except ImportError as missing:
        hint = "Say `make mutants`, which sets the tests up first."
        raise EnvironmentFault(f"the second opinions need {missing.name}\n{hint}") from None


def refuse_failing_oracles(work: Work) -> None:
    """Without a mutant every second opinion holds; else it would seem to refuse all of them."""
    failed = _in_a_child(lambda: first_refusal(work.root, list(work.oracles)))
    if failed:
        raise Mistake(f"{failed} fails without any mutant\nMend it first: make test ARGS=tests/answers")


def units(work: Work, part: str | None) -> list[Unit]:
    """What the processes share out: derivations, then constants."""
    found: list[Unit] = [("derivation", str(k)) for k, (_, d) in enumerate(work.declared) if part in (None, d.part)]
    for module in const.modules_of_answers():
        found += [("constant", module.__name__, name) for name in const.constants(module)]
    return found


def _in_processes(work: Work, shares: list[Unit], part: str | None, progress: Progress) -> list[Outcome]:
    outcomes: list[Outcome] = []
    progress.start()
    context = multiprocessing.get_context("fork")
    with context.Pool(PROCESSES, _begin, (work, part)) as pool:
        for done, found in enumerate(pool.imap(_outcomes, shares), 1):
            outcomes += found
            survived = sum(outcome.fate == "survived" for outcome in outcomes)
            said = f"mutants   {done} of {len(shares)}: {len(outcomes)} mutants, {survived} survived"
            (progress.line if done % TOLD == 0 else progress.working)(said)
    progress.done(
        "mutants", f"{len(outcomes)} of {counted(len(shares), 'derivation or constant', PLURAL)}", ["asked for"]
    )
    return outcomes


_shared: tuple[Work, str | None]  # in a process of the pool


def _begin(work: Work, part: str | None) -> None:
    global _shared
    _shared = work, part


def _outcomes(unit: Unit) -> list[Outcome]:
    work, part = _shared
    if unit[0] == "derivation":
        return list(of_derivation(work, *work.declared[int(unit[1])]))
    return list(of_constant(work, unit[1], unit[2], part))


# -- slips in lines -------------------------------------------------------------------------------------------------


def of_derivation(work: Work, files: Files, declared: Declared) -> Iterator[Outcome]:
    """The outcome of every slip in the lines of a derivation."""
    tests = work.tests_of([(files.name, declared.name)])
    for slip in slips_of(declared, steps_of(declared)):
        fate, by = _fate_of(slip, files, declared, partial(by_oracles, work.root, declared, slip.changed, tests))
        at = f"{files.mathematics}:{slip.number}"
        name = f"{declared.name}  {slip.name}"
        yield Outcome(declared.part, name, at, slip.place, slip.mutant.kind, fate, by)


def _fate_of(slip: Slip, files: Files, declared: Declared, oracle: Callable[[], str]) -> tuple[str, str]:
    """What its derivation, the judge and the oracles make of a slip.

    A derivation that is refused, but not refuted, may be so for want of a proof: then it takes an oracle, or the
    judge's word that the mutant differs. Where the judge has said already that it cannot tell, the oracle is first.
    """
    refused, why = refusal_of(slip.changed, files.mathematics)
    if why == "refuted":
        return "killed", refused
    asked = oracle() if why in DOUBTS else ""
    if asked:
        return "killed", asked
    word = _difference(slip, declared.given)
    if word.holds:
        return "same", ""
    if refused and word.kind == "refuted":
        return "killed", refused
    failed = "" if why in DOUBTS else oracle()
    unknown = "" if word.kind == "refuted" else f"nobody can say whether it differs: {word.kind}"
    return ("killed", failed) if failed else ("survived", unknown)


def refusal_of(declared: Declared, file: str) -> tuple[str, str]:
    """What refuses a derivation, if anything does, and the judge's word if it was the judge."""
    try:
        derive(declared, file)
    except Refused as refused:
        first, *rest = str(refused).splitlines()
        word = rest[0].partition(":")[0] if rest else ""
        return f"a check at line {first.partition('  ')[0].rpartition(':')[2]}", word
    except Exception as error:  # SymPy or the author's own code stops at what makes no sense
        return f"{type(error).__name__} stops it", ""
    return "", ""


def _difference(slip: Slip, given: Any) -> Evidence:
    """The judge's word on whether the mutant means the same as the original, where it stands."""
    if slip.original is None:
        return Evidence("refuted", "another claim")
    sides = slip.original, slip.instead
    if slip.when and all(hasattr(side, "subs") for side in sides):
        sides = tuple(side.subs(slip.when, simultaneous=True) for side in sides)
    try:
        return same(*sides, () if slip.place == "conditions" else given)
    except Exception as error:
        return Evidence("undecided", f"{type(error).__name__}: {error}")


def by_oracles(root: Path, declared: Declared, changed: Declared, tests: list[str]) -> str:
    """The test that fails if the derivation is the changed one wherever they find it."""

    def asked() -> str:
        object.__setattr__(declared, "lines", changed.lines)
        object.__setattr__(declared, "given", changed.given)
        return first_refusal(root, tests)

    return str(_in_a_child(asked)) if tests else ""


# -- slips in constants ---------------------------------------------------------------------------------------------


def of_constant(work: Work, module: str, name: str, part: str | None) -> Iterator[Outcome]:
    """The outcome of every slip in a constant that the derivations of the part read."""
    constant = module.partition(".")[2], name
    readers = [(files, d) for files, d in work.declared if constant in work.reads[d.name]]
    if not readers or part not in (None, readers[0][1].part):
        return
    tests = work.tests_of([constant])
    value = getattr(sys.modules[module], name)
    file = f"{module.replace('.', '/')}.py"
    seen: dict[str, int] = {}
    for number, mutant in const.slips_in(value):
        seen[mutant.name] = seen.get(mutant.name, 0) + 1
        again = f" ({seen[mutant.name]})" if seen[mutant.name] > 1 else ""
        mutating = const.Mutating(module, name, number)
        fate, by = _in_a_child(partial(_fate, work, mutating, readers, tests))
        place = const.place_of(value, mutant.kind)
        key = f"{module.partition('.')[2]}.{name}{again}  {mutant.name}"
        yield Outcome(readers[0][1].part, key, file, place, mutant.kind, fate, by)


def _fate(work: Work, mutating: const.Mutating, readers: Any, tests: list[str]) -> tuple[str, str]:
    """In a child: the answers imported anew with the slip, the derivations that read it, then the oracles."""
    const.forget_answers()
    sys.meta_path.insert(0, mutating)  # type: ignore[arg-type]
    wanted, doubtful = {d.name for _, d in readers}, ""
    try:
        anew = [(files, d) for files in dict.fromkeys(f for f, _ in readers) for d in load(files)[1]]
    except Exception as error:
        return "killed", f"{type(error).__name__} stops it"
    for files, d in anew:
        if d.name in wanted:
            refused, why = refusal_of(d, files.mathematics)
            if why == "refuted":
                return "killed", refused
            doubtful = doubtful or refused
    word = _told_apart(mutating)
    if word.holds:
        return "same", ""
    refused = (doubtful if word.kind == "refuted" else "") or first_refusal(work.root, tests)
    unknown = "" if word.kind == "refuted" else f"nobody can say whether it differs: {word.kind}"
    return ("killed", refused) if refused else ("survived", unknown)


def _told_apart(mutating: const.Mutating) -> Evidence:
    """Formulas are compared by the judge; data that was changed is other data."""
    if not isinstance(mutating.original, Written):
        return Evidence("refuted", "other data")
    return same(mutating.original.value, mutating.instead.value)


# -- processes ------------------------------------------------------------------------------------------------------


def _in_a_child(work: Callable[[], Any]) -> Any:
    """What `work` returns, done in a child of this process, which may change what it likes."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(read)
            answer = json.dumps(work())
            os.write(write, answer.encode())
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status or not answer:
        raise RuntimeError(f"a child that tried a mutant ended with exit code {status}")
    return json.loads(answer)


@contextmanager
def _remembering_the_judge() -> Iterator[None]:
    """While mutants run, no question is asked twice, and no hint is looked for."""
    names = ("same", "ordered", "tends", "expands")
    before = [(module, name, getattr(module, name)) for module in (engine, inquiry) for name in names
              if hasattr(module, name)]  # fmt: skip
    remembering = {name: _remembering(function) for _, name, function in before}
    hints = engine.missing
    for module, name, _ in before:
        setattr(module, name, remembering[name])
    engine.missing = lambda *asked: ""  # type: ignore[assignment]
    try:
        yield
    finally:
        engine.missing = hints
        for module, name, function in before:
            setattr(module, name, function)


def _remembering(judge: Callable[..., Evidence]) -> Callable[..., Evidence]:
    known: dict[Any, Evidence] = {}

    def asked(*question: Any) -> Evidence:
        key = _key(question)
        try:
            if key in known:
                return known[key]
        except TypeError:  # it cannot be looked up
            return judge(*question)
        known[key] = judge(*question)
        return known[key]

    return asked


def _key(value: Any) -> Any:
    """Equal for equal questions only: 1 and True are equal in Python."""
    if isinstance(value, list | tuple):
        return type(value), tuple(map(_key, value))
    return type(value), value
