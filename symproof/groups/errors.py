"""What can be wrong with a group that somebody names or gives: one class a kind, each with its remedy."""


class GroupError(ValueError):
    """A group or an action was refused.

    what      the sentence that fails, with the values found
    elements  display names of the elements (of H or V) for which it fails
    remedy    what the user can do about it
    """

    def __init__(self, what: str, elements: tuple[str, ...] = (), remedy: str = "") -> None:
        super().__init__(what, elements, remedy)
        self.what = what
        self.elements = elements
        self.remedy = remedy

    def __str__(self) -> str:
        where = f" (here: {', '.join(self.elements)})" if self.elements else ""
        return f"{self.what}{where}" + (f"; {self.remedy}" if self.remedy else "")


class NotAGroup(GroupError):
    """A table is not that of a group: not closed, not associative, no unit or no inverse."""


class NotAnAction(GroupError):
    """Maps do not form an action, or not one by automorphisms of V."""


class NotStable(GroupError):
    """A window is not a union of H-orbits."""


class NoTranslations(GroupError):
    """Translations were asked for on a plain set, which has no V."""


class TooLarge(GroupError):
    """A size is beyond the limit; refused before anything of that size is built."""


class UnknownGroup(GroupError):
    """A spec that names nothing; `suggestions` holds near misses."""

    def __init__(self, what: str, suggestions: tuple[str, ...] = (), remedy: str = "") -> None:
        near = f"did you mean {' or '.join(suggestions)}?" if suggestions else remedy
        super().__init__(what, (), near)
        self.suggestions = suggestions
