"""`dataclass`, as the standard library's, for the frozen records that this package is full of.

The standard decorator writes the source of six methods for every class and compiles it, about a millisecond each time;
two hundred records made that the longest part of every command's start. Here the methods are written once, and each
class only gets its own field names. Everything else stays: `fields`, `replace`, defaults, `compare=False`, `repr=False`
and `__post_init__` work as always. A class of which a program makes tens of thousands writes its own `__init__`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    import inspect
    from operator import attrgetter

    _MANY = 20  # records of one class in a run, from which on an `__init__` of its own pays

    class _Recipe:
        """What an `__init__` has to do, and how often it was done. `home` and `puts` are known once the class is."""

        def __init__(self, every: dict[str, dataclasses.Field], post: bool) -> None:
            self.every, self.post = every, post
            self.home: Any = None
            self.puts: list[Any] = []
            self.made = 0

    def dataclass(*, frozen: bool, slots: bool) -> Any:
        """Make a class a frozen record with slots; other kinds are the standard library's business."""
        if not (frozen and slots):
            raise TypeError("take dataclasses.dataclass for a record that is not frozen or has no slots")
        return _record

    def _record(cls: type) -> type:
        every = _fields(cls)
        compared = [name for name, one in every.items() if one.compare]
        shown = [name for name, one in every.items() if one.repr]
        recipe = _Recipe(every, hasattr(cls, "__post_init__"))
        methods = {
            "__init__": _init(recipe),
            "__repr__": _repr(shown),
            **_equality(compared),
            "__setattr__": _frozen_set,
            "__delattr__": _frozen_delete,
            "__getstate__": _state,
            "__setstate__": _restore,
        }
        made = _with_slots(cls, every, methods)
        # Values go through the slots themselves, so that nothing is looked up again.
        recipe.home, recipe.puts = made, [getattr(made, name).__set__ for name in every]
        return made

    def _fields(cls: type) -> dict[str, dataclasses.Field]:
        """The fields by name, those of the classes above first. Every annotation is a field."""
        every: dict[str, dataclasses.Field] = {}
        for above in cls.__mro__[-1:0:-1]:
            every |= getattr(above, dataclasses._FIELDS, {})
        for name, said in inspect.get_annotations(cls).items():
            default = cls.__dict__.get(name, dataclasses.MISSING)
            one = default if isinstance(default, dataclasses.Field) else dataclasses.field(default=default)
            one.name, one.type, one._field_type = name, said, dataclasses._FIELD
            every[name] = one
        return every

    def _with_slots(cls: type, every: dict[str, dataclasses.Field], methods: dict[str, Any]) -> type:
        """The class made anew, for slots can't be given to one that is there. What it wrote itself wins over `methods`.

        All at once: a method that is put into a class afterwards costs as much as the class.
        """
        above = {name for one in cls.__mro__[1:] for name in getattr(one, "__slots__", ())}
        written = methods | {name: one for name, one in cls.__dict__.items() if name not in every}
        written.pop("__dict__", None)
        written.pop("__weakref__", None)
        written["__slots__"] = tuple(name for name in every if name not in above)
        written["__match_args__"] = tuple(every)
        written[dataclasses._FIELDS] = every
        made = type(cls)(cls.__name__, cls.__bases__, written)
        made.__qualname__ = cls.__qualname__
        return made

    def _init(recipe: _Recipe) -> Any:
        every = recipe.every
        names = tuple(every)
        count = len(names)
        missing = dataclasses.MISSING
        factories = {name: one.default_factory for name, one in every.items() if one.default_factory is not missing}
        # A list made by a factory, or nothing, is `missing` here, too, and looked at more closely.
        unsaid = [(name, one.default) for name, one in every.items()]

        def __init__(self: Any, *values: Any, **named: Any) -> None:
            puts = recipe.puts
            for put, value in zip(puts, values, strict=False):
                put(self, value)
            if (given := len(values)) < count:
                for (name, default), put in zip(unsaid[given:], puts[given:], strict=True):
                    value = named.pop(name, default) if named else default
                    if value is missing:
                        if name not in factories:
                            raise TypeError(f"{type(self).__name__} needs {name}")
                        value = factories[name]()
                    put(self, value)
            if named or given > count:
                raise TypeError(f"{type(self).__name__} has the fields {', '.join(names)}, each once")
            if recipe.post:
                self.__post_init__()
            recipe.made += 1
            if recipe.made == _MANY:
                recipe.home.__init__ = _written_out(recipe)

        return __init__

    def _written_out(recipe: _Recipe) -> Any:
        """The same `__init__` for this class alone: four times as quick to call, and it takes a while to compile."""
        names: dict[str, Any] = {f"put_{name}": put for name, put in zip(recipe.every, recipe.puts, strict=True)}
        asked, lines = ["self"], []
        for name, one in recipe.every.items():
            anew = one.default_factory is not dataclasses.MISSING
            names |= {f"default_{name}": one.default, f"make_{name}": one.default_factory}
            asked.append(f"{name}=default_{name}" if anew or one.default is not dataclasses.MISSING else name)
            value = f"make_{name}() if {name} is default_{name} else {name}" if anew else name
            lines.append(f"    put_{name}(self, {value})")
        lines += ["    self.__post_init__()"] if recipe.post else []
        exec("\n".join([f"def __init__({', '.join(asked)}):", *lines]), names)  # our own fields' names, no author's
        return names["__init__"]

    def _repr(shown: list[str]) -> Any:
        def __repr__(self: Any) -> str:
            return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

        return __repr__

    def _equality(compared: list[str]) -> dict[str, Any]:
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
        return [getattr(self, name) for name in self.__match_args__]

    def _restore(self: Any, state: list[Any]) -> None:
        for name, value in zip(self.__match_args__, state, strict=True):
            object.__setattr__(self, name, value)
