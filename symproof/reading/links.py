"""Displays cut into links: ``relation expression``, with the reason and the exception of each.

A link begins at a relation outside all brackets, not at the end of a row; ``&`` and
``\\\\`` are layout. A row that begins with a relation begins a link whatever brackets
are open before it, so that one broken row never hides the next. A row of the shape
``a &= b`` after a complete one begins a new chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from itertools import accumulate, pairwise, takewhile, zip_longest

from symproof.reading.elaborate import split_relations
from symproof.reading.macros import Macros
from symproof.reading.quantifiers import ARROWS, for_all, without_quantifiers
from symproof.reading.scan import Display, Inline, Prose, Region, closing_of, pieces_of
from symproof.reading.sentences import Word, words_of
from symproof.reading.source import Source
from symproof.reading.tokens import BRACES, DEEPER, Token, span_of, tokenize
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.frozen import dataclass
from symproof.theory.span import Span

MAX_LINKS = 2_000  # of one display
RELATIONS = frozenset(
    (
        "=",
        r"\neq",
        r"\ne",
        "<",
        ">",
        r"\le",
        r"\leq",
        r"\ge",
        r"\geq",
        r"\leqslant",
        r"\geqslant",
        r"\lt",
        r"\gt",
    )
)
REMARKS = frozenset(
    ("if", "by", "for", "where", "when", "since", "and", "or", "with", "because", "unless", "using", "as", "from",
     "see", "cf", "let", "at", "in", "on", "is", "via", "then", "thus", "hence", "so", "re")
)  # fmt: skip
ENTRIES = ("cases}", "dcases}", "matrix}", "pmatrix}", "bmatrix}", "vmatrix}", "smallmatrix}")
JOINING = frozenset(("and", "or"))
REASONING = REMARKS | frozenset((
    "a", "an", "the", "of", "all", "each", "every", "any", "we", "it", "that", "this", "which", "here", "note",
    "recall", "definition", "definitions", "def", "algebra", "substitute", "substituting", "substitution",
    "linear", "linearity", "assumption", "assumed", "hypothesis", "lemma", "theorem", "proposition",
    "corollary", "equation", "claim", "step", "stable", "stability", "equivariant", "equivariance", "invariant",
    "invariance", "bijection", "change", "reindex", "re-index", "re-indexing", "reindexing", "unfold",
    "unfolding", "expand", "expanding", "insert", "simplify",
))  # fmt: skip
BECAUSE = frozenset((r"\because", r"\since"))
LEFT_OUT = frozenset((r"\begin", r"\end", r"\label", r"\nonumber", r"\notag", r"\displaystyle"))
BY_COMMENT = re.compile(r"(?<!\\)%[ \t]*by:[ \t]*(?P<reason>[^\n]*)")
TEXT_HEAD = re.compile(r"\\[A-Za-z]+\*?\s*\{")
UNLESS = re.compile(r"\s*(?:,\s*)?(?:unless|except (?:if|when|where))\b\s*", re.IGNORECASE)


class Echo(Source):
    """Text that stands elsewhere (in a macro): every place in it is that of the call."""

    def __init__(self, text: str, token: Token):
        super().__init__(token.source.path, text)
        object.__setattr__(self, "place", token.span)

    def span(self, start: int, end: int) -> Span:
        place: Span = self.place  # type: ignore[attr-defined]
        return place


@dataclass
class Row:
    """The tokens of a row by their part in it."""

    formula: list[Token] = field(default_factory=list)
    unless: list[Token] = field(default_factory=list)
    reason: list[Word] = field(default_factory=list)
    aligned: bool = False  # text, then & and a relation


@dataclass(frozen=True)
class Link:
    """``relation`` None: the first expression of a chain. ``wrong``: why it cannot be cut."""

    relation: Token | None
    tokens: tuple[Token, ...]
    span: Span
    reason: tuple[Word, ...] = ()
    unless: tuple[Token, ...] = ()
    wrong: Diagnostic | None = None


def chains_of(display: Display, macros: Macros) -> list[list[Link]]:
    """The chains of a display, each a list of links. Raises Malformed if it has no tokens to speak of."""
    region = display.region
    tokens = tokenize(region.source, region.start, region.end, macros, layout=True)
    rows: list[Row] = []
    for part in _rows(_with_comments(tokens, region)):
        begins = not any(row.formula for row in rows)
        rows.extend(_row(columns, macros, begins) for row in _torn(part) for columns in _equations(row))
    chains: list[list[Link]] = []
    for chain in _chains([row for row in rows if row.formula or row.reason or row.unless], display.environment):
        links = [link for group in _groups(chain) for link in _links(group, region)]
        chains.append(_limited(links))
    return [chain for chain in chains if chain]


def _limited(links: list[Link]) -> list[Link]:
    """At most MAX_LINKS; the first one beyond them says that they are not read."""
    if len(links) <= MAX_LINKS:
        return links
    beyond = links[MAX_LINKS]
    limit = Diagnostic("E129", beyond.span, {"limit": MAX_LINKS, "name": "MAX_LINKS"})
    return [*links[:MAX_LINKS], replace(beyond, wrong=limit)]


# --- rows ---------------------------------------------------------------------------------


def _with_comments(tokens: list[Token], region: Region) -> list[Token]:
    """The tokens with ``% by: ...`` as a text at its place."""
    found = [
        Token("by", match["reason"], match.start("reason"), match.end("reason"), region.source)
        for match in BY_COMMENT.finditer(region.source.text, region.start, region.end)
    ]
    return sorted((*tokens, *found), key=lambda token: token.start) if found else tokens


def _rows(tokens: list[Token]) -> Iterator[list[Token]]:
    """Cut at ``\\\\`` outside braces."""
    tokens, start, depth = _without_environments(tokens), 0, 0
    kinds = [token.kind for token in tokens]
    deeper = BRACES if kinds.count("begin") == kinds.count("end") else {}
    for n, token in enumerate(tokens):
        if token.kind in deeper:
            depth += deeper[token.kind]
        elif token.kind == "layout" and token.text.startswith("\\\\") and depth <= 0:
            yield tokens[start:n]
            start, depth = n + 1, 0
    yield tokens[start:]


def _without_environments(tokens: list[Token]) -> list[Token]:
    """Leave out ``\\begin{aligned}``, ``\\end{split}``, ``\\nonumber``, ``\\label{...}``."""
    if LEFT_OUT.isdisjoint([token.text for token in tokens]):
        return tokens
    kept, at = [], 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "command" and token.text in (r"\begin", r"\end", r"\label") and not _entries(tokens[at:]):
            at = _past_group(tokens, at + 1)
            at = _past_option(tokens, at) if token.text == r"\begin" else at
            continue
        if not (token.kind == "command" and token.text in (r"\nonumber", r"\notag", r"\displaystyle")):
            kept.append(token)
        at += 1
    return kept


def _entries(tokens: list[Token]) -> bool:
    """``\\begin{cases}``: its rows are entries of one term, which is for the reader of formulas to refuse."""
    return "".join(token.text for token in tokens[2:14]).startswith(ENTRIES)


def _past_option(tokens: list[Token], at: int) -> int:
    """Past the ``[t]`` of ``\\begin{aligned}[t]``."""
    option = [token.text for token in tokens[at : at + 3]]
    return at + 3 if option in (["[", place, "]"] for place in "tcb") else at


def _past_group(tokens: list[Token], at: int) -> int:
    depth = 0
    while at < len(tokens):
        depth += BRACES.get(tokens[at].kind, 0)
        at += 1
        if depth <= 0:
            break
    return at


def _torn(row: list[Token]) -> Iterator[list[Token]]:
    """Cut where a relation after ``&`` follows a reason: the ``\\\\`` between them was forgotten."""
    start, depth, said = 0, 0, False
    for at, token in enumerate(row):
        depth += BRACES.get(token.kind, 0)
        if said and depth <= 0 and token.text == "&" and at + 1 < len(row) and is_relation(row[at + 1]):
            yield row[start:at]
            start, said = at, False
        elif token.kind != "layout":
            said = token.kind in ("text", "by") and depth <= 0
    yield row[start:]


def _equations(row: list[Token]) -> Iterator[list[Token]]:
    """``a &= b & c &= d``: each equation that begins in a column of its own."""
    marks, depth = [0], 0
    for n, token in enumerate(row):
        if token.kind in BRACES:
            depth += BRACES[token.kind]
        elif token.kind == "layout" and token.text == "&" and depth <= 0:
            marks.append(n)
    cells = [row[start:end] for start, end in pairwise((*marks, len(row)))]
    start = 0
    for at in range(2, len(cells) - 1, 2):
        if not (here := [t for t in cells[at] if t.kind != "layout"]):
            continue
        before, after = ([t for t in cells[n] if t.kind != "layout"] for n in (at - 1, at + 1))
        if before and after and is_relation(after[0]) and not is_relation(before[-1]) and _begins(here):
            yield [token for cell in cells[start:at] for token in cell]
            start = at
            cells[at] = here
    yield [token for cell in cells[start:] for token in cell]


def _begins(tokens: list[Token]) -> bool:
    """Does a formula begin here, and no reason and no relation?"""
    return tokens[0].kind not in ("text", "by") and not is_relation(tokens[0])


def _row(tokens: list[Token], macros: Macros, begins: bool = False) -> Row:
    """Sort the tokens of a row: the formula, what follows ``unless``, the reason.

    ``begins``: no formula of the display stands before it.
    """
    row, part, depth, previous = Row(), "formula", 0, ""
    tokens, quantifiers = without_quantifiers(_as_reason(tokens))
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.kind == "layout":
            if token.text == "&" and previous == "&" and (row.formula or not _formula_after(token, tokens, begins)):
                part = "reason"
            previous = token.text
            continue
        if token.kind == "text" and part == "formula" and _is_name(token, following):
            token = replace(token, kind="word")
        depth += BRACES.get(token.kind, 0)
        if token.kind in ("text", "by") and depth <= 0:
            if part == "formula" and row.formula and _amid(token, tokens):
                row.formula.append(token)
            else:
                part = _text(token, row, part, macros)
        elif part == "reason":
            row.reason.append(_formula_word(token, row.reason))
        else:
            row.aligned |= previous == "&" and bool(row.formula) and is_relation(token) and part != "unless"
            (row.unless if part == "unless" else row.formula).append(token)
        previous = ""
    row.reason = [*(word for quantifier in quantifiers for word in for_all(quantifier)), *_joined(row.reason)]
    return row


def _as_reason(tokens: list[Token]) -> list[Token]:
    """``(\\text{...})``, ``\\because ...`` and ``\\text{...}.`` as a reason without bracket and full stop."""
    if not BECAUSE.isdisjoint([token.text for token in tokens]):
        tokens = [replace(t, kind="text", text="because") if t.text in BECAUSE else t for t in tokens]
    kinds = [token.kind for token in tokens]
    if "text" not in kinds:
        return _with_map(tokens)
    at = kinds.index("text")
    while len(tokens) > at + 1 and (tokens[-1].kind == "layout" or tokens[-1].text in (".", ",", ";")):
        tokens = tokens[:-1]
    before = at - 1
    while before >= 0 and tokens[before].kind == "layout" and tokens[before].text != "&":
        before -= 1
    opened = before > 0 and tokens[before].text in ("(", "[") and tokens[before - 1].kind == "layout"
    if opened and _closes(tokens[before:]):
        return [*tokens[:before], *tokens[before + 1 : -1]]
    return tokens


def _with_map(tokens: list[Token]) -> list[Token]:
    """``\\qquad (j \\mapsto gj)`` at the end of a row as a reason."""
    end = len(tokens)
    while end and (tokens[end - 1].kind == "layout" or tokens[end - 1].text in (".", ",", ";")):
        end -= 1
    arrow = next((n for n, token in enumerate(tokens) if token.text in (r"\mapsto", r"\longmapsto")), 0)
    opened = next((n for n in reversed(range(1, arrow)) if tokens[n].text in ("(", "[")), 0)
    before = tokens[opened - 1] if opened < end else None
    if not opened or before is None or before.kind != "layout" or before.text == "&":
        return tokens
    if not _closes(tokens[opened:end]):
        return tokens
    word = replace(tokens[opened], kind="text", text="by")
    return [*tokens[:opened], word, *tokens[opened + 1 : end - 1]]


def _closes(tokens: list[Token]) -> bool:
    """Is the bracket that the first token opens closed by the last one?"""
    depths = list(accumulate((token.kind == "open") - (token.kind == "close") for token in tokens))
    return depths[-1] == 0 and all(depths[:-1])


def _formula_after(mark: Token, tokens: list[Token], begins: bool) -> bool:
    """Does a formula stand after ``&&`` at the head of a row? One without a relation before it only where it begins."""
    rest = [token for token in tokens if token.start > mark.start and token.kind != "layout"]
    return bool(rest) and (is_relation(rest[0]) or (begins and _begins(rest)))


def _amid(token: Token, tokens: list[Token]) -> bool:
    """``f(i) \\text{ plus } f(j)``: words inside a formula, which are no reason and would take its rest for one."""
    if token.kind != "text" or not re.fullmatch(r"[\sA-Za-z-]+", token.text):
        return False
    rest = takewhile(lambda t: t.kind != "text" and t.text != "&", (t for t in tokens if t.start > token.start))
    following = [t for t in rest if t.kind != "layout"]
    words = {*token.text.lower().split()}
    remark = words & REASONING if words - JOINING else set[str]()
    goes_on = following and following[0].kind not in ("symbol", "close", "end") and not any(map(is_relation, following))
    return bool(goes_on and not remark)


def _is_name(token: Token, following: Token | None) -> bool:
    """``\\text{softmax}_j(...)``: a word that takes a script or a bracket is a name, not a remark."""
    takes = following is not None and (following.kind == "script" or following.text in ("(", "["))
    return takes and token.text.isalpha() and token.text.lower() not in REMARKS


def _text(token: Token, row: Row, part: str, macros: Macros) -> str:
    """Put a ``\\text{...}`` where it belongs; which part goes on after it."""
    region = inner(token)
    unless = UNLESS.match(region.text) if token.kind == "text" else None
    if unless is None:
        words = [word for word in words_of(pieces_of(region)) if word.shape not in ("break", ".")]
        row.reason.extend(words)
        return "reason" if words or part == "reason" else part
    rest = Region(region.source, region.start + unless.end(), region.end)
    for piece in pieces_of(rest):
        if isinstance(piece, Inline):
            row.unless.extend(tokenize(piece.region.source, piece.region.start, piece.region.end, macros))
        elif isinstance(piece, Prose) and piece.region.text.strip(" .,\n\t"):
            row.reason.extend(words_of((piece,)))
    return "unless"


def inner(token: Token) -> Region:
    """The words inside ``\\text{...}``, with their places where they stand in the text itself."""
    if token.kind == "by":
        return Region(token.source, token.start, token.end)
    text = token.source.text
    head = TEXT_HEAD.match(text, token.start, token.end)
    if head is not None:
        stop = closing_of(text, head.end() - 1, token.end, "{", "}")
        if stop is not None:
            return Region(token.source, head.end(), stop)
    echo = Echo(token.text, token)
    return Region(echo, 0, len(token.text))


def _formula_word(token: Token, before: list[Word]) -> Word:
    region = Region(token.source, token.start, token.end)
    if token.kind == "symbol" and token.text in ",;" and not (before and before[-1].text == "open"):
        return Word(token.text, region)
    return Word("#", region, Inline(region, region), "open")


def _joined(words: list[Word]) -> list[Word]:
    """One word for the tokens of a formula that stands outside ``\\text`` in a reason."""
    joined: list[Word] = []
    for word in words:
        if (
            word.text == "open"
            and joined
            and joined[-1].text == "open"
            and word.region.source is joined[-1].region.source
        ):
            region = Region(word.region.source, joined[-1].region.start, word.region.end)
            joined[-1] = Word("#", region, Inline(region, region), "open")
        else:
            joined.append(word)
    return [replace(word, text=word.region.text) if word.text == "open" else word for word in joined]


# --- chains and links -----------------------------------------------------------------------


def is_relation(token: Token) -> bool:
    return token.text in RELATIONS or token.text in ARROWS


def _chains(rows: list[Row], environment: str) -> Iterator[list[Row]]:
    """Rows that belong together; ``a &= b`` begins a new chain, and so does each row of gather."""
    apart = environment.startswith("gather")
    chain: list[Row] = []
    for row in rows:
        starts = row.aligned or (apart and any(map(is_relation, row.formula[1:])))
        if chain and starts and not is_relation(row.formula[0]) and _complete(chain):
            yield chain
            chain = []
        chain.append(row)
    if chain:
        yield chain


def _complete(rows: list[Row]) -> bool:
    """Are all brackets closed and is there a relation already, so that something new can begin?"""
    tokens = [token for row in rows for token in row.formula]
    depth = sum(DEEPER.get(token.kind, 0) for token in tokens)
    return depth <= 0 and any(map(is_relation, tokens)) and not is_relation(tokens[-1])


def _groups(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows of one link: a row that begins with a relation begins a group."""
    group: list[Row] = []
    for row in rows:
        if group and row.formula and is_relation(row.formula[0]):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _links(rows: list[Row], region: Region) -> list[Link]:
    """The links of the rows: each has their reason, the last one their exception."""
    tokens = [token for row in rows for token in row.formula]
    reason = tuple(word for row in rows for word in row.reason)
    unless = tuple(token for row in rows for token in row.unless)
    if not tokens:
        return []
    try:
        parts = split_relations(tokens)
    except Malformed as problem:
        return [_broken(tokens, reason, problem.diagnostic)]
    links = [
        Link(relation, tuple(part), span_of([*([relation] if relation else []), *part]), reason)
        for relation, part in parts
        if relation is not None or part
    ]
    if links and unless:
        links[-1] = replace(links[-1], unless=unless)
    return links


def _broken(tokens: list[Token], reason: tuple[Word, ...], diagnostic: Diagnostic) -> Link:
    relation = tokens[0] if is_relation(tokens[0]) else None
    return Link(relation, tuple(tokens[1:] if relation else tokens), span_of(tokens), reason, (), diagnostic)
