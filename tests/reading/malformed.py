"""Broken documents: what is wrong, the text, the code. ``§`` marks the place that must be blamed."""

from __future__ import annotations

from dataclasses import dataclass

SETTING = r"""\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, \bar j \in S$, $y \in V$ and $h, k \in \mathcal{H}$. Let $F$, $K$ be feature spaces.
Let $f : S \to F$ and $\rho^P : V \to F$. Let $N(i) \subseteq S$. Let $q : F \to K$.
Define $\rho(i,j) := \rho^P(x(j) - x(i))$. Write $\bar i := x^{-1}(x(i) - y)$.
"""
HEAD = "\\documentclass{article}\n\\usepackage{symproof}\n\\begin{document}\n"
CLAIM = "\\begin{proposition}\\label{p}\n$\\rho(i,j) = \\rho^P(x(j) - x(i))$\n\\end{proposition}\n"
TAIL = "\\end{document}\n"


@dataclass(frozen=True)
class Broken:
    """One kind of broken document."""

    name: str
    marked: str
    code: str

    @property
    def text(self) -> str:
        return self.marked.replace("§", "")

    @property
    def place(self) -> tuple[int, int]:
        before = self.marked[: self.marked.index("§")]
        return before.count("\n") + 1, len(before) - before.rfind("\n")


LATER = "\\begin{setting}\n"


def setting(sentence: str, later: str = "") -> str:
    """A document whose setting ends with a sentence; ``later``: what stands behind the claim."""
    return HEAD + SETTING + sentence + "\n\\end{setting}\n" + CLAIM + later + TAIL


def proposition(text: str) -> str:
    """A document with a proposition that says the text."""
    return HEAD + SETTING + "\\end{setting}\n\\begin{proposition}\n" + text + "\n\\end{proposition}\n" + TAIL


def proof(text: str) -> str:
    """A document with a proof of the standard claim."""
    return (
        HEAD + SETTING + "\\end{setting}\n" + CLAIM + "\\begin{proof}\n" + text + "\n\\end{proof}\n" + TAIL
    )  # fmt: skip


def chain(rows: str) -> str:
    """A proof of one display."""
    return proof("\\begin{align*}\n" + rows + "\n\\end{align*}")


