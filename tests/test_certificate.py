"""The certificate: what it holds, and that a change of it is found, by its hash or by asking the judge again."""

import hashlib
import json

import pytest
from tiny import MATHEMATICS, ROOT, run, tiny_project

KINDS_OF_LINES = '''"""Question 1: what a certificate holds of each verb."""

from sympy import oo

from workings.algebra import exp, relation, scalar
from workings.question import Question
from workings.steps import *

QUESTION = Question(1, "Kinds of lines", points="5")

x, y, a = scalar("x"), scalar("y"), scalar("a", positive=True)
p, m = scalar("p", positive=True), scalar("m", nonnegative=True)


@derivation("1")
def solved():
    """An equation is solved by dividing by a positive number."""
    yield suppose((a * x, a * y + a))
    yield therefore((x, y + 1), "divide by $a$", by=lambda side: side / a)
    yield result("solution", y + 1, about="of the equation")


@derivation("1")
def magnitude():
    """The magnitude of x by cases."""
    yield case(relation(x, ">", 0), when={x: p})
    yield start(abs(x))
    yield equals(x)
    yield case(relation(x, "<=", 0), when={x: -m})
    yield start(abs(x))
    yield equals(-x)


@derivation("1")
def grows():
    """Bounds, a limit, an expansion, a check of cases and a claim that is false."""
    yield start(x**2 + 1)
    yield at_least(1)
    yield start(exp(-x))
    yield approaches(0, x, oo)
    yield start(exp(x))
    yield approximately(1 + x, x, 2)
    yield verify("squares are not negative", range(5), lambda k: k * k >= 0)
    yield as_printed(x**2, ">=", x, at={x: sp.Rational(1, 2)})
    yield result("four", 4, agrees=2 + 2, about="a number")
'''.replace("from sympy import oo\n", "import sympy as sp\nfrom sympy import oo\n")


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """The certificate of a tiny project with a line of every kind, and where it may be verified."""
    root = tiny_project(tmp_path_factory.mktemp("certified"), KINDS_OF_LINES)
    done = run(root, "certificate")
    assert done.returncode == 0, done.stderr
    return root, (root / "build" / "certificate.json").read_text()


def verified(certified, whole):
    root, _ = certified
    (root / "changed.json").write_text(whole if isinstance(whole, str) else json.dumps(whole))
    return run(root, "verify-certificate", str(root / "changed.json"))


def entry(whole, label):
    (found,) = [one for d in whole["derivations"] for one in d["entries"] if one["id"] == f"q1_square/{label}"]
    return found


