"""Limits that depend on another index, as full ranges with a factor that is 1 on one side of a diagonal.

A sum over i from a to j - 1 and j from a to n is the sum over the whole square of f(i, j) Below(i, j), where
Below(i, j) is 1 if i < j and else 0; the terms off the triangle are 0 times a number. That asks for a number: f must
be defined on the whole square, which is checked (`total`), for 0 times infinity is none. On whole numbers

    [i < j + 1] = [i < j] + delta(i, j),    [j < i] = 1 - [i < j] - delta(i, j),    [i < j]**2 = [i < j],

so a summand is a polynomial in one letter for each pair of indices. A range is widened to the square only by terms in
which Below is 0. On a square, exchanging the names of the indices gives the sum over the other triangle; the two
and the diagonal make up the whole. So T(f) + T(f swapped) = F(f) - D(f) for the triangle T, the square F and the
diagonal D: if f is symmetric, T(f) = (F(f) - D(f)) / 2, and else the one of T(f) and T(f swapped) that comes first as
text stands for both.
"""

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Function,
    Heaviside,
    Indexed,
    KroneckerDelta,
    Max,
    Min,
    Mul,
    Piecewise,
    S,
    Sum,
    Symbol,
    ceiling,
    cos,
    cosh,
    exp,
    expand,
    floor,
    log,
    sign,
    sin,
    sinh,
    tanh,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Not, Or

from workings.judge.alphabet import Exp, Unreadable
from workings.judge.premises import Premises
from workings.judge.signs import nonnegative, nonzero, positive, real

WIDEST_STEP = 8
ENTIRE = (Abs, Heaviside, KroneckerDelta, Max, Min, ceiling, cos, cosh, exp, Exp, floor, sign, sin, sinh, tanh)

Limits = list[tuple[Symbol, Expr, Expr]]


class Below(Function):
    """Below(i, j) is 1 if i < j, else 0, for whole numbers i and j."""

    nargs = 2

    @classmethod
    def eval(cls, i, j):
        gap = expand(j - i)
        return (S.One if gap > 0 else S.Zero) if gap.is_Integer else None

    def _eval_is_nonnegative(self):
        return True

    def _eval_is_real(self):
        return True


def squared(body: Expr, limits: Limits, premises: Premises) -> tuple[Expr, Limits]:
    """The same sum over limits none of which depends on another; Unreadable if it is none that can be widened."""
    body, limits = straightened(body, limits)
    if not dependent(limits):
        return body, limits
    free: dict[Symbol, tuple[Symbol, Expr, Expr]] = {}
    running = {index for index, *_ in limits}
    below = S.One
    for index, low, high in reversed(limits):
        other, step = as_step(low, running)
        if other is not None:
            below *= Below(low - 1, index)
            low = free_limit(other, free)[1] + step
        other, step = as_step(high, running)
        if other is not None:
            below *= Below(index, high + 1)
            high = free_limit(other, free)[2] + step
        free[index] = (index, expand(low), expand(high))
    wide = [free[index] for index, *_ in limits]
    if not total(body, premises.inside(wide)):
        raise Unreadable("a limit that depends on another index, of a summand that may not be defined beyond it")
    return body * below, wide


def straightened(body: Expr, limits: Limits) -> tuple[Expr, Limits]:
    """The same sum, an index that runs from j + a to j + b for another index j written j + an index from a to b.

    One that runs from a to b - j is written as one from a + j to b, less j.
    """
    running = {index for index, *_ in limits}
    done: Limits = []
    for index, low, high in limits:
        offset = held(low, running)
        if offset == 0 and held(high, running).could_extract_minus_sign():
            offset = held(high, running)
        elif expand(high - low).free_symbols & running:
            offset = S.Zero
        if offset == 0 or not offset.is_integer:
            done.append((index, low, high))
            continue
        moved = {index: index + offset}
        body = body.xreplace(moved)
        done = [(other, expand(a.xreplace(moved)), expand(b.xreplace(moved))) for other, a, b in done]
        done.append((index, expand(low - offset), expand(high - offset)))
    return body, done


def held(end: Expr, running: set[Symbol]) -> Expr:
    """The terms of a limit that hold an index."""
    return Add(*(term for term in Add.make_args(expand(end)) if term.free_symbols & running))


