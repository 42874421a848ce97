"""Whole documents: propositions with their claims, labels, limits; the corrected derivations."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.reading import carriers, chains, claims, files, language, links, read
from symproof.reading.read import read_document
from symproof.terms import Apply, H, IllSorted
from symproof.theory.document import Implication, Proposition, Relation
from symproof.theory.hypotheses import Commutative
from tests.reading.malformed import CLAIM, HEAD, SETTING, TAIL, chain, proof, proposition
from tests.reading.malformed import setting as sentence

CORRECTED = sorted(Path(__file__).parents[2].glob("proofs/corrected/*.tex"))


def one(text: str, *codes: str) -> Proposition:
    document = read_document("x.tex", proposition(text))
    assert [d.code for d in document.diagnostics] == list(codes), document.diagnostics
    return document.propositions[0]


CLAIMS = [
    ("$h = k$", ["h = k"]),
    ("For all $h \\in \\mathcal{H}$ we have $h = k$ and $k = h$.", ["h = k", "k = h"]),
    (r"Let $g \in \mathcal{H}$. Then \[ g = h. \]", ["g = h"]),
    ("\\begin{align*} h &= k \\\\ &= hk \\\\ y &= -y \\end{align*}", ["h &= k", "k \\\\ &= hk", "y &= -y"]),
    (r"\[ h = k \quad\text{and}\quad y = -y \quad\text{for all } y \in V \]", ["h = k", "y = -y"]),
    ("The function $f$ is a signal and $h = k$.", ["h = k"]),
    (r"$h = e \implies hk = k$", [r"h = e \implies hk = k"]),
    (r"\begin{gather*} h = k \\ y = -y \end{gather*}", ["h = k", "y = -y"]),
]


@pytest.mark.parametrize(("text", "claims"), CLAIMS)
def test_claims(text: str, claims: list[str]) -> None:
    assert [claim.source for claim in one(text).claims] == claims


def test_exceptions_in_words_and_in_the_display() -> None:
    for text in (r"$f(i) \neq f(j)$ unless $i = j$.", r"\[ f(i) \neq f(j) \quad \text{unless } i = j \]",
                 r"\[ f(i) \neq f(j) \text{ unless $i = j$} \]"):  # fmt: skip
        (claim,) = one(text).claims
        assert claim.unless is not None and claim.unless.relation == Relation.EQUAL


def test_a_proposition_may_assume_and_declare() -> None:
    found = one(r"Assume that $\mathcal{H}$ is commutative and let $g \in \mathcal{H}$. Then $gh = hg$.")
    assert found.hypotheses == (Commutative(),) == found.setting.hypotheses
    assert "g" in found.setting.symbols


def test_what_a_proposition_declares_is_its_own() -> None:
    text = proposition(r"Let $g \in \mathcal{H}$. Then $g = g$.")
    more = text.replace(TAIL, "\\begin{lemma}$g = h$\\end{lemma}\n" + TAIL)
    assert [d.code for d in read_document("x.tex", more).diagnostics] == ["E201"]


def test_if_then() -> None:
    found = one(r"If $\mathcal{H}$ is commutative, then $hk = kh$.")
    assert found.hypotheses == (Commutative(),) and len(found.claims) == 1


def test_implications_are_one_claim() -> None:
    (claim,) = one(r"\[ h = k \iff k = h \]").claims
    assert isinstance(claim.statement, Implication) and claim.statement.both


REFUSED = ["It is false that $h = k$.", "$h = k$ or $k = h$.", "$h = k$ only if $h = e$.", "$h = k$ where $h = e$.",
           "The function $f$ is constant and $h = k$.",
           r"\[ h = k \quad\text{if } h = e \]", "Never $h = k$.", "There exists $h$ with $hk = k$."]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_words_that_turn_a_claim_are_refused(text: str) -> None:
    codes = [d.code for d in read_document("x.tex", proposition(text)).diagnostics]
    assert "E145" in codes


def test_labels_titles_kinds_and_review() -> None:
    text = HEAD.replace("\\usepackage{symproof}", "\\usepackage[review]{symproof}\n\\title{On $V$}") + SETTING
    text += "\\end{setting}\n\\begin{theorem}[Of $L_h[f]$]\\label{a:b}$h = h$\\end{theorem}\n"
    text += "\\begin{lemma}$h = h$\\end{lemma}\n" + TAIL
    document = read_document("x.tex", text)
    assert document.under_review and document.title == "On $V$" and document.source == text
    first, second = document.propositions
    assert (first.kind, first.title, first.label) == ("theorem", "Of $L_h[f]$", "a:b")
    assert (second.kind, second.label) == ("lemma", "lemma-2")


def test_environments_outside_are_passed_over() -> None:
    text = HEAD + "\\begin{center}$broken ( $\\end{center}\\begin{verbatim}\\begin{proof} $ \\end{verbatim}\n"
    assert not read_document("x.tex", text + SETTING + "\\end{setting}\n" + CLAIM + TAIL).diagnostics


def test_comments_are_passed_over() -> None:
    text = proof("% $ \\begin{align*}\n\\begin{align*} % \\end{align*} (\nh &= h % )\n\\end{align*}")
    assert not read_document("x.tex", text).diagnostics


def test_a_name_free_in_the_claim_is_not_bound_in_the_chain() -> None:
    rows = r"\rho(i,j) &= \sum_{j\in N(i)} \rho(i,j)"
    assert [d.code for d in read_document("x.tex", chain(rows)).diagnostics] == ["E205"]


def test_for_all_makes_a_name_free() -> None:
    sums = r"$\sum_{hk\in\mathcal{H}} [\bullet] = \sum_{k\in\mathcal{H}} [\bullet]$"
    assert len(one(r"For all $h \in \mathcal{H}$ it holds that " + sums).claims) == 1
    one(sums.replace(r"\sum_{k", r"\sum_{kh"), "E206")
    one(r"For all $k \in \mathcal{H}$ it holds that " + sums, "E205")


def test_a_name_that_the_claim_leaves_free_is_free_in_the_proof() -> None:
    sums = r"\sum_{hk\in\mathcal{H}} [\bullet]", r"\sum_{k\in\mathcal{H}} [\bullet]"
    lemma = f"\\begin{{lemma}}${sums[0]} = {sums[1]}$\\end{{lemma}}"
    lines = rf"\begin{{proof}}\begin{{align*}} & {sums[0]} \\ &= {sums[1]} \end{{align*}}\end{{proof}}"
    text = HEAD + SETTING + "\\end{setting}\n" + lemma + lines + TAIL
    assert not read_document("x.tex", text).diagnostics


BINDING = [
    # what a side binds for certain is bound on every side, whichever stands first
    (r"$\sum_{hk\in\mathcal{H}} [\bullet] = \sum_{hk\in\mathcal{H}} [\bullet] = \sum_{k\in\mathcal{H}} [\bullet]$", []),
    (r"$\sum_{hk\in\mathcal{H}} [\bullet] = \sum_{hk\in\mathcal{H}} [\bullet]$ and $\sum_{k\in\mathcal{H}} [\bullet] ="
     r" \sum_{k\in\mathcal{H}} [\bullet]$", []),
    (r"$\sum_{hk\in\mathcal{H}} [\bullet] = \sum_{hk\in\mathcal{H}} [\bullet]$", ["E206"]),
    # bound in one place, free in another
    (r"$\sum_{hk\in\mathcal{H}} [\bullet] = \sum_{k\in\mathcal{H}} [\bullet]$ and $k = k$", ["E205"]),
    (r"$k = k$ and $\sum_{k\in\mathcal{H}} [\bullet] = \sum_{k\in\mathcal{H}} [\bullet]$", ["E205"]),
    # an abbreviation speaks of the outer name: \bar k is hk, \bar i is x^{-1}(x(i) - y)
    (r"$\sum_{k\in\mathcal{H}} \kappa(\bar k) = \sum_{k\in\mathcal{H}} \kappa(\bar k)$", ["E205"]),
    (r"$\sum_{hk\in\mathcal{H}} \kappa(\bar k) = \sum_{k\in\mathcal{H}} \kappa(k)$", ["E205"]),
    (r"$\sum_{i\in N(j)} f(\bar i) = \sum_{i\in N(j)} f(\bar i)$", ["E205"]),
    (r"$\sum_{i\in N(\bar i)} f(i) = f(j)$", ["E205"]),
    (r"$\sum_{x^{-1}(x(i)+y)\in N(j)} f(\bar i) = \sum_{i\in N(j)} f(i)$", ["E205"]),
    (r"$\sum_{j\in N(i)} f(\bar i) = \sum_{j\in N(i)} f(\bar i)$", []),
    # so does a definition that has no parameter for it
    (r"$\sum_{k\in\mathcal{H}} \lambda(h) = \sum_{k\in\mathcal{H}} \lambda(h)$", ["E205"]),
    (r"$\sum_{h\in\mathcal{H}} \lambda(h) = \sum_{h\in\mathcal{H}} \lambda(h)$", []),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "codes"), BINDING)
def test_what_the_sums_of_a_claim_bind(claim: str, codes: list[str]) -> None:
    more = r"Let $\kappa : \mathcal{H} \to F$. Write $\bar k := hk$. Define $\lambda(h) := \kappa(hk)$."
    document = read_document("x.tex", proposition(claim).replace("\\end{setting}", more + "\\end{setting}"))
    assert [d.code for d in document.diagnostics][:1] == codes, document.diagnostics


LIMITS = [
    (links, "MAX_LINKS", chain(r"f(i) &= f(i) = f(i)")),
    (links, "MAX_LINKS", chain(r"h = k \implies h = k")),
    (links, "MAX_LINKS", proposition("$h = k = h$")),
    (claims, "MAX_CLAIMS", proposition("$h = k$ and $k = h$")),
    (files, "MAX_CONVERSIONS", proposition("$h\\conversion{k}{k} = h\\conversion{k}{k}$")),
    (carriers, "MAX_NAMES", sentence("Let $u, v, w \\in V$.")),
    (chains, "MAX_STEPS", chain(r"f(i) &= f(i) = f(i) = f(i) = f(i)")),
    (read, "MAX_PROPOSITIONS", HEAD + SETTING + "\\end{setting}\n" + CLAIM + CLAIM.replace("{p}", "{q}") + TAIL),
]


@pytest.mark.parametrize(("module", "name", "text"), LIMITS)
def test_limits_are_named(monkeypatch: pytest.MonkeyPatch, module: object, name: str, text: str) -> None:
    monkeypatch.setattr(module, name, 1)
    found = [d for d in read_document("x.tex", text).diagnostics if d.code == "E129"]
    assert found and found[0].facts["name"] == name


OTHERS = [
    ("E154", chain(r"f(i) &:= f(i)")),
    ("E154", chain(r"f(i) &= f(i) \\ &:= f(i)")),
    ("E154", chain(r"f(i) &= \sum \\ &:= f(i)")),
    ("E261", sentence("Define $L_h[\\rho](i) := \\rho^P(y)$.")),
    ("W103", HEAD + "\\begin{setting}\nLet $i \\in S$.\n\\end{setting}\n" + TAIL),
]


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_other_codes(code: str, text: str) -> None:
    codes = [d.code for d in read_document("x.tex", text).diagnostics]
    assert code in codes


@pytest.mark.parametrize("error", [IllSorted(Apply, 1, "a position", H), RecursionError("too deep")])
def test_what_the_terms_refuse_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Sorts are checked before a term is built; should one slip through, the sentence has no effect."""

    def refuse(*_: object) -> bool:
        raise error

    monkeypatch.setattr(language, "declare", refuse)
    found = [d for d in read_document("x.tex", sentence("Let $u \\in V$.")).diagnostics if d.code == "E121"]
    assert found and found[0].facts["reason"] == str(error)


