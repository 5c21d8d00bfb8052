"""A review with a change of every class, its formulas tall, wide, marked and without a notation."""

from pathlib import Path

from workings.change import CLASSES, Change, in_order
from workings.links import Links
from workings.review import Review, Waived

NOTATION = Path(__file__).parents[2] / "templates" / "notation.tex"
LINKS = Links("https://github.com/OWNER/REPO/blob/9e07b31", "9e07b31")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><path d="M0 {y}L200 50" stroke="#00a"/></svg>'
SYMBOLS = {"x": {"real": True}, "y": {"real": True}, "c": {"indexed": True}, "d": {"integer": True, "positive": True},
           "H": {"matrix": ["n", "n"]}, "n": {"integer": True, "positive": True}, "s": {"matrix": ["n", 1]},
           "i": {"integer": True}}  # fmt: skip
ROW = ", ".join(f"x + {{k}}*y**{n}" for n in range(2, 14))
SUM = "Sum(exp(c[j]), (j, 1, d)) + x*y + d**2"
FORMS = {  # what a formula was and is now, with their stored values
    "fraction": (("(x - y) / (2*x + 3)", "(x - y)/(2*x + 3)"), ("(x - d) / (2*x + 3)", "(x - d)/(2*x + 3)")),
    "sum": ((f"{SUM} + c[i]", f"{SUM} + c[i]"), (f"{SUM} + c[d]", f"{SUM} + c[d]")),
    "products": (("x*exp(2*x)*(y + 1) + d*y**2", "x*(y + 1)*exp(2*x) + d*y**2"),
                 ("x*exp(3*x)*(y + 1) + d*y**2", "x*(y + 1)*exp(3*x) + d*y**2")),
    "matrix words": (("s.T*H*s", "Transpose(s)*H*s"), ("1/2*s.T*H*s", "(1/2)*Transpose(s)*H*s")),
    "wide matrix": ((f"[[{ROW.format(k=3)}]]", f"Matrix([[{ROW.format(k=3)}]])"),
                    (f"[[{ROW.format(k=5)}]]", f"Matrix([[{ROW.format(k=5)}]])")),
    "no notation": (("h'(x)", "Heaviside(x, 1/2)"), ("h'(x) + 1", "1 + Heaviside(x, 1/2)")),
}  # fmt: skip
KNOWN = [("identical", ""), ("proved", "normal form"), ("by SymPy", "simplify"), ("numeric", "agrees at 12 points"),
         ("undecided", "no normal form shows it"), ("refuted", "a point")]  # fmt: skip


def every_class():
    """The review, the project's notation and links."""
    changes, was, now = [], {}, {}
    names = list(FORMS)
    for number, kind in enumerate(CLASSES):
        form = names[number % len(names)]
        name = f"{kind.replace(' ', '_')}_{number}"
        figure = kind in ("data changed", "drawn differently")
        if figure:
            changes.append(Change("1.1", f"figures/f{number}.py", kind, place=f"figures/f{number}.py:1"))
            continue
        was[name], now[name] = (_derivation(name, number, *FORMS[form][side], side) for side in (0, 1))
        changes.append(
            Change(f"{number % 5 + 1}.1", name, kind, FORMS[form][0][0], FORMS[form][1][0], how=_how(kind),
                   witness=_witness(kind), details=("line 2 added", "line 3 changed"), place=f"answers/q1.py:{number}",
                   derivation=name, used_by=(("3.4", "hv_error"),) if number == 0 else ()))  # fmt: skip
    figures = {c.name: (SVG.format(y=10), SVG.format(y=90)) for c in changes if c.figure}
    waived = (Waived("3.4", "best_r", "numeric", "agrees at 12 points", "no short form of $x^2$", "q:1"),)
    same = tuple(("1", f"same_{kind.replace(' ', '_')}", kind) for kind, _ in KNOWN)
    review = Review(tuple(in_order(changes)), was, now, same, ("swish",), figures, waived, {"proved": 40, "numeric": 1})
    return review, NOTATION.read_text(encoding="utf-8"), LINKS


def _derivation(name, number, said, stored, side):
    kind, method = KNOWN[(number + side) % len(KNOWN)]
    evidence = {"kind": kind, "method": method}
    put_in = {"verb": "at_most", "left": "x", "right": "y", "relation": "<=", "reason": "put in", "evidence": evidence}
    lines = [
        {"verb": "equals", "left": said, "left_value": stored, "right": "x", "relation": "=", "evidence": evidence,
         "reason": f"by the {'longer ' * side}definition of $\\vx \\in \\R^d$"},
*[put_in][:side],
        {"verb": "equals", "left": "y", "right": said, "right_value": stored, "relation": "=", "reason": "",
         "evidence": evidence},
    ]  # fmt: skip
    result = {"name": name, "about": "", "meaning": said, "value": stored, "latex": "x", "as_written": False,
              "evidence": evidence}  # fmt: skip
    claim = rf"A claim about $\vx\tran \mH \vx$, $\softmax(\vx)$ and $\phantom{{x}}${' now' * side}."
    return {"name": name, "part": "1", "claim": claim, "symbols": SYMBOLS, "given": [], "names": {}, "lines": lines,
            "assumptions": ["x real", "H symmetric" if side else "H positive definite"], "results": [result],
            "refutations": []}  # fmt: skip


def _how(kind):
    return {"other form": "proved: normal form", "undecided": "undecided: no normal form shows it"}.get(kind, "")


def _witness(kind):
    if kind.startswith("assumption"):
        return "for example H = diag(1, -1) is allowed now and was not before"
    return "at x = 2, c = (1, 2), y = 1/8: 0.4375 against 0.5" if kind == "result changed" else ""
