"""A review as a page and as Markdown: words, order, what is escaped, and the same bytes each time."""

import re

import pytest
from tiny import MATHEMATICS, run, tiny_project

from workings.change import Change
from workings.comment import MOST, comment
from workings.links import Links
from workings.page import page
from workings.review import Review, Waived

GITHUB = Links("https://github.com/OWNER/REPO/blob/9e07b31", "9e07b31")
LINE = {"verb": "start", "left": "x", "right": "y", "relation": "=", "reason": "because $x$ <b>",
        "evidence": {"kind": "proved", "method": "normal form"}}  # fmt: skip


def derivation(meaning, claim="The square of $x$."):
    result = {"name": "square", "about": "", "meaning": meaning, "latex": r"\phantom{secret}", "as_written": False,
              "evidence": {"kind": "proved", "method": "normal form"}}  # fmt: skip
    symbols = {"x": {"real": True}, "y": {"real": True}}
    return {"name": "squares", "part": "1", "claim": claim, "symbols": symbols, "given": [], "assumptions": ["x real"],
            "lines": [LINE], "results": [result], "refutations": [], "names": {}}  # fmt: skip


def changed(**more):
    change = Change("1", "square", "result changed", "x**2 + 2*x + y", "x**2 + 3*x + y", place="answers/q1.py:17",
                    witness="at x = 2: 8 against 10", derivation="squares", used_by=(("2", "cube"),))  # fmt: skip
    was, now = derivation("x**2 + 2*x + y"), derivation("x**2 + 3*x + y", **more)
    waived = Waived("1", "w", "numeric", "at 12 points", "no $x$", "q:1")
    return Review((change,), {"squares": was}, {"squares": now}, same=(("1", "other", "proved"),), waived=(waived,),
                  evidence={"proved": 2})  # fmt: skip


def html(review, links=GITHUB):
    return page(review, "", "Assignment 1", links).split("<body>")[1].split("<script")[0]


def test_a_result_that_changed_stands_first_with_both_forms_the_point_and_what_uses_it():
    body = html(changed())
    assert "<h1><span>1 result changed</span></h1>" in body
    assert '<div class="math">x^2 + \\was{2} x + y</div>' in body
    assert '<div class="math">x^2 + \\now{3} x + y</div>' in body
    assert (
        '<span class="i">x = 2</span>: <strong class="was">8</strong> against <strong class="now">10</strong>.' in body
    )
    assert "Changed: 2 became 3." in body
    assert "<dt>Used by</dt><dd>2 <code>cube</code></dd>" in body
    assert 'href="https://github.com/OWNER/REPO/blob/9e07b31/answers/q1.py#L17"' in body
    assert body.index("To accept") < body.index("The same") < body.index("Waived lines")


def test_the_latex_of_a_record_is_never_shown():
    assert "secret" not in page(changed(), "", "A", GITHUB)
    assert "secret" not in comment(changed(), "", GITHUB)


def test_what_a_stranger_wrote_is_escaped():
    evil = "<script>alert(1)</script> $\\phantom{x}$ @team [a](http://b)"
    body = html(changed(claim=evil))
    assert "<script" not in body and "&lt;script&gt;" in body and "<code>\\phantom{x}</code>" in body


def test_a_name_cannot_turn_the_text_around():
    review = Review((Change("1", "square\u202ednah", "removed", place="q\u202e.py:1"),))
    assert "\u202e" not in html(review) + comment(review, "", GITHUB)


def test_nothing_to_accept_is_said_so():
    assert "<h1><span>The mathematics is the same</span></h1>" in html(Review(()))
    assert "### The mathematics is the same" in comment(Review(()), "", Links())


def test_the_same_review_gives_the_same_bytes_and_names_no_place_of_this_machine(tmp_path):
    first, second = (page(changed(), "", "A", Links()) for _ in range(2))
    assert first == second
    assert 'href="http' not in first and "/home/" not in first and "/tmp/" not in first


def test_links_need_all_that_github_says_and_nothing_else():
    said = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": "0123abc"}
    assert Links.of(said).to("a/b c.py:3") == "https://github.com/o/r/blob/0123abc/a/b%20c.py#L3"
    for name in said:
        assert Links.of({key: text for key, text in said.items() if key != name}).to("a.py:3") == ""
    assert Links.of(said | {"GITHUB_SERVER_URL": "javascript:alert(1)//"}).to("a.py:3") == ""


def test_a_comment_has_its_formulas_in_fences_outside_of_folds():
    text = comment(changed(), "", GITHUB)
    assert text.splitlines()[:2] == [
        "<!-- workings-diff: one comment a pull request, written over at each push -->", "### 1 result changed",
    ]  # fmt: skip
    assert r"\text{was}\quad & x^2 + \boxed{2} x + y \\[1ex]" in text
    assert r"\text{now}\quad & x^2 + \boxed{3} x + y" in text
    assert "**8** against **10**." in text
    assert "make accept PART=1" in text
    assert "```" not in "".join(re.findall(r"<details>.*?</details>", text, re.DOTALL))


def test_a_comment_that_would_be_too_long_leaves_out_from_the_bottom_and_says_how_many():
    many = Review(tuple(Change("1", f"n{k}", "removed", was="x" * 300) for k in range(400)))
    text = comment(many, "", Links())
    assert len(text) <= MOST
    shown = text.count("removed** ")
    left_out = re.search(r"^(\d+) more to accept, left out here", text, re.MULTILINE)
    assert left_out and 0 < int(left_out[1]) < 400 and "`n0`" in text and "`n399`" not in text
    assert shown == 0 or shown + int(left_out[1]) == 400


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    root = tiny_project(tmp_path_factory.mktemp("tiny"))
    assert run(root, "accept").returncode == 0
    file = root / "answers" / "q1_square.py"
    file.write_text(MATHEMATICS.replace("(x + 1) ** 2", "(x + 2) ** 2").replace("2 * x + 1", "4 * x + 4"))
    return root


def test_diff_prints_markdown(edited):
    done = run(edited, "diff", "--format", "markdown")
    assert done.returncode == 1
    assert done.stdout.startswith("<!-- workings-diff")
    assert r"\text{now}\quad & x^2 + \boxed{4 x} + \boxed{4}" in done.stdout.replace(r"\boxed{4} x", r"\boxed{4 x}")


def test_diff_writes_a_page_and_says_where(edited):
    done = run(edited, "diff", "--format", "html")
    assert (done.returncode, done.stdout) == (1, "build/diff.html: open it in a browser\n")
    text = (edited / "build" / "diff.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in text and "1 result changed" in text and str(edited) not in text
