"""The page map, as files and as lines for the terminal."""

import io
import json
from types import SimpleNamespace

from workings.progress import Progress
from workings.submission import map_line, moved_line, page_map, publish, write_page_map
from workings.typeset import Pdf

PAGES = {"1.1": 1, "1.2": 1, "1.3": 2, "2": 3, "3.1": 4, "3.2": 4, "3.3": 4, "4.1": 4}


def test_the_page_map_is_what_tex_noted_part_by_part(tmp_path):
    (tmp_path / "submission.pages").write_text("1.1 1\n1.2 1\n2 10\n")
    assert page_map(tmp_path) == {"1.1": 1, "1.2": 1, "2": 10}


def test_a_part_noted_twice_starts_on_the_earlier_page(tmp_path):
    (tmp_path / "submission.pages").write_text("1.1 3\n1.1 4\n")
    assert page_map(tmp_path) == {"1.1": 3}


def test_without_a_note_of_tex_the_page_map_is_empty(tmp_path):
    assert page_map(tmp_path) == {}


def test_the_page_map_is_written_as_json_and_as_a_line_a_question(tmp_path):
    write_page_map(PAGES, tmp_path)
    assert json.loads((tmp_path / "pages.json").read_text()) == PAGES
    assert (tmp_path / "pages.txt").read_text() == (
        "1.1: p. 1; 1.2: p. 1; 1.3: p. 2\n2: p. 3\n3.1: p. 4; 3.2: p. 4; 3.3: p. 4\n4.1: p. 4\n"
    )


def test_nothing_has_moved_when_the_map_is_written_for_the_first_time(tmp_path):
    assert write_page_map(PAGES, tmp_path) == {}


def test_a_part_on_another_page_than_last_time_has_moved(tmp_path):
    write_page_map(PAGES, tmp_path)
    assert write_page_map({**PAGES, "3.2": 5, "5.1": 6}, tmp_path) == {"3.2": (4, 5)}
    assert write_page_map({**PAGES, "3.2": 5, "5.1": 6}, tmp_path) == {}


def test_neighbours_on_one_page_stand_together_but_not_across_questions():
    assert map_line(PAGES) == "1.1-1.2 p. 1, 1.3 p. 2, 2 p. 3, 3.1-3.3 p. 4, 4.1 p. 4"


def test_parts_that_return_to_a_page_are_not_taken_for_neighbours():
    assert map_line({"1.1": 1, "1.2": 2, "1.3": 1}) == "1.1 p. 1, 1.2 p. 2, 1.3 p. 1"


def test_the_line_of_the_map_breaks_before_80_columns_and_between_parts():
    lines = map_line({f"1.{n}": n for n in range(1, 20)}).split("\n")
    assert len(lines) > 1
    assert all(len(line) <= 80 and line.startswith("1.") for line in lines)
    assert " ".join(lines) == ", ".join(f"1.{n} p. {n}" for n in range(1, 20))


def test_what_moved_is_said_with_both_pages():
    assert moved_line({"3.2": (5, 6), "3.3": (6, 7)}) == "moved: 3.2 from p. 5 to 6, 3.3 from p. 6 to 7"


def test_a_map_without_changes_is_said_to_be_as_before():
    assert moved_line({}) == "page map as before"


def published(root, pages, records=(), fresh=False):
    """What a build tells at its end, when TeX noted `pages`."""
    build = root / "build"
    build.mkdir(exist_ok=True)
    (build / "submission.pages").write_text("".join(f"{part} {page}\n" for part, page in pages.items()))
    pdf = None if fresh else Pdf(build / "submission.pdf", pages=4, passes=2, seconds=1.0, size=412_345)
    out = io.StringIO()
    publish(SimpleNamespace(root=root, build=build), list(records), pdf, Progress(out))
    return out.getvalue()


def test_a_first_build_tells_what_was_made_with_its_page_map(tmp_path):
    kinds = ("identical", "proved", "proved", "numeric")
    lines = [{"evidence": {"kind": kind}} for kind in kinds]
    record = {"derivations": [{"lines": lines, "results": [], "refutations": []}]}
    assert published(tmp_path, PAGES, [(None, record)]) == (
        "build/submission.pdf  4 pages, 8 parts, 412 KB\n"
        "1 identical, 2 proved, 1 numeric; page map in build/pages.txt\n"
        "1.1-1.2 p. 1, 1.3 p. 2, 2 p. 3, 3.1-3.3 p. 4, 4.1 p. 4\n"
    )


def test_a_later_build_tells_only_what_moved(tmp_path):
    record = {"derivations": [{"lines": [{"evidence": {"kind": "proved"}}], "results": [], "refutations": []}]}
    published(tmp_path, PAGES)
    assert published(tmp_path, PAGES, [(None, record)]).endswith("\n1 proved; page map as before\n")
    assert published(tmp_path, {**PAGES, "4.1": 5}, [(None, record)]).endswith(
        "\n1 proved; page map in build/pages.txt\nmoved: 4.1 from p. 4 to 5\n"
    )


def test_a_build_with_nothing_to_do_says_that_the_submission_is_fresh(tmp_path):
    assert published(tmp_path, PAGES, fresh=True) == "build/submission.pdf is fresh\n"
