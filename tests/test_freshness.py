"""A stage is stale when what it read has changed: content counts, dates do not."""

import pytest

from workings.freshness import Ledger, digest, inputs_of


@pytest.fixture
def root(tmp_path):
    for name, text in {
        "answers/q1_a.py": "from answers.shared import f\n",
        "answers/shared.py": "import answers.deeper\n",
        "answers/deeper.py": "f = 1\n",
        "answers/q2_b.py": "f = 2\n",
        "figures/curve.py": "from answers import q2_b\n",
        "figures/course.mplstyle": "font.size: 9\n",
        "src/workings/steps.py": "verbs = 1\n",
        "requirements.lock": "sympy==1\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def why(root, module, change):
    """Why a stage that read `module` is stale after `change` has been made."""
    ledger = Ledger.open(root / "build" / "freshness.json")
    ledger.done("stage", inputs_of(root, module), [])
    change()
    return Ledger.open(root / "build" / "freshness.json").why("stage", inputs_of(root, module), [])


def test_nothing_changed_is_fresh(root):
    assert why(root, "answers/q1_a.py", lambda: (root / "answers/q1_a.py").touch()) == []


def test_an_imported_module_counts_however_deep(root):
    change = lambda: (root / "answers/deeper.py").write_text("f = 3\n")  # noqa: E731
    assert why(root, "answers/q1_a.py", change) == ["answers/deeper.py changed"]


def test_another_answer_does_not_count(root):
    assert why(root, "answers/q1_a.py", lambda: (root / "answers/q2_b.py").write_text("f = 4\n")) == []


def test_a_figure_reads_its_answer_and_the_style(root):
    def change():
        (root / "answers/q2_b.py").write_text("f = 5\n")
        (root / "figures/course.mplstyle").write_text("font.size: 8\n")

    assert why(root, "figures/curve.py", change) == ["answers/q2_b.py changed", "figures/course.mplstyle changed"]


def test_the_engine_and_the_locked_versions_count(root):
    def change():
        (root / "src/workings/steps.py").write_text("verbs = 2\n")
        (root / "requirements.lock").write_text("sympy==2\n")

    assert why(root, "answers/q1_a.py", change) == ["the engine changed", "the locked versions changed"]


def test_going_there_and_back_again_is_fresh(root):
    def change():
        (root / "answers/q1_a.py").write_text("changed = 1\n")
        (root / "answers/q1_a.py").write_text("from answers.shared import f\n")

    assert why(root, "answers/q1_a.py", change) == []


def test_an_import_that_is_gone_is_named(root):
    change = lambda: (root / "answers/shared.py").write_text("f = 1\n")  # noqa: E731
    assert why(root, "answers/q1_a.py", change) == ["answers/deeper.py is no longer read", "answers/shared.py changed"]


def test_an_import_by_dots_counts_like_any_other(root):
    (root / "answers/q1_a.py").write_text("from .shared import f\nfrom . import more\n")
    (root / "answers/more.py").write_text("f = 1\n")

    def change():
        (root / "answers/more.py").write_text("f = 2\n")
        (root / "answers/deeper.py").write_text("f = 3\n")

    assert why(root, "answers/q1_a.py", change) == ["answers/deeper.py changed", "answers/more.py changed"]


def test_a_package_counts_with_what_it_holds_and_what_its_modules_import_from_above(root):
    files = {"__init__.py": "", "inner.py": "from ..shared import f\n", "other.py": ""}
    (root / "answers/kit").mkdir()
    for name, text in files.items():
        (root / "answers/kit" / name).write_text(text)
    (root / "answers/q1_a.py").write_text("from answers.kit.inner import f\n")

    def change():
        for name in ("kit/__init__.py", "kit/inner.py", "kit/other.py", "shared.py"):
            (root / "answers" / name).write_text("f = 3\n")

    assert why(root, "answers/q1_a.py", change) == [
        "answers/deeper.py is no longer read",
        "answers/kit/__init__.py changed",
        "answers/kit/inner.py changed",
        "answers/shared.py is no longer read",
    ]


def test_a_missing_output_is_named(root):
    ledger, record = Ledger.open(root / "freshness.json"), root / "record.json"
    record.write_text("1")
    ledger.done("stage", {}, [record])
    record.unlink()
    assert ledger.why("stage", {}, [record]) == ["record.json is missing"]


def test_an_output_that_was_edited_by_hand_is_named(root):
    ledger, record = Ledger.open(root / "freshness.json"), root / "record.json"
    record.write_text("1")
    ledger.done("stage", {}, [record])
    assert ledger.why("stage", {}, [record]) == []
    record.write_text("2")
    assert ledger.why("stage", {}, [record]) == ["record.json is not as it was written"]


def test_an_output_that_the_stage_did_not_write_yet_is_named(root):
    ledger = Ledger.open(root / "freshness.json")
    ledger.done("stage", {}, [])
    (root / "record.json").write_text("1")
    assert ledger.why("stage", {}, [root / "record.json"]) == ["record.json is not as it was written"]


def test_a_stage_that_was_never_done_says_so(root):
    assert Ledger.open(root / "freshness.json").why("stage", {}, []) == ["not done yet"]


@pytest.mark.parametrize("content", ["{", "[]", '{"derive q1_a": {"answers/q1_a.py": "0"}}', '{"draw x": 1}'])
def test_a_ledger_that_cannot_be_read_is_empty(root, content):
    (root / "freshness.json").write_text(content)
    assert Ledger.open(root / "freshness.json").stages == {}


def test_a_digest_tells_contents_apart():
    assert digest(b"a") != digest(b"b") and digest(b"a") == digest(b"a")
