"""Provisional front of the judge: the interface stands, the tiers are being built."""
from sympy import limit, oo, series, simplify, sympify
from workings.judge.evidence import Evidence


def same(a, b, given=()):
    if a == b:
        return Evidence("identical")
    try:
        return Evidence("by SymPy") if simplify(a - b) == 0 else Evidence("undecided", "provisional judge")
    except Exception as e:
        return Evidence("undecided", f"provisional judge: {e}")


def ordered(a, relation, b, given=()):
    gap = simplify(b - a if relation in ("<=", "<") else a - b)
    return Evidence("by SymPy") if gap.is_nonnegative else Evidence("undecided", "provisional judge")


def tends(expr, variable, to, value, given=()):
    return same(limit(expr, variable, to), sympify(value), given)


def expands(expr, value, variable, order, given=()):
    return same(series(expr - value, variable, 0, order).removeO(), sympify(0), given)


def every(cases, test):
    cases = list(cases)
    bad = [c for c in cases if not test(c)]
    return Evidence("refuted", witness=repr(bad[0])) if bad else Evidence("proved", f"exhaustive, {len(cases)} cases")
