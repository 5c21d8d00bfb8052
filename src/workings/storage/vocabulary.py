"""The names that stored text may use, and what each stands for. Nothing else can be named, so nothing else can run."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagonalMatrix

CONSTANTS = {
    "pi": sp.pi, "E": sp.E, "I": sp.I, "oo": sp.oo, "zoo": sp.zoo, "nan": sp.nan, "EulerGamma": sp.EulerGamma,
    "GoldenRatio": sp.GoldenRatio, "Catalan": sp.Catalan, "true": sp.true, "false": sp.false, "EmptySet": sp.S.EmptySet,
}  # fmt: skip

PREDICATES = {
    "symmetric": sp.Q.symmetric,
    "invertible": sp.Q.invertible,
    "positive_definite": sp.Q.positive_definite,
    "pd": sp.Q.positive_definite,
    "orthogonal": sp.Q.orthogonal,
    "diagonal": sp.Q.diagonal,
}
PLAIN = """
    exp log sqrt cbrt root sin cos tan cot sec csc sinh cosh tanh coth sech csch
    asin acos atan acot asec acsc atan2 asinh acosh atanh acoth asech acsch sinc
    erf erfc erfi gamma loggamma digamma polygamma beta factorial factorial2 subfactorial binomial rf ff
    fibonacci lucas catalan harmonic bernoulli bell zeta polylog LambertW
    floor ceiling frac Mod Abs sign re im conjugate arg Max Min Heaviside KroneckerDelta
    Rational Add Mul Pow Piecewise And Or Not Xor Implies Equivalent ITE Eq Ne Lt Le Gt Ge Contains
    Interval FiniteSet Union Intersection Complement
    Transpose Adjoint Inverse Trace Determinant Identity ZeroMatrix OneMatrix HadamardProduct HadamardPower
    MatAdd MatMul MatPow KroneckerProduct DiagMatrix BlockMatrix
"""
FUNCTIONS: dict[str, Any] = {name: getattr(sp, name) for name in PLAIN.split()}
FUNCTIONS |= {"DiagonalMatrix": DiagonalMatrix, "ElementwiseApplyFunction": ElementwiseApplyFunction}
OTHERS = [name for name in dir(sp.functions) if name not in FUNCTIONS and isinstance(getattr(sp, name, None), type)]
OTHERS = [name for name in OTHERS if issubclass(getattr(sp, name), sp.Function)]
FUNCTIONS |= {name: getattr(sp, name) for name in OTHERS} | PREDICATES
FUNCTIONS |= {"O": sp.Order, "Matrix": sp.ImmutableDenseMatrix, "Integer": sp.Integer, "Tuple": sp.Tuple}

COUNTED = ("integer",)  # an index runs over whole numbers
BINDERS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "Sum": (sp.Sum, COUNTED),
    "Product": (sp.Product, COUNTED),
    "Integral": (sp.Integral, ("real",)),
    "Limit": (sp.Limit, ("real",)),
    "LimitLeft": (lambda e, x, to: sp.Limit(e, x, to, "-"), ("real",)),
    "LimitBoth": (lambda e, x, to: sp.Limit(e, x, to, "+-"), ("real",)),
    "Derivative": (sp.Derivative, ("real",)),
    "Subs": (sp.Subs, ("real",)),
    "Lambda": (sp.Lambda, ("real",)),
}
# SymPy computes these at numbers at once.
LARGE = frozenset(("factorial", "factorial2", "subfactorial", "binomial", "rf", "ff", "fibonacci", "lucas", "catalan"))
LARGE |= {"harmonic", "bernoulli", "bell", "gamma", "loggamma", "beta", "zeta", "polygamma", "digamma", *OTHERS}

ASSUMED = """
    real positive negative nonnegative nonpositive nonzero zero integer even odd prime composite rational irrational
    finite infinite complex imaginary extended_real extended_positive extended_negative extended_nonnegative
    extended_nonpositive extended_nonzero algebraic transcendental hermitian antihermitian polar noninteger
    commutative
"""
ASSUMPTIONS = frozenset(ASSUMED.split())
