"""Forum exports: Moodle's (CSV or JSON, one post a row) and any table with a text and an author.

A post belongs to the prompt whose id stands in the subject of its discussion, or to the one that the caller names.
Nobody agreed to be quoted by writing in a forum, so the consent of each post is still to be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from socialscaffold.harvest.clean import without_markup
from socialscaffold.harvest.entry import Entry, Told, consent_of
from socialscaffold.harvest.sheets import Sheet

_TEXTS = ("message", "text", "body", "content", "post")
_AUTHORS = ("userid", "userfullname", "username", "author", "learner", "user", "name", "from")
_SUBJECTS = ("subject", "discussion subject", "topic", "title", "thread")
_GONE = ("deleted", "privatereplyto")


def is_forum(columns: Iterable[str]) -> bool:
    """Whether a table has posts in it."""
    there = set(columns)
    return bool(there & set(_TEXTS)) and bool(there & set(_AUTHORS))


def sheet_entries(sheet: Sheet, prompts: tuple[str, ...], prompt: str, told: Told) -> tuple[Entry, ...]:
    """The posts of a table."""
    text = next(name for name in _TEXTS if name in sheet.columns)
    rows = [(one.number, sheet.column(text), one.cells) for one in sheet.rows]
    return _entries(rows, prompts, prompt, told)


def json_entries(posts: list[Any], prompts: tuple[str, ...], prompt: str, told: Told) -> tuple[Entry, ...]:
    """The posts of Moodle's JSON export: a list of objects with the same keys."""
    rows = []
    for number, one in enumerate(posts, 1):
        if isinstance(one, dict):
            cells = {str(key).casefold(): _told(value) for key, value in one.items()}
            rows.append((number, 1, cells))
        else:
            told.wrong("SS-HRV-010", f"Post {number} is broken.", "It is left out.", told.at(number))
    return _entries(rows, prompts, prompt, told)


def _told(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _entries(
    rows: list[tuple[int, int, dict[str, str]]], prompts: tuple[str, ...], prompt: str, told: Told
) -> tuple[Entry, ...]:
    subjects = {
        cells["discussion"]: named
        for _, _, cells in rows
        if cells.get("discussion") and (named := _named(_first(cells, _SUBJECTS), prompts))
    }
    found = []
    for number, column, cells in rows:
        text = _first(cells, _TEXTS)
        if not text or any(cells.get(name, "0").strip() not in ("", "0", "false", "False") for name in _GONE):
            continue
        asked = cells.get("prompt") or subjects.get(cells.get("discussion", ""))
        asked = asked or _named(_first(cells, _SUBJECTS), prompts) or prompt
        if not asked:
            hint = "Name the prompt in the discussion's subject, such as `[rules]`, or call with `--prompt ID`."
            told.wrong("SS-HRV-005", f"Post {number} belongs to no prompt that is known.", hint, told.at(number))
            continue
        learner = _first(cells, _AUTHORS)
        consent = consent_of(cells.get("consent", "")[:20]) or "ask"
        where = cells.get("region", "")
        # A forum's posts are HTML by rule, so their tags are no finding.
        words = without_markup(text) if cells.get("messageformat", "") == "1" or "<p" in text[:20].lower() else text
        found.append(Entry(cells.get("program", ""), where, asked, learner, words, consent, told.at(number, column)))
    return tuple(found)


def _first(cells: Mapping[str, str], names: Iterable[str]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")


def _named(subject: str, prompts: tuple[str, ...]) -> str:
    """The prompt whose id stands in a subject, in brackets or as a word; the longest where several do."""
    words = subject.casefold()
    there = [one for one in prompts if re.search(rf"(?<![\w-]){re.escape(one.casefold())}(?![\w-])", words)]
    return max(there, key=len, default="")
