"""Every step is checked as it is yielded; one that does not hold is refused with a message that teaches."""

import pytest
import sympy as sp

from workings.algebra import (
    column,
    decimal,
    exp,
    floor,
    frac,
    lambert_w,
    matrix,
    named,
    relation,
    relu,
    scalar,
    size,
    slash,
    softmax,
    sqrt,
    tanh,
    total,
    vector,
)
from workings.derive import Refused, derive
from workings.steps import (
    approaches,
    approximately,
    as_printed,
    at_most,
    case,
    define,
    derivation,
    equals,
    in_all_cases,
    result,
    rounds,
    start,
    suppose,
    therefore,
    verify,
)
from workings.written import written

half = sp.Rational(1, 2)
x, a, alpha, beta = (scalar(name) for name in ("x", "a", "alpha", "beta"))
p, u = (scalar(name, positive=True) for name in "pu")
d, n, i, j = (size(name) for name in "dnij")
v, c = vector("x", d), vector("c", d)
H, g, s = matrix("H", n, n), column("g", n), column("s", n)


def run(lines, given=()):
    """The derivation whose steps are `lines`."""

    @derivation("1.1", given=given)
    def claim():
        """The claim."""
        yield from lines

    return derive(claim, "answers/q1_test.py")


def refusal(lines, given=()):
    """The message with which one of `lines` is refused, without its first line (the place)."""
    with pytest.raises(Refused) as caught:
        run(lines, given)
    first, *rest = str(caught.value).splitlines()
    assert first.startswith("answers/q1_test.py:") and "  claim, line " in first
    return "\n".join(rest)


# -- lines that hold


def test_a_chain_keeps_its_left_side_for_the_first_line_only():
    lines = run([start((x + 1) ** 2), equals(x**2 + 2 * x + 1, "expand"), equals(1 + x * (x + 2))]).lines
    assert [line.left is None for line in lines] == [False, True]
    assert [line.evidence.kind for line in lines] == ["proved", "proved"]


def test_the_same_expression_in_other_words_is_identical():
    (line,) = run([start(softmax(v)[i]), equals(frac(exp(v[i]), total(exp(v[j]), j, of=d)))]).lines
    assert line.evidence.kind == "identical"


def test_a_premise_has_no_evidence_and_what_follows_from_it_does():
    lines = run([suppose((2 * x, a)), therefore((x, a / 2), by=lambda side: side / 2)]).lines
    assert [line.evidence and line.evidence.holds for line in lines] == [None, True]


def test_a_definition_can_be_gone_on_from():
    lines = run([define(u, x + 1), equals(1 + x)]).lines
    assert [line.verb for line in lines] == ["define", "equals"]


def test_a_case_checks_its_lines_in_its_region():
    lines = [case(relation(x, ">", alpha), {x: alpha + p}), start(relu(x - alpha)), equals(x - alpha)]
    assert run(lines).lines[0].evidence.holds


def test_a_refusal_in_a_region_says_what_stands_for_the_letter():
    lines = refusal([case(relation(x, ">", alpha), {x: alpha + p}), start(relu(x - alpha)), equals(x)]).splitlines()
    assert lines[3] == "  where      x = alpha + p" and lines[4].startswith("For example at ")


def test_outside_the_region_the_same_line_is_refused():
    assert refusal([start(relu(x - alpha)), equals(x - alpha)]).startswith("refuted: the two sides differ")


def test_a_bound_that_touches_holds():
    assert run([start(tanh(u)), at_most(u)]).lines[0].evidence.kind == "proved"


def test_a_limit_holds_for_every_value_of_the_other_letters():
    assert run([start(x / (1 + exp(-beta * x))), approaches(x / 2, beta, 0)]).lines[0].evidence.holds


def test_an_expansion_holds_to_its_order():
    assert run([start(exp(x)), approximately(1 + x, x, 2)]).lines[0].evidence.holds


def test_rounding_prints_digits_of_an_exact_value():
    exact = lambert_w(slash(1, sp.E))
    line = run([start(exact / beta), rounds(frac(decimal(exact, 4), beta))]).lines[0]
    assert line.evidence.kind == "identical" and str(line.right) == "0.2785 / beta"


def test_a_result_is_a_side_of_some_line():
    (found,) = run([start(2 * x), equals(x + x), result("double", 2 * x)]).results
    assert found.evidence.holds


def test_a_result_may_rest_on_an_independent_computation():
    (found,) = run([result("squares", [k**2 for k in range(4)], agrees=[0, 1, 4, 9])]).results
    assert found.evidence.kind in ("identical", "proved")


