"""Breaking by structure: all places of a group or none, and nothing wider than the line if it can be helped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symproof.terms import REAL, Everywhere, ExpOf, Negative, Plus, Ratio, S, SumOver, Term, Var
from symproof.theory.setting import Setting
from symproof.writing.display import DisplayWriter
from symproof.writing.latex import latex
from symproof.writing.layout import Concat, Group, Line, Nest, Stack, Text, concat, flat, flat_width, lay_out
from symproof.writing.medium import MEDIUM
from symproof.writing.sentences import SettingWriter
from symproof.writing.text import explain_term, text
from symproof.writing.width import text_width, width


def word(letters: str) -> Text:
    return Text(letters, float(len(letters)))


def rows(doc, wide, first=0.0):
    return [(row.indent, row.source) for row in lay_out(doc, MEDIUM, wide, first)]


SPACE = Text(" ", 1.0)
PAIR = Group(concat(word("aaaa"), Line(SPACE), word("bbbb"), Line(SPACE), word("cccc")))


@pytest.mark.parametrize(
    ("doc", "wide", "expected"),
    [
        (PAIR, 14, [(0, "aaaa bbbb cccc")]),
        (PAIR, 13, [(0, "aaaa"), (0, "bbbb"), (0, "cccc")]),
        (Nest(PAIR, 2), 13, [(0, "aaaa"), (2, "bbbb"), (2, "cccc")]),
        (concat(PAIR, word("!")), 14, [(0, "aaaa"), (0, "bbbb"), (0, "cccc!")]),
        (Group(concat(word("f("), Nest(PAIR, 1), word(")"))), 16, [(0, "f(aaaa"), (1, "bbbb"), (1, "cccc)")]),
        (Group(concat(PAIR, Line(SPACE), PAIR)), 20, [(0, "aaaa bbbb cccc"), (0, "aaaa bbbb cccc")]),
        (Group(PAIR.inner, most=10), 99, [(0, "aaaa"), (0, "bbbb"), (0, "cccc")]),
        (Group(concat(word("a"), Line(Text(" ", 1), Text("{} ", 0)), word("+ b"))), 4, [(0, "a"), (0, "{} + b")]),
        (word("longer than the line"), 5, [(0, "longer than the line")]),
    ],
)
def test_rows(doc, wide, expected):
    assert rows(doc, wide) == expected


def test_the_first_row_may_be_taken_in_part():
    assert rows(PAIR, 14, first=1) == [(0, "aaaa"), (0, "bbbb"), (0, "cccc")]


def test_what_follows_a_group_up_to_the_next_break_counts():
    inner = Group(concat(word("aa"), Line(SPACE), word("bb")))
    doc = Group(concat(inner, word("xxxx"), Line(SPACE), word("yyyyyy")))
    assert rows(doc, 9) == [(0, "aa bbxxxx"), (0, "yyyyyy")]
    assert rows(doc, 8) == [(0, "aa"), (0, "bbxxxx"), (0, "yyyyyy")]


def test_a_fraction_is_one_piece_with_rows_of_its_own():
    doc = Stack(PAIR, word("d"))
    assert flat(doc, MEDIUM) == r"\frac{aaaa bbbb cccc}{d}"
    assert rows(doc, 10) == [
        (0, r"\frac{\begin{aligned}&aaaa \\ &bbbb \\ &cccc\end{aligned}}{\begin{aligned}&d\end{aligned}}")
    ]


DOCS = st.recursive(
    st.sampled_from([word("a"), word("bbbb"), Line(SPACE), word("cc")]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: Concat(tuple(parts))),
        inner.map(Group),
        inner.map(Nest),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(DOCS, st.integers(4, 40))
def test_nothing_is_lost_and_wide_rows_hold_no_open_break(doc, wide):
    made = lay_out(doc, MEDIUM, float(wide))
    letters = "".join(row.source for row in made).replace(" ", "")
    assert letters == flat(doc, MEDIUM).replace(" ", "")
    if flat_width(doc) <= wide and isinstance(doc, Group):
        assert len(made) == 1


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [
        (r"f(i)", 1.4, 1.9),
        (r"x^{-1}(h_3x(\bar{j})+y)", 6.5, 8.5),
        (r"\sum_{j\in N(i)}", 1.9, 3.2),
        (r"\varphi_{qry}^{head}(f(\bar{i}))", 4.2, 5.7),
        (r"\frac{a}{b+c}", 1.9, 2.8),
        ("", 0.0, 0.0),
        ("}{_^", 0.0, 1.5),
    ],
)
def test_widths_are_near_those_of_tex(source, least, most):
    assert least <= width(source) <= most


def test_the_width_of_a_sentence():
    assert text_width("ab $x$") == pytest.approx(3 * 0.46 + width("x"))


def deep(kind: str) -> Term:
    """A term as deep as the reader lets one be."""
    a, i = Var("a", REAL), Var("i", S)
    grow = {
        "sum": lambda t: Plus(a, Negative(t)),
        "fraction": lambda t: Ratio(a, t),
        "binder": lambda t: Plus(a, SumOver([i], [Everywhere([i])], t)),
        "function": lambda t: ExpOf(t),
    }[kind]
    term: Term = a
    for _ in range(148 if kind != "binder" else 74):
        term = grow(term)
    return term


@pytest.mark.parametrize("kind", ["sum", "fraction", "binder", "function"])
def test_deep_formulas_are_written(kind):
    term = deep(kind)
    assert latex(term) and text(term) and explain_term(term)
    assert DisplayWriter(SettingWriter(Setting())).rows(term, "=")