def sha256(value):
    rest = {key: part for key, part in value.items() if key != "hash"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def hashed_anew(whole):
    """The certificate as a forger would leave it: every hash fits what it is of."""
    for derivation in whole["derivations"]:
        derivation["hash"] = sha256({key: part for key, part in derivation.items() if key != "entries"})
        for one in derivation["entries"]:
            one["assumes"] = derivation["hash"]
            one["hash"] = sha256(one)
    whole["hash"] = sha256(whole)
    return whole


def test_each_entry_is_asked_again_from_the_file_alone(certified):
    root, whole = certified
    (root / "answers" / "q1_square.py").rename(root / "gone")
    try:
        done = verified(certified, whole)
    finally:
        (root / "gone").rename(root / "answers" / "q1_square.py")
    assert done.stdout.splitlines() == [
        "11 entries: 9 hold, 1 not re-checkable, 1 taken as given",
        "Not re-checkable: exhaustive checks, whose tests are Python code that the file does not hold.",
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_the_hashes_are_sha256_of_json_with_sorted_keys(certified):
    whole = json.loads(certified[1])
    assert whole["hash"] == sha256(whole)
    assert all(one["hash"] == sha256(one) for d in whole["derivations"] for one in d["entries"])


def test_an_entry_holds_what_it_takes_to_ask_again(certified):
    whole = json.loads(certified[1])
    (limit,) = entry(whole, "grows/line-2")["questions"]
    assert (limit["ask"], limit["left"], limit["right"], limit["to"]) == ("tends", "exp(-x)", "0", "oo")
    (expansion,) = entry(whole, "grows/line-3")["questions"]
    assert (expansion["ask"], expansion["variable"], expansion["order"]) == ("expands", "x", 2)
    covers, equal = entry(whole, "magnitude/line-1")["questions"]
    assert (covers["ask"], covers["left"], equal["where"]) == ("covers", "x > 0", [["x", "p"]])
    left, right = entry(whole, "solved/line-2")["questions"]
    assert (left["left"], left["where"], left["right"]) == ("side/a", [["side", "a*x"]], "x")
    assert (right["left"], right["where"], right["right"]) == ("side/a", [["side", "a*y + a"]], "y + 1")
    assert entry(whole, "solved/result-solution")["rests_on"] == ["q1_square/solved/line-2"]


@pytest.mark.parametrize(
    ("label", "old", "new"),
    [
        ("solved/line-2", "y + 1", "y - 1"),
        ("solved/line-2", '"a*x"', '"-a*x"'),
        ("solved/result-solution", "y + 1", "y - 1"),
        ("magnitude/line-1", '["x", "p"]', '["x", "-p"]'),
        ("magnitude/line-2", '"right": "-x"', '"right": "x"'),
        ("grows/line-1", '"relation": ">="', '"relation": "<="'),
        ("grows/line-2", '"to": "oo"', '"to": "-oo"'),
        ("grows/line-3", '"order": 2', '"order": 3'),
        ("grows/refutation-1", "1/2", "2"),
        ("grows/result-four", '"right": "4"', '"right": "5"'),
    ],
)
def test_a_claim_that_was_changed_and_hashed_anew_fails(certified, label, old, new):
    whole = json.loads(certified[1])
    (derivation,) = [d for d in whole["derivations"] if d["id"] == f"q1_square/{label.split('/')[0]}"]
    place = derivation["entries"].index(entry(whole, label))
    text = json.dumps(derivation["entries"][place])
    assert old in text
    derivation["entries"][place] = json.loads(text.replace(old, new, 1 if old == '["x", "p"]' else -1))
    done = verified(certified, hashed_anew(whole))
    assert done.returncode == 1
    assert f"q1_square/{label}" in done.stdout.splitlines()


def test_a_swapped_sign_is_refuted_at_a_point(certified):
    whole = json.loads(certified[1])
    line = entry(whole, "magnitude/line-1")
    line["questions"][1]["right"] = line["says"]["right"] = "-x"
    done = verified(certified, hashed_anew(whole))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "q1_square/magnitude/line-1"
    assert done.stdout.splitlines()[1].startswith("  refuted: For example at p = ")


def test_an_assumption_that_is_taken_out_is_missed(certified):
    whole = json.loads(certified[1])
    (derivation,) = [d for d in whole["derivations"] if d["id"] == "q1_square/solved"]
    derivation["symbols"]["a"] = {"real": True}
    done = verified(certified, hashed_anew(whole))
    assert done.returncode == 1 and "q1_square/solved/line-2" in done.stdout


@pytest.mark.parametrize("field", ["says", "questions", "evidence"])
def test_a_change_without_a_new_hash_is_found_by_the_hash(certified, field):
    whole = json.loads(certified[1])
    line = entry(whole, "grows/line-1")
    line[field] = {"says": {"claim": "all is well"}, "questions": [], "evidence": {"kind": "proved", "method": ""}}[
        field
    ]
    done = verified(certified, whole)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:4] == [
        "the certificate",
        "  its hash is another",
        "q1_square/grows/line-1",
        "  its hash is another: it was changed after it was certified",
    ]


def test_what_is_claimed_must_be_what_is_asked(certified):
    whole = json.loads(certified[1])
    entry(whole, "grows/line-1")["says"]["right"] = "2"
    entry(whole, "grows/line-2")["says"]["relation"] = "="
    entry(whole, "solved/line-1")["says"]["right"] = "a*y"
    done = verified(certified, hashed_anew(whole))
    assert done.stdout.splitlines()[:6:2] == [
        f"q1_square/{one}" for one in ("solved/line-2", "solved/result-solution", "grows/line-1")
    ]
    assert done.stdout.splitlines()[6] == "q1_square/grows/line-2"
    assert done.stdout.count("it says another thing than what was asked") == 3


def test_weaker_evidence_than_was_certified_fails(certified):
    whole = json.loads(certified[1])
    entry(whole, "solved/line-2")["evidence"] = {"kind": "numeric", "method": "5 points"}
    done = verified(certified, hashed_anew(whole))
    assert done.stdout.splitlines()[:2] == ["q1_square/solved/line-2", "  numeric, and not waived"]


def test_a_line_that_was_taken_out_is_missed_by_what_rests_on_it(certified):
    whole = json.loads(certified[1])
    (derivation,) = [d for d in whole["derivations"] if d["id"] == "q1_square/solved"]
    derivation["entries"] = [one for one in derivation["entries"] if not one["id"].endswith("line-2")]
    done = verified(certified, hashed_anew(whole))
    assert done.stdout.splitlines()[:2] == [
        "q1_square/solved/result-solution",
        "  it rests on q1_square/solved/line-2, which does not hold",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"schema": 2}', '{"schema": 1, "hash": "", "derivations": [1]}', "[" * 100_000, '"\\ud800"', "\0"],
)
def test_a_file_that_is_no_certificate_gets_a_message(certified, text):
    done = verified(certified, text)
    assert done.returncode == 2
    assert "is no certificate" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "formula",
    ["__import__('os').system('touch owned')", "x.__class__", "9**9**9", "(" * 500, ["x"] * 9, {"text": 1}, 7, None],
)
def test_a_hostile_formula_is_not_run_and_fails(certified, formula):
    root, text = certified
    whole = json.loads(text)
    line = entry(whole, "grows/line-1")
    line["questions"][0]["left"] = line["says"]["left"] = formula
    done = verified(certified, hashed_anew(whole))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "q1_square/grows/line-1" in done.stdout.splitlines()
    assert not (root / "owned").exists()