def dependent(limits: Limits) -> bool:
    """Whether a limit depends on an index."""
    running = {index for index, *_ in limits}
    return any(running & end.free_symbols for _, *ends in limits for end in ends)


def as_step(end: Expr, running: set[Symbol]) -> tuple[Symbol | None, Expr]:
    """A limit as an index plus something free of all indices; None for the index if it depends on none."""
    inside = sorted(running & end.free_symbols, key=str)
    if not inside:
        return None, end
    step = expand(end - inside[0])
    if step.free_symbols & running:
        raise Unreadable("a limit that is not another index and a number")
    return inside[0], step


def free_limit(index: Symbol, free: dict[Symbol, tuple]) -> tuple:
    """The limit of an index further out, which depends on no other any more."""
    if index not in free:
        raise Unreadable("a limit that depends on an index further in")
    return free[index]


def total(e: Basic, premises: Premises) -> bool:
    """Whether `e` is known to have a value wherever its letters have one."""
    if e.is_Atom or isinstance(e, Indexed):
        return True
    if e.is_Pow:
        base, power = e.as_base_exp()
        if not power.is_number:
            safe = positive(base, premises) or (nonnegative(power, premises) and bool(power.is_integer))
        else:
            safe = bool(power.is_positive) or nonzero(base, premises)
        return safe and total(base, premises) and total(power, premises)
    if isinstance(e, log):
        return nonzero(e.args[0], premises) and total(e.args[0], premises)
    if isinstance(e, Sum):
        finite = not any(end.is_infinite for _, *ends in e.limits for end in ends)
        return finite and total(e.function, premises.inside(e.limits))
    if isinstance(e, tanh) and not real(e.args[0], premises):  # it has poles
        return False
    if e.is_Add or e.is_Mul or isinstance(e, (*ENTIRE, Below)):
        return all(total(part, premises) for part in e.args)
    return False


def sided(body: Expr, running: set[Symbol]) -> Expr:
    """`body` with Abs, Max and Min of two running indices written by Below: |u| = u (2 [0 <= u] - 1) for whole u."""

    def compared(u: Expr) -> bool:
        ends = two_symbols(expand(u).as_coeff_Add()[1])
        return ends is not None and set(ends) <= running

    def reached(u: Expr) -> Expr:
        return Below(S.Zero, expand(u + 1))

    def larger(part: Expr) -> Expr:
        u, v = part.args
        above = v + (u - v) * reached(u - v)
        return above if isinstance(part, Max) else u + v - above

    body = body.replace(
        lambda part: isinstance(part, Abs) and compared(part.args[0]),
        lambda part: part.args[0] * (2 * reached(part.args[0]) - 1),
    )
    return body.replace(
        lambda part: isinstance(part, (Max, Min)) and len(part.args) == 2 and compared(part.args[0] - part.args[1]),
        larger,
    )


def side(e: Below, premises: Premises) -> Expr:
    """Below(u, v) with its value where that is known, else by a letter Below(i, j) of two indices, and deltas."""
    gap = expand(e.args[1] - e.args[0])
    if nonnegative(expand(gap - 1), premises):
        return S.One
    if nonnegative(expand(-gap), premises):
        return S.Zero
    step, core = gap.as_coeff_Add()
    ends = two_symbols(core)
    if ends is None or not step.is_Integer or abs(step) > WIDEST_STEP:
        return Below(S.Zero, gap)
    i, j = ends
    between = range(int(step)) if step > 0 else range(int(step), 0)
    deltas = sum((KroneckerDelta(i, j + t) for t in between), S.Zero) * (1 if step > 0 else -1)
    if name(i) <= name(j):
        return Below(i, j) + deltas
    return 1 - Below(j, i) - KroneckerDelta(i, j) + deltas


def two_symbols(core: Expr) -> tuple[Symbol, Symbol] | None:
    """i and j if `core` is j - i for whole i and j."""
    parts = [part.as_coeff_Mul() for part in core.args] if core.is_Add and len(core.args) == 2 else []
    up, down = ([s for c, s in parts if c == sign_ and s.is_Symbol and s.is_integer] for sign_ in (1, -1))
    return (down[0], up[0]) if len(up) == len(down) == 1 else None


def name(index: Symbol) -> tuple[str, int]:
    """What an index is sorted by."""
    return str(index), getattr(index, "dummy_index", 0)


