"""The slips in an expression, by kind: each is what one slip of the pen makes of it, and none is the expression."""

import sympy as sp
from sympy import ImmutableMatrix as Matrix
from sympy import Symbol

from workings.algebra import column, frac, matrix, named, relation, scalar, size, sqrt, total, vector
from workings.data_mutants import mutants_of_data
from workings.layers import Conv, Pool
from workings.mutants import KINDS, chosen, mutants

x, y = scalar("x"), scalar("y")
n, k = size("n"), size("k")


def values(kind, expression):
    """The values of the mutants of one kind."""
    return {mutant.value.value for mutant in mutants(expression) if mutant.kind == kind}


def test_every_sign_of_a_sum_is_flipped_and_every_term_dropped():
    a, b = x.value, y.value
    assert values("signs", x - y) == {-a - b, a + b}
    assert values("dropped terms", x - y) == {a, -b}


def test_numbers_grow_by_one_and_terms_without_one_are_doubled():
    a, b = x.value, y.value
    assert values("coefficients", 3 * x + y) == {4 * a + b, 3 * a + 2 * b}


def test_exponents_grow_or_go_and_roots_are_lost():
    assert values("exponents", x**2) == {x.value**3, x.value}
    assert values("exponents", sqrt(x)) == {x.value}


def test_factors_and_denominators_are_dropped():
    a, b = x.value, y.value
    assert values("dropped factors", x * y) == {a, b}
    assert values("dropped factors", frac(x, y)) == {a, 1 / b}


def test_an_index_is_one_too_large_and_a_sum_ends_too_early_or_starts_too_late():
    v = vector("v", n)
    entry = v[k]
    assert values("indices", entry) == {v.value[k.value + 1]}
    body, i, end = v.value[k.value], k.value, n.value
    assert values("bounds of sums", total(v[k], k, 1, n)) == {sp.Sum(body, (i, 2, end)), sp.Sum(body, (i, 1, end - 1))}


def test_the_sign_of_a_letter_in_an_index_flips_the_kernel():
    image = sp.IndexedBase("image")
    expression = mutants(image[2 * k.value - n.value])
    assert {m.value.value for m in expression if m.kind == "kernel flips"} == {
        image[-2 * k.value - n.value],
        image[2 * k.value + n.value],
    }


def test_a_square_matrix_is_transposed_and_a_transpose_lost():
    H, g = matrix("H", n, n), column("g", n)
    assert H.value.T * g.value in values("transposes", H * g)
    assert H.value in values("transposes", H.T)


def test_products_of_matrices_that_do_not_fit_are_no_mutants():
    g = column("g", n)
    assert g.value * g.value.T not in values("transposes", g.T * g)
    assert all(mutant.value.value.shape == (1, 1) for mutant in mutants(g.T * g) if mutant.kind != "dropped factors")


def test_strict_and_weak_relations_change_places():
    assert values("relations", relation(x, "<=", y)) == {x.value < y.value}
    assert values("relations", relation(x, ">", y)) == {x.value >= y.value}


def test_two_letters_are_exchanged():
    assert values("exchanged symbols", x**2 - y) == {y.value**2 - x.value}


def test_single_entries_of_a_matrix_are_lost_or_appear_and_a_kernel_is_turned_round():
    w = Symbol("w")
    cells = Matrix([[w, 2], [0, 3]])
    assert {Matrix([[0, 2], [0, 3]]), Matrix([[w, 2], [1, 3]])} <= values("matrix entries", cells)
    assert values("kernel flips", cells) == {Matrix([[3, 0], [2, w]])}


def test_what_a_name_stands_for_is_changed_too():
    assert values("signs", named("h", x - y, "h")) >= {x.value + y.value}


def test_a_layer_has_a_wrong_kernel_stride_or_padding_and_no_size_below_its_least():
    found = {mutant.value for mutant in mutants_of_data(Pool(2, stride=2))}
    assert found == {Pool(3, 2), Pool(1, 2), Pool(2, 3), Pool(2, 1), Pool(2, 2, 1)}
    assert all(mutant.kind == "layer specifications" for mutant in mutants_of_data(Conv(3)))


def test_a_layer_of_a_network_is_left_out():
    assert (Pool(2),) in [mutant.value for mutant in mutants_of_data((Conv(3), Pool(2)))]


def test_a_weight_is_negated_enlarged_or_left_out():
    table = {("NW", "x"): 1}
    assert [mutant.value for mutant in mutants_of_data(table)] == [{("NW", "x"): -1}, {("NW", "x"): 2}, {}]


def test_no_mutant_is_the_expression_itself_and_all_kinds_are_known():
    for expression in (x**2 - 3 * x * y + 1, frac(x - y, x + y), total(x**k, k, 0, n)):
        found = mutants(expression)
        assert found and all(mutant.value.value != expression.value for mutant in found)
        assert {mutant.kind for mutant in found} <= set(KINDS)


def test_at_most_so_many_of_a_kind_are_chosen():
    found = chosen(mutants(sum([x**p for p in range(2, 9)], x)), 2)
    assert max([m.kind for m in found].count(kind) for kind in KINDS) == 2