@pytest.mark.parametrize("depth", [500, 970, 980, 990])
def test_fields_that_are_nested_deeply_get_a_message(certified, depth):
    whole = json.loads(certified[1])
    whole["derivations"][0]["symbols"] = {"x": "DEEP"}
    done = verified(certified, json.dumps(whole).replace('"DEEP"', "[" * depth + "]" * depth))
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr


def test_fields_of_other_kinds_get_a_message(certified):
    for change in ({"rests_on": 5}, {"questions": {}}, {"id": 5}, {"says": []}):
        whole = json.loads(certified[1])
        whole["derivations"][0]["entries"][0] |= change
        done = verified(certified, whole)
        assert done.returncode in (1, 2) and "Traceback" not in done.stderr


def test_a_certificate_that_is_not_there_says_how_to_write_it(tmp_path):
    done = run(tiny_project(tmp_path), "verify-certificate")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "Write it with python build.py certificate, or name one."


def test_what_the_judge_was_asked_is_no_part_of_the_accepted_records(tmp_path):
    root = tiny_project(tmp_path, MATHEMATICS)
    run(root, "accept")
    assert "asked" not in (root / "answers" / "accepted" / "q1_square.json").read_text()
    assert run(root, "diff").returncode == 0


@pytest.mark.slow
def test_the_certificate_of_the_submission_holds(tmp_path):
    assert run(ROOT, "certificate", "--build-dir", str(tmp_path)).returncode == 0
    done = run(ROOT, "verify-certificate", str(tmp_path / "certificate.json"))
    assert done.returncode == 0, done.stdout
    assert "fail" not in done.stdout
