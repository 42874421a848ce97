"""What is written is read back: every term, every document."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from symproof.checking.report import (
    ClaimReport,
    DocumentReport,
    ProofStatus,
    PropositionReport,
    StepReport,
    Verdict,
)
from symproof.reading.elaborate import read_comparison, read_term
from symproof.reading.read import read_document
from symproof.reading.scope import Scope
from symproof.reading.source import Source
from symproof.reading.tokens import tokenize
from symproof.terms import Term
from symproof.theory.document import ByClaim, ByStatement, Claim, Document, Implication, Proposition
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Setting
from symproof.writing.latex import LatexPrinter
from symproof.writing.render import render
from symproof.writing.sentences import SettingWriter
from tests.strategies import BOUND_H, BOUND_S, NAMES, SETTING, terms

CORRECTED = sorted((Path(__file__).parents[2] / "proofs" / "corrected").glob("*.tex"))
SCOPE = Scope(
    SETTING,
    free=frozenset(var.name for names in NAMES.values() for var in names),
    bound=frozenset(var.name for var in (*BOUND_S, *BOUND_H)) | {"head"},
)


def tokens(source: str):
    return tokenize(Source("", source), 0, len(source))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), phases=list(Phase))
@given(terms())
def test_a_printed_term_is_read_back(term: Term):
    for printer in (LatexPrinter(), LatexPrinter(sized=True)):
        source = printer.source(term)
        assert read_term(tokens(source), SCOPE, term.sort).term == term, source


@pytest.mark.parametrize(
    "source",
    [
        r"f = L_h[f]",
        r"L_yL_h = L_hL_v",
        r"\varphi_{val} = \varphi_{val}",
        r"m_{LoRA}^r[f,\rho] = L_y[m_{LoRA}^r[f,\rho]]",
        r"\varphi_{out} = -\varphi_{out}",
        r"\varphi_{val} \circ f = \varphi_{val} \circ L_h[f]",
        r"f \circ x^{-1} = -(f \circ x^{-1})",
        r"\alpha = 2\alpha",
    ],
)
def test_equations_between_functions_are_read_back(source):
    found = read_comparison(tokens(source), SCOPE)
    shown = SettingWriter(SETTING).statement(found)
    again = read_comparison(tokens(shown), SCOPE)
    assert (again.left.term, again.right.term) == (found.left.term, found.right.term), shown


# --- documents ----------------------------------------------------------------------------------


def as_proved(document: Document) -> DocumentReport:
    return DocumentReport(document, tuple(map(_proved, document.propositions)))


def _proved(proposition: Proposition) -> PropositionReport:
    steps = tuple(StepReport(step, Verdict.PROVED) for chain in proposition.chains for step in chain.steps)
    claims = tuple(ClaimReport(claim, Verdict.PROVED) for claim in proposition.claims)
    return PropositionReport(proposition, Verdict.PROVED, ProofStatus.FOLLOWS, claims, steps)


def meaning(proposition: Proposition) -> dict[str, object]:
    """All that a proposition says, without places and sources."""
    return {
        "name": (proposition.kind, proposition.label, proposition.title, proposition.has_proof),
        "setting": setting_meaning(proposition.setting),
        "claims": [(statement(claim.statement), statement(claim.unless)) for claim in proposition.claims],
        "hypotheses": [hypothesis(h) for h in proposition.hypotheses],
        "chains": [[term(chain.start), [step_meaning(step) for step in chain.steps]] for chain in proposition.chains],
    }


def setting_meaning(setting: Setting) -> dict[str, object]:
    return {
        "roles": setting.roles,
        "symbols": dict(setting.symbols),
        "spaces": dict(setting.spaces),
        "definitions": {var: (d.parameters, d.body) for var, d in setting.definitions.items()},
        "abbreviations": {var: short.term for var, short in setting.abbreviations.items()},
        "overrides": {var: (o.actor, o.parameters, o.body) for var, o in setting.overrides.items()},
        "hypotheses": {hypothesis(h) for h in setting.hypotheses},
        "groups": (setting.groups, setting.restricted),
    }


def hypothesis(found):
    return (found.left, found.right, found.variables) if isinstance(found, Equation) else found


def term(formula):
    return None if formula is None else formula.term


def statement(found):
    if found is None:
        return None
    if isinstance(found, Implication):
        return statement(found.premise), statement(found.conclusion), found.both
    return found.left.term, found.relation, found.right.term


def step_meaning(step):
    reasons = [reason_part(part) for part in step.reason.parts]
    sides = term(step.left), step.relation, term(step.right)
    return step.number, sides, reasons, statement(step.unless), statement(step.statement)


def reason_part(part):
    if isinstance(part, ByStatement):
        claim: Claim = part.claim
        return "statement", statement(claim.statement), statement(claim.unless)
    return ("claim", part.label) if isinstance(part, ByClaim) else part


def written_and_read(document: Document, folder: Path) -> Document:
    path = folder / "again.tex"
    path.write_text(render(as_proved(document)), encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize("path", CORRECTED, ids=lambda path: path.stem)
def test_a_rendered_document_says_the_same(path, tmp_path):
    document = read_document(path)
    assert [found.code for found in document.diagnostics] == []
    again = written_and_read(document, tmp_path)
    assert [found.code for found in again.diagnostics] == []
    assert again.title == document.title
    assert len(again.propositions) == len(document.propositions)
    for old, new in zip(document.propositions, again.propositions, strict=True):
        assert meaning(new) == meaning(old)


OTHERS = {
    "own declarations": r"""
