"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

from workings import steps
from workings.algebra import exp, frac, ones, scalar, size, softmax, total, vector
from workings.derive import Refused, derive
from workings.fill import outcome
from workings.question import Question
from workings.record import record_of

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
PYTHON, FALSE = re.findall(r"```python\n(.*?)```", README, re.S)


def declared(code, name):
    """The derivation that `code` declares, run among the vocabulary that an answer imports."""
    d, i, j = (size(letter) for letter in "dij")
    words = {
        "exp": exp,
        "frac": frac,
        "ones": ones,
        "scalar": scalar,
        "softmax": softmax,
        "total": total,
        "vector": vector,
    }
    scope = {
        "d": d,
        "i": i,
        "j": j,
        **words,
        **{verb: getattr(steps, verb) for verb in ("derivation", "equals", "result", "start")},
    }
    exec(compile(code, "README.md", "exec"), scope)  # our own README
    return scope[name]


def test_the_derivation_of_the_readme_holds():
    derivation = derive(declared(PYTHON, "shift_leaves_the_softmax"), "answers/q1_activations.py")
    assert len(derivation.lines) == 3
    record = record_of(Question(1, "", "1-1-1"), [derivation])
    assert outcome(record["derivations"][0]) == r"\softmax(\vx + t \vone)_i = \softmax(\vx)_i"


def test_the_false_lines_of_the_readme_are_refused_with_the_message_it_shows():
    before = '\n\nx, c = vector("x", d), vector("c", d)\n\n@derivation("1.3")\ndef any_shift_leaves_the_softmax():\n'
    with pytest.raises(Refused) as caught:
        derive(declared(before + FALSE, "any_shift_leaves_the_softmax"), "answers/q1_activations.py")
    assert f"```\n{caught.value}\n```" in README


def test_every_verb_that_the_readme_lists_exists():
    listed = re.search(r"The verbs are (.*?), each explained", README, re.S).group(1)
    verbs = re.findall(r"`(\w+)`", listed)
    assert len(verbs) == 15 and all(callable(getattr(steps, verb)) for verb in verbs)


def test_every_make_target_that_the_readme_names_exists():
    makefile = (Path(__file__).resolve().parent.parent / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^    make (\w+)", README, re.M))
    assert {"pdf", "test", "check", "diff"} <= targets
    assert all(re.search(rf"^{target}:", makefile, re.M) for target in targets)
