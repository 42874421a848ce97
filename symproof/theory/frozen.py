"""``dataclass`` for values, made quickly: their methods are written here once, not compiled for each class.

The standard one compiles six functions for a frozen class, which takes half a millisecond: for all the classes of
the program almost half of the time that its own modules take to import. Of those only ``__init__`` is compiled here;
an object takes a tenth longer to make. All else is as usual, also for ``dataclasses.replace`` and ``fields``.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any


def _set(self: Any, name: str, value: object) -> None:
    """A field is given once, by ``__init__``."""
    if name in self.__dict__ or name not in self.__dataclass_fields__:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
    self.__dict__[name] = value


def _delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _shown(self: Any) -> str:
    parts = [f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr]
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _equal(self: Any, other: Any) -> Any:
    """Of one class, and with equal fields."""
    return self.__compared__(self) == self.__compared__(other) if type(self) is type(other) else NotImplemented


def _hashed(self: Any) -> int:
    return hash(self.__compared__(self))


SHARED = {"__setattr__": _set, "__delattr__": _delete, "__repr__": _shown}
COMPARING = {**SHARED, "__eq__": _equal, "__hash__": _hashed}


def _frozen(cls: Any, eq: bool) -> Any:
    own = vars(cls).keys()
    methods = {name: method for name, method in (COMPARING if eq else SHARED).items() if name not in own}
    cls = dataclasses.dataclass(cls, repr=False, eq=False)
    for name, method in methods.items():
        setattr(cls, name, method)
    compared = [one.name for one in dataclasses.fields(cls) if one.compare]
    cls.__compared__ = staticmethod(attrgetter(*compared) if compared else type)
    return cls


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, **others):
        """As the standard one."""
        if cls is not None or not frozen or others:
            return dataclasses.dataclass(cls, frozen=frozen, eq=eq, **others)
        return partial(_frozen, eq=eq)
