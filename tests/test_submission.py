r"""The page map, as files and as lines for the terminal."""

import io
import json
from types import SimpleNamespace

import pytest

from workings.errors import Mistake
from workings.progress import Progress
from workings.question import Files
from workings.submission import Note, map_line, moved_line, notes, page_map, publish, write_page_map
from workings.typeset import Pdf

PAGES = {
    "1.1": (1, 1), "1.2": (1, 2), "1.3": (2, 2), "2": (3, 4), "3.1": (5, 5), "3.2": (5, 5), "3.3": (5, 5),
    "4.1": (6, 6),
}  # fmt: skip


def noted(*lines):
    """What TeX notes, from its lines."""
    return [Note(what, page, below) for what, page, below in lines]


def test_what_tex_noted_is_a_line_a_question_and_a_part_and_the_last_page(tmp_path):
    (tmp_path / "submission.pages").write_text("question 1 1 141.5pt\n1.1 1 453.30374pt\n2 10 31.5pt\nend 12\n")
    assert notes(tmp_path) == noted(("question 1", 1, 141.5), ("1.1", 1, 453.30374), ("2", 10, 31.5), ("end", 12, 0))


def test_without_a_note_of_tex_the_page_map_is_empty(tmp_path):
    assert page_map(notes(tmp_path)) == {}


def test_a_part_ends_on_the_page_where_the_next_one_begins_below_it():
    assert page_map(noted(("1.1", 1, 90), ("1.2", 1, 400), ("1.3", 3, 80), ("end", 3, 0))) == {
        "1.1": (1, 1), "1.2": (1, 3), "1.3": (3, 3)
    }  # fmt: skip


def test_a_part_ends_on_the_page_before_the_next_one_if_that_begins_at_the_top():
    assert page_map(noted(("1.1", 1, 90), ("1.2", 3, 12), ("end", 3, 0)))["1.1"] == (1, 2)


def test_a_first_line_with_a_tall_formula_still_begins_at_the_top():
    assert page_map(noted(("1.1", 1, 90), ("1.2", 2, 20.5), ("end", 2, 0)))["1.1"] == (1, 1)


def test_the_last_part_of_a_question_ends_on_the_page_before_the_next_question():
    found = page_map(noted(("question 1", 1, 90), ("1.1", 1, 400), ("question 2", 4, 12), ("2", 5, 90), ("end", 5, 0)))
    assert found == {"1.1": (1, 3), "2": (5, 5)}


def test_the_last_part_of_all_ends_on_the_last_page():
    assert page_map(noted(("1", 1, 90), ("end", 4, 0))) == {"1": (1, 4)}


def test_the_page_map_is_written_as_json_and_as_a_line_a_question(tmp_path):
    write_page_map(PAGES, tmp_path)
    assert json.loads((tmp_path / "pages.json").read_text()) == {part: list(pages) for part, pages in PAGES.items()}
    assert (tmp_path / "pages.txt").read_text() == (
        "1.1: p. 1; 1.2: pp. 1-2; 1.3: p. 2\n2: pp. 3-4\n3.1: p. 5; 3.2: p. 5; 3.3: p. 5\n4.1: p. 6\n"
    )


def test_nothing_has_moved_when_the_map_is_written_for_the_first_time(tmp_path):
    assert write_page_map(PAGES, tmp_path) == {}


@pytest.mark.parametrize("other", ['{"1.1": 1}', "{", "[]", '{"1.1": null}'])
def test_a_map_that_cannot_be_read_is_none(tmp_path, other):
    (tmp_path / "pages.json").write_text(other)
    assert write_page_map(PAGES, tmp_path) == {}


def test_a_part_on_other_pages_than_last_time_has_moved_and_so_has_one_that_comes_or_goes(tmp_path):
    write_page_map(PAGES, tmp_path)
    later = {**PAGES, "3.2": (5, 6), "5.1": (6, 6)}
    del later["1.1"]
    assert write_page_map(later, tmp_path) == {
        "3.2": ((5, 5), (5, 6)), "5.1": (None, (6, 6)), "1.1": ((1, 1), None)
    }  # fmt: skip
    assert write_page_map(later, tmp_path) == {}


def test_neighbours_on_the_same_pages_stand_together_but_not_across_questions():
    assert map_line(PAGES) == "1.1 p. 1, 1.2 pp. 1-2, 1.3 p. 2, 2 pp. 3-4, 3.1-3.3 p. 5, 4.1 p. 6"


def test_parts_that_return_to_a_page_are_not_taken_for_neighbours():
    assert map_line({"1.1": (1, 1), "1.2": (2, 2), "1.3": (1, 1)}) == "1.1 p. 1, 1.2 p. 2, 1.3 p. 1"


