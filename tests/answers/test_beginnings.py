"""What the assignment says, computed anew: first lines, premises, conditions and printed claims, at numbers.

A chain of lines cannot refuse a wrong beginning from which all else follows. So each beginning is evaluated here, in
loops and floats, from the statement's own definitions.
"""

import math
from functools import reduce

import numpy as np
import pytest
import sympy as sp

from answers import q1_activations as q1
from answers import q2_mixture as q2
from answers import q3_optimisation as q3
from answers import q4_convolutions as q4
from answers import q5_receptive_fields as q5
from workings.algebra import Components
from workings.derive import derive
from workings.written import value_of

DRAW = np.random.default_rng(20)
SIZES = {"d": 3, "K": 3, "n": 3, "k": 2, "i": 2}


def number(form, **letters):
    """A form at numbers, arrays for its vectors and matrices: a float, or an array."""
    value = sp.sympify(value_of(form))
    given = SIZES | letters
    value = value.subs(
        {
            s: given[s.name]
            for s in value.free_symbols
            if isinstance(s, sp.Symbol) and np.ndim(given.get(s.name, [])) == 0
        }
    )
    value = value.doit()
    arrays = {m: sp.ImmutableMatrix(np.asarray(given[m.name]).tolist()) for m in value.atoms(sp.MatrixSymbol)}
    value = value.xreplace(arrays).doit()
    entries = {e: given[str(e.base)][int(e.indices[0]) - 1] for e in value.atoms(sp.Indexed)}
    value = value.xreplace({entry: sp.Float(v) for entry, v in entries.items()}).doit()
    if getattr(value, "shape", ()):
        array = np.array(value.tolist(), dtype=float)
        return array.item() if array.size == 1 else array
    return float(value)


def lines_of(declared):
    return derive(declared, "answers/q.py").lines


def results_of(declared):
    return {result.name: result.value for result in derive(declared, "answers/q.py").results}


def refutations_of(declared):
    return derive(declared, "answers/q.py").refutations


def holds(conditions, **letters):
    """Whether every condition holds at these numbers."""
    found = [c.subs({s: letters[s.name] for s in c.free_symbols if s.name in letters}) for c in conditions]
    return all(c == sp.true for c in found)


def softmax(x):
    weights = [math.exp(v) for v in x]
    return [w / sum(weights) for w in weights]


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


# -- 1.1 and 1.2


@pytest.mark.parametrize(("x", "inside"), [(2, True), (-2, True), (0, True), (2.5, False), (-2.5, False)])
def test_the_interval_is_closed_and_symmetric(x, inside):
    assert holds(q1.error_on_an_interval.given, x=x, R=2) == inside


def test_the_bound_on_an_interval_starts_from_the_bound_at_one_point():
    first = lines_of(q1.error_on_an_interval)[0].left
    assert number(first, x=1.5, beta=-0.7) == pytest.approx(0.7 * 1.5**2 / 4)


def root_of_the_quotient():
    """Where u / (1 + e^u) is largest: the zero of 1 + e^u - u e^u, by bisection."""
    low, high = 1.0, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if 1 + math.exp(middle) > middle * math.exp(middle) else (low, middle)
    return low


def test_the_place_of_the_largest_error_is_found_by_bisection():
    found = results_of(q1.where_the_error_is_largest)
    assert number(found["largest_error_at"]) == pytest.approx(root_of_the_quotient())
    assert number(found["largest_error_at_digits"]) == pytest.approx(root_of_the_quotient())


def test_the_two_sides_of_the_largest_quotient_meet_there():
    above, below = (line.label.value for line in lines_of(q1.quotient_is_at_most_its_value_there))
    (u,) = above.free_symbols
    there = 1 + sp.LambertW(1 / sp.E)
    assert [above.subs(u, there + gap) for gap in (1, 0, -1)] == [sp.true, sp.true, sp.false]
    assert [below.subs(u, there + gap) for gap in (1, 0, -1)] == [sp.false, sp.true, sp.true]
    for line in lines_of(q1.quotient_is_at_most_its_value_there):
        assert number(line.left, u=1.25) == 1.25
        w = root_of_the_quotient() - 1
        assert number(line.right, u=1.25) == pytest.approx(w * (1 + math.exp(1.25)))