def widened(factors: list[Expr], limits: Limits, premises: Premises) -> Limits:
    """The limits with those of i and j in a factor Below(i, j) made the same, by terms that Below makes 0.

    They stay as they are if the product of the factors may not be defined at the terms that come in.
    """
    found = {limit[0]: limit for limit in limits}
    for factor in factors:
        if not isinstance(factor, Below) or not set(factor.args) <= found.keys():
            continue
        i, j = factor.args
        (_, low_i, high_i), (_, low_j, high_j) = found[i], found[j]
        if nonnegative(expand(high_i - high_j + 1), premises):
            high_i = high_j
        if nonnegative(expand(low_i + 1 - low_j), premises):
            low_j = low_i
        found[i], found[j] = (i, low_i, high_i), (j, low_j, high_j)
    wide = [found[index] for index, *_ in limits]
    return wide if wide == limits or total(Mul(*factors), premises.inside(wide)) else limits


def on_square(factor: Expr, limits: Limits) -> bool:
    """Whether a factor is Below of two indices with one range."""
    found = {index: ends for index, *ends in limits}
    return (
        isinstance(factor, Below)
        and set(factor.args) <= found.keys()
        and found[factor.args[0]] == found[factor.args[1]]
    )


def partial(factors: list[Expr], limits: Limits, premises: Premises) -> tuple[list[Expr], Limits] | None:
    """The factors and limits with one Below of an index and a free number taken into the range of that index."""
    for factor in factors:
        if not isinstance(factor, Below):
            continue
        gap = expand(factor.args[1] - factor.args[0])
        for place, (index, low, high) in enumerate(limits):
            slope = gap.coeff(index)
            others = {other for other, *_ in limits} - {index}
            if abs(slope) != 1 or gap.free_symbols & others:
                continue
            # slope 1: gap = index - u > 0, index starts at u + 1; slope -1: gap = u - index > 0, it ends at u - 1
            u = expand((index - gap) if slope == 1 else (gap + index))
            ends = (expand(u + 1), high) if slope == 1 else (low, expand(u - 1))
            inside = expand(ends[0] - low), expand(high - ends[1]), expand(ends[1] - ends[0] + 1)
            if u.has(index) or not all(nonnegative(known, premises) for known in inside):
                continue
            rest = [other for other in factors if other is not factor]
            return rest, [*limits[:place], (index, *ends), *limits[place + 1 :]]
    return None


def by_sides(e: Piecewise, premises: Premises) -> Expr:
    """Cases by the order of whole numbers, as in 1 if j < i else 0, by Below and deltas; other cases stay as they are.

    Each value is multiplied by 0 where its case does not apply, so all of them must be defined everywhere.
    """
    result, left = S.Zero, S.One
    for value, condition in e.args:
        here = indicator(condition)
        if here is None or not total(value, premises):
            return e
        result, left = result + value * here * left, left * (1 - here)
    return result if e.args[-1].cond == True else e  # noqa: E712  (a SymPy truth value)


def indicator(condition: Basic) -> Expr | None:
    """1 where a condition on whole numbers holds, else 0; None for other conditions."""
    if condition in (S.true, S.false):
        return S.One if condition is S.true else S.Zero
    if isinstance(condition, (And, Or, Not)):
        found = [indicator(part) for part in condition.args]
        parts = [part for part in found if part is not None]
        if len(parts) < len(found):
            return None
        if isinstance(condition, And):
            return Mul(*parts)
        return 1 - Mul(*(1 - part for part in parts)) if isinstance(condition, Or) else 1 - parts[0]
    if not isinstance(condition, Relational) or not all(whole(part) for part in condition.args):
        return None
    if condition.rel_op in ("==", "!="):
        delta = KroneckerDelta(*condition.args)
        return delta if condition.rel_op == "==" else 1 - delta
    return Below(condition.lts, condition.gts + (0 if condition.rel_op in ("<", ">") else 1))


def whole(e: Basic) -> bool:
    """Whether `e` is a sum of whole letters and numbers."""
    parts = [part.as_coeff_Mul() for part in Add.make_args(e)] if isinstance(e, Expr) else []
    return bool(parts) and all(c.is_Integer and (m is S.One or (m.is_Symbol and m.is_integer)) for c, m in parts)


RULES = ((Below, side),)
