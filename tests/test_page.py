"""The submission as its readers get it: the built PDF, read with a PDF library."""

import re
import tomllib
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
PARTS = {"1": 4, "2": 1, "3": 6, "4": 4, "5": 4}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["workings"]
PROGRAM = (
    "??", "**", "\\", "$", "VAR{", "BLOCK{", "NOTE{", "TODO", "zoo", "(oo", " oo)", ", oo", "Sum(", "Sum[",
    "Product(", "Matrix(", "MatrixSymbol", "Piecewise", "Integral(", "Derivative(", "Add(", "Mul(", "Pow(",
    "Rational(", "Indexed", "lambda", "array(", "log(exp", "e+0", "e-0",
)  # fmt: skip

pytestmark = pytest.mark.tex


@pytest.fixture(scope="session")
def reader(pdf_path):
    return PdfReader(pdf_path)


@pytest.fixture(scope="session")
def pages(reader):
    """The text of each page."""
    return [page.extract_text() for page in reader.pages]


@pytest.fixture(scope="session")
def outline(reader):
    """The entries of the outline as (depth, title, page), pages counted from 1."""

    def entries(level, depth):
        for entry in level:
            if isinstance(entry, list):
                yield from entries(entry, depth + 1)
            else:
                yield depth, entry.title, reader.get_destination_page_number(entry) + 1

    return list(entries(reader.outline, 1))


def squeezed(text):
    """`text` without spaces, which PDF readers guess from the distances between letters."""
    return re.sub(r"\s+", "", text)


def test_the_submission_has_at_most_16_pages(pages):
    assert len(pages) <= 16


def test_the_submission_is_smaller_than_a_megabyte(pdf_path):
    assert pdf_path.stat().st_size < 1_000_000


def test_every_page_is_us_letter(reader):
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages} == {(612, 792)}


@pytest.mark.parametrize("said", ["course", "professor", "name", "number", "assignment", "topic"])
def test_the_header_of_every_page_says_whose_and_what_it_is(pages, said):
    for number, text in enumerate(pages, 1):
        top = squeezed(text)[:300]
        assert squeezed(PROJECT[said]) in top, f"page {number}"


def test_every_page_is_numbered_out_of_all(pages):
    for number, text in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in squeezed(text)[-30:], f"page {number}"


@pytest.mark.parametrize("question", PARTS)
def test_each_question_starts_a_page_below_the_header_alone(pages, outline, question):
    (page,) = [page for depth, title, page in outline if depth == 1 and title.startswith(f"Question {question} ")]
    text = squeezed(pages[page - 1])
    before, found, _ = text.partition(f"Question{question}(")
    assert found
    if question == "1":
        assert page == 1 and "Instructions" in before
    else:
        assert before.endswith(squeezed(PROJECT["topic"])) and "Question" not in before


@pytest.mark.parametrize("question", PARTS)
def test_each_answer_follows_its_question(pages, question):
    text = squeezed(" ".join(pages))
    assert text.index(f"Question{question}(") < text.index(f"Answer{question}.")


def test_the_outline_has_the_questions_and_below_each_its_parts_in_order(outline):
    titles = [title.split(" ")[:2] for _, title, _ in outline]
    expected = []
    for question, count in PARTS.items():
        expected.append(["Question", question])
        expected += [[f"{question}.{n}" if count > 1 else question] for n in range(1, count + 1)]
    assert [depth for depth, _, _ in outline] == [1 if entry[0] == "Question" else 2 for entry in expected]
    assert [title[: len(entry)] for title, entry in zip(titles, expected, strict=True)] == expected
    assert [page for _, _, page in outline] == sorted(page for _, _, page in outline)


def test_the_page_map_agrees_with_the_outline(pdf_path, outline):
    import json

    pages = json.loads((pdf_path.parent / "pages.json").read_text())
    first_pages = {part: first for part, (first, _) in pages.items()}
    assert first_pages == {title.split(" ")[0]: page for depth, title, page in outline if depth == 2}


def test_a_part_lasts_until_the_next_or_the_next_question_begins(pdf_path, outline, pages):
    import json

    lasts = {part: last for part, (_, last) in json.loads((pdf_path.parent / "pages.json").read_text()).items()}
    for (depth, title, _), (_, after, page) in zip(outline, [*outline[1:], (1, "", len(pages) + 1)], strict=True):
        if depth == 2:
            number = after.split(" ")[0]
            begins = 1 < page <= len(pages) and squeezed(pages[page - 1]).split(squeezed(PROJECT["topic"]))[
                1
            ].startswith(number)
            at_the_top = number in ("Question", "") or begins
            assert lasts[title.split(" ")[0]] == (page - 1 if at_the_top else page), title


def test_title_and_author_are_set(reader):
    assert PROJECT["assignment"] in reader.metadata.title
    assert reader.metadata.author == PROJECT["name"]


def test_links_have_no_boxes_round_them(reader):
    for page in reader.pages:
        for note in page.get("/Annots", []):
            assert list(note.get_object().get("/Border", [0, 0, 1]))[2] == 0


def test_all_fonts_are_embedded_and_none_is_a_bitmap(reader):
    fonts = [font for page in reader.pages for font in fonts_of(page["/Resources"])]
    assert fonts
    for font in fonts:
        assert font["/Subtype"] != "/Type3"
        descriptor = font["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]


def test_the_figures_are_vectors(reader):
    assert [image.name for page in reader.pages for image in page.images] == []


@pytest.mark.parametrize("trace", PROGRAM)
def test_no_page_shows_the_program_behind_it(pages, trace):
    for number, text in enumerate(pages, 1):
        assert trace not in text, f"page {number}: ...{text[max(0, text.find(trace) - 40) : text.find(trace) + 40]}..."


def test_nan_stands_only_in_the_answer_about_the_naive_logarithm(pages, outline):
    begin, end = (page for _, title, page in outline if title.startswith(("1.4 ", "Question 2 ")))
    shown = [number for number, text in enumerate(pages, 1) if re.search(r"\bnan\b", text)]
    assert set(shown) <= set(range(begin, end))


def fonts_of(resources):
    """The fonts of a page, those of the drawings on it included; a composite font gives its descendants."""
    resources = resources.get_object()
    for font in resources.get("/Font", {}).values():
        font = font.get_object()
        yield from (child.get_object() for child in font.get("/DescendantFonts", [font]))
    for drawing in resources.get("/XObject", {}).values():
        if "/Resources" in drawing.get_object():
            yield from fonts_of(drawing.get_object()["/Resources"])