def test_the_printed_slopes_are_a_then_0_then_minus_b():
    first, second = refutations_of(q1.printed_cases)
    assert [number(side, a=3, b=5) for side in (first.left, first.right)] == [3, 0]
    assert [number(side, a=3, b=5) for side in (second.left, second.right)] == [0, -5]
    assert first.relation == second.relation == "="


# -- 1.3 and 1.4


def test_the_printed_invariance_is_of_one_component_under_any_shift():
    (claim,) = refutations_of(q1.printed_invariance)
    x, c = DRAW.standard_normal(3), DRAW.standard_normal(3)
    assert number(claim.left, x=x, c=c) == pytest.approx(softmax(x + c)[1])
    assert number(claim.right, x=x, c=c) == pytest.approx(softmax(x)[1])
    assert claim.relation == "="


def test_an_equal_shift_adds_one_number_to_every_coordinate():
    (line, *_), found = lines_of(q1.equal_shifts_do_nothing), results_of(q1.equal_shifts_do_nothing)
    t = sp.Symbol("t", real=True)
    for shift in (value_of(line.right), value_of(line.left), value_of(found["unmoving_shifts"])):
        assert isinstance(shift, Components) and shift.length.name == "d"
        assert [shift[sp.Integer(k)] for k in (1, 2, 7)] == [t, t, t]


def test_one_coordinate_is_the_largest():
    for declared in (q1.bounds_of_the_sum, q1.bounds_of_log_sum_exp):
        inside, largest = declared.given
        assert [holds([inside], k=k, d=3) for k in (1, 3, 4)] == [True, True, False]
        (entry,) = largest.atoms(sp.Indexed)
        assert largest.subs(entry, 0) == sp.true and largest.subs(entry, 1) == sp.false


def test_the_bounded_sum_is_of_shifted_exponentials():
    y, m = [0.0, 0.5, 2.0], 0.3  # x_j = m - y_j
    expected = sum(math.exp(-v) for v in y)
    for line in lines_of(q1.bounds_of_the_sum):
        if line.left is not None:
            assert number(line.left, y=y, m=m) == pytest.approx(expected)
    for line in lines_of(q1.bounds_of_log_sum_exp):
        if line.left is not None:
            assert number(line.left, y=y, m=m) == pytest.approx(m + math.log(expected))


# -- 2


def mixture():
    rows, point = DRAW.standard_normal((3, 3)), DRAW.standard_normal((3, 1))
    return {"W": rows, "x": point, "pi": DRAW.dirichlet(np.ones(3)).reshape(3, 1)}


def test_the_model_is_a_categorical_variable_and_then_a_logistic_regression():
    prior, likelihood = lines_of(q2.the_model)
    at = mixture()
    assert [number(side, **at) for side in (prior.left, prior.right)] == pytest.approx([at["pi"][1, 0]] * 2)
    chance = sigmoid(sum(w * v for w, v in zip(at["W"][1], at["x"][:, 0], strict=True)))
    assert [number(side, **at) for side in (likelihood.left, likelihood.right)] == pytest.approx([chance] * 2)
    assert prior.relation == likelihood.relation == "="


def test_the_output_and_its_complement_are_sums_over_a_distribution():
    pi, a = DRAW.dirichlet(np.ones(3)), DRAW.standard_normal(3)
    lines = lines_of(q2.the_output_is_a_probability)
    chances = [sigmoid(v) for v in a]
    output, total = sum(p * h for p, h in zip(pi, chances, strict=True)), sum(pi)
    bound, missing, floor, premise, rest = lines
    assert [number(line.left, pi=pi, a=a) for line in (bound, missing)] == pytest.approx([output, total - output])
    assert number(missing.right, pi=pi, a=a) == pytest.approx(total - output)
    assert [number(line.right) for line in (bound, floor)] == [0, 0]
    assert (number(premise.left, pi=pi), premise.relation, number(premise.right)) == (pytest.approx(1), "=", 1)
    assert number(rest.left, pi=pi, h=chances) == pytest.approx(1 - output)


# -- 3


def quadratic():
    A = DRAW.standard_normal((3, 3))
    g, s, w = (DRAW.standard_normal((3, 1)) for _ in "gsw")
    H = A @ A.T + np.eye(3)
    return {"H": H, "g": g, "s": s, r"\wt": w, "f_t": np.array([[0.4]])}


def model(at, step):
    return (at["f_t"] + at["g"].T @ step + step.T @ at["H"] @ step / 2).item()


