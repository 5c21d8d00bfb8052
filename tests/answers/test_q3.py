"""Second opinions on Question 3: dense Hessians, finite differences, brute-force minimisation and allocated arrays."""

from itertools import product

import numpy as np
import pytest
import sympy as sp
from scipy.optimize import minimize

from answers import q3_optimisation as answer
from figures import newton
from workings.derive import Refused, derive
from workings.question import Files, load
from workings.steps import Declared, equals, result, start
from workings.written import value_of

FILE = "answers/q3_optimisation.py"


@pytest.fixture(scope="module")
def derivations():
    _, declared = load(Files("q3_optimisation"))
    return [derive(d, FILE) for d in declared]


@pytest.fixture(scope="module")
def results(derivations):
    return {result.name: value_of(result.value) for d in derivations for result in d.results}


def test_every_result_and_every_line_is_identical_or_proved_and_none_is_waived(derivations):
    things = [(d.name, thing) for d in derivations for thing in (*d.lines, *d.results)]
    known = ("identical", "proved")
    assert [(name, t.evidence.kind) for name, t in things if t.evidence and t.evidence.kind not in known] == []
    assert [name for name, thing in things if getattr(thing, "waived", "")] == []


# ---- 3.1: against NumPy and a general minimiser


def at(form, H, g, s=None, w_t=None):
    """A 1 x 1 or n x 1 formula of the answer as an array, for explicit H, g, s and w_t, with f_t = 0."""
    size = len(g)
    values = {
        answer.H: H,
        answer.g: g.reshape(-1, 1),
        answer.f_t: np.zeros((1, 1)),
        answer.s: np.zeros((size, 1)) if s is None else s.reshape(-1, 1),
        answer.w_t: np.zeros((size, 1)) if w_t is None else w_t.reshape(-1, 1),
    }
    exact = {letter.value: sp.ImmutableMatrix(array.tolist()) for letter, array in values.items()}
    found = sp.sympify(form).xreplace({answer.n.value: sp.Integer(size), **exact}).doit()
    return np.array(found.tolist() if hasattr(found, "tolist") else [[found]], dtype=float)


def random_model(seed, size, definite=True):
    draw = np.random.default_rng(seed)
    A = draw.standard_normal((size, size))
    return (A @ A.T + np.eye(size) if definite else A + A.T), draw.standard_normal(size), draw.standard_normal(size)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_newton_step_is_where_a_general_minimiser_ends_and_its_value_is_the_minimum(size, results):
    H, g, w_t = random_model(size, size)
    found = minimize(lambda w: g @ (w - w_t) + (w - w_t) @ H @ (w - w_t) / 2, w_t, tol=1e-12)
    assert at(results["minimiser"], H, g, w_t=w_t).ravel() == pytest.approx(found.x, abs=1e-5)
    assert at(results["minimum"], H, g).item() == pytest.approx(found.fun, abs=1e-9)


def test_the_gradient_of_the_model_is_its_finite_difference(results):
    H, g, s = random_model(7, 3, definite=False)

    def q(s):
        return g @ s + s @ H @ s / 2

    quotients = [(q(s + 1e-6 * e) - q(s - 1e-6 * e)) / 2e-6 for e in np.eye(3)]
    assert at(results["model_gradient"], H, g, s).ravel() == pytest.approx(quotients, abs=1e-7)


def test_the_best_scalar_step_is_where_a_line_search_ends(results):
    H, g, _ = random_model(11, 4)
    etas = np.linspace(0, 2, 200_001)
    values = -etas * (g @ g) + etas**2 * (g @ H @ g) / 2
    assert at(results["best_scalar_step"], H, g).item() == pytest.approx(etas[values.argmin()], abs=1e-5)


