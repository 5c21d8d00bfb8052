"""Why an expression may have no value at a point."""


class Undefined(Exception):
    """The expression has no value at the point."""


class Unsure(Exception):
    """More digits would be needed to decide a branch, or an inverse was asked of a singular matrix."""


class Unable(Exception):
    """The walk has no rule for a part of the expression."""
