"""What sums and unions bind.

``\\sum_{t \\in D}``: a single name in a slot of t is bound. Of a compound component those
variables are bound that are neither free in the proposition, nor abbreviations, nor
bound already, nor needed by D itself; exactly one new one for each slot.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

from sympy import Basic

from symproof.reading.applications import sort_facts
from symproof.reading.domains import Domain, carried_back, centre_terms, is_heads, read_domain
from symproof.reading.exclusions import doubtful, left_out, without_one
from symproof.reading.failure import fail, malformed
from symproof.reading.names import parse_name
from symproof.reading.occurrences import free_in, is_variable, pairs_of, slots
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import BigNode, NameNode, ProductNode, Tree, names_in, unwrapped
from symproof.reading.values import Placed, tuple_of
from symproof.terms import (
    HEAD,
    Everywhere,
    Family,
    H,
    HeadUnion,
    Member,
    NeighbourhoodSort,
    S,
    Sort,
    SumOver,
    Var,
    accepts,
    is_feature,
    is_scalar,
)
from symproof.theory.frozen import dataclass
from symproof.theory.span import Span

if TYPE_CHECKING:
    from symproof.reading.walk import Walk


@dataclass(frozen=True)
class OpenSum:
    """A sum whose body is being read: its element, to which a softmax refers."""

    element: tuple[Placed, ...]
    source: str
    conditions: tuple[Basic, ...] = ()


def big(walk: Walk, node: BigNode) -> Placed:
    """A sum or a union over heads. Raises E203 to E206, E208, E209."""
    for script in node.scripts:
        if script.kind == "^":
            fail("E206", script.span, why="bounds")
    if sum(script.kind == "_" for script in node.scripts) != 1:
        fail("E206", node.first.span, why="no range", operator=node.kind)
    pairs = pairs_of(node)
    return _union(walk, node, pairs) if node.kind == "\\bigcup" else _sum(walk, node, pairs)


# --- unions over the heads ---------------------------------------------------------------


def _union(walk: Walk, node: BigNode, pairs: list[tuple[Tree, Tree | None]]) -> Placed:
    element, domain = pairs[0]
    name = unwrapped(element)
    if domain is None:
        fail("E206", element.span, why="no set", name=element.source, sets=(walk.roles.heads,))
    if len(pairs) != 1 or not isinstance(name, NameNode):
        fail("E206", element.span, why="union", heads=walk.roles.heads)
    if not is_heads(walk, unwrapped(domain)):
        fail("E209", domain.span, what="union", sets=(walk.roles.heads,), heads=walk.roles.heads)
    _check_head_name(walk, name)
    variable = walk.apart.get(name.text, Var(name.text, HEAD))
    before = dict(walk.env)
    if name.text not in walk.apart:
        walk.env[name.text] = variable
    body = walk.term(node.body)
    walk.env = before
    walk.apart.pop(name.text, None)
    if not is_feature(body.sort) or isinstance(body.sort, Family):
        fail("E203", body.span, expected="an element of a feature space", found=in_words(body.sort, walk.roles))
    return Placed(HeadUnion(variable, body.term), node.span, (Placed(variable, name.span), body))


def _check_head_name(walk: Walk, name: NameNode) -> None:
    if name.text in walk.env:
        _taken(walk, name, "enclosing")
    var = walk.scope.variable(name.text)
    if var is not None and var.sort != HEAD:
        found = in_words(var.sort, walk.roles)
        fresh = _other_head(walk)
        problem = malformed("E208", name.span, name=name.text, found=found, fresh=fresh)
        walk.excuse(problem, (f"the head {name.text}", fresh))
        walk.apart[name.text] = Var(walk.fresh(name.text), HEAD)


def _other_head(walk: Walk) -> str:
    """A declared name for heads that is not in use here, or a new one."""
    known = (name for name, var in walk.scope.setting.symbols.items() if var.sort == HEAD and name not in walk.env)
    return next(known, "") or walk.fresh("head")


# --- sums ----------------------------------------------------------------------------------


def _sum(walk: Walk, node: BigNode, pairs: list[tuple[Tree, Tree | None]]) -> Placed:
    gap = left_out(*pairs[0])
    if gap is None:
        return _sum_over(walk, node, pairs)
    if len(pairs) != 1:
        fail("E206", gap.value.span, why="several gaps", name=gap.element.source)
    doubtful(walk, gap)
    value = walk.term(gap.value)
    domain = gap.domain or _all_of(walk, gap.element)
    return without_one(walk, _sum_over(walk, node, [(gap.element, domain)]), value, node.span)


def _sum_over(walk: Walk, node: BigNode, pairs: list[tuple[Tree, Tree | None]]) -> Placed:
    before = dict(walk.env)
    variables: list[Placed] = []
    conditions: list[Placed] = []
    for components, domain in _conditions(walk, pairs):
        variables.extend(_bind(walk, components, domain, conditions))
    element = tuple(part for condition in conditions for part in (condition.parts[0] or condition).parts if part)
    met = tuple(one.term for one in conditions)
    walk.sums.append(OpenSum(element, ", ".join(pair[0].source for pair in pairs), met))
    body = walk.term(node.body)
    walk.sums.pop()
    walk.env = before
    if not (is_scalar(body.sort) or is_feature(body.sort)):
        fail("E203", body.span, expected="a real number or an element of a feature space",
             found=in_words(body.sort, walk.roles))  # fmt: skip
    bound, given = tuple_of(tuple(variables), node.span), tuple_of(tuple(conditions), node.span)
    return Placed(SumOver(bound.term, given.term, body.term), node.span, (bound, given, body))


def _conditions(walk: Walk, pairs: list[tuple[Tree, Tree | None]]) -> list[tuple[tuple[Tree, ...], Tree]]:
    """Components with their domain; ``j, h_2 \\in N(i,h_1)`` is the pair ``(j, h_2)``."""
    result: list[tuple[tuple[Tree, ...], Tree]] = []
    at = 0
    while at < len(pairs):
        element, domain = pairs[at]
        together = [element] if domain is None else [pair[0] for pair in pairs[at:] if pair[1] is domain]
        domain = domain or _whole_set(walk, element)
        at += len(together)
        wanted = sum(len(part.slots) for part in read_domain(walk, domain))
        components = [slots(part) for part in together]
        if len(together) > 1 and all(len(part) == 1 for part in components) and wanted == len(together):
            components = [tuple(part[0] for part in components)]
        for parts in components:
            if len(parts) != wanted:
                place = parts[0].span.through(parts[-1].span)
                fail("E209", place, what="size", expected=wanted, found=len(parts), domain=domain.source)
            result.append((parts, domain))
    return result


def _whole_set(walk: Walk, element: Tree) -> Tree:
    """``\\sum_j`` runs over all of S, or of the group, where the document has no neighbourhoods (E206)."""
    if _is_domain(walk, element):
        fail("E206", element.span, why="no variable", name=element.source)
    if any(isinstance(symbol.sort, NeighbourhoodSort) for symbol in walk.scope.setting.symbols.values()):
        fail("E206", element.span, why="no set", name=element.source, sets=_sets(walk))
    return _all_of(walk, element)


def _all_of(walk: Walk, element: Tree) -> Tree:
    """The set of all that a name can be (E206)."""
    name = unwrapped(element)
    var = _variable(walk, name) if isinstance(name, NameNode) else None
    roles = walk.roles
    text = {S: roles.positions, H: roles.group}.get(var.sort, "") if var is not None else ""
    if not text:
        fail("E206", element.span, why="no set", name=element.source, sets=_sets(walk))
    return NameNode(first=element.first, last=element.last, name=parse_name(text), text=text, known=True)


def _is_domain(walk: Walk, element: Tree) -> bool:
    """Is it a set, such as ``N(i)``, where the name that runs through it is wanted?"""
    tree = unwrapped(element)
    name = tree.items[0] if isinstance(tree, ProductNode) else tree
    if not isinstance(name, NameNode):
        return False
    var = walk.scope.variable(name.text)
    family = var is not None and isinstance(var.sort, NeighbourhoodSort)
    return family or (var is None and name.text in _sets(walk))


def _sets(walk: Walk) -> tuple[str, ...]:
    return (walk.roles.positions, walk.roles.group)


def _bind(walk: Walk, components: tuple[Tree, ...], node: Tree, conditions: list[Placed]) -> list[Placed]:
    """Bind the variables of one condition and read it."""
    domains = read_domain(walk, node)
    centres = [centre_terms(walk, domain) for domain in domains]
    needed = free_in(node, walk.scope)
    sorts = tuple(sort for domain in domains for sort in domain.slots)
    variables = _variables(walk, components, needed, sorts)
    for variable in variables:
        walk.env[variable.term.name] = variable.term
    conditions.extend(_met(walk, components, domains, centres))
    return variables


def conditions_on(walk: Walk, components: tuple[Tree, ...], node: Tree) -> tuple[Placed, ...]:
    """That the components are in a domain; nothing is bound."""
    domains = read_domain(walk, node)
    wanted = sum(len(domain.slots) for domain in domains)
    if len(components) != wanted:
        place = components[0].span.through(components[-1].span)
        fail("E209", place, what="size", expected=wanted, found=len(components), domain=node.source)
    return tuple(_met(walk, components, domains, [centre_terms(walk, domain) for domain in domains]))


def _met(
    walk: Walk, components: tuple[Tree, ...], domains: tuple[Domain, ...], centres: list[tuple[Placed, ...]]
) -> Iterator[Placed]:
    """One condition for each factor of a domain."""
    at = 0
    for domain, centre in zip(domains, centres, strict=True):
        parts = components[at : at + len(domain.slots)]
        element = tuple(_component(walk, part, sort) for part, sort in zip(parts, domain.slots, strict=True))
        yield condition(domain, tuple(carried_back(walk, domain, part) for part in element), centre)
        at += len(domain.slots)


def _component(walk: Walk, node: Tree, sort: Sort) -> Placed:
    placed = walk.term(node, sort)
    if not accepts(sort, placed.sort):
        fail("E209", placed.span, what="element", **sort_facts(sort, placed.sort, walk.roles))
    return placed


def condition(domain: Domain, element: tuple[Placed, ...], centre: tuple[Placed, ...]) -> Placed:
    """``element \\in domain``."""
    elements = tuple_of(element, element[0].span.through(element[-1].span))
    span = elements.span.through(domain.span)
    if domain.family is None:
        return Placed(Everywhere(tuple(elements.term)), span, (elements,))
    centres = tuple_of(centre, domain.span)
    term = Member(tuple(elements.term), domain.family, tuple(centres.term))
    return Placed(term, span, (elements, Placed(domain.family, domain.span), centres))


# --- which variables -----------------------------------------------------------------------


def _variables(
    walk: Walk, components: tuple[Tree, ...], needed: frozenset[str], sorts: tuple[Sort, ...]
) -> list[Placed]:
    """One new variable for each component, found slot by slot where only one is left."""
    pairs = list(enumerate(zip(components, sorts, strict=True)))
    single = {n: _choices(walk, part, needed, sort) for n, (part, sort) in pairs if _is_single(part)}
    choices = [single.get(n) or _choices(walk, part, needed, sort) for n, (part, sort) in pairs]
    chosen: list[Placed | None] = [None] * len(components)
    for _ in components:
        taken = {placed.term.name for placed in chosen if placed is not None}
        for n, names in enumerate(choices):
            left = {text: placed for text, placed in names.items() if text not in taken}
            if chosen[n] is None and len(left) == 1:
                chosen[n] = next(iter(left.values()))
                taken |= left.keys()
    for n, (component, names) in enumerate(zip(components, choices, strict=True)):
        if chosen[n] is None:
            taken = {placed.term.name for placed in chosen if placed is not None}
            _doubtful(walk, component, [text for text in names if text not in taken])
    return [placed for placed in chosen if placed is not None]


def _is_single(component: Tree) -> bool:
    return isinstance(unwrapped(component), NameNode)


def _choices(walk: Walk, component: Tree, needed: frozenset[str], sort: Sort) -> dict[str, Placed]:
    """The variables of a component that its sum may bind."""
    single = unwrapped(component)
    if isinstance(single, NameNode):
        return {single.text: _single(walk, single, sort)}
    names: dict[str, Placed] = {}
    for name in names_in(component):
        var = _variable(walk, name)
        if var is None or var.sort not in (S, H):
            continue
        if name.text in walk.must_bind & walk.free and name.text not in walk.env:
            _taken(walk, name, "free")
        if not _excluded(walk, name, needed):
            names.setdefault(name.text, Placed(var, name.span))
    sure = {text: placed for text, placed in names.items() if text in walk.must_bind}
    return sure if len(sure) == 1 else names


def _variable(walk: Walk, name: NameNode) -> Var | None:
    """The variable that a name may bind: declared, or a variant of a declared one."""
    var = walk.scope.variable(name.text)
    if var is not None:
        return var if is_variable(var) else None
    if name.variant_of is not None and is_variable(name.variant_of):
        return Var(name.text, name.variant_of.sort)
    return None


def _excluded(walk: Walk, name: NameNode, needed: frozenset[str]) -> bool:
    text = name.text
    return text in walk.env or text in needed or text in walk.free or walk.scope.abbreviates(text)


def _single(walk: Walk, name: NameNode, sort: Sort) -> Placed:
    """A name alone in its slot is bound; E205 where it has a meaning already.

    A letter that nobody declared is one of the set that it runs through (``\\sum_{l \\in S}``).
    """
    if name.text in walk.env:
        _taken(walk, name, "enclosing")
    if walk.scope.abbreviates(name.text):
        _taken(walk, name, "abbreviation")
    var = _variable(walk, name)
    if var is None and walk.scope.variable(name.text) is None and name.text != walk.roles.unit:
        if name.known or not _is_letter(name) or sort not in (S, H):
            raise walk.unknown(name)
        var = Var(name.text, sort)
    if var is None or var.sort not in (S, H):
        known = var or walk.scope.variable(name.text)
        found = in_words(known.sort, walk.roles) if known is not None else name.text
        fail("E209", name.span, what="variable", expected="a variable of S or H", found=found)
    if name.text in walk.free or name.text in walk.scope.parameters:
        _taken(walk, name, "free")
    return Placed(var, name.span)


def _is_letter(name: NameNode) -> bool:
    """``l``, ``\\ell'`` or ``k_1``, but no word, which may be another one misspelt."""
    return len(parse_name(name.text).base) == 1