def least_value(H, g):
    """The least value of g^T s + s^T H s / 2 in two variables, one variable at a time; None if there is none."""
    (a, b), (_, c) = H
    if a < 0 or (a == 0 and b != 0):
        return None
    if a == 0:
        return None if g[0] or c < 0 or (c == 0 and g[1]) else -sp.Rational(g[1] ** 2, 2 * c) if c else sp.S.Zero
    bend, slope = c - sp.Rational(b * b, a), g[1] - sp.Rational(b * g[0], a)  # after s_1 = -(g_1 + b s_2) / a
    if bend < 0 or (bend == 0 and slope != 0):
        return None
    return -sp.Rational(g[0] ** 2, 2 * a) - (slope**2 / (2 * bend) if bend else 0)


def test_a_minimum_exists_exactly_for_semidefinite_h_and_a_gradient_in_its_range():
    """All symmetric 2 x 2 matrices and gradients with entries -2, ..., 2: by determinants, and by elimination."""
    for a, b, c, *g in product(range(-2, 3), repeat=5):
        semidefinite = a >= 0 and c >= 0 and a * c >= b * b
        in_range = a * c != b * b or (a * g[1] == b * g[0] and b * g[1] == c * g[0] and (a or b or c or g == [0, 0]))
        assert (least_value(((a, b), (b, c)), g) is not None) == (semidefinite and bool(in_range)), (a, b, c, g)


def test_along_an_eigenvector_the_model_is_the_parabola_of_the_answer(results):
    H, g, s = random_model(5, 3, definite=False)
    curvatures, vectors = np.linalg.eigh(H)
    for curvature, vector in zip(curvatures, vectors.T, strict=True):
        moved = s + 0.7 * vector
        letters = {answer.v.value: sp.ImmutableMatrix(vector.reshape(-1, 1).tolist()), answer.t.value: 0.7}
        form = results["along_an_eigenvector"].xreplace(letters | {sp.Symbol("lambda", real=True): sp.Float(curvature)})
        assert at(form, H, g, s).item() == pytest.approx(g @ moved + moved @ H @ moved / 2)


@pytest.mark.parametrize(("chain", "curvature"), [(0, 0), (1, -2), (2, -2)])
def test_the_models_without_a_minimum_are_the_model_along_an_eigenvector(chain, curvature, derivations):
    (falling,) = [d for d in derivations if d.name == "models_without_a_minimum"]
    line, t = falling.lines[chain], answer.t.value
    H, v = newton.hessian(curvature, 1), 13 * newton.TURN[:, 0]
    g, s = sp.Matrix([3, -1]), sp.Matrix([2, 5])

    def model(step):
        return 7 + (g.T * step)[0] + (step.T * H * step)[0] / 2

    slope = ((g + H * s).T * v)[0]
    here = {"q_0": model(s), "a": slope, "b": slope, "c": -sp.Rational(curvature, 2) * (v.T * v)[0]}
    form = value_of(line.left)
    drawn = form.subs({letter: here[letter.name] for letter in form.free_symbols - {t}})
    assert sp.expand(drawn - model(s + t * v)) == 0
    assert value_of(line.right) == -sp.oo
    assert all(sp.limit(drawn, t, end) == -sp.oo for end in ((-sp.oo,) if curvature == 0 else (-sp.oo, sp.oo)))


def test_the_drawn_newton_step_ends_at_the_minimiser_and_the_drawn_scalar_steps_only_approach_it():
    H = newton.hessian(sp.Rational(9, 20), 4)
    assert newton.newton_point(H, newton.START) == sp.zeros(2, 1)
    path = [np.array(p.tolist(), dtype=float).ravel() for p in newton.scalar_path(H, newton.START, newton.SCALAR_STEPS)]
    values = [p @ np.array(H.tolist(), dtype=float) @ p for p in path]
    assert all(after < before for before, after in zip(values, values[1:], strict=False)) and values[-1] > 1e-6
    moves = np.diff(path, axis=0)
    turns = [a @ b for a, b in zip(moves, moves[1:], strict=False)]  # an exact line search turns at right angles
    assert turns == pytest.approx(np.zeros(len(turns)), abs=1e-12)


