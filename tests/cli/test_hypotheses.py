"""``symproof hypotheses``: what each theorem needs, shown by leaving it out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from symproof import cli

START = r"""\documentclass{article}
\begin{document}
\begin{setting}
Let $\mathcal{G}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $y \in V$ and $g, h \in \mathcal{G}$. Let $F$, $K$ be feature spaces.
Let $f, u : S \to F$ and $\varphi : F \to K$. Let $N(i) \subseteq S$. Let $p : V \to \mathbb{R}$.
%s
\end{setting}
"""
END = "\n\\end{document}\n"
THEOREM = "\\begin{theorem}\\label{%s}\n%s\n\\end{theorem}\n"
SUM = r"$\sum_{j\in N(x^{-1}(x(i)+y))} f(j) = \sum_{j\in N(i)} f(x^{-1}(x(j)+y))$"
TURNED = r"$\sum_{j\in N(x^{-1}(hx(i)))} f(j) = \sum_{j\in N(i)} f(x^{-1}(hx(j)))$"
BOTH = r"$\sum_{j\in N(x^{-1}(hx(i)+y))} f(j) = \sum_{j\in N(i)} f(x^{-1}(hx(j)+y))$"
LINEAR = r"$\varphi(f(i) + u(i)) = \varphi(f(i)) + \varphi(u(i))$"
COMMUTE = r"$gh = hg$"
LAW = r"$p(hy) = p(y)$"
NOTHING = r"$f(i) = f(i)$"
EQUIVARIANT = "Assume that $N$ is translation-equivariant."
STABLE = r"Assume that $N$ is stable under $\mathcal{G}$."


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """The theorem ``t`` of a document as data, and what is printed of it."""
    monkeypatch.chdir(tmp_path)

    def tell(claim: str, own: str = "", shared: str = "", more: str = "") -> tuple[dict[str, Any], str, int]:
        said = f"{own} Then {claim}." if own else claim
        Path("t.tex").write_text(START % shared + THEOREM % ("t", said) + more + END)
        cli.run(["hypotheses", "t.tex", "--format", "json"])
        data = json.loads(capsys.readouterr().out)
        code = cli.run(["hypotheses", "t.tex"])
        assert data["summary"]["exit_code"] == code
        return data["theorems"][0], " ".join(capsys.readouterr().out.split()), code

    return tell


def standings(theorem: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(one["words"], one["standing"], one["stated"]) for one in theorem["hypotheses"]]


@pytest.mark.parametrize(
    ("claim", "hypotheses", "words"),
    [
        (SUM, EQUIVARIANT, ["$N$ is translation-equivariant"]),
        (TURNED, STABLE, [r"$N$ is stable under $\mathcal{G}$"]),
        (BOTH, f"{EQUIVARIANT} {STABLE}", ["$N$ is translation-equivariant", r"$N$ is stable under $\mathcal{G}$"]),
        (LINEAR, r"Assume that $\varphi$ is linear.", [r"$\varphi$ is linear"]),
        (COMMUTE, r"Assume that $\mathcal{G}$ is commutative.", [r"$\mathcal{G}$ is commutative"]),
        (LAW, "Assume that $p(hy) = p(y)$ for all $h$, $y$.", ["$p(hy) = p(y)$"]),
    ],
)
def test_each_is_necessary_and_so_is_one_that_nobody_states(
    told: Any, claim: str, hypotheses: str, words: list[str]
) -> None:
    theorem, text, code = told(claim, shared=hypotheses)
    assert standings(theorem) == [(word, "necessary", True) for word in words]
    assert code == 0 and theorem["superfluous"] == []
    for one in theorem["hypotheses"]:
        assert one["witness"]["left"] != one["witness"]["right"]
        assert one["claim"] == 1
    assert "without it the claim is false: On " in text
    if claim != LAW:  # which laws might be missing is not guessed
        theorem, text, code = told(claim)
        assert standings(theorem) == [(word, "necessary", False) for word in words]
        assert code == 1 and "needs, and nobody states: " in text


def test_the_group_has_the_name_that_the_document_gives_it(told: Any) -> None:
    _, text, _ = told(TURNED, shared=STABLE)
    assert "needs N is stable under G; without it" in text
    assert "under H" not in text


def test_superfluous_ones(told: Any) -> None:
    theorem, text, code = told(SUM, own=f"{EQUIVARIANT} {STABLE}")
    assert [one["words"] for one in theorem["hypotheses"]] == ["$N$ is translation-equivariant"]
    assert theorem["superfluous"] == ["N is stable under \\mathcal{G}"]
    assert "superfluous: N is stable under G" in text
    assert code == 0


def test_one_of_the_document_is_superfluous_where_no_theorem_uses_it(told: Any) -> None:
    theorem, text, _ = told(SUM, shared=f"{EQUIVARIANT} {STABLE}")
    assert theorem["superfluous"] == ["N is stable under \\mathcal{G}"]
    theorem, text, _ = told(SUM, shared=f"{EQUIVARIANT} {STABLE}", more=THEOREM % ("u", TURNED))
    assert theorem["superfluous"] == [] and theorem["unused"] == ["N is stable under \\mathcal{G}"]
    assert "not used here: N is stable under G" in text


def test_what_two_sides_that_differ_meet_is_not_superfluous(told: Any) -> None:
    theorem, text, code = told(SUM.replace("=", r"\neq"), own=STABLE)
    assert code == 0
    assert theorem["superfluous"] == [] and theorem["unused"] == ["N is stable under \\mathcal{G}"]
    assert "met by the counterexample: N is stable under G" in text


def test_a_hypothesis_of_the_steps_alone_is_not_needed_for_the_claim(told: Any) -> None:
    detour = r"""\begin{proof}
\begin{align*}
f(i) &= f(i) + \varphi(f(i)+u(i)) - \varphi(f(i)) - \varphi(u(i)) && \text{$\varphi$ is linear} \\
&= f(i) && \text{$\varphi$ is linear}
\end{align*}
\end{proof}
"""
    shared = r"Assume that $F = K$. Assume that $\varphi$ is linear."
    theorem, text, code = told(NOTHING, shared=shared, more=detour)
    assert code == 0
    assert standings(theorem) == [(r"$\varphi$ is linear", "spare", True)]
    assert theorem["hypotheses"][0]["steps"] == [1, 2]
    assert "uses phi is linear (steps 1 and 2); the claim is proved without it" in text


def test_nothing_is_told_of_a_theorem_without_hypotheses(told: Any) -> None:
    theorem, text, code = told(NOTHING)
    assert (theorem["hypotheses"], theorem["superfluous"], code) == ([], [], 0)
    assert "1 theorem: none uses a hypothesis." in text
    assert "t: proved" not in text


def test_the_conditions_of_the_theory_are_told_once(told: Any) -> None:
    _, text, _ = told(SUM, shared=EQUIVARIANT, more=THEOREM % ("u", SUM))
    assert text.count("The theory's own conditions") == 1
    assert "by automorphisms" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("missing.tex",), "there is no file"), (("--format", "xml"), "xml"), (("t.tex::other",), "no proposition")],
)
def test_wrong_usage(told: Any, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    told(NOTHING)
    assert cli.run(["hypotheses", *arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err and "Traceback" not in captured.err


@pytest.mark.parametrize("source", ["", "\\begin{document}", "\x00", "\\begin{setting}Let"])
def test_broken_documents(tmp_path: Path, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.tex").write_text(source)
    assert cli.run(["hypotheses", str(tmp_path / "broken.tex")]) in (1, 5)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
