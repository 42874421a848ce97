"""What `symproof groups [SPEC]` prints: an action in words, and what it cannot see."""

from symproof.groups.abstract import PLANE_GROUPS
from symproof.groups.action import Action
from symproof.groups.catalogue import DEFAULT, SAMPLED, parse_action

SHOWN_ELEMENTS = 12  # elements listed with what they do
SHOWN_POINTS = 9  # points whose images are listed


def describe(action: Action) -> str:
    """The lines about one action, without a final newline."""
    return "\n".join([_heading(action), *_facts(action), *_elements(action), *_blind_spots(action)])


def list_groups() -> str:
    """The lines about all that can be named."""
    return "\n".join(
        [
            "Run unless the document or --group says otherwise:",
            *(f"  {_heading(parse_action(spec))}" for spec in DEFAULT),
            *(f"  {_heading(parse_action(spec))}, sampled" for spec in SAMPLED),
            "Plane groups on the n x n torus, as in p4:3:",
            f"  {' '.join(PLANE_GROUPS)}",
            "Named groups, as in C4, C4 on Z_5, D4 on Z_3^2, S4 on 4 points:",
            "  C_n D_n S_n A_n C2xC2 Q8",
            "Your own:",
            "  matrices [[0,-1],[1,0]]; [[-1,0],[0,1]] on Z_3^2",
            "  permutations (0 1 2)(3 4); (0 1) on 5 points",
        ]
    )


def blind_spots(action: Action) -> tuple[str, ...]:
    """The mistakes that no check on this action alone can find."""
    trivial = action.order == 1
    spots = {
        "H is trivial: mistakes in the group component are invisible": trivial,
        "H is commutative: mistakes of order (h k for k h) are invisible": action.commutative and not trivial,
        "every h is its own inverse: h and h^-1 are indistinguishable": action.involutive and not trivial,
        f"h^{action.exponent} = e for all h: powers count modulo {action.exponent} only": action.exponent > 2,
        "not faithful: h.v cannot tell apart elements that act alike": not action.faithful,
        "v = -v for all v: signs of translations are invisible": _signless(action) and action.size > 1,
        "no V: nothing is said about translations": action.added is None,
    }
    return tuple(sentence for sentence, holds in spots.items() if holds)


def _signless(action: Action) -> bool:
    return action.negated is not None and bool((action.negated == range(action.size)).all())


def _heading(action: Action) -> str:
    where = f"{action.group} on {action.space}"
    known = action.name if action.name == where else f"{action.name}: {where}"
    total = "" if action.added is None else f", |G| = {action.total}"
    return f"{known}, |H| = {action.order}, {action.size} points{total}"


def _facts(action: Action) -> list[str]:
    kernel = ", ".join(action.elements[h] for h in action.kernel)
    return [
        f"  action       {'faithful' if action.faithful else f'not faithful: {kernel} act alike'}",
        f"  commutative  {'yes' if action.commutative else 'no'}",
        f"  h = h^-1     {'for all h' if action.involutive else 'not for all h'}",
    ]


def _elements(action: Action) -> list[str]:
    """What the first elements do: on V to generators of V, which determine the rest."""
    points = tuple(range(action.size)) if action.added is None else action.translations
    lines = [_images(action, h, points) for h in range(min(action.order, SHOWN_ELEMENTS))]
    hidden = action.order - len(lines)
    return [*lines, f"  and {hidden} more"] if hidden else lines


def _images(action: Action, h: int, points: tuple[int, ...]) -> str:
    shown = [f"{action.show(v)} -> {action.show(int(action.moved[h, v]))}" for v in points[:SHOWN_POINTS]]
    return f"  {action.elements[h]:12} {'; '.join(shown)}{'; ...' if len(points) > SHOWN_POINTS else ''}"


def _blind_spots(action: Action) -> list[str]:
    spots = blind_spots(action)
    return ["  cannot see:", *(f"    {spot}" for spot in spots)] if spots else []
