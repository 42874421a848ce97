"""The action under the names that a document gives to it, and those of its operators that have none.

``Acting`` stands between the carriers and the other declarations; its methods raise ``Malformed``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches

from symproof.reading.action_definitions import Unnamed, is_natural
from symproof.reading.carriers import Carriers, refuse, spelled, spelled_text
from symproof.reading.elaborate import read_term
from symproof.reading.lexemes import SETMINUS
from symproof.reading.names import canonical_name, is_base
from symproof.reading.scan import Region
from symproof.reading.signatures import Signature, brackets_of
from symproof.reading.source import Source
from symproof.reading.tokens import Token, span_of, tokenize
from symproof.terms import Arrow, H, Sort, V, Var
from symproof.theory.diagnostic import Malformed
from symproof.theory.setting import NamedSet
from symproof.theory.span import Span


@dataclass
class Acting(Carriers):
    """A setting that knows what its action on functions is called."""

    def name_action(self, name: str, span: Span) -> None:
        """A further name for the action, which is its first one where L means something else."""
        roles = self.setting.roles
        if name in (roles.action, *roles.other_actions):
            return
        self._require_new(name, None, span)
        if name in self.setting.symbols:
            refuse("E251", span, (self.places.get(name, span), "declared here"), name=name, expected="another name")
        taken = roles.action in self.setting.symbols
        others = roles.other_actions if taken else (*roles.other_actions, name)
        named = replace(roles, action=name if taken else roles.action, other_actions=others)
        self.setting = replace(self.setting, roles=named)
        self.places[name] = span

    def acts_on_functions(self, form: Unnamed) -> bool:
        known = [self.setting.symbols.get(spelling(tokens)) for tokens in (form.actor, form.fn)]
        actor, fn = known
        return actor is not None and fn is not None and actor.sort in (H, V) and isinstance(fn.sort, Arrow)

    def unnamed(self, form: Unnamed, body: list[Token], region: Region) -> None:
        """``(g\\cdot f)(x) := f(g^{-1}x)`` says what is so anyway; another action has to have a name (E262)."""
        actor, fn = (self.parameter(spelling(tokens), region.span) for tokens in (form.actor, form.fn))
        parameters = self._parameters(form.rest)
        term = read_term(body, self.scope({var.name: var for var in (actor, fn, *parameters)}), None, region.span).term
        if not is_natural(actor, fn, parameters, term):
            refuse("E262", region.span, found=region.text.strip()[:60], name=fn.name, actor=actor.name)

    def _parameters(self, brackets: list[Token]) -> tuple[Var, ...]:
        """The parameters in one bracket or none."""
        names = brackets_of(brackets)
        if len(names) > 1:
            refuse("E124", span_of(brackets), found="".join(token.text for token in brackets)[:60])
        return tuple(self.parameter(*pair) for bracket in names for pair in bracket)

    def is_the_action(self, signature: Signature, body: list[Token], region: Region) -> bool:
        """``T_g[f](x) := f(g^{-1}x)``, or ``L_g[f](x)`` with the natural right side."""
        brackets = signature.brackets
        if signature.actor is not None:
            brackets = (((signature.actor, signature.span),), ((signature.name, signature.span),), *brackets)
        if len(brackets) not in (2, 3) or any(len(bracket) != 1 for bracket in brackets[:2]):
            return False
        names = [name for bracket in brackets for name, _ in bracket]
        known = [self.setting.symbols.get(name) for name in names]
        variables = [var for var in known if var is not None and var not in self.setting.abbreviations]
        if len(variables) < len(names) or len(set(names)) < len(names) or variables[0].sort not in (H, V):
            return False
        try:
            term = read_term(body, self.scope({var.name: var for var in variables}), None, region.span).term
        except Malformed:
            return False  # which is told where it is read as a definition
        return is_natural(variables[0], variables[1], variables[2:], term)

    # --- sets --------------------------------------------------------------------------------------

    def is_a_set(self, signature: Signature, body: list[Token]) -> bool:
        """``S \\setminus \\{i\\}`` and S are sets, which only sums can run over; they speak of the parameters alone."""
        name = self.setting.roles.positions
        size = len(tokenize(Source("", name), 0, len(name)))
        rest, names = body[size:], [one for bracket in signature.brackets for one, _ in bracket]
        if spelled(body[:size]) != spelled_text(name) or signature.actor is not None or len(signature.brackets) != 1:
            return False
        known = all(not is_base(token) or token.text in names for token in rest)
        return known and (not rest or rest[0].text in SETMINUS)

    def name_set(self, signature: Signature, body: list[Token]) -> None:
        """Wherever the name stands, the set is read."""
        self._require_new(signature.name, None, signature.span)
        for name, place in signature.brackets[0]:
            self.sort_of(name, place)
        text = " ".join(token.text for token in body)
        named = NamedSet(signature.name, tuple(name for name, _ in signature.brackets[0]), text)
        roles = self.setting.roles
        self.setting = replace(self.setting, roles=replace(roles, sets=(*roles.sets, named)))
        self.places[signature.name] = signature.span

    # --- parameters ------------------------------------------------------------------------------

    def parameter(self, name: str, span: Span, sort: Sort | None = None) -> Var:
        """A parameter of the sort that its name has; else of the given one."""
        known = self.setting.symbols.get(name)
        if known is not None and known in self.setting.abbreviations:
            refuse("E257", span, name=name)
        return Var(name, sort if known is None and sort is not None else self.sort_of(name, span))

    def sort_of(self, name: str, span: Span) -> Sort:
        """The sort of a declared name, for a parameter."""
        known = self.setting.symbols.get(name)
        if known is None:
            near = tuple(get_close_matches(name, self.setting.symbols, n=3, cutoff=0.4))
            refuse("E256", span, name=name, nearest=near)
        return known.sort


def spelling(tokens: list[Token]) -> str:
    """The name that the tokens are; empty for anything else."""
    try:
        return canonical_name(tokens) if is_base(tokens[0]) else ""
    except Malformed:
        return ""  # such as x^{-1}
