"""The letters that normal forms need beside SymPy's own, and the exception for what has no normal form.

Two functions stand for what SymPy would rearrange: `Exp`, an exponential of one monomial, which SymPy does not merge
with others or turn into a power, and `Slope`, a partial derivative of an undefined function. `Approach` is a limit.
"""

from sympy import Expr, Function, Limit, S


class Unreadable(Exception):
    """The expression holds something the normal form has no rule for, or is not defined."""


class Exp(Function):
    """exp(m) for one monomial m, kept as a letter."""

    nargs = 1

    @classmethod
    def eval(cls, exponent):
        return S.One if exponent is S.Zero else None

    def fdiff(self, argindex=1):
        return self

    def _eval_is_positive(self):
        return True if self.args[0].is_real else None

    def _eval_is_real(self):
        return True if self.args[0].is_real else None

    def _eval_is_zero(self):
        return False


class Slope(Function):
    """A partial derivative of an undefined function: Slope(f, orders..., arguments...), f a symbol for its name."""

    @property
    def orders(self) -> tuple[Expr, ...]:
        """How often it is differentiated by each argument."""
        return self.args[1 : 1 + len(self.args) // 2]

    @property
    def places(self) -> tuple[Expr, ...]:
        """The arguments at which it is taken."""
        return self.args[1 + len(self.args) // 2 :]

    def fdiff(self, argindex=1):
        which = argindex - 2 - len(self.orders)
        raised = [order + (which == k) for k, order in enumerate(self.orders)]
        return Slope(self.args[0], *raised, *self.places)

    def _eval_is_positive(self):
        return self.args[0].is_positive if not any(self.orders) else None

    def _eval_is_nonnegative(self):
        return self.args[0].is_nonnegative if not any(self.orders) else None

    def _eval_is_real(self):
        return self.args[0].is_real


class Approach(Limit):
    """A limit with a bound letter of its own, which is a number: SymPy's does not commute."""

    is_commutative = True