def test_the_line_of_the_map_breaks_before_80_columns_and_between_parts():
    lines = map_line({f"1.{n}": (n, n) for n in range(1, 20)}).split("\n")
    assert len(lines) > 1
    assert all(len(line) <= 80 and line.startswith("1.") for line in lines)
    assert " ".join(lines) == ", ".join(f"1.{n} p. {n}" for n in range(1, 20))


def test_what_moved_is_said_with_both_places():
    moved = {"3.2": ((5, 5), (5, 6)), "3.3": (None, (6, 6)), "3.4": ((6, 7), None)}
    assert moved_line(moved) == "moved: 3.2 from p. 5 to pp. 5-6, 3.3 is new on p. 6, 3.4 is gone"


# ---- what a build tells at its end

RECORDS = [
    (Files(f"q{number}_x"), {"number": number, "title": "", "points": points, "derivations": []})
    for number, points in ((1, "5-5-5"), (2, "5"), (3, "5-5-5"), (4, "5-5"))
]
KINDS = ("identical", "proved", "proved", "numeric")
RECORDS[0][1]["derivations"] = [
    {"lines": [{"evidence": {"kind": kind}} for kind in KINDS], "results": [], "refutations": []}
]
TEX = """question 1 1 90.0pt
1.1 1 300.0pt
1.2 1 400.0pt
1.3 2 200.0pt
question 2 3 12.0pt
2 3 300.0pt
question 3 5 12.0pt
3.1 5 90.0pt
3.2 5 200.0pt
3.3 5 300.0pt
question 4 6 12.0pt
4.1 6 100.0pt
4.2 6 200.0pt
end 6
"""
MAP = "1.1 p. 1, 1.2 pp. 1-2, 1.3 p. 2, 2 pp. 3-4, 3.1-3.3 p. 5, 4.1-4.2 p. 6\n"


def published(root, tex=TEX, fresh=False):
    """What a build tells at its end, when TeX noted `tex`."""
    build = root / "build"
    build.mkdir(exist_ok=True)
    (build / "submission.pages").write_text(tex)
    pdf = None if fresh else Pdf(build / "submission.pdf", pages=6, passes=2, seconds=1.0, size=412_345)
    out = io.StringIO()
    publish(SimpleNamespace(root=root, build=build), RECORDS, pdf, Progress(out))
    return out.getvalue()


def test_a_first_build_tells_what_was_made_with_its_page_map(tmp_path):
    assert published(tmp_path) == (
        "build/submission.pdf  6 pages, 9 parts, 412 KB\n"
        "1 identical, 2 proved, 1 numeric; page map in build/pages.txt\n" + MAP
    )


def test_a_later_build_tells_only_what_moved(tmp_path):
    published(tmp_path)
    assert published(tmp_path).endswith("\n1 identical, 2 proved, 1 numeric; page map as before\n")
    assert published(tmp_path, TEX.replace("4.2 6", "4.2 7").replace("end 6", "end 7")).endswith(
        "; page map in build/pages.txt\nmoved: 4.1 from p. 6 to pp. 6-7, 4.2 from p. 6 to p. 7\n"
    )


def test_a_build_with_nothing_to_do_says_that_the_submission_is_fresh(tmp_path):
    published(tmp_path)
    assert published(tmp_path, fresh=True) == "build/submission.pdf is fresh\n"


@pytest.mark.parametrize("lost", ["pages.json", "pages.txt"])
def test_a_page_map_that_was_deleted_is_written_again_beside_a_fresh_pdf(tmp_path, lost):
    published(tmp_path)
    before = (tmp_path / "build" / lost).read_text()
    (tmp_path / "build" / lost).unlink()
    assert published(tmp_path, fresh=True) == (
        "build/submission.pdf is fresh\n1 identical, 2 proved, 1 numeric; page map in build/pages.txt\n" + MAP
    )
    assert (tmp_path / "build" / lost).read_text() == before


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ("1.2 1 400.0pt\n", "", "answers/q1_x.tex has no \\answer{1.2}\nWrite \\answer{1.2}{its title} there."),
        ("end", "7.9 6 300.0pt\nend",
         "\\answer{7.9} answers no part\nThe parts are 1.1, 1.2, 1.3, 2, 3.1, 3.2, 3.3, 4.1, 4.2."),
        ("end", "4.1 6 300.0pt\nend", "\\answer{4.1} stands 2 times\nAnswer a part in one place."),
    ],
)  # fmt: skip
def test_a_part_without_its_one_answer_is_a_mistake_on_every_build(tmp_path, was, now, message, fresh):
    with pytest.raises(Mistake) as mistake:
        published(tmp_path, TEX.replace(was, now), fresh)
    assert str(mistake.value) == message
    assert not (tmp_path / "build" / "pages.json").exists()
