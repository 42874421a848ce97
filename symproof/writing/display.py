r"""Chains and displayed formulas: rows that fit the line, as ``flalign*`` and ``align*``."""

from __future__ import annotations

from collections.abc import Sequence

from symproof.terms import Term
from symproof.theory.document import Chain, Claim, Comparison, Formula, Implication, Step
from symproof.writing.latex import LatexPrinter
from symproof.writing.layout import Doc, Nest, Row, Text, concat, lay_out
from symproof.writing.medium import MEDIUM, join, steps
from symproof.writing.nesting import room
from symproof.writing.sentences import UNREADABLE, Equality, SettingWriter
from symproof.writing.width import text_width, width

LINE = 44.5  # em: the text width of an A4 page with margins of 25 mm at 10 pt, less a little
NUMBER = 3.5  # em that the number of a step takes beside its reason
GAP = 2.0  # em between a row and the reason in it


class DisplayWriter:
    """Formulas of one setting, broken by structure."""

    def __init__(self, writer: SettingWriter, line: float = LINE):
        self.writer, self.line = writer, line
        self.printer = LatexPrinter(writer.roles, sized=True)

    # --- rows ------------------------------------------------------------------------------

    def rows(self, term: Term | None, relation: str = "") -> list[Row]:
        """The rows of ``relation term``; those after the first stand further in."""
        lead = f"{relation} " if relation else ""
        with room():
            doc: Doc = Text(UNREADABLE, 2.0) if term is None else self.printer.doc(term)
            return lay_out(Nest(concat(Text(lead, width(relation)), doc)), MEDIUM, self.line)

    def _source(self, rows: Sequence[Row]) -> str:
        return " \\\\*\n".join(f"  &{join(steps(row.indent), row.source)}" for row in rows)

    # --- chains ----------------------------------------------------------------------------

    def chain(self, chain: Chain, marks: dict[int, str]) -> str:
        """The chain; ``marks`` has a word for the margin by the number of the step."""
        parts = [self._first(chain)]
        parts += [self.step(step, marks.get(step.number, "")) for step in chain.steps]
        body = " \\\\\n".join(parts)
        return f"\\begin{{flalign*}}\n{body}\n\\end{{flalign*}}"

    def _first(self, chain: Chain) -> str:
        """What the first relation stands after: an expression, or the premise of an implication."""
        if chain.start is not None:
            return self._source(self.rows(chain.start.term))
        statement = chain.steps[0].statement
        if isinstance(statement, Implication):
            return f"  &{self.writer.statement(statement.premise)}"
        return f"  &{UNREADABLE}"

    def step(self, step: Step, mark: str) -> str:
        """One step: its rows, its reason in the last one or below."""
        rows = self._step_rows(step)
        reason = self.writer.reason(step.reason)
        fits = rows[-1].width + GAP + text_width(reason) + NUMBER <= self.line
        note = rf"\unproved{{{mark}}}" if mark else ""
        between = " " if fits else " \\\\*\n  &"
        return f"{self._source(rows)}{between}&& \\text{{{reason}{note}}}"

    def _step_rows(self, step: Step) -> list[Row]:
        if step.statement is not None:
            source = self.writer.consequence(step.statement)
            return [Row(0, source, width(source))]
        rows = self.rows(None if step.right is None else step.right.term, str(step.relation))
        if step.unless is None:
            return rows
        condition = rf"\textnormal{{unless }} {self.writer.statement(step.unless)}"
        return [*rows, Row(2, condition, 5.0 + width(self.writer.statement(step.unless)))]

    # --- single displays ------------------------------------------------------------------

    def claim(self, claim: Claim) -> str:
        """A claim: in one row if it fits, else its right side below its left."""
        source = self.writer.claim(claim)
        if width(source) <= self.line or not isinstance(claim.statement, Comparison):
            return f"\\[ {source} \\]"
        left, relation, right = claim.statement.left, claim.statement.relation, claim.statement.right
        return self._two_sides(left, str(relation), right, self.writer.unless(claim.unless))

    def equality(self, equality: Equality) -> str:
        """A definition as a sentence: within the text if it is short."""
        left, right = (self.writer.latex(term) for term in (equality.left, equality.right))
        source = f"{left} {equality.relation} {right}"
        if width(source) <= self.line / 2:
            return f"{equality.words} ${source}$."
        if width(source) <= self.line:
            return f"{equality.words}\n\\[ {source}. \\]"
        display = self._two_sides(Formula(equality.left), equality.relation, Formula(equality.right), ".")
        return f"{equality.words}\n{display}"

    def _two_sides(self, left: Formula, relation: str, right: Formula, after: str) -> str:
        body = " \\\\*\n".join(
            (self._source(self.rows(left.term)), self._source(self.rows(right.term, relation)) + after)
        )
        return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"