def test_a_false_printed_claim_is_recorded_with_both_values():
    (found,) = run([as_printed(x**2, "=", x, at={x: 2})]).refutations
    assert found.values == (4, 2) and found.evidence.kind == "refuted"


# -- lines that do not


def test_a_line_that_differs_shows_both_sides_and_a_point():
    lines = refusal([start((x + 1) ** 2), equals(x**2 + 1, "expand")]).splitlines()
    assert lines[:3] == ["refuted: the two sides differ", "  before     (x + 1)**2", "  after      x**2 + 1"]
    assert lines[3].startswith("For example at x = ") and " against " in lines[3]


def test_the_counterexample_of_a_softmax_moved_by_a_vector_has_a_size():
    lines = refusal([start(softmax(v + c)[i]), equals(softmax(v)[i])]).splitlines()
    assert lines[-1].startswith("For example at d = ") and "against" in lines[-1]


def test_the_transpose_matters_unless_the_matrix_is_symmetric():
    lines = [start(g.T * H * s), equals(s.T * H * g)]
    assert "refuted" in refusal(lines) and run(lines, given=sp.Q.symmetric(H.value)).lines[0].evidence.holds


def test_the_side_that_does_not_follow_is_named():
    lines = [suppose((2 * x, a)), therefore((x, a), by=lambda side: side / 2)]
    assert refusal(lines).splitlines()[:4] == [
        "refuted: the right side does not follow",
        "  before     a",
        "  expected   a / 2",
        "  written    a",
    ]


def test_a_bound_that_fails_says_so():
    assert refusal([start(exp(x)), at_most(1 + x)]).startswith("refuted: the bound fails\n")


def test_a_wrong_limit_says_so():
    assert refusal([start(tanh(x)), approaches(0, x, sp.oo)]).startswith("refuted: the limit is another\n")


def test_an_exhaustive_check_names_the_case_that_fails():
    text = refusal([verify("every square is below 8", over=range(4), test=lambda k: k * k < 8)])
    assert text == "refuted: not in every case: every square is below 8\nFor example at 3."


def test_a_result_that_no_line_shows_is_refused():
    assert refusal([start(2 * x), equals(x + x), result("triple", 3 * x)]) == (
        "the result triple is not what the derivation shows\n"
        "  result     3*x\n"
        "Yield the line that shows it first, or give agrees=an independent computation."
    )


def test_a_premise_shows_no_result():
    assert "the result five is not" in refusal([suppose((x, 5)), result("five", 5)])


def test_a_bound_as_a_result_keeps_its_relation():
    (found,) = run([start(tanh(u)), at_most(u), result("bound", u)]).results
    assert found.relation == "<="


@pytest.mark.slow
def test_a_result_is_no_surer_than_its_line():
    q = scalar("q", nonnegative=True)
    rounded = [start(floor(sqrt(floor(q)))), equals(floor(sqrt(q)), waived="sqrt is monotone")]
    found = run([*rounded, result("rounded", floor(sqrt(q)))])
    assert found.lines[0].evidence.kind == found.results[0].evidence.kind == "numeric"
    assert refusal(rounded[:1] + [equals(floor(sqrt(q)))]).startswith("numeric: ")


REGIONS = [
    ({x: alpha - p}, "x > alpha leaves the gap -p, which is no letter of its own"),
    ({x: alpha + 1}, "x > alpha leaves the gap 1, which is no letter of its own"),
    ({x: alpha + 1 + p}, "x > alpha leaves the gap p + 1, which is no letter of its own"),
    ({x: alpha + a}, "x > alpha needs a positive letter: a may be 0 or less"),
    ({x: alpha + n}, "x > alpha has points between the whole numbers n"),
    ({x: alpha + p, a: p}, "1 relations need as many replacements"),
]


@pytest.mark.parametrize(("when", "wrong"), REGIONS, ids=[wrong for _, wrong in REGIONS])
def test_replacements_that_do_not_run_through_the_region_are_refused(when, wrong):
    lines = refusal([case(relation(x, ">", alpha), when)]).splitlines()
    assert lines[:2] == ["the replacements do not cover the region", "  region     x > alpha"]
    assert lines[-1] == f"  but        {wrong}"


def test_a_point_is_the_region_of_an_equation():
    lines = [case(relation(x, "==", alpha), {x: alpha}), start(relu(x - alpha)), equals(0)]
    assert run(lines).lines[0].evidence.holds


def test_a_chain_does_not_cross_into_the_next_case():
    lines = [
        case(relation(x, ">", 0), {x: p}),
        start(relu(x)),
        equals(x),
        case(relation(x, "<", 0), {x: -p}),
        equals(0),
    ]
    assert refusal(lines).startswith("equals needs an expression before it")


