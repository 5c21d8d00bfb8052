"""Matrices that obey premises: each property and each given equation, exactly."""

from dataclasses import replace
from fractions import Fraction as Q

import pytest
from sympy import Identity, MatrixSymbol, Symbol, ZeroMatrix
from sympy import Q as Is

from workings.judge.instances import source
from workings.judge.matrix_instances import drawn_matrix, has_property, obeying, solved
from workings.judge.premises import premises
from workings.judge.values import Walk

l = Symbol("l", real=True)
A, B, H = (MatrixSymbol(name, 3, 3) for name in "ABH")
x, g = MatrixSymbol("x", 3, 1), MatrixSymbol("g", 3, 1)
PROPERTIES = [Is.symmetric, Is.positive_definite, Is.invertible, Is.orthogonal, Is.unitary, Is.diagonal]


@pytest.mark.parametrize("predicate", PROPERTIES, ids=str)
@pytest.mark.parametrize("size", [1, 2, 4])
def test_a_drawn_matrix_has_the_property(predicate, size):
    known, rng = premises(predicate(A)), source(str(predicate))
    for _ in range(5):
        assert has_property(drawn_matrix(A, (size, size), known, rng), predicate)


def test_several_properties_at_once():
    cells = drawn_matrix(A, (3, 3), premises((Is.diagonal(A), Is.positive_definite(A))), source("both"))
    assert has_property(cells, Is.diagonal) and has_property(cells, Is.positive_definite)


ONE, TURN, SHEAR = [[Q(1), Q(0)], [Q(0), Q(1)]], [[Q(0), Q(1)], [Q(-1), Q(0)]], [[Q(1), Q(1)], [Q(0), Q(1)]]
WITHOUT = [
    (Is.symmetric, SHEAR),
    (Is.positive_definite, [[Q(1), Q(2)], [Q(2), Q(1)]]),
    (Is.positive_definite, [[Q(0)]]),
    (Is.positive_definite, SHEAR),  # not symmetric
    (Is.invertible, [[Q(1), Q(2)], [Q(2), Q(4)]]),
    (Is.orthogonal, SHEAR),
    (Is.orthogonal, [[Q(1), Q(0)]]),
    (Is.diagonal, SHEAR),
    (Is.upper_triangular, SHEAR),  # true, but no rule knows it
]


@pytest.mark.parametrize(("predicate", "cells"), WITHOUT, ids=str)
def test_a_matrix_without_the_property_does_not_have_it(predicate, cells):
    assert not has_property(cells, predicate)


def test_the_properties_of_a_turn():
    having = [predicate for predicate in PROPERTIES if has_property(TURN, predicate)]
    assert having == [Is.invertible, Is.orthogonal, Is.unitary]


EQUATIONS = [
    (A * x, l * x),
    (H * x, -g),
    (A * B, B * A),
    (A.T, -A),
    (A.T * A, Identity(3)),
    (A**2, A),
    (A**2, Identity(3)),
    (A**2 - 3 * A + 2 * Identity(3), ZeroMatrix(3, 3)),
    (A * B, Identity(3)),
]


@pytest.mark.parametrize(("left", "right"), EQUATIONS, ids=str)
def test_a_given_equation_is_met_by_matrices_that_are_not_0(left, right):
    known, rng = premises(Is.symmetric(H)), source("equation")
    matrices = {m: drawn_matrix(m, m.shape, known, rng) for m in (A, B, H, x, g)}
    known = replace(known, matrix_equations=((left, right),))

    def value(e):
        return Walk({**matrices, l: Q(2)}, None).value(e)

    assert obeying(matrices, known, value, rng)
    assert value(left) == value(right) and has_property(matrices[H], Is.symmetric)
    assert all(any(map(any, matrices[m])) for m in left.atoms(MatrixSymbol))


def test_an_equation_that_no_matrix_meets_is_not_met():
    matrices = {A: [[Q(int(i == j)) for j in range(3)] for i in range(3)]}
    known = replace(premises(()), matrix_equations=((A - A + Identity(3), ZeroMatrix(3, 3)),))
    assert not obeying(matrices, known, lambda e: Walk(matrices, None).value(e), source("none"))


def test_linear_equations_are_solved_with_the_free_unknowns_as_given():
    slopes, start = [[Q(1), Q(2)], [Q(1), Q(2)], [Q(0), Q(1)]], [Q(-3), Q(-5)]
    first, second, third = solved(slopes, start, [Q(9), Q(7), Q(4)])
    assert first + second == 3 and 2 * first + 2 * second + third == 5
    assert solved([[Q(1), Q(1)]], [Q(0), Q(1)], [Q(0)]) is None