def _taken(walk: Walk, name: NameNode, kind: str) -> NoReturn:
    """E205; ``kind``: ``free`` in the proposition, ``abbreviation``, bound by an ``enclosing`` operator."""
    fail("E205", name.span, name=name.text, kind=kind, fresh=walk.fresh(name.text))


def _doubtful(walk: Walk, component: Tree, left: list[str]) -> NoReturn:
    """E206: none or several variables could be bound by a slot."""
    if left:
        fail("E206", component.span, why="several", names=tuple(left), element=component.source)
    reasons = {name.text: _reason(walk, name) for name in names_in(component) if _variable(walk, name) is not None}
    fail("E206", component.span, why="none", names=tuple(reasons), reasons=reasons, element=component.source)


def _reason(walk: Walk, name: NameNode) -> str:
    if name.text in walk.env:
        return "bound by an enclosing sum"
    if walk.scope.abbreviates(name.text):
        return "an abbreviation"
    var = _variable(walk, name)
    if var is not None and var.sort not in (S, H):
        return in_words(var.sort, walk.roles)
    return "free in the proposition"


def check_index(walk: Walk, index: tuple[Placed, ...], span: Span, source: str) -> tuple[Placed, ...]:
    """The subscript of a softmax, which must be the element of an enclosing sum (E207)."""
    wanted = tuple(part.term for part in index)
    if any(tuple(part.term for part in opened.element) == wanted for opened in walk.sums):
        return index
    indices = tuple(opened.source for opened in reversed(walk.sums))
    softmax = walk.roles.softmax
    instead = (f"{softmax}_{source.lstrip('_')}", f"{softmax} over {indices[0]}") if indices else None
    walk.excuse(malformed("E207", span, index=f"{softmax}_{source.lstrip('_')}", indices=indices), instead)
    return walk.sums[-1].element if walk.sums else index
