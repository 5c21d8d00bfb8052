"""Deliberately wrong lines in the answers themselves: each is refused at its own line, with a counterexample."""

import sys
import types
from pathlib import Path

import pytest

from workings.derive import Refused, derive
from workings.steps import Declared

ROOT = Path(__file__).resolve().parents[2]

WRONG = [
    ("q1_activations", "half * abs(x) * tanh(half * abs(beta * x))", "half * abs(x) * tanh(abs(beta * x))"),
    ("q1_activations", "frac(abs(x), 1 + exp(steep * abs(x)))", "frac(abs(x), 1 + exp(-steep * abs(x)))"),
    ("q1_activations", "u * exp(u), (1 + exp(u)) ** 2)", "u * exp(u), 1 + exp(u))"),
    ("q1_activations", "yield equals(x)", "yield equals(2 * x)"),
    ("q2_mixture", "equals(total(weights[k] * sigmoid(-a[k])", "equals(total(weights[k] * sigmoid(a[k])"),
    ("q2_mixture", "equals(slash(e, 1 + e))", "equals(slash(1, 1 + e))"),
    ("q3_optimisation", "yield equals(g + H * s", "yield equals(g - H * s"),
    ("q3_optimisation", "therefore((s, -H.I * g)", "therefore((s, H.I * g)"),
    ("q3_optimisation", "equals(minimum + half *", "equals(minimum - half *"),
    ("q3_optimisation", "equals(frac(n * (n + 1), 2))", "equals(frac(n * (n - 1), 2))"),
    ("q3_optimisation", "equals(C * r * norm_v**2", "equals(C * r**2 * norm_v**2"),
    ("q4_convolutions", "equals(n + 2 * p - r)", "equals(n + 2 * p + r)"),
    ("q5_receptive_fields", 'yield equals(n, "', 'yield equals(n - 2, "'),
    ("q5_receptive_fields", "equals(field + (k - 1) * jump", "equals(field + k * jump"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "true", "false"), WRONG, ids=[f"{name}: {false}" for name, _, false in WRONG])
def test_a_wrong_line_is_refused_where_it_stands_with_a_counterexample(answer, true, false):
    declared, number = mutated(answer, true, false)
    with pytest.raises(Refused) as caught:
        derive(declared, f"answers/{answer}.py")
    first, second, *rest = str(caught.value).splitlines()
    assert first.startswith(f"answers/{answer}.py:{number}  {declared.name}, line ")
    assert second.startswith("refuted: ")
    starts = next(k for k, line in enumerate(rest) if line.startswith(("For example", "That is")))
    example = " ".join(rest[starts:])
    assert " against " in example
    assert max(map(len, str(caught.value).splitlines())) <= 80


def mutated(answer, true, false):
    """The derivation that holds the first yielded line with `true`, now `false`, and the number of that line."""
    lines = (ROOT / "answers" / f"{answer}.py").read_text(encoding="utf-8").splitlines()
    number = next(k for k, line in enumerate(lines, 1) if true in line and line.lstrip().startswith("yield"))
    lines[number - 1] = lines[number - 1].replace(true, false)
    module = types.ModuleType(f"mutated_{answer}")
    sys.modules[module.__name__] = module
    exec(compile("\n".join(lines), f"answers/{answer}.py", "exec"), module.__dict__)  # our own answers
    before = [d for d in vars(module).values() if isinstance(d, Declared) and d.line <= number]
    return max(before, key=lambda d: d.line), number
