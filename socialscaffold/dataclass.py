"""`dataclass`, as the standard library's, for the frozen records that this package is full of.

The standard decorator writes the source of six methods for every class and compiles it, about a millisecond each time;
two hundred records made that the longest part of every command's start. Here the methods are written once, and each
class only gets its own field names. Everything else stays: `fields`, `replace`, defaults, `compare=False`, `repr=False`
and `__post_init__` work as always. A class of which a program makes tens of thousands keeps the standard decorator,
whose methods are quicker to call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(*, frozen: bool, slots: bool) -> Any:
        """Make a class a frozen record with slots; other kinds are the standard library's business."""
        if not (frozen and slots):
            raise TypeError("take dataclasses.dataclass for a record that is not frozen or has no slots")
        return _record

    def _record(cls: type) -> type:
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
        every = dataclasses.fields(made)
        written = cls.__dict__
        compared = [one.name for one in every if one.compare]
        shown = [one.name for one in every if one.repr]
        methods = {
            "__init__": _init(every, hasattr(made, "__post_init__")),
            "__repr__": _repr(shown),
            **_equality(made, compared),
            "__setattr__": _frozen_set,
            "__delattr__": _frozen_delete,
            "__getstate__": _state,
            "__setstate__": _restore,
        }
        for name, method in methods.items():
            if name not in written:
                setattr(made, name, method)
        return made

    def _init(every: tuple[dataclasses.Field, ...], post: bool) -> Any:
        names = tuple(one.name for one in every)
        fallback = {one.name: one.default for one in every if one.default is not dataclasses.MISSING}
        factories = {one.name: one.default_factory for one in every if one.default_factory is not dataclasses.MISSING}
        put = object.__setattr__

        def __init__(self: Any, *values: Any, **named: Any) -> None:
            if named:
                given = dict(zip(names, values, strict=False))
                if given.keys() & named.keys():
                    raise TypeError(
                        f"{type(self).__name__} got a field twice: {', '.join(given.keys() & named.keys())}"
                    )
                given |= named
            else:
                given = dict(zip(names, values, strict=False))
            if len(values) > len(names) or not given.keys() <= known:
                raise TypeError(f"{type(self).__name__} has the fields {', '.join(names)} and no more")
            for name in names:
                if name in given:
                    put(self, name, given[name])
                elif name in fallback:
                    put(self, name, fallback[name])
                elif name in factories:
                    put(self, name, factories[name]())
                else:
                    raise TypeError(f"{type(self).__name__} needs {name}")
            if post:
                self.__post_init__()

        known = frozenset(names)
        return __init__

    def _repr(shown: list[str]) -> Any:
        def __repr__(self: Any) -> str:
            return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

        return __repr__

    def _equality(made: type, compared: list[str]) -> dict[str, Any]:
        values = attrgetter(*compared) if compared else lambda _: ()

        def __eq__(self: Any, other: object) -> Any:
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self: Any) -> int:
            return hash(values(self))

        return {"__eq__": __eq__, "__hash__": __hash__}

    def _frozen_set(self: Any, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _frozen_delete(self: Any, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self: Any) -> list[Any]:
        return [getattr(self, one.name) for one in dataclasses.fields(self)]

    def _restore(self: Any, state: list[Any]) -> None:
        for one, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)
