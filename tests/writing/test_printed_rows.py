"""Printed lines in rows: cut where few brackets are open, never inside braces, and nothing is lost."""

from __future__ import annotations

import pytest

from symproof.writing.printed_rows import printed_rows
from symproof.writing.width import width

LINES = [
    r"= \varphi(\sum_{j \in N(i)} \sigma_j(f(j) + g(j)) \times (\psi(f(j)) + \psi(g(j))))",
    r"= \frac{a + b + c}{d} + \frac{a + b + c}{d} + \frac{a + b + c}{d}",
    r"L_h[\rho](i, h_1'), (j, h_2')) + \Delta\varphi(f(j)) + L_h[\rho](i, h_1'), (j, h_2')",  # brackets as printed
    r"\langle a, b \bigr) + \langle a, b \bigr) + \langle a, b \bigr)",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("room", [8.0, 14.0, 30.0])
def test_nothing_is_lost_and_braces_are_whole(line: str, room: float) -> None:
    rows = printed_rows(line, room)
    assert "".join("".join(rows).split()) == "".join(line.split())
    assert all(row.count("{") == row.count("}") for row in rows)


def test_a_short_line_is_one_row() -> None:
    assert printed_rows("a + b", 30.0) == ["a + b"]


def test_rows_fit_where_there_are_places_to_cut() -> None:
    line = " + ".join(["abc"] * 20)
    rows = printed_rows(line, 12.0)
    assert len(rows) > 3 and all(width(row) <= 12.0 for row in rows)
    assert all(row.startswith("+") for row in rows[1:])


def test_the_fewest_brackets_are_cut() -> None:
    rows = printed_rows(r"f(a + b + c) + g(a + b + c) + h(a + b + c)", 9.0)
    assert rows == ["f(a + b + c)", "+ g(a + b + c)", "+ h(a + b + c)"]


def test_more_brackets_closed_than_opened() -> None:
    rows = printed_rows(r"f(a)) + g(a)) + h(a)) + f(a)) + g(a)) + h(a)) + f(a)) + g(a)) + h(a))", 12.0)
    assert len(rows) > 2 and all(width(row) <= 12.0 for row in rows)


def test_an_operator_before_a_comma() -> None:
    """Not within the arguments of a function."""
    rows = printed_rows(r"\alpha + (\beta + \gamma(i, j) + \delta(i, j) + \epsilon(i, j))", 9.0)
    assert not any(row.endswith(",") for row in rows)


def test_a_line_without_a_place_to_cut() -> None:
    assert printed_rows(r"f_{a + b + c + d + e + f + g + h}", 3.0) == [r"f_{a + b + c + d + e + f + g + h}"]


def test_nothing() -> None:
    assert printed_rows("", 10.0) == []
