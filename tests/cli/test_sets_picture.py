"""The picture of sets on a terminal, whatever their number."""

from __future__ import annotations

import pytest

from socialscaffold.cli import screen
from socialscaffold.cli.sets_picture import picture
from socialscaffold.plan.seated import Seated, Wanted
from socialscaffold.sets.sizes import Size
from socialscaffold.spec.wishes import Form, Wish


def seated(sets: int, known: bool = True) -> Seated:
    """Sets of two; only those of the last differ in what they should be alike in."""
    people = {f"set-{number}": (f"L{number}a", f"L{number}b") for number in range(1, sets + 1)}
    cells = {who: {"language": "no"} if known else {} for one in people.values() for who in one}
    if known:
        cells[f"L{sets}a"]["language"] = "de"
    return Seated(people, cells, Wanted(Form(alike=(Wish("language"),)), Size(2, 2, 2)))


@pytest.fixture(autouse=True)
def eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "columns", lambda _: 80)


def row(text: str, head: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(head))


def test_a_few_sets_have_a_mark_each() -> None:
    assert "■■■□  not in 1 set" in row(picture(seated(4)), "alike language")


def test_thousands_of_sets_share_marks_and_none_is_lost() -> None:
    text = picture(seated(2_000))
    assert "One mark stands for 11 sets; it is empty where one of them is not as wished." in text
    marks = text.count("■") + text.count("□")
    assert marks == 2 * -(-2_000 // 11) and text.count("□") == 1
    assert max(map(len, text.splitlines())) <= 80 and len(text.splitlines()) < 20


def test_what_nobody_knows_is_not_shown_as_kept() -> None:
    assert "????  not known: the roster has no `language`" in row(picture(seated(4, known=False)), "alike language")