def test_the_drawn_level_lines_are_those_of_the_model():
    H = newton.hessian(-1, sp.Rational(8, 5))
    X, Y = np.meshgrid([-1.0, 0.5, 2.0], [0.0, 1.5])
    dense = np.array(H.tolist(), dtype=float)
    expected = [
        [np.array([x, y]) @ dense @ np.array([x, y]) / 2 for x, y in zip(*rows, strict=True)]
        for rows in zip(X, Y, strict=True)
    ]
    assert newton.model_on(H, X, Y) == pytest.approx(np.array(expected))


def test_the_cases_of_the_answer_are_those_that_eigenvalues_and_pseudoinverses_show(results):
    draw = np.random.default_rng(2)
    for name, outcome in results["minimisers_by_case"].items():
        spectrum = {"H positive": (1, 2, 3), "H singular": (0, 2, 3), "H with": (-1, 2, 3)}[" ".join(name.split()[:2])]
        turn = np.linalg.qr(draw.standard_normal((3, 3)))[0]
        H, g = turn @ np.diag(spectrum) @ turn.T, draw.standard_normal(3)
        g = H @ g if name.endswith(", g in range(H)") else g
        stationary = -np.linalg.pinv(H) @ g
        solved = np.allclose(H @ stationary, -g)
        flat = np.linalg.matrix_rank(H) < 3
        least = solved and min(spectrum) >= 0
        found = ("an affine set" if flat else "one minimiser") if least else "no minimiser"
        assert outcome.startswith(found), name


# ---- 3.2: by allocation


def test_the_parameters_are_the_numbers_that_a_program_allocates(results):
    shapes = [(512, 32), (512,), (512, 512), (512,), (10, 512), (10,)]
    count = sum(np.empty(shape).size for shape in shapes)
    assert results["parameters_total"] == count
    assert results["hessian_shape"] == (count, count)
    assert results["hessian_size"] == np.broadcast_to(np.float32(0), (count, count)).size
    assert results["hessian_bytes"] == np.broadcast_to(np.float32(0), (count, count)).size * np.float32(0).nbytes
    assert results["hessian_distinct"] == sum(range(count + 1))


def test_the_table_of_layers_adds_up(results):
    *layers, total = results["parameters_by_layer"]
    assert [sum(row[k] for row in layers) for k in (3, 4, 5)] == list(total[3:])
    assert all(row[3] + row[4] == row[5] for row in layers)


# ---- 3.4: orders on a function that is known


def test_the_leading_errors_are_those_of_a_known_function(results):
    r, length = 1e-3, 1.7
    V = answer.norm_v.value
    derivatives = {k: sp.exp(sp.Rational(1, 3)) * 2**k for k in range(4)}  # of psi(u) = exp(1/3 + 2 u) at 0
    slope = 2 * np.exp(1 / 3)
    here, ahead, behind = (np.exp(1 / 3 + 2 * u) for u in (0, r * length, -r * length))
    for name, quotient, rest in (
        ("forward_error", (ahead - here) / r, 12 * r**2 * length**3),
        ("central_error", (ahead - behind) / (2 * r), 12 * r**4 * length**5),
    ):
        form = results[name].xreplace({answer.errors.psi(0, k).value: derivatives[k] for k in (2, 3)})
        found = float(form.xreplace({V: sp.Float(length), answer.r.value: sp.Float(r)}))
        assert abs(found - (quotient - length * slope)) < rest + 1e-11


def test_the_epsilon_of_the_experiment_is_that_of_float64(derivations):
    (line,) = next(d for d in derivations if d.name == "measured_slopes").lines
    assert float(value_of(line.right)) == np.finfo(float).eps


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("forward", lambda r, M, G, e: M * r / 2 + 2 * e * G / r),
        ("central", lambda r, M, G, e: M * r**2 / 6 + e * G / r),
    ],
)
def test_the_best_step_is_where_the_bound_is_least_on_a_fine_grid(name, bound, results):
    M, G, e = 3.0, 0.5, 2.0**-52
    letters = {answer.errors.M.value: M, answer.errors.G.value: G, answer.errors.epsilon.value: e}
    best = float(results["best_steps_for_r"][name].xreplace(letters))
    grid = best * np.linspace(0.5, 2, 30_001)
    assert grid[bound(grid, M, G, e).argmin()] == pytest.approx(best, rel=1e-3)


