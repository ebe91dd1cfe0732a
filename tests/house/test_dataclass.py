"""Our `dataclass` behaves as the standard library's does for frozen records with slots."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from pathlib import Path

import pytest

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
