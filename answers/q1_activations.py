"""Question 1: activation functions."""

from workings.algebra import exp, frac, ones, scalar, size, softmax, total, vector
from workings.question import Question
from workings.steps import derivation, equals, result, start

QUESTION = Question(1, "Activation Functions", points="5-2-3-5")

d, i, j = map(size, "dij")
x = vector("x", d)
t = scalar("t")


@derivation("1.3")
def softmax_is_shift_invariant():
    r"""Adding the same number to every coordinate leaves the softmax unchanged."""
    yield start(softmax(x + t * ones(d))[i])
    yield equals(frac(exp(x[i] + t), total(exp(x[j] + t), j, of=d)), "definition")
    yield equals(frac(exp(t) * exp(x[i]), exp(t) * total(exp(x[j]), j, of=d)), r"$e^t$ does not depend on $j$")
    yield equals(softmax(x)[i], r"cancel $e^t > 0$")
    yield result("unmoved_softmax", softmax(x)[i])