# ---- 3.6: the network in NumPy, against finite differences and a dense Hessian


SIZES = [(3, 4, 2), (1, 1, 1), (5, 2, 3)]


class Net:
    """The network of the answer with random weights, its blocks flattened into one vector."""

    def __init__(self, d, m, o, seed=0):
        draw = np.random.default_rng(seed)
        self.shapes = [(m, d), (o, m), (m, 1), (o, 1)]  # W, U, b, c: the order of the answer's gradient
        self.x, self.t = draw.standard_normal((d, 1)), draw.standard_normal((o, 1))
        self.w, self.v = (draw.standard_normal(sum(a * b for a, b in self.shapes)) for _ in range(2))

    def blocks(self, flat):
        cuts = np.cumsum([a * b for a, b in self.shapes])[:-1]
        return [part.reshape(shape) for part, shape in zip(np.split(flat, cuts), self.shapes, strict=True)]

    def loss(self, flat):
        W, U, b, c = self.blocks(flat)
        return 0.5 * np.sum((U @ np.tanh(W @ self.x + b) + c - self.t) ** 2)

    def dense_hessian(self, h=1e-4):
        w, f, steps = self.w, self.loss, h * np.eye(len(self.w))

        def second(a, b):
            return (f(w + a + b) - f(w + a - b) - f(w - a + b) + f(w - a - b)) / (4 * h * h)

        return np.array([[second(a, b) for b in steps] for a in steps])

    def letters(self):
        """The values of the answer's letters: inputs, weights and their direction."""
        mlp = answer.mlp
        named = dict(zip((mlp.W, mlp.U, mlp.b, mlp.c), self.blocks(self.w), strict=True))
        named |= dict(zip((mlp.W_v, mlp.U_v, mlp.b_v, mlp.c_v), self.blocks(self.v), strict=True))
        return {letter.value: array for letter, array in (named | {mlp.x: self.x, mlp.t: self.t}).items()}


def computed(form, table):
    """A matrix form in NumPy, by a walk over its SymPy tree."""
    if form in table:
        return table[form]
    if form.is_Number:
        return float(form)
    if isinstance(form, sp.OneMatrix):
        return 1.0
    kind = type(form).__name__
    parts = [computed(part, table) for part in form.args[:1]] if kind in ("Transpose", "HadamardPower") else []
    if kind == "Transpose":
        return parts[0].T
    if kind == "HadamardPower":
        return parts[0] ** float(form.exp)
    if kind == "ElementwiseApplyFunction":
        return np.tanh(computed(form.expr, table))
    parts = [computed(part, table) for part in form.args]
    if kind == "MatAdd":
        return sum(parts)
    value = parts[0]
    for part in parts[1:]:
        matrices = kind == "MatMul" and np.ndim(value) and np.ndim(part)
        value = value @ part if matrices else value * part
    return value


def passes(net, r_network=None):
    """The gradient and Hv in NumPy, line by line as the answer's forms say."""
    mlp, table = answer.mlp, net.letters()
    for letter, form in (mlp.NETWORK | (r_network or mlp.R_NETWORK)).items():
        table[letter.value] = computed(form.value, table)
    blocks = (mlp.GRADIENT, mlp.R_GRADIENT)
    return [np.concatenate([computed(form.value, table).ravel() for form in part.values()]) for part in blocks]


@pytest.mark.parametrize("sizes", SIZES)
def test_the_backward_pass_is_the_finite_difference_of_the_loss(sizes):
    net = Net(*sizes)
    expected = [(net.loss(net.w + e) - net.loss(net.w - e)) / 2e-5 for e in 1e-5 * np.eye(len(net.w))]
    assert passes(net)[0] == pytest.approx(np.array(expected), abs=1e-8)


