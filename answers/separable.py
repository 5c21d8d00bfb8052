"""Which functions of the four corners an affine map with a threshold computes, and how well they tell equal corners.

A function of four bits is a number of 16 bits: bit i is its value at point i of FOUR_BITS.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, permutations, product

import numpy as np
from sympy import Rational

FOUR_BITS = tuple(product((0, 1), repeat=4))  # corners (0,0), (4,4), (0,4), (4,0)
BOUND = 3  # weights up to this size are enough


def with_small_weights(bound: int = BOUND) -> frozenset[int]:
    """The functions of four bits that weights -bound, ..., bound and a threshold compute."""
    found = {0}
    for weights in product(range(-bound, bound + 1), repeat=4):
        at = [sum(a * b for a, b in zip(weights, point, strict=True)) for point in FOUR_BITS]
        found |= {sum((z >= cut) << i for i, z in enumerate(at)) for cut in set(at)}
    return frozenset(found)


def not_refuted() -> frozenset[int]:
    """The functions, of all 65536, that are not white at a, b and black at c, d (or the reverse) while a + b = c + d.

    An affine map has f(a) + f(b) = f(c) + f(d) there, and no threshold parts them: no other function is separable.
    """
    pairs: dict[tuple[int, ...], list[int]] = {}
    for i, j in combinations(range(16), 2):
        middle = tuple(a + b for a, b in zip(FOUR_BITS[i], FOUR_BITS[j], strict=True))
        pairs.setdefault(middle, []).append(1 << i | 1 << j)
    functions = np.arange(1 << 16)
    refuted = np.zeros(1 << 16, dtype=bool)
    for whites, blacks in (two for group in pairs.values() for two in permutations(group, 2)):
        refuted |= (functions & (whites | blacks)) == whites
    return frozenset(map(int, functions[~refuted]))


def most_right(functions: Iterable[int]) -> tuple[Rational, Rational]:
    """The largest share of the 16 images that one of the functions gets right on a diagonal, and two on both."""
    right = []
    for a in (0, 2):
        same = sum((point[a] == point[a + 1]) << i for i, point in enumerate(FOUR_BITS))
        right.append({~(f ^ same) & 0xFFFF for f in functions})
    one = max(r.bit_count() for r in right[0])
    both = max((r & other).bit_count() for r in right[0] for other in right[1])
    return Rational(one, 16), Rational(both, 16)