def test_the_stationary_point_solves_the_linear_system():
    at = quadratic()
    found = number(results_of(q3.newton_step)["stationary_point"], **at)
    assert found == pytest.approx(at[r"\wt"] - np.linalg.solve(at["H"], at["g"]))


def test_the_claim_that_fails_compares_the_stationary_value_with_any_other():
    (claim,) = refutations_of(q3.stationary_is_no_minimiser)
    at = quadratic()
    assert number(claim.left, **at) == pytest.approx(model(at, -np.linalg.solve(at["H"], at["g"])))
    assert number(claim.right, **at) == pytest.approx(model(at, at["s"]))
    assert claim.relation == "<="


def test_the_inverse_divides_an_eigenvector_by_its_eigenvalue():
    v = np.array([[1.0], [2.0], [-1.0]])
    found = number(results_of(q3.rate_along_an_eigenvector)["rate_along_eigenvector"], **{"v": v, "lambda": 4})
    assert found == pytest.approx(v / 4)


def test_a_step_along_the_gradient_gives_the_model_at_that_step():
    at, eta = quadratic(), 0.3
    best = (at["g"].T @ at["g"] / (at["g"].T @ at["H"] @ at["g"])).item()
    here = at | {r"\eta": eta, "f_t": 0.4}
    for line in lines_of(q3.along_the_gradient):
        for side in (line.left, line.right):
            if side is not None:
                assert number(side, **here) == pytest.approx(model(at, -eta * at["g"]))
    assert number(results_of(q3.along_the_gradient)["best_scalar_step"], **here) == pytest.approx(best)


def test_the_remainder_is_of_second_order_in_the_step():
    (condition,) = q3.error_order.given
    exact = {"norm_e": 3 * (0.5 * 2) ** 2, "C": 3, "r": 0.5, "norm_v": 2}
    assert holds([condition], **exact) and not holds([condition], **exact | {"norm_e": 3.1})
    assert number(lines_of(q3.error_order)[0].left, **exact) == pytest.approx(3 / 0.5)


def by_matrices(value, at):
    """A form whose letters do not commute, with matrices for them: products keep their order."""
    value = value_of(value)
    if value.is_Add:
        return sum(by_matrices(part, at) for part in value.args)
    if value.is_Mul:
        parts = [by_matrices(part, at) for part in value.args]
        return reduce(lambda p, q: p @ q if np.ndim(p) and np.ndim(q) else p * q, parts)
    if value.is_Pow:
        return by_matrices(value.base, at) ** float(value.exp)
    if value.is_Number:
        return float(value)
    if value.args:
        return at[str(value.func)](by_matrices(value.args[0], at))
    return at[value.name]


def along_a_line():
    """Two functions with values in 2 x 2 matrices, f + r Q(r) on the line, and what they are at r."""
    f, g, one, two, three, four = (DRAW.standard_normal((2, 2)) for _ in range(6))
    return {"f_w": f, "g_w": g, "Q_f": lambda r: one + r * two, "Q_g": lambda r: three + r * four, "r": 0.3, "c": 1.7}


def test_a_factor_stays_before_the_operator():
    at = along_a_line()
    quotient, limit = at["c"] * at["Q_f"](at["r"]), at["c"] * at["Q_f"](0)
    first, last = lines_of(q3.scalar_rule)
    assert by_matrices(first.left, at) == pytest.approx(quotient)
    assert by_matrices(first.right, at) == pytest.approx(quotient)
    assert by_matrices(last.right, at) == pytest.approx(limit)
    assert by_matrices(results_of(q3.scalar_rule)["rule_for_a_factor"], at) == pytest.approx(limit)


def test_the_product_rule_keeps_the_order_of_its_factors():
    at = along_a_line()
    f, g, r = at["f_w"], at["g_w"], at["r"]
    quotient = ((f + r * at["Q_f"](r)) @ (g + r * at["Q_g"](r)) - f @ g) / r
    first, last = lines_of(q3.product_rule)
    assert by_matrices(first.left, at) == pytest.approx(quotient)
    assert by_matrices(first.right, at) == pytest.approx(quotient)
    limit = at["Q_f"](0) @ g + f @ at["Q_g"](0)
    assert by_matrices(last.right, at) == pytest.approx(limit)
    assert by_matrices(results_of(q3.product_rule)["rule_for_a_product"], at) == pytest.approx(limit)