def test_a_result_after_all_cases_must_be_shown_in_each():
    cases = [
        *(case(relation(x, ">", 0), {x: p}), start(abs(x)), equals(x)),
        *(case(relation(x, "<", 0), {x: -p}), start(abs(x)), equals(-x), in_all_cases()),
    ]
    assert run([*cases, result("size", abs(x))]).results[0].region is None
    assert "the result wrong is not" in refusal([*cases, result("wrong", x)])


def test_a_result_in_a_case_keeps_its_region():
    (found,) = run([case(relation(x, ">", 0), {x: p}), start(abs(x)), equals(x), result("right", x)]).results
    assert str(found.region) == "x > 0"


def test_the_letters_of_a_region_are_not_the_authors_to_use():
    lines = refusal([case(relation(x, ">", 0), {x: p}), start(x + p), equals(2 * x)]).splitlines()
    assert lines[0] == "p stands for a letter in this region"


def test_nothing_is_done_to_both_sides_of_an_inequality():
    lines = [suppose((x, a), relation="<="), therefore((-x, -a), by=lambda side: -side)]
    assert refusal(lines) == (
        "therefore does the same to both sides of an equation, and this is <=\nShow it with at_most or at_least."
    )


def test_no_line_follows_a_remainder_or_digits():
    lines = [start(exp(x)), approximately(1 + x, x, 2), equals(x + 1)]
    assert refusal(lines) == "nothing follows a line in which a remainder is left\nBegin anew with start(...)."
    lines = [start(written(sp.pi)), rounds(decimal(sp.pi, 3)), equals(sp.pi)]
    assert refusal(lines) == "nothing follows a line in which digits are not exact\nBegin anew with start(...)."


def test_dividing_by_what_may_be_0_is_refused():
    lines = [suppose((x * a, x * beta)), therefore((a, beta), by=lambda side: side / x)]
    assert refusal(lines) == "it divides by x, which may be 0\nAssume that it is not."


def test_a_premise_about_numbers_must_be_true():
    assert refusal([suppose((1, 2))]).splitlines()[0] == "refuted: a premise that is false"


def test_a_premise_has_a_relation_that_exists():
    assert refusal([suppose((x, a), relation="of")]).startswith("of is no relation\nIt is one of =, ")


def test_a_letter_is_defined_once():
    assert refusal([define(x, x + 1)]) == "x is no new letter\nChoose one that no line before it has."


def test_a_name_stands_for_its_own_value_only():
    wrong = named("s", x + 2, "s")
    assert refusal([define(wrong, x + 1)]).splitlines()[0] == "refuted: the name stands for another value"


def test_a_point_gives_every_letter_a_value_that_it_may_have():
    assert refusal([as_printed(p, ">", 0, at={p: -1})]).startswith("no point: p is positive by assumption, -1 is not\n")
    assert refusal([as_printed(x + a, "=", x, at={x: 1})]).startswith("no point: the point leaves a open\n")


def test_a_derivation_that_shows_nothing_is_refused():
    assert refusal([start(x)]) == "it shows nothing\nYield a line after start(...), or a result."


def test_what_is_no_step_is_refused():
    assert refusal(["x = 1"]) == "'x = 1' is no step\nYield what a verb makes, such as equals(...)."


def test_a_function_that_yields_nothing_is_no_derivation():
    @derivation("1.1")
    def claim():
        return [start(x)]

    with pytest.raises(Refused) as caught:
        derive(claim, "answers/q1_test.py")
    assert "a derivation is a generator\nYield its lines" in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([equals(x)], "equals needs an expression before it\nBegin with start(...)."),
        (
            [therefore((x, a), by=lambda e: e)],
            "therefore needs an equation before it\nBegin with suppose((left, right)).",
        ),
    ],
)
def test_a_verb_out_of_place_says_what_comes_first(lines, message):
    assert refusal(lines) == message


def test_the_traceback_ends_on_the_wrong_equation():
    seen = []

    @derivation("1.1")
    def claim():
        yield start(x)
        try:
            yield equals(x + 1)
        except Refused as refused:
            seen.append(refused)
            raise

    with pytest.raises(Refused):
        derive(claim, "answers/q1_test.py")
    assert len(seen) == 1


def test_a_message_names_the_assumption_under_which_the_line_is_true():
    H, u, v = matrix("H", n, n), column("u", n), column("v", n)
    lines = refusal([start(u.T * H * v), equals(v.T * H * u)]).splitlines()
    assert lines[:4] == [
        "refuted: the two sides differ",
        "  before     u.T*H*v",
        "  after      v.T*H*u",
        "  true if    H is symmetric",
    ]
    assert "  true if    x >= 0" in refusal([start(sqrt(x**2)), equals(x)])
