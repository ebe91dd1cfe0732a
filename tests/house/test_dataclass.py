"""Our `dataclass` behaves as the standard library's does for frozen records with slots."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import re
from pathlib import Path

import pytest

from socialscaffold import dataclass as ours
from socialscaffold.dataclass import dataclass

PACKAGE = Path(__file__).resolve().parents[2] / "socialscaffold"


@dataclass(frozen=True, slots=True)
class Ours:
    """A record."""

    name: str
    size: int = 3
    seats: list[int] = dataclasses.field(default_factory=list)
    at: str = dataclasses.field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("a size is not negative")


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same record."""

    name: str
    size: int = 3
    seats: list[int] = dataclasses.field(default_factory=list)
    at: str = dataclasses.field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A record without fields."""


CALLS: list[tuple[tuple[object, ...], dict[str, object]]] = [
    (("a",), {}),
    (("a", 4), {}),
    (("a",), {"size": 4, "at": "here"}),
    ((), {"name": "a", "seats": [1]}),
]
WRONG_CALLS: list[tuple[tuple[object, ...], dict[str, object]]] = [
    ((), {}),
    (("a", 1, [], "", "more"), {}),
    (("a",), {"name": "b"}),
    (("a",), {"nmae": "b"}),
]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_it_is_made_and_shown_alike(values: tuple[object, ...], named: dict[str, object]) -> None:
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)  # type: ignore[arg-type]
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert not hasattr(ours, "__dict__")


@pytest.mark.parametrize(("values", "named"), WRONG_CALLS)
def test_a_wrong_call_is_refused_by_both(values: tuple[object, ...], named: dict[str, object]) -> None:
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*values, **named)  # type: ignore[arg-type]


def test_two_that_say_the_same_are_equal_wherever_they_stand() -> None:
    assert Ours("a", at="here") == Ours("a", at="there")
    assert Ours("a") != Ours("b")
    assert Ours("a") != Theirs("a")
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    with pytest.raises(TypeError):  # a list within has no hash, here as there
        hash(Ours("a"))


def test_nothing_is_shared_and_nothing_changes() -> None:
    one, other = Ours("a"), Ours("a")
    assert one.seats is not other.seats
    for change in (lambda: setattr(one, "name", "b"), lambda: delattr(one, "name")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert dataclasses.replace(one, size=5) == Ours("a", 5)
    with pytest.raises(ValueError, match="not negative"):
        dataclasses.replace(one, size=-1)


def test_it_can_be_copied_and_sent() -> None:
    one = Ours("a", 4, [1], "here")
    for same in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert same == one
        assert same.at == "here"


def test_another_kind_of_record_is_the_standard_library_s() -> None:
    with pytest.raises(TypeError, match="dataclasses"):
        dataclass(frozen=False, slots=True)


def test_the_package_takes_it_wherever_a_record_is_frozen() -> None:
    standard = {
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if re.search(r"^from dataclasses import .*\bdataclass\b", text := path.read_text("utf-8"), re.MULTILINE)
        and set(re.findall(r"^@dataclass(.*)$", text, re.MULTILINE)) == {"(frozen=True, slots=True)"}
    }
    assert not standard


def test_a_record_of_which_many_are_made_stays_what_it_is() -> None:
    @dataclass(frozen=True, slots=True)
    class Many:
        name: str
        size: int = 3
        seats: list[int] = dataclasses.field(default_factory=list)

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError("a size is not negative")

    slow = Many.__init__
    made = [Many("a", seats=[1]) for _ in range(30)] + [Many("a", 3, [1]) for _ in range(10)]
    assert Many.__init__ is not slow and len(set(map(repr, made))) == 1 and made[0] == made[-1]
    assert Many("b") == Many(name="b", seats=[]) and Many("b").seats is not Many("b").seats
    for wrong in (lambda: Many(), lambda: Many("a", 1, [], 2), lambda: Many("a", depth=1), lambda: Many("a", name="b")):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(ValueError, match="not negative"):
        Many("a", -1)


def test_every_record_can_be_made_in_masses() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        module = importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        for one in vars(module).values():
            if isinstance(one, type) and dataclasses.is_dataclass(one) and "__slots__" in vars(one):
                recipe = ours._Recipe(one.__dataclass_fields__, post=False)
                recipe.puts = [getattr(one, name).__set__ for name in one.__dataclass_fields__]
                assert ours._written_out(recipe).__code__.co_argcount == len(one.__dataclass_fields__) + 1
