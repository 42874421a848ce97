"""Pictures of a witness: what is drawn, and where there is nothing to draw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symproof.checking.report import Witness
from symproof.terms import Apply, Arrow, H, S, Shift, Space, V, Var
from symproof.writing.picture import picture, picture_latex, picture_lines

F = Space("F")
I_, K, Y, G3 = Var("i", S), Var("h", H), Var("y", V), Var("h_3", H)
f = Var("f", Arrow((S,), F))
fh = Var("f", Arrow((S, H), F))

ROW = Witness(
    group="C2",
    action="C2 on Z_3: acting on Z_3 (S = V, x the identity), r 1 = 2",
    elements=(("i", "0"), ("y", "1"), ("h_3", "r"), ("h", "e")),
    neighbourhoods=(),
    functions=(("f", ((("2",), "1"),)),),
    maps=(),
    scalars=(),
    left="2/3",
    right="2/5",
    order=6,
)
PAIRS = replace(ROW, functions=(("f", ((("2", "e"), "-3"),)),))
GRID = replace(
    ROW,
    group="C4",
    action="p4:3: acting on Z_3^2 (S = V, x the identity), r (1,0) = (0,1)",
    elements=(("i", "(0,0)"), ("y", "(1,0)"), ("h_3", "r"), ("h", "e")),
    functions=(("f", ((("(1,0)",), "5"),)),),
)
MOVED = Apply(Shift(Y, Shift(G3, f)), I_)


def test_a_row_is_turned_and_then_moved() -> None:
    drawn = picture(ROW, (MOVED,))
    assert drawn is not None
    (panel,) = drawn.panels
    assert panel.before == (("", "", "1"),)  # r takes 2 to 1, y = 1 takes that to 2
    assert panel.after == (("", "", "1"),)
    assert panel.marked == (0, 0)
    assert drawn.element == (("y", "1"), ("h_3", "r"))


def test_a_signal_on_pairs_changes_its_element_too() -> None:
    drawn = picture(PAIRS, (Apply(Shift(Y, Shift(G3, fh)), I_, K),))
    assert drawn is not None
    over = {panel.over: (panel.before, panel.after) for panel in drawn.panels}
    assert over == {"e": ((("", "", "-3"),), (("", "", ""),)), "r": ((("", "", ""),), (("", "", "-3"),))}


def test_on_a_grid_the_second_coordinate_grows_upwards() -> None:
    drawn = picture(GRID, (MOVED,))
    assert drawn is not None
    assert drawn.panels[0].before == (("", "", ""), ("", "", ""), ("", "5", ""))
    assert drawn.panels[0].after == (("", "", ""), ("", "5", ""), ("", "", ""))  # (1,0) to (0,1) to (1,1)


def test_the_lines() -> None:
    drawn = picture(replace(ROW, elements=(("i", "0"), ("y", "2"), ("h_3", "e"))), (MOVED,))
    assert drawn is not None
    assert picture_lines(drawn, "") == [
        "f on Z_3, before and after y = 2, h_3 = e:",
        "  f               L_yL_h_3[f]",
        "  [.] .  1    ->  [.] 1  .",
        "positions move: 0 -> 2, 1 -> 0, 2 -> 1",
        "the two sides at i = 0 (in brackets) do not agree: left 2/3, right 2/5",
    ]


@pytest.mark.parametrize("witness", [ROW, PAIRS, GRID], ids=["row", "pairs", "grid"])
def test_lines_fit_and_latex_is_balanced(witness: Witness) -> None:
    term = Apply(Shift(Y, Shift(G3, fh)), I_, K) if witness is PAIRS else MOVED
    drawn = picture(witness, (term,))
    assert drawn is not None
    assert max(map(len, picture_lines(drawn))) <= 80
    source = picture_latex(drawn)
    assert source.count("{") == source.count("}")
    assert source.count(r"\begin{picture}") == source.count(r"\end{picture}") == 2 * len(drawn.panels)


NOTHING = {
    "the action is not told": replace(ROW, action="nothing depends on the action"),
    "an unknown group": replace(ROW, action="Q99 on Z_3: acting on Z_3"),
    "too many points": replace(ROW, action="p1:9: acting on Z_9^2"),
    "no signal": replace(ROW, functions=()),
    "a signal that is zero": replace(ROW, functions=(("f", ()),)),
    "a value that is no number": replace(ROW, functions=(("f", ((("2",), "(1, 2)"),)),)),
    "a point that is not there": replace(ROW, functions=(("f", ((("7",), "1"),)),)),
    "an element that is not there": replace(ROW, elements=(("y", "1"), ("h_3", "s"))),
}


@pytest.mark.parametrize("witness", NOTHING.values(), ids=NOTHING)
def test_nothing_is_drawn_for(witness: Witness) -> None:
    drawn = picture(witness, (MOVED,))
    assert drawn is None or not drawn.element  # where it cannot be moved, the signal alone may be drawn
