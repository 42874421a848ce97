"""From a LaTeX text to a document: the public entry of the room.

Nothing in a text makes reading fail: each problem is a diagnostic with its place, and a
broken display, sentence or row leaves the others as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from symproof.reading.broken import Broken
from symproof.reading.chains import ProofReader
from symproof.reading.claims import ClaimReader
from symproof.reading.declarations import Declarations
from symproof.reading.display_labels import labels_of
from symproof.reading.files import Library, Unreadable, cleaned, load
from symproof.reading.losses import Losses
from symproof.reading.missed_names import declared_later, told_once, without_a_setting, without_cut_formulas
from symproof.reading.outline import Outline, Part, outline_of
from symproof.reading.proof_names import meant_already, names_of_proof
from symproof.reading.proof_words import supposed_in
from symproof.reading.scan import CLAIMS, Command, Display, Inline, Piece, Prose, pieces_of
from symproof.reading.scope import Scope
from symproof.reading.sentences import clauses_of
from symproof.reading.source import Source
from symproof.reading.statements import declare_all
from symproof.reading.suppose import Reread, spoken_of, suppositions, with_remedies
from symproof.theory.change import Change
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import Document, Proposition
from symproof.theory.setting import Setting
from symproof.theory.span import NOWHERE

MAX_PROPOSITIONS = 1_000  # of one document
MAX_DIAGNOSTICS = 1_000  # of one document; the rest is counted


def read_document(path: str | Path, text: str | None = None, supposing: bool = True) -> Document:
    """Read a document; ``text`` instead of what the file holds, where it is given.

    ``supposing``: what cannot be read is looked at under suppositions too, which takes many readings.
    Raises Unreadable if there is no such file; everything else that is wrong is in
    ``Document.diagnostics``.
    """
    path = Path(path)
    text, problems = load(path) if text is None else cleaned(text)
    library, outline, reader = _read(path, text, supposing)
    found = [
        *problems,
        *library.diagnostics,
        *outline.diagnostics,
        *_emptiness(text, outline, problems),
        *reader.diagnostics,
    ]
    return Document(
        path=str(path),
        source=text,
        title=outline.title,
        propositions=tuple(reading.proposition for reading in reader.readings),
        settings=tuple(reader.settings),
        diagnostics=_capped(_once(list(_distinct(found)), outline, reader.declarations)),
        under_review=outline.under_review,
        conversions=tuple(library.conversions),
    )


def _once(found: list[Diagnostic], outline: Outline, declarations: Declarations) -> list[Diagnostic]:
    """The diagnostics without those that only follow from others."""
    if not any(part.name == "setting" for part in outline.parts):
        return list(without_a_setting(found))
    told = told_once(without_cut_formulas(found), declarations.failed, declarations.unread)
    return list(declared_later(told, {*declarations.setting.symbols, *declarations.setting.spaces}))


def read_broken(document: Document) -> dict[str, tuple[Broken, ...]]:
    """The claims and expressions of a document that cannot be read, by proposition, in order."""
    _, _, reader = _read(Path(document.path), document.source, supposing=False)
    return {one.proposition.label: (*one.broken, *one.proof.broken) for one in reader.readings}


def _read(path: Path, text: str, supposing: bool) -> tuple[Library, Outline, DocumentReader]:
    library = Library(path.parent)
    outline = outline_of(library.pieces(Source("", text), (path.resolve(),)))
    reader = DocumentReader(Declarations(library.macros), Losses((*library.diagnostics, *outline.diagnostics)))
    reader.read(outline)
    if supposing:
        reader.suppose()
    return library, outline, reader


def _emptiness(text: str, outline: Outline, problems: list[Diagnostic]) -> Iterator[Diagnostic]:
    if not outline.has_document and not any(found.facts.get("what") == "no text" for found in problems):
        yield Diagnostic("E115", NOWHERE, {"found": "empty" if not text.strip() else ""})


def _distinct(diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    """In order of place, each once."""
    seen: list[Diagnostic] = []
    for diagnostic in sorted(diagnostics, key=lambda d: (d.span.path, d.span.line, d.span.column)):
        if diagnostic not in seen[-20:]:
            seen.append(diagnostic)
            yield diagnostic


def _capped(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    if len(diagnostics) <= MAX_DIAGNOSTICS:
        return tuple(diagnostics)
    facts = {"limit": MAX_DIAGNOSTICS, "name": "MAX_DIAGNOSTICS", "found": len(diagnostics)}
    return (*diagnostics[:MAX_DIAGNOSTICS], Diagnostic("E129", diagnostics[MAX_DIAGNOSTICS].span, facts))


@dataclass
class Reading:
    """A proposition while its proofs are still to come."""

    proposition: Proposition
    declarations: Declarations
    scope: Scope
    proof: ProofReader
    part: Part
    settings: tuple[Part, ...] = ()  # those that it stands under
    proofs: list[Part] = field(default_factory=list)
    told: tuple[Diagnostic, ...] = ()  # what is wrong with the settings
    broken: tuple[Broken, ...] = ()  # of its claims


@dataclass
class DocumentReader:
    """Goes through the outline: settings grow, propositions are read under what holds then."""

    declarations: Declarations
    losses: Losses = field(default_factory=Losses)
    settings: list[Setting] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)  # the settings that hold now
    told: list[Diagnostic] = field(default_factory=list)  # what is wrong with them
    claimed: dict[str, str] = field(default_factory=dict)  # labels of displays of claims: of which proposition

    def read(self, outline: Outline) -> None:
        for part in outline.parts:
            self._part(part)
        for reading in self.readings:
            reading.proposition = _wary(reading)

    def suppose(self) -> None:
        """Add to all propositions what their unreadable places seem to say."""
        for reading in self.readings:
            self._suppose(reading)

    def _part(self, part: Part) -> None:
        if part.name == "setting":
            self._setting(part)
        elif part.name in CLAIMS:
            self._proposition(part)
        elif part.name == "proof":
            self._proof(part)
        for inner in part.parts:
            self._part(inner)

    def _setting(self, part: Part) -> None:
        if part.option == "new":
            self.declarations = Declarations(
                self.declarations.macros,
                change=self.declarations.change,
                failed=self.declarations.failed,
                unread=self.declarations.unread,
            )
            self.parts, self.told = [], []
        elif part.option:
            span = (part.begin.option or part.begin.region).span
            self.diagnostics.append(
                Diagnostic("E120", span, {"found": f"[{part.option}]", "what": "option"}, ("[new]",))
            )
        problems = declare_all(self.declarations, clauses_of(part.pieces))
        if self.losses.concern(part):
            self.declarations.setting = replace(self.declarations.setting, unread=True)
        self.diagnostics.extend(problems)
        self.told.extend(problems)
        self.parts.append(part)
        self.settings.append(self.declarations.setting)

    # --- propositions ------------------------------------------------------------------------

    def _proposition(self, part: Part) -> None:
        if len(self.readings) >= MAX_PROPOSITIONS:
            facts = {"limit": MAX_PROPOSITIONS, "name": "MAX_PROPOSITIONS"}
            self.diagnostics.append(Diagnostic("E129", part.begin.region.span, facts))
            return
        local = self.declarations.copy()
        local.local = True
        if self.losses.concern(part):
            local.setting = replace(local.setting, unread=True)
        reader = ClaimReader(local)
        reader.read(clauses_of(part.pieces))
        scope = reader.scope()
        claims = reader.claims(scope)
        scope = reader.proof_scope(scope, claims)
        problems = [*self._label_problems(part), *reader.diagnostics]
        if not claims and not reader.attempted:
            problems.append(_claims_nothing(part))
        shared = self.declarations.setting.hypotheses
        proposition = Proposition(
            label=self._label(part),
            title=part.option,
            setting=local.setting,
            claims=claims,
            hypotheses=tuple(h for h in local.setting.hypotheses if h not in shared),
            kind=part.name,  # type: ignore[arg-type]
            span=part.span,
            diagnostics=tuple(problems),
        )
        self.diagnostics.extend(problems)
        proof = ProofReader(local, scope, claimed=self.claimed)
        displays = (piece for piece in part.pieces if isinstance(piece, Display))
        self.claimed.update((name, proposition.label) for display in displays for name, _ in labels_of(display))
        settings, told = tuple(self.parts), tuple(self.told)
        broken = tuple(reader.broken)
        self.readings.append(Reading(proposition, local, scope, proof, part, settings, told=told, broken=broken))

    def _label(self, part: Part) -> str:
        """Its first label, or its kind and number."""
        taken = {reading.proposition.label for reading in self.readings}
        name = part.labels[0][0] if part.labels else f"{part.name}-{len(self.readings) + 1}"
        return name if name and name not in taken else f"{name or part.name}-{len(self.readings) + 1}"

    def _label_problems(self, part: Part) -> Iterator[Diagnostic]:
        taken = {reading.proposition.label: reading.proposition.span for reading in self.readings}
        for name, span in part.labels[:1]:
            if name in taken:
                yield Diagnostic("E142", span, {"name": name}, related=((taken[name], "first here"),))

    # --- proofs --------------------------------------------------------------------------------

    def _proof(self, part: Part) -> None:
        reading = self._proved(part)
        if reading is None:
            self.diagnostics.append(Diagnostic("E143", part.begin.region.span))
            return
        reading.proofs.append(part)
        self._proof_of(reading, part)

    def _proof_of(self, reading: Reading, part: Part) -> None:
        plain, declared = reading.proof.copy(), reading.declarations.copy()
        self._names_of(reading, part)
        _read_displays(reading.proof, part)
        if (faults := reading.proof.faults) and all(_binds(one, declared.setting) for one in faults):
            self._without_names(reading, part, plain, declared)
        chains = reading.proof.finished()
        if (supposed := supposed_in(part.pieces, reading.declarations)) is not None:
            reading.proof.diagnostics.append(supposed)
            chains = ()
        formulas = any(isinstance(piece, Display | Inline) or _is_bare(piece) for piece in part.pieces)
        if formulas and not chains and not reading.proof.diagnostics:
            end = part.end or part.begin.region.span
            facts = {"until": (end.line,)}
            reading.proof.diagnostics.append(Diagnostic("W106", part.begin.region.span, facts, severity="warning"))
        problems = tuple(_distinct(reading.proof.diagnostics))
        reading.proof.diagnostics.clear()
        self.diagnostics.extend(problems)
        old = reading.proposition
        reading.proposition = replace(old, chains=chains, has_proof=True, diagnostics=old.diagnostics + problems)

    @staticmethod
    def _names_of(reading: Reading, part: Part) -> None:
        """The names that the text of a proof gives, which hold for all its displays."""
        before, scope = reading.declarations.setting, reading.proof.scope
        meant = scope.free | meant_already(reading.proposition)
        reading.proof.diagnostics.extend(names_of_proof(part.pieces, reading.declarations, meant))
        if reading.declarations.setting != before:
            reading.proof.scope = reading.declarations.scope().knowing(scope.free, scope.bound)
            reading.proposition = replace(reading.proposition, setting=reading.declarations.setting)

    @staticmethod
    def _without_names(reading: Reading, part: Part, plain: ProofReader, declared: Declarations) -> None:
        """``Put $k := gh$`` before a sum over k, which nothing else declares, is a substitution and gives no name."""
        _read_displays(plain, part)
        if not plain.faults:
            reading.proof = replace(plain, declarations=declared)
            reading.declarations = declared
            reading.proposition = replace(reading.proposition, setting=declared.setting)

    # --- under a supposition ----------------------------------------------------------------------

    def _suppose(self, reading: Reading) -> None:
        """Add what the unreadable places of a proposition seem to say, and tell their faults accordingly."""
        old = reading.proposition
        supposed = suppositions(old, reading.told, self._reread(reading))
        told = tuple(with_remedies(old.diagnostics, supposed))
        again = {id(one): new for one, new in zip(old.diagnostics, told, strict=True)}
        self.diagnostics = [again.get(id(one), one) for one in self.diagnostics]
        reading.proposition = replace(old, diagnostics=told, supposed=supposed)

    def _reread(self, reading: Reading) -> Reread:
        """The proposition with its proofs under other sorts of declared names."""

        def reread(change: Change) -> tuple[Proposition, tuple[Diagnostic, ...]]:
            declarations = Declarations(self.declarations.macros, change=change)
            again = DocumentReader(declarations, self.losses, claimed=self.claimed)
            for part in reading.settings:
                again._setting(part)
            again._proposition(reading.part)
            for part in reading.proofs:
                again._proof_of(again.readings[0], part)
            return _wary(again.readings[0]), tuple(again.told)

        return reread

    def _proved(self, part: Part) -> Reading | None:
        """The proposition named in ``[Proof of \\ref{...}]``, or the last one."""
        labels = list(_references(part))
        named = [reading for reading in self.readings if reading.proposition.label in labels]
        return named[0] if named else self.readings[-1] if self.readings else None


RELATING = re.compile(
    r"\\(?:equiv|approx|sim|simeq|cong|in|subseteq|subset|to|mapsto|leftrightarrow)(?![A-Za-z])|[≡≈∼≃≅∈⊆⊂→↦]"
)


def _binds(fault: Diagnostic, setting: Setting) -> bool:
    """Does a sum bind the name of an abbreviation that the setting does not declare?"""
    abbreviated = fault.code == "E205" and fault.facts.get("kind") == "abbreviation"
    return abbreviated and fault.facts.get("name") not in setting.symbols


def _read_displays(proof: ProofReader, part: Part) -> None:
    for piece in part.pieces:
        if isinstance(piece, Display):
            proof.read(piece)


def _claims_nothing(part: Part) -> Diagnostic:
    """E140: at a relation that none is judged of, or of the whole proposition."""
    facts: dict[str, object] = {"kind": part.name}
    for piece in part.pieces:
        if isinstance(piece, Inline | Display) and (found := RELATING.search(piece.region.text)):
            start = piece.region.start + found.start()
            region = replace(piece.region, start=start, end=start + len(found.group()))
            return Diagnostic("E140", region.span, {**facts, "what": "relation", "found": found.group()})
    bare = any(map(_is_bare, part.pieces))
    end = part.end or part.begin.region.span
    facts |= {"what": "dollars" if bare else "", "until": (end.line,)}
    return Diagnostic("E140", part.begin.region.span, facts)


def _is_bare(piece: Piece) -> bool:
    """Is it text with an equation that stands outside of any formula?"""
    return isinstance(piece, Prose) and "=" in piece.region.text


def _wary(reading: Reading) -> Proposition:
    """No counterexample counts where something is spoken of whose definition cannot be read."""
    found, undefined = reading.proposition, reading.declarations.undefined
    if not undefined or not undefined & spoken_of(found):
        return found
    return replace(found, setting=replace(found.setting, unread=True))


def _references(part: Part) -> Iterator[str]:
    pieces: Iterator[Piece] = pieces_of(part.begin.option) if part.begin.option else iter(())
    for piece in pieces:
        if isinstance(piece, Command) and piece.name in ("ref", "cref", "Cref", "autoref") and piece.argument:
            yield piece.argument.text.strip()


__all__ = ["MAX_PROPOSITIONS", "Unreadable", "read_broken", "read_document"]