@pytest.mark.parametrize("sizes", SIZES)
def test_the_lines_of_the_page_compute_the_gradient_one_after_the_other(sizes):
    net = Net(*sizes)
    table, found = net.letters(), []
    for line in derive(answer.network_and_gradient, FILE).lines:
        found.append(computed(line.right.value, table))
        table[line.left.value] = found[-1]
    expected = [(net.loss(net.w + e) - net.loss(net.w - e)) / 2e-5 for e in 1e-5 * np.eye(len(net.w))]
    assert np.concatenate([block.ravel() for block in found[-4:]]) == pytest.approx(np.array(expected), abs=1e-8)


@pytest.mark.parametrize("sizes", SIZES)
def test_the_r_pass_is_the_dense_hessian_times_v(sizes):
    net = Net(*sizes)
    assert passes(net)[1] == pytest.approx(net.dense_hessian() @ net.v, abs=1e-5)


@pytest.mark.parametrize("sizes", SIZES)
def test_the_letters_of_the_network_have_the_shapes_of_its_arrays(sizes):
    at = dict(zip((answer.mlp.d.value, answer.mlp.m.value, answer.mlp.o.value), sizes, strict=True))
    for letter, array in Net(*sizes).letters().items():
        assert tuple(sp.sympify(side).subs(at) for side in letter.shape) == array.shape, letter


def without_the_dropped_term():
    """(1 - h^2) o R{delta_h} alone."""
    mlp = answer.mlp
    return mlp.hadamard(mlp.one - mlp.squared(mlp.h), mlp.R_dh)


def test_without_the_term_that_people_drop_the_r_pass_is_wrong():
    net = Net(3, 4, 2)
    wrong = answer.mlp.R_NETWORK | {answer.mlp.R_da: without_the_dropped_term()}
    assert np.abs(passes(net, wrong)[1] - passes(net)[1]).max() > 0.1


def test_the_judge_refutes_the_r_pass_without_that_term():
    mlp = answer.mlp

    def lines():
        yield start(answer.at_zero(mlp.on_the_line()[mlp.R_da], "", "R(d_a)"))
        yield equals(mlp.entry(without_the_dropped_term()))

    with pytest.raises(Refused, match="refuted: the two sides differ"):
        derive(Declared("dropped", "3.6", lines, ()), FILE)


def test_the_multiplications_are_those_of_the_shapes():
    d, m, o = 7, 5, 3
    mlp = answer.mlp
    sizes = {mlp.d.value: d, mlp.m.value: m, mlp.o.value: o}
    gradient, r_pass = (
        sum(map(mlp.multiplications, forms.values())).subs(sizes)
        for forms in (mlp.NETWORK | mlp.GRADIENT, mlp.R_NETWORK | mlp.R_GRADIENT)
    )
    assert gradient == m * d + o * m + o * m + m * d + o * m  # W x, U h; U^T d_y; d_a x^T, d_y h^T
    assert r_pass == m * d + 2 * o * m + 2 * o * m + m * d + 2 * o * m  # W_v x; U_v h, U R{h}; ...


# ---- wrong lines are refused


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (
            "gradient",
            lambda: (sp.diff(answer.model(answer.s).value, answer.s.value), answer.g + 2 * answer.H * answer.s),
        ),
        ("order", lambda: (answer.C * answer.r * answer.norm_v**2, answer.C * answer.r**2 * answer.norm_v**2)),
        ("count", lambda: (answer.COUNT, 32 * 512 + 512 * 512 + 512 * 10)),
    ],
)
def test_a_wrong_line_is_refuted_with_a_witness(name, wrong):
    left, right = wrong()

    def lines():
        yield start(answer.named(name, value_of(left), name))
        yield equals(right)

    with pytest.raises(Refused, match="refuted"):
        derive(Declared(name, "3.1", lines, answer.SYMMETRIC), FILE)


def test_a_wrong_count_is_no_result():
    def lines():
        yield result("count", answer.COUNT + 1, agrees=answer.allocated()[-1][-1])

    with pytest.raises(Refused, match="is not what the derivation shows"):
        derive(Declared("count", "3.2", lines, ()), FILE)
