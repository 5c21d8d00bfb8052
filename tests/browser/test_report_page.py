"""The page of a review in a real browser: it can be read by everybody, at any width, on paper, and without a script."""

import re

import pytest

pytestmark = pytest.mark.slow
WIDTHS = (1280, 390, 320)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPEN_ALL = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_folded_and_open(opened, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(width, scheme)
    for prepare in ("0", OPEN_ALL):
        page.evaluate(prepare)
        page.wait_for_timeout(100)
        found = Axe().run(page, options={"runOnly": RULES}).response
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
        assert len(found["passes"]) > 10


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(opened, width):
    page = opened(width)
    for prepare in ("0", OPEN_ALL):
        page.evaluate(prepare)
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_does_not_fit_scrolls_in_its_own_box_by_keyboard_under_a_name(opened):
    page = opened(320)
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(100)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.math, .plain')].filter(b => b.scrollWidth > b.clientWidth + 1)"
        ".map(b => [b.tabIndex, b.getAttribute('role'), b.getAttribute('aria-label')])"
    )
    assert boxes and all(box == [0, "group", "Formula, scrolls sideways"] for box in boxes)


def test_nothing_is_asked_of_the_network_and_nothing_is_complained_of(opened):
    page = opened()
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(100)
    assert page.said == []


def test_a_script_that_is_not_the_pages_own_does_not_run(opened):
    page = opened()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"window.ran = 1\">')")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in line for line in page.said)


def test_every_formula_is_set_with_a_font_that_the_page_holds(opened):
    page = opened()
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.querySelectorAll('.katex-error').length") == 0
    assert page.evaluate("document.querySelectorAll('.katex').length") > 50
    used = page.evaluate(
        """[...new Set([...document.querySelectorAll('.katex-html *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .map(e => getComputedStyle(e)).map(s => [s.fontFamily.split(',')[0].replaceAll('"', ''),
        s.fontWeight, s.fontStyle].join(' ')))]"""
    )
    held = page.evaluate("[...document.fonts].map(f => [f.family.replaceAll('\"', ''), f.weight, f.style].join(' '))")
    assert "KaTeX_Caligraphic 400 normal" in held
    assert {_weight(one) for one in used} <= {_weight(one) for one in held}


def _weight(font):
    return font.replace(" normal ", " 400 ").replace(" bold ", " 700 ")


def test_a_mark_takes_no_space(opened):
    page = opened()
    widths = page.evaluate(
        r"""(() => {
          const macros = JSON.parse(document.getElementById("macros").textContent);
          const width = (tex, own) => {
            const box = document.createElement("span");
            box.style.position = "absolute";
            document.body.append(box);
            katex.render(tex, box, { displayMode: true, strict: false, trust: true, macros: { ...macros, ...own } });
            return box.getBoundingClientRect().width;
          };
          return [...document.querySelectorAll(".math annotation")].map(note => note.textContent)
            .filter(tex => /\\(was|now)\{/.test(tex))
            .map(tex => [width(tex, {}), width(tex, { "\\was": "#1", "\\now": "#1" }), tex]);
        })()"""
    )
    assert len(widths) > 10
    assert [tex for marked, bare, tex in widths if abs(marked - bare) > 0.01] == []


def test_a_chosen_class_is_shown_alone_and_paper_has_all(opened):
    page = opened()
    page.check("#f-form")
    shown = "[...document.querySelectorAll('.change')].filter(c => c.offsetHeight).map(c => c.dataset.class)"
    assert set(page.evaluate(shown)) == {"form"}
    assert not page.is_visible("#to-accept")
    page.emulate_media(media="print")
    assert len(page.evaluate(shown)) == page.evaluate("document.querySelectorAll('.change').length")
    assert not page.is_visible(".filter")


def test_paper_has_what_is_folded_and_the_boxes_in_black(opened):
    page = opened()
    page.emulate_media(media="print")
    heights = page.evaluate("[...document.querySelectorAll('.lines li, .figures img')].map(e => e.offsetHeight)")
    assert heights and min(heights) > 0
    borders = page.evaluate(
        "['was', 'now'].map(c => getComputedStyle(document.querySelector(`.katex .${c}`), '::before'))"
        ".map(s => [s.borderTopStyle, s.borderTopColor])"
    )
    assert borders == [["dotted", "rgb(0, 0, 0)"], ["solid", "rgb(0, 0, 0)"]]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_can_be_read_without_script(opened, width):
    page = opened(width, script=False)
    text = page.inner_text("body")
    assert r"\frac{x - \was{y}}{2 x + 3}" in text
    assert re.search(r"At x = 2, .*: 0\.4375 against 0\.5\.", text)
    assert page.locator("details .lines").count() > 3


def test_the_sides_stand_side_by_side_where_they_fit_and_else_one_below_the_other(opened):
    tops = "[...document.querySelectorAll('#change-1 .side')].map(side => side.getBoundingClientRect().top)"
    beside, below = opened(1280).evaluate(tops), opened(390).evaluate(tops)
    assert beside[0] == beside[1]
    assert below[0] < below[1]
    wide = opened(1280).evaluate(
        "[...document.querySelectorAll('.pair')].filter(p => p.querySelector('.runs'))"
        ".every(p => p.classList.contains('stack'))"
    )
    assert wide


def test_targets_are_large_enough_to_be_hit(opened):
    heights = opened(390).evaluate("[...document.querySelectorAll('.filter label, summary')].map(e => e.offsetHeight)")
    assert min(height for height in heights if height) >= 20