FIRST = r"\rho(i,j) &= \rho^P(x(j) - x(i))"
CASES = (
    # files and skeleton
    Broken("empty", "§", "E115"),
    Broken("blank", "§ \n\n", "E115"),
    Broken("no document environment", "§\\documentclass{article}\n" + SETTING + "\\end{setting}\n", "E115"),
    Broken("document not closed", "\\documentclass{article}\n§\\begin{document}\n", "E116"),
    Broken("setting not closed", HEAD + "§" + SETTING + CLAIM + TAIL, "E116"),
    Broken("proposition not closed", HEAD + SETTING + "\\end{setting}\n§\\begin{lemma}\n$h = h$\n\\begin{theorem}\n"
           "$h = h$\n\\end{theorem}\n" + TAIL, "E116"),
    Broken("wrong end", HEAD + SETTING + "\\end{setting}\n\\begin{lemma}\n$h = h$\n§\\end{theorem}\n\\end{lemma}\n" + TAIL,
           "E117"),
    Broken("end without begin", HEAD + "§\\end{setting}\n" + TAIL, "E117"),
    Broken("crossed environments", HEAD + "\\begin{center}\\begin{quote}§\\end{center}\\end{quote}" + TAIL, "E117"),
    Broken("align closed by aligned", proof("\\begin{align*}\n" + FIRST + "\n§\\end{equation*}"), "E117"),
    Broken("aligned outside of a formula", proof("§\\begin{aligned}\n" + FIRST + "\n\\end{aligned}"), "E144"),
    Broken("array outside of a formula", proof("§\\begin{array}{l}\n" + FIRST + "\n\\end{array}"), "E144"),
    Broken("begin without a name", HEAD + SETTING + "\\end{setting}\n" + CLAIM + "§\\begin proof\n\\end{proof}\n" + TAIL, "E119"),
    Broken("begin with an open brace", HEAD + SETTING + "\\end{setting}\n" + CLAIM + "§\\begin{proof\n\\end{proof}\n" + TAIL,
           "E119"),
    Broken("arrow misspelt", setting("Let $u : S §\\rightarow F$."), "E102"),
    Broken("arrow of a keyboard", setting("Let $u : S §-> F$."), "E102"),
    Broken("bracket of a range in a claim", proposition(r"$\sum_{j\in N(i§} f(j) = f(i)$"), "E101"),
    Broken("pairing not closed in a claim", proposition(r"$§\langle f(i), f(i) = 0$"), "E101"),
    Broken("relation of another kind", proposition("$f(i) §≡ f(i)$"), "E140"),
    Broken("verbatim not closed", HEAD + "§\\begin{verbatim}\n" + CLAIM + TAIL, "E116"),
    Broken("setting misspelt", HEAD + SETTING.replace("setting", "seting") + "§\\end{setting}\n" + CLAIM + TAIL, "E117"),
    Broken("lemma misspelt", HEAD + SETTING + "\\end{setting}\n" + CLAIM + "§\\begin{lemmma}\n$h = k$\n\\end{lemmma}\n" + TAIL,
           "E146"),
    Broken("align misspelt", proof("§\\begin{algin*}\n" + FIRST + "\n\\end{algin*}"), "E146"),
    Broken("no setting", HEAD + CLAIM.replace("$\\rho", "$§\\rho") + TAIL, "E201"),
    Broken("brace of a label not closed", chain(FIRST + r" \label§{a \\ &= \rho(i,j)"), "E101"),
    Broken("brace of a row not closed", chain(FIRST + r" \\ &= \sum_§{j \in N(i) f(j) \\ &= \rho(i,j)"), "E101"),
    Broken("two signs in a row", proposition(r"$h §== h$"), "E153"),
    Broken("align not closed", proof("§\\begin{align*}\n" + FIRST), "E116"),
    Broken("dollar not closed", proposition("$h = h$ and §$k = k"), "E118"),
    Broken("double dollar not closed", proposition("§$$h = h"), "E118"),
    Broken("bracket display not closed", proposition(r"§\[ h = h"), "E118"),
    Broken("display closed only", proposition(r"$h = h$ §\]"), "E119"),
    Broken("NUL character", HEAD + "§\0\n" + TAIL, "E113"),
    Broken("missing input", HEAD + "§\\input{nowhere}\n" + TAIL, "E110"),
    Broken("absolute input", HEAD + "§\\input{/etc/passwd}\n" + TAIL, "E112"),
    Broken("input of a macro", HEAD + "§\\input\\jobname\n" + TAIL, "E112"),
    Broken("empty input", HEAD + "§\\input{}\n" + TAIL, "E112"),
    # sentences
    Broken("unknown sentence", setting("§Roses like $f$ bloom."), "E120"),
    Broken("prose in a setting", setting("§The weather is fine."), "W104"),
    Broken("unknown adjective", setting("§Let $G$ be a nilpotent group."), "E120"),
    Broken("negated hypothesis", setting("§Assume that $N$ is not stable."), "E120"),
    Broken("unknown property", setting("§Assume that $N$ is unimodular."), "E120"),
    Broken("another language", setting("§Soit $u \\in V$."), "E120"),
    Broken("unknown option", HEAD + "\\begin{setting}[§old]\n\\end{setting}\n" + CLAIM + TAIL, "E120"),
    Broken("nothing declared", setting("Let $§u$."), "E122"),
    Broken("map without arrow", setting("Let $§g : S$."), "E122"),
    Broken("neighbourhood of features", setting("Let $M(i) \\subseteq §F$."), "E122"),
    Broken("bijection without arrow", setting("Let $§z$ be a bijection."), "E122"),
    Broken("two names in one", setting("Let $u§(v) \\in V$."), "E102"),
    Broken("unknown carrier", setting("Let $u \\in §T$."), "E201"),
    Broken("unknown space", setting("Let $g : S \\to §Q$."), "E201"),
    Broken("action on the unknown", setting("Let $\\mathcal{H}$ act on $§T$."), "E123"),
    Broken("second group", setting("Let $§G$ be a group."), "E253"),
    Broken("second bijection", setting("Let $§z : S \\to V$ be a bijection."), "E253"),
    Broken("plain set with coordinates", setting("Let $\\mathcal{H}$ act on the set $§S$."), "E254"),
    Broken("name declared twice", setting("Let $§i \\in V$."), "E251"),
    Broken("name of the group", setting("Let $§V \\in S$."), "E251"),
    Broken("space as an element", setting("Let $§F \\in S$."), "E251"),
    Broken("definition without body", setting("Define $§g(i)$."), "E124"),
    Broken("defined twice", setting("Define $§\\rho(i,j) := \\rho^P(x(i))$."), "E252"),
    Broken("parameter unknown", setting("Define $g(§u) := f(u)$."), "E256"),
    Broken("parameter twice", setting("Define $g(i,§i) := f(i)$."), "E258"),
    Broken("parameter an abbreviation", setting("Define $g(§\\bar i) := f(\\bar i)$."), "E257"),
    Broken("recursion", setting("Define $§f(i) := f(i)$."), "E259"),
    Broken("forward reference", setting("Define $g(i) := §u(i)$."), "E201"),
    Broken("declared further down", setting("Define $a(i) := §u(i)$.", LATER + "Let $u : S \\to F$.\n\\end{setting}\n"),
           "E201"),
    Broken("size declared further down", setting("Let $A \\in \\mathbb{R}^{§q'}$.", LATER + "Let $q'$ be a natural.\n"
           "\\end{setting}\n"), "E201"),
    Broken("hidden parameter", setting("Define $g(i) := §f(\\bar i)$."), "E260"),
    Broken("abbreviation of itself", setting("Write $§h := hk$."), "E259"),
    Broken("body ill-sorted", setting("Define $g(i) := f(§h)$."), "E203"),
    Broken("stable function", setting("Assume that $§f$ is stable."), "E127"),
    Broken("linear neighbourhood", setting("Assume that $§N$ is linear."), "E127"),
    Broken("commutative function", setting("Assume that $§f$ is commutative."), "E127"),
    Broken("stable under V", setting("Assume that $N$ is stable under $§V$."), "E127"),
    Broken("unknown neighbourhood", setting("Assume that $§M$ is stable."), "E201"),
    Broken("condition for all values", setting("Assume that $§f(j) \\neq 0$ for all $j \\in S$."), "W109"),
    Broken("hypothesis ill-sorted", setting("Assume that $h = §y$."), "E211"),
    Broken("unknown group spec", setting("Check on §p5:3."), "E125"),
    Broken("unknown finite group", setting("Let $§\\mathcal{H} = Z_{77}$ act on $V = \\mathbb{Z}_3^2$."), "E125"),
    # propositions
    Broken("no claim", HEAD + SETTING + "\\end{setting}\n§\\begin{lemma}\nThis is clear.\n\\end{lemma}\n" + TAIL, "E140"),
    Broken("display without relation", proposition(r"\[ §f(i) \]"), "E141"),
    Broken("negated claim", proposition("It is §not true that $h = k$."), "E145"),
    Broken("restricted claim", proposition("$hk = kh$ §if $h = e$."), "E145"),
    Broken("claim for some elements", proposition("§For involutions, $h = h^{-1}$."), "E145"),
    Broken("claim about a choice", proposition("§Choose $h$ so that $h^2 = e$. Then $h = h^{-1}$."), "E145"),
    Broken("claim for a kind", proposition("Every §self-inverse $h$ satisfies $h = h^{-1}$."), "E145"),
    Broken("case of a claim", proposition(r"\[ h = h^{-1} \quad\text{in the §commutative case} \]"), "E145"),
    Broken("words beside a claim", proposition("§Rotating the input does nothing: $h = h$."), "W108"),
    Broken("sentence that may restrict", proposition("The element $h$ is an §involution. Then $h = h^{-1}$."), "E145"),
    Broken("claim on a smaller set", proposition("For §$i \\in N(j)$ we have $f(i) = f(j)$."), "E145"),
    Broken("supposed in a proof", proof(r"§Assume that $h^2 = e$. Then \[ \rho(i,j) = \rho^P(x(j) - x(i)) \]"), "E145"),
    Broken("label twice", HEAD + SETTING + "\\end{setting}\n" + CLAIM + CLAIM.replace("\\label", "§\\label") + TAIL, "E142"),
    Broken("proof of nothing", HEAD + "§\\begin{proof}\n\\end{proof}\n" + TAIL, "E143"),
    Broken("exception to an equality", proposition(r"\[ h = k \quad\text{unless } §h = e \]"), "E155"),
    Broken("claim begins with a relation", proposition(r"\[ §= h \]"), "E151"),
    Broken("claim with an unknown name", proposition("$h = §g$"), "E201"),
    Broken("claim ill-sorted", proposition("$h = §y$"), "E211"),
    Broken("local sentence unknown", proposition("§Assume that it rains. Then $h = h$."), "E120"),
    # chains
    Broken("continues nothing", chain("§&= f(i)").replace("§&= ", "&§= "), "E151"),
    Broken("two relations", chain(r"\rho(i,j) &§= = \rho^P(x(j) - x(i))"), "E153"),
    Broken("relation at the end", chain(FIRST + r" \\ &§="), "E153"),
    Broken("two inequalities", chain(r"f(i) &\neq f(j) \\ &§\neq f(i)"), "E150"),
    Broken("bracket not closed", chain(FIRST + r" \\ &= \rho^P§(x(j) - x(i)"), "E101"),
    Broken("bracket closed by another", chain(FIRST + r" \\ &= \rho^P(x(j) - x(i)§]"), "E101"),
    Broken("unknown name in a chain", chain(FIRST + r" \\ &= §g(i)"), "E201"),
    Broken("unknown command", chain(FIRST + r" \\ &= §\foo(i)"), "E105"),
    *(
        Broken(name, setting("Define $F[f](i) := §" + formula + "$."), "E108")
        for name, formula in {
            "maximum": r"\max_{j \in S} f(j)", "product over a set": r"\prod_{j \in S} f(j)",
            "integral": r"\int_S f(j) dj", "direct sum": r"\bigoplus_{j \in S} f(j)", "norm": r"\lVert f(i)\rVert",
            "dots": r"\dots + f(i)", "limit": r"\lim_{j} f(j)", "array": r"\begin{cases} f(i) \end{cases}",
        }.items()
    ),
    *(
        Broken(name, setting("Define $F[f](i) := " + formula + "$."), "E108")
        for name, formula in {
            "operation": r"f(i) §\odot f(i)", "difference of sets": r"\sum_{j \in S §\setminus i} f(j)",
            "modulus": r"§|2| f(i)", "plus or minus": r"f(i) §\pm f(j)", "arrow": r"f(i) §\mapsto f(j)",
            "bars of a given": r"f(i §\mid j)", "exists": r"f(i) §\exists j",
        }.items()
    ),
    Broken("sum from one to n", chain(FIRST + r" \\ &= \sum_{§j=1}^n f(j)"), "E206"),
    Broken("sum over all but one of two names", proposition(r"$\sum_{§j \neq i} \rho(i,j) = 0$"), "E206"),
    Broken("softmax over all but one", proposition(r"$f(i) = \sum_{j \neq §i} \sigma_j(\langle f(j), f(j)\rangle) f(j)$"), "E206"),
    Broken("sum without two", proposition(r"$f(i) = \sum_{j \neq §i, j \neq hi} f(j)$"), "E108"),
    Broken("sum over what is related", chain(FIRST + r" \\ &= \sum_{§j \sim i} f(j)"), "E206"),
    Broken("set written out", setting(r"Let $l \in §\{1, \dots, n\}$."), "E122"),
    Broken("digit in a name", setting(r"Define $gate§2(i) := f(i)$."), "E102"),
    Broken("what follows from a sentence", setting("Let $z : S \\to Q$. Define $a(i) := §z(i)$.\nDefine $b(i) := z(i) + a(i)$."),
           "E201"),
    Broken("L that is not the action", setting("Let $L : F \\to F$.\nDefine $a[f](i) := §L_h[f](i)$."), "E201"),
    Broken("e that is not the unit", setting("Let $e : S \\to F$.\nDefine $a[f](i) := L§_e[f](i)$."), "E203"),
    Broken("function that LaTeX has", setting(r"Define $F[f](i) := §\tanh(f(i))$."), "E201"),
    Broken("softmax without its index", setting(r"Define $F[f](i) := §\sigma(2) f(i)$."), "E207"),
    Broken("subscript of another sort", chain(FIRST + r" \\ &= §f_h"), "E201"),
    Broken("word in roman type", setting(r"Define $F[f](i) := §\mathrm{ReLU}(f(i))$."), "E201"),
    Broken("wrong arity", chain(FIRST + r" \\ &= \rho(§i)"), "E202"),
    Broken("wrong sort in a chain", chain(FIRST + r" \\ &= §q(f(i))"), "E211"),
    Broken("citation of a chain in a reason", chain(FIRST + r" && \text{since $§h = h = h$}"), "E157"),
    Broken("reason on an unknown name", chain(FIRST + r" && \text{definition of $§g$}"), "E201"),
    Broken("substitution of the unknown", chain(FIRST + r" && \text{substitute $§g = i$}"), "E158"),
    Broken("abbreviation unknown", chain(FIRST + r" && \text{substitute $§\bar h$}"), "E159"),
    Broken("re-indexing over the unknown", chain(FIRST + r" && \text{re-index the sum over $§g$}"), "E158"),
    Broken("definition as a relation", chain(r"f(i) &§:= f(i)"), "E154"),
    Broken("conclusion without a relation", proof(r"\[ h = k \implies §f(i) \]"), "E103"),
    # formulas
    Broken("bracket never opened", chain(FIRST + r" \\ &= \rho^P(x(j) - x(i))§)"), "E101"),
    Broken("two signs", chain(FIRST + r" \\ &= \rho^P(x(j) +§+ x(i))"), "E102"),
    Broken("operand missing", chain(FIRST + r" \\ &= \rho^P(x(j) -§)"), "E102"),
    Broken("formula cut short", chain(FIRST + r" \\ &= f(i) §+"), "E103"),
    Broken("argument of a fraction missing", chain(FIRST + r" \\ &= §\frac{1}"), "E103"),
    Broken("double superscript", chain(r"h'_1§^{-1} &= k"), "E104"),
    Broken("double subscript", chain(r"h_1§_2 &= k"), "E104"),
    Broken("script of nothing", chain(r"§_1 &= k"), "E104"),
    Broken("macro that calls itself", HEAD + "\\newcommand{\\w}{\\w}\n" + SETTING + "\\end{setting}\n\\begin{lemma}\n"
           "$h = §\\w$\n\\end{lemma}\n" + TAIL, "E106"),
    Broken("macro without its arguments", HEAD + "\\newcommand{\\w}[1]{#1}\n" + SETTING + "\\end{setting}\n"
           "\\begin{lemma}\n$h = §\\w$\n\\end{lemma}\n" + TAIL, "E106"),
    Broken("argument or factor", chain(r"f(i) &= \exp 1 §2 f(i)"), "E107"),
    Broken("quotient of several", chain(r"f(i) &= 1/§2\exp(1) f(i)"), "E107"),
    Broken("two numbers", chain(r"f(i) &= §2 \; 3 f(i)"), "E107"),
    Broken("script on braces", chain(r"h &= §{hk}^2"), "E107"),
    Broken("too few arguments", chain(r"f(i) &= §\rho"), "E211"),
    Broken("head left out", setting("Let $\\psi^{head} : F \\to K$ for $head \\in [H]$. Define $g(i) := §\\psi(f(i))$."), "E202"),
    Broken("operator without its function", chain(r"f(i) &= §L_h(i,j)"), "E202"),
    Broken("position for a feature", chain(r"q(f(i)) &= q(§i)"), "E203"),
    Broken("subscript on a sum", chain(r"f(i) &= (f(i))§_2"), "E203"),
    Broken("feature plus vector", chain(r"f(i) &= f(i) + §y"), "E204"),
    Broken("feature times feature", chain(r"f(i) &= f(i)§f(j)"), "E204"),
    Broken("bound name is free", proposition(r"$f(j) = \sum_{§j \in N(i)} f(j)$"), "E205"),
    Broken("bound name is an abbreviation", proposition(r"$f(j) = \sum_{§\bar i \in N(j)} f(\bar i)$"), "E205"),
    Broken("bound name is bound", proposition(r"$f(i) = \sum_{j \in N(i)} \sum_{§j \in N(i)} f(j)$"), "E205"),
    Broken("two names to bind", proposition(r"$f(i) = \sum_{§x^{-1}(x(j)+k x(\bar j)) \in N(i)} f(i)$"), "E206"),
    Broken("nothing to bind", proposition(r"$f(i) = \sum_{§x^{-1}(x(i)+y) \in N(i)} f(i)$"), "E206"),
    Broken("sum without a set", proposition(r"$f(i) = \sum_{§j} f(j)$"), "E206"),
    Broken("sum without a range", proposition(r"$f(i) = §\sum f(j)$"), "E206"),
    Broken("sum with an upper bound", proposition(r"$f(i) = \sum_{j \in S}§^{N} f(j)$"), "E206"),
    Broken("softmax over nothing", proposition(r"$f(i) = \sum_{j \in N(i)} §\sigma_i(1) f(j)$"), "E207"),
    Broken("head that names an element", setting("Let $\\psi^{head} : F \\to K$ for $head \\in [H]$. Let $\\pi : K^{[H]} \\to F$.\n"
           "Define $g(i) := \\pi(\\bigcup_{§h \\in [H]} \\psi^h(f(i)))$."), "E208"),
    Broken("pairs of a family of positions", proposition(r"$f(i) = \sum_{(§j,k) \in N(i)} f(j)$"), "E209"),
    Broken("sum over a space", proposition(r"$f(i) = \sum_{j \in §F} f(j)$"), "E209"),
    Broken("sum over the heads", proposition(r"$f(i) = \sum_{j \in §[H]} f(j)$"), "E209"),
    Broken("very deep brackets", proposition("$h = " + "(" * 150 + "§(h" + ")" * 151 + "$"), "E210"),
    Broken("very long number", proposition("$f(i) = §" + "9" * 101 + "f(i)$"), "E210"),
    Broken("very long name", proposition("$h = §\\foo" + "o" * 3_000 + "$"), "E105"),
    Broken("very high power", proposition("$h = §h^{1000001}$"), "E210"),
    Broken("placeholder outside of a sum", chain(r"f(i) &= §[\bullet]"), "E212"),
    Broken("carrier not declared", HEAD + "\\begin{setting}\nLet $§i \\in S$.\n\\end{setting}\n" + TAIL, "W103"),
    Broken("law for no position in particular", setting("Assume that $§\\rho(hi, hj) = \\rho(i, j)$ for all $h$."), "W107"),
    Broken("law for the positions of a proposition", proposition("Assume that $§f(hi) = f(i)$ for all $h$. Then $f(h^2i) = f(i)$"),
           "W107"),
    Broken("words that declare nothing", setting("§Let $u : S \\to F$ be a gadget."), "W104"),
    Broken("another action without a name", setting("Define $§(h \\cdot f)(i) := f(h.i)$."), "E262"),
    Broken("action for other arguments", setting("Define $§L_h[\\rho](i) := \\rho^P(y)$."), "E261"),
    Broken("reason not understood", chain(FIRST + r" && \text{§by magic}"), "W101"),
    Broken("lone expression", chain("§f(i)"), "W105"),
    Broken("formulas within a proof", HEAD + SETTING + "\\end{setting}\n" + CLAIM + "§\\begin{proof}\n"
           "By definition $\\rho(i,j) = \\rho^P(x(j) - x(i))$.\n\\end{proof}\n" + TAIL, "W106"),
    Broken("doubled again and again", setting("Define $f_0(i) := f(i)$. " + " ".join(
           f"Define $f_{{{n}}}(i) := {'§' if n == 10 else ''}f_{{{n - 1}}}(i) + f_{{{n - 1}}}(i)$."
           for n in range(1, 14))), "E210"),
    Broken("what nobody declares", setting("Let $v_1 \\in §T$. Let $v_2 \\in T$."), "E201"),
    # slips of beginners: where exactly, and what was meant
    *(
        Broken(name, setting(sentence), code)
        for name, code, sentence in (
            ("dollar of a sentence not closed", "E118", r"Let §$u \in V"),
            ("letter outside of a formula", "E120", r"Let §u be an element of $V$."),
            ("family outside of a formula", "E120", r"Assume that §N is stable."),
            ("sentence outside of formulas", "E120", r"§Define g(i) := f(i)."),
            ("verb misspelt", "E120", r"§Lte $u \in V$."),
            ("assume misspelt", "E120", r"§Assum that $N$ is stable."),
            ("linear misspelt", "E120", r"Assume that $q$ is §lineer."),
            ("commutative misspelt", "E120", r"Assume that $\mathcal{H}$ is §abelain."),
            ("hyphen left out", "E120", r"Assume that $N$ is §translationequivariant."),
            ("equivariant misspelt", "E120", r"Assume that $N$ is §translation-equivarient."),
            ("nothing before in", "E103", r"Let $§\in V$."),
            ("nothing after in", "E103", r"Let $u §\in$."),
            ("comma before in", "E103", r"Let $u§, \in V$."),
            ("family without a set", "E103", r"Let $M(i) §\subseteq$."),
            ("product of sets cut short", "E103", r"Let $M(i) \subseteq S §\times$."),
            ("family with an open bracket", "E101", r"Let $M§(i, \subseteq S$."),
            ("definition with an open bracket", "E101", r"Define $g§(i := f(i)$."),
            ("definition without a name", "E103", r"Define $§:= f(i)$."),
            ("definition cut short", "E103", r"Define $g(i) §= $."),
            ("definition of two", "E102", r"Define $g(i) := f(i)§, f(j)$."),
            ("hypothesis cut short", "E103", r"Assume that $f(i) §= $."),
            ("hypothesis that compares features", "E211", r"Assume that $§f(i) < f(j)$."),
            ("dimension that is no number", "E211", r"Let $W \in \mathbb{R}^{3 \times §q}$."),
            ("dimension zero", "E211", r"Let $W \in \mathbb{R}^{3 \times §0}$."),
            ("space of no dimension", "E211", r"Let $E$ be a feature space of dimension $§q$."),
            ("function that is invariant", "E127", r"Assume that $§q$ is invariant under $\mathcal{H}$."),
            ("index set written out", "E122", r"Let $§S = \{a, b\}$."),
            ("three in a pair", "E202", r"Write $g := §(y,h,h)$."),
            ("pair the other way round", "E202", r"Write $g := §(h,y)$."),
        )
    ),
    *(
        Broken(name, proposition(claim), code)
        for name, code, claim in (
            ("claim with an open dollar", "E118", "§$f(i) = f(i)"),
            ("equivalence as a claim", "E140", r"$f(i) §\equiv f(i)$"),
            ("approximation as a claim", "E140", r"$f(i) §\approx f(i)$"),
            ("membership as a claim", "E140", r"$i §\in N(i)$"),
            ("equality of neighbourhoods", "E102", "$§N(i) = N(j)$"),
            ("two equations in one", "E102", "$f(i) = f(j)§, f(j) = f(i)$"),
            ("all of an unknown set", "E201", r"For all $g \in §G$, $f(i) = f(i)$."),
            ("all of an unknown name", "E201", "$f = f$ for every $§z$."),
            ("cases as a claim", "E108", r"$§\begin{cases} f(i) = f(i) \end{cases}$"),
            ("sign of a relation twice", "E153", "$f(i) §== f(i)$"),
        )
    ),
    Broken("claim outside of a formula", HEAD + SETTING + "\\end{setting}\n§\\begin{lemma}\nf(i) = f(i)\n\\end{lemma}\n" + TAIL,
           "E140"),
    *(
        Broken(name, chain(rows), code)
        for name, code, rows in (
            ("reason in words and formulas", "W101", r"f(i) &= f(i) && \text{§magic of $N$ and spells}"),
            ("word between terms", "E102", r"f(i) &= f(i) §\text{ plus } f(i)"),
            ("words between terms", "E102", r"f(i) &= f(i) §\text{ added to } f(i)"),
            ("and between terms", "E102", r"f(i) &= f(i) §\text{ and } f(i)"),
            ("set beside its sum", "E102", r"f(i) &= \sum_j §\in N(i) f(j)"),
            ("sum over a set without a name", "E206", r"f(i) &= \sum_{§N(i)} f(j)"),
            ("sum over all without a name", "E206", r"f(i) &= \sum_{§S} f(j)"),
            ("bracket of a range closed late", "E101", r"f(i) &= \sum_{j \in N(i§} f(j)"),
            ("brace of a range closed late", "E101", r"f(i) &= \sum_§{j \in N(i) f(j)"),
            ("range closed by a bracket", "E101", r"f(i) &= \sum_{j \in N(i)§) f(j)"),
            ("body of a sum missing", "E103", r"f(i) &= \sum_{j \in N(i)§}"),
            ("sign behind a sum", "E102", r"f(i) &= \sum_{j \in N(i)} §+ f(j)"),
            ("space as a function", "E201", "f(i) &= §F(i)"),
            ("position added", "E204", "f(i) &= f(§i + y)"),
            ("group added", "E204", "h &= §h - k"),
            ("element of the group negated", "E204", "h &= -§h"),
            ("one argument too many", "E202", "f(i) &= f(§i, j)"),
            ("no argument", "E102", "f(i) &= f(§)"),
            ("argument after a comma missing", "E102", r"f(i) &= f(i) + \rho(i,§)"),
            ("arguments with a semicolon", "E102", r"f(i) &= \rho(i§;j)"),
            ("action without its element", "E102", "f(i) &= §L f(i)"),
            ("power of a feature", "E203", "f(i) &= f(i)§^2"),
            ("power of an operator", "E203", "f(i) &= L_y§^{-1}[f](i)"),
            ("exponent without braces", "E102", "h &= h^§-1"),
            ("bracket in a script", "E102", "f(i) &= f^§(i)"),
            ("exponent cut short", "E102", "h &= h k^{-§}"),
            ("pair of features", "E202", "f(i) &= §(f(i), f(j)) f(i)"),
            ("pairing of one", "E202", r"f(i) &= §\langle f(i) \rangle f(i)"),
            ("decimal comma", "E102", "f(i) &= 1§,5 f(i)"),
            ("factorial", "E102", "f(i) &= f(i)§!"),
            ("row without a relation", "E204", r"f(i) &= f(i) \\ §f(i)"),
            ("comparison of features", "E211", r"§f(i) &\geq 0"),
            ("function beside a value", "E211", "y &= §x"),
            ("letter of another alphabet", "E102", "f(i) &= f(§\u0456)"),
            ("letter that is a picture", "E102", "f(i) &= §\U0001f600(i)"),
            ("matrix written out", "E108", r"f(i) &= §\begin{pmatrix} 1 & 2 \end{pmatrix} f(i)"),
            ("numerator missing", "E102", r"f(i) &= \frac{§}{2}"),
            ("value at a bar", "E104", "f(i) &= f(i)|§_{i=j}"),
            ("empty script", "E103", "f(i) &= f§_{}(i)"),
            ("group over group", "E203", "h &= §h/k"),
            ("values side by side", "E204", "y &= x(i)§x(j)"),
        )
    ),
    Broken("no full stop", setting("§Let $u \\in V$\n"), "W102"),
)  # fmt: skip
