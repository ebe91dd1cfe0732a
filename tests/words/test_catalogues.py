"""The catalogues hold what is said, and a translation keeps the values of its text."""

from __future__ import annotations

import io
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
# Those of the checkout: a wheel has them compiled.
ROOMS = [ROOT / "socialscaffold" / room for room in ("words", "patterns")]
CATALOGUES = [path for room in ROOMS for path in sorted(room.glob("*/*.po"))]
VALUE = re.compile(r"%\((\w+)\)s|(?<!\{)\{([\w:-]+)\}")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "make_catalogues.py"))


def named(path: Path) -> str:
    """`words/de`, `patterns/de`."""
    return f"{path.parents[1].name}/{path.stem}"


def values(text: str) -> set[str]:
    """The values that a text has places for."""
    return {first or second for first, second in VALUE.findall(text)}


def entries(path: Path) -> list[Message]:
    """The translations of a catalogue that somebody has made; a fuzzy one is a guess, which no build says."""
    found = read_po(io.BytesIO(path.read_bytes()), locale=path.stem)
    return [one for one in found if one.id and any_of(one.string) and not one.fuzzy]


def any_of(string: Any) -> bool:
    """Whether a translation says anything, in any of its forms."""
    return any(string) if isinstance(string, tuple | list) else bool(string)


def test_every_language_has_a_catalogue() -> None:
    assert [named(path) for path in CATALOGUES] == [
        *(f"words/{name}" for name in ("ar", "de", "es", "fr", "nb")),
        "patterns/de",
    ]


def test_the_catalogues_hold_what_is_said_now(made: dict[str, Any]) -> None:
    """Where this fails, run `python3 docs/make_catalogues.py`."""
    assert [str(path) for path, text in made["files"]().items() if path.read_text("utf-8") != text] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_a_translation_has_the_values_of_its_text(path: Path) -> None:
    wrong = []
    for one in entries(path):
        texts_ = one.id if isinstance(one.id, tuple) else (one.id,)
        said = one.string if isinstance(one.string, tuple | list) else (one.string,)
        wanted = values(" ".join(texts_))
        for text in said:
            # A form for one, two or none may say its number as a word; no form may ask for what nobody fills in.
            free = {"num", "number"} | (wanted - values(texts_[0])) if len(said) > 1 else set()
            if values(text) - wanted or wanted - values(text) - free:
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("path", [one for one in CATALOGUES if named(one).startswith("words/")], ids=named)
def test_everything_that_a_build_says_by_itself_is_translated(path: Path) -> None:
    found = read_po(io.BytesIO(path.read_bytes()), locale=path.stem)
    assert [one.id for one in found if one.id and (one.fuzzy or not any_of(one.string))] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_a_translation_is_whole_or_not_there(path: Path) -> None:
    half = [one.id for one in entries(path) if isinstance(one.string, tuple | list) and not all(one.string)]
    assert half == []


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_a_translation_keeps_the_marks_of_its_text(path: Path) -> None:
    """Bold stays bold, and what is to be typed as it stands stays as it stands."""

    def marks(text: str) -> list[str]:
        return sorted(re.findall(r"\*\*|`[^`]*`|\]\(|<[^>]+>", text))

    wrong = [one.string for one in entries(path) if isinstance(one.id, str) and marks(one.id) != marks(one.string)]
    assert wrong == []


def test_what_is_marked_is_found(made: dict[str, Any], tmp_path: Path) -> None:
    found = {(one.context, one.id) for one in made["words"]()}
    assert (None, "Your facilitator leads.") in found  # targets/calendars.py
    assert (None, "Core content") in found  # noted in a table
    assert (None, ("{number} week", "{number} weeks")) in found
    assert ("column", "watch how we work") in found  # a column that is not always there
    assert ("name", "market practice") in found
    assert (None, "Skip to the page") in found  # the learner's page
    assert not any(isinstance(text, str) and "program could not be read" in text for _, text in found)