\begin{setting} Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $v \in V$ and $h \in \mathcal{H}$.
\end{setting}
\begin{lemma}[One]\label{one} Let $k \in \mathcal{H}$. Assume that $k = h$. Then $kv = hv$. \end{lemma}
\begin{proof} \begin{align*} kv &= hv && \text{$k = h$} \end{align*} \end{proof}
\begin{theorem}\label{two} $h^{-1}(hv) = v$. \end{theorem}
""",
    "a setting anew": r"""
\begin{setting} Let $F$ be a feature space. Let $a, b \in F$. \end{setting}
\begin{proposition}\label{p} \[ a + b = b + a \] \end{proposition}
\begin{setting} Let $\varphi : F \to F$ be linear. \end{setting}
\begin{proposition}\label{q} \[ \varphi(a + b) = \varphi(a) + \varphi(b) \] \end{proposition}
\begin{setting}[new] Let $\mathcal{H} = C_4$ act on $V = \mathbb{Z}_3^2$. Let $v \in V$ and $h \in \mathcal{H}$. \end{setting}
\begin{corollary}\label{r} \[ h^{4}v = v \] \end{corollary}
""",
    "implications and exceptions": r"""
\begin{setting} Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $u, v, w \in V$ and $h \in \mathcal{H}$.
Check on p4:3, $S_3$ on $\mathbb{Z}_2^2$ and C12 on Z_13. \end{setting}
\begin{proposition}\label{i} $u = hv + w \implies v = h^{-1}(u - w)$. \end{proposition}
\begin{proof} \begin{align*} u = hv + w &\iff u - w = hv \\ &\implies v = h^{-1}(u-w) && \text{algebra} \end{align*} \end{proof}
\begin{proposition}\label{n} \[ hv \neq v \text{ unless $hv - v = 0$} \] \end{proposition}
""",
    "equations of functions": r"""
\begin{setting} Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i \in S$ and $h \in \mathcal{H}$. Let $f, g : S \to \mathbb{R}$. Assume that $L_h[f] = f$ for all $h$. \end{setting}
\begin{lemma}\label{u} Assume that $f = 2g$. Then $f(i) = 2g(i)$. \end{lemma}
""",
    "plain sets and matrices": r"""
\begin{setting} Let $\mathcal{H}$ be a group that acts on the set $S$. Let $i \in S$ and $h, k \in \mathcal{H}$.
Let $d, r$ be positive naturals. Let $A \in \mathbb{R}^{r \times d}$, $B \in \mathbb{R}^{d \times r}$ and $p \in \mathbb{R}^{d}$.
Let $c \in \mathbb{R}$. Assume that $\mathcal{H}$ is commutative. \end{setting}
\begin{proposition}\label{s} \[ (hk)i = h(ki) \] \end{proposition}
\begin{proposition}\label{t} \[ c(BA)p = B(A(cp)) \] \end{proposition}
""",
    "families, signals below a name, names of sets and of a proof": r"""
\begin{setting} Let $\mathcal{H}$ be a group that acts on the set $S$. Let $i, j \in S$ and $h \in \mathcal{H}$.
Let $F$ be a feature space. Let $f : S \to F$, $w : S \times S \to \mathbb{R}$ and $p : F \to F$.
Put $N(i) := S \setminus \{i\}$. Define $m_{ij} := w_{ij}f_j$. Define $m_i := \sum_{j \in N(i)} m_{ij}$.
Define $s_f(i,j) := p(f(i)) + f(j)$. Define $u := p + p$. \end{setting}
\begin{lemma}\label{v} $m_i + s_f(i,i) = \sum_{j \neq i} m_{ij} + u(f(i)) + f(i) - p(f(i))$ \end{lemma}
\begin{lemma}\label{w} $f(h^{-1}\cdot)(i) = f(h^{-1}i)$ \end{lemma}
\begin{proof} Put $k := h^{-1}i$. Then \[ L_hf(i) = f(k) = f(h^{-1}i). \] \end{proof}
""",
}


@pytest.mark.parametrize("body", OTHERS.values(), ids=OTHERS)
def test_other_documents_say_the_same(body, tmp_path):
    text = "\\documentclass{article}\\usepackage{symproof}\\begin{document}" + body + "\\end{document}"
    document = read_document(tmp_path / "given.tex", text)
    assert [found.code for found in document.diagnostics if found.severity == "error"] == []
    again = written_and_read(document, tmp_path)
    assert [found.code for found in again.diagnostics if found.severity == "error"] == []
    assert list(map(meaning, again.propositions)) == list(map(meaning, document.propositions))