# -- 4


def test_a_window_starts_at_a_multiple_of_the_stride_and_a_remainder_is_less_than_it():
    at = {"n": 11, "p": 2, "k": 4, "q": 3, "s": 3, "r": 2}  # 15 pixels, less 4, are 3 strides of 3 and 2 more
    premise, fits, ends, beyond, after, _ = lines_of(q4.last_window)
    assert [number(side, **at) for side in (premise.left, premise.right)] == [11, 11]
    assert number(premise.left, **at | {"n": 12}) == 12 and number(premise.right, **at | {"r": 0, "s": 5}) == 15
    assert number(premise.right, **at | {"r": 1, "q": 4}) == 13
    assert [number(form, **at) for form in (fits.left, ends.right)] == [13, 15]
    assert [number(form, **at) for form in (beyond.left, after.right)] == [16, 16]
    assert number(ends.right, **at | {"n": 7, "p": 5}) == 17 and number(after.right, **at | {"n": 7, "p": 5}) == 18
    assert premise.relation == "="
    division, remainder = q4.last_window.given
    assert holds([division], **at) and not holds([division], **at | {"r": 1})
    assert [holds([remainder], r=r, s=3) for r in (0, 2, 3)] == [True, True, False]


def test_two_kernels_of_five_take_eight_pixels_which_leaves_one_from_nine_on():
    _, above, below = lines_of(q4.maps_before_the_pool)[:3]
    assert [number(line.left, n=n) for line, n in ((above, 9), (above, 13), (below, 8), (below, 3))] == [1, 5, 0, -5]
    assert [number(line.right) for line in (above, below)] == [1, 0]


def test_one_more_pixel_needs_at_least_one_more_weight():
    assert number(lines_of(q4.weights_of_a_dense_layer)[-1].right) == 1


def at_cells(form, arrays, **letters):
    """A sum over cells at numbers; a cell that an array has not is 0."""
    value = value_of(form).subs({a: letters[a.name] for a in value_of(form).free_symbols if a.name in letters}).doit()

    def cell(entry):
        array, (row, column) = arrays[str(entry.base)], map(int, entry.indices)
        inside = 0 <= row < len(array) and 0 <= column < len(array)
        return sp.Integer(int(array[row, column]) if inside else 0)

    return int(value.xreplace({entry: cell(entry) for entry in value.atoms(sp.Indexed)}))


def test_the_convolution_is_defined_on_the_padded_image_with_an_unturned_kernel():
    line = lines_of(q4.convolution_entries)[0]
    w, x = (DRAW.integers(-99, 99, (3, 3)) for _ in "wx")
    padded = np.pad(x, 1)
    for i, j in np.ndindex(2, 2):
        expected = (padded[2 * i : 2 * i + 3, 2 * j : 2 * j + 3] * w).sum()
        assert at_cells(line.right, {"w": w, "x": x}, i=i, j=j) == expected


def test_both_sides_of_the_adjoint_pair_every_pixel_with_every_output():
    w, x, y = (DRAW.integers(1, 99, (side, side)) for side in (2, 2, 3))
    cells = (
        (i, j, u, v) for i, j in np.ndindex(2, 2) for u, v in np.ndindex(3, 3) if 0 <= u - i < 2 and 0 <= v - j < 2
    )
    expected = sum(x[i, j] * w[u - i, v - j] * y[u, v] for i, j, u, v in cells)
    first, second = lines_of(q4.transposed_is_adjoint)
    for form in (first.left, first.right, second.right):
        assert at_cells(form, {"w": w, "x": x, "y": y}, m=2, n=3, s=1) == expected


# -- 5


def test_a_stack_of_layers_changes_the_size_by_what_each_of_them_does():
    found = results_of(q5.a_sum_needs_equal_sizes)["change_of_size_by_a_stack"]
    assert number(found, L=4, p=1, k=6) == 4 * (2 - 5)


def test_the_claim_that_the_targets_are_tied_is_the_identity_of_affine_maps():
    (claim,) = refutations_of(q5.affine_values_are_tied)
    at = {"y_{00}": 2, "y_{11}": 3, "y_{01}": 5, "y_{10}": 7}
    assert (number(claim.left, **at), claim.relation, number(claim.right, **at)) == (5, "=", 12)