@pytest.mark.parametrize("path", CORRECTED, ids=lambda path: path.stem)
def test_the_corrected_derivations_are_read(path: Path) -> None:
    document = read_document(path)
    assert not document.diagnostics
    assert document.propositions and all(p.claims for p in document.propositions)
    steps = [step for p in document.propositions for c in p.chains for step in c.steps]
    assert all(step.reason.parts for step in steps)


@pytest.mark.parametrize(("text", "count"), [
    (r"\iffalse\[ f(i) = f(j) \]\fi \[ h = h \]", 1),
    (r"\iffalse \ifx a \else \fi \[ f(i) = f(j) \] \fi \[ h = h \]", 1),
    ("\\iffalse % \\fi\n\\[ f(i) = f(j) \\] \\fi \\[ h = h \\]", 1),
    (r"\iffalse \[ f(i) = f(j) \iff h = h \] \else \[ h = h \] \fi", 1),
    (r"\iffalse \fill \[ h = h \] \[ h = h \]", 2),  # never closed: nothing is left out
])  # fmt: skip
def test_what_is_left_out_is_not_read(text: str, count: int) -> None:
    document = read_document("x.tex", proof(text))
    assert not document.diagnostics
    assert len(document.propositions[0].chains) == count


@pytest.mark.parametrize("name", ["Lemma", "THEOREM", "Thm", "Prop*", "satz", "folgerung"])
def test_environments_of_other_names(name: str) -> None:
    own = "\\newtheorem{satz}{Theorem}\\newtheorem{folgerung}[satz]{Corollary}\n"
    text = f"\\begin{{{name}}}\n$h = h$\n\\end{{{name}}}\n\\begin{{Proof}}\n\\[ h = h \\]\n\\end{{Proof}}\n"
    document = read_document("x.tex", own + HEAD + SETTING + "\\end{setting}\n" + text + TAIL)
    assert not document.diagnostics
    assert [len(found.claims) for found in document.propositions] == [1]
    assert [len(chain.steps) for chain in document.propositions[0].chains] == [1]


@pytest.mark.parametrize("name", ["remark", "example", "definition", "center", "subequations", "tabular", "quote"])
def test_other_environments_are_left_alone(name: str) -> None:
    text = HEAD + SETTING + "\\end{setting}\n" + CLAIM + f"\\begin{{{name}}} $h = k$ \\end{{{name}}}\n" + TAIL
    document = read_document("x.tex", text)
    assert not document.diagnostics and len(document.propositions) == 1


@pytest.mark.parametrize("display", [
    r"\begin{IEEEeqnarray*}{rCl} h &=& h \end{IEEEeqnarray*}", r"\begin{dmath*} h = h \end{dmath*}",
    r"\[ \begin{aligned}[t] h &= h \end{aligned} \]",
])  # fmt: skip
def test_displays_of_other_packages(display: str) -> None:
    document = read_document("x.tex", proof(display))
    assert not document.diagnostics
    assert [len(chain.steps) for chain in document.propositions[0].chains] == [1]
