"""Any file that answers come back in -> its answers, by what the file says and not by its name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.harvest.entry import MOST_ROWS, Entry, Source, Told, fingerprint
from socialscaffold.harvest.exports import export_entries, is_export
from socialscaffold.harvest.forms import form_entries, is_form
from socialscaffold.harvest.forums import is_forum, json_entries, sheet_entries
from socialscaffold.harvest.papers import is_paper, read_paper
from socialscaffold.harvest.sheets import Sheet, read_csv
from socialscaffold.harvest.statements import is_statement, statement_entries
from socialscaffold.harvest.workbooks import read_workbook

LARGEST = 50 * 1024 * 1024  # bytes
_KNOWN = "Known are learners' exports, return forms, forum exports and xAPI statements: JSON, CSV, XLSX and Markdown."

_COPY = "Copy the answers into the return form that lies beside the kit (XLSX or CSV), and collect that."
# What people send in its stead, by how it begins; an archive by a name that stands in it.
_BEGINS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office (.doc or .xls)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_HOLDS = (
    (b"word/document.xml", "a Word document"),
    (b"ppt/presentation.xml", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_PAGES = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file is read for: the prompts that exist, and the prompt and region of answers that name none.

    A statement that names no prompt is no answer to one (a quiz makes such statements), so `prompt` says nothing of it.
    """

    prompts: tuple[str, ...]
    prompt: str = ""
    region: str = ""


def read_source(data: bytes, name: str, asked: Asked) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The answers of one file and what is wrong in it; `name` is what findings call it."""
    told = Told(name)
    kind, entries = _read(data, asked, told)
    entries = tuple(
        replace(one, region=one.region or asked.region, prompt=one.prompt or asked.prompt) for one in entries
    )
    return Source(name, kind, fingerprint(data), entries), told.found()


def _read(data: bytes, asked: Asked, told: Told) -> tuple[str, tuple[Entry, ...]]:
    if len(data) > LARGEST:
        seen = f"The file is larger than {LARGEST // 1024 // 1024} MiB."
        told.wrong("SS-HRV-001", seen, "Split it, and collect each part.")
        return "", ()
    if not data.strip():
        told.wrong("SS-HRV-001", "The file is empty.", _KNOWN)
        return "", ()
    if foreign := _foreign(data):
        told.wrong("SS-HRV-001", f"This is {foreign}, and answers can't be told apart in it.", _COPY)
        return "", ()
    if data.startswith(b"PK"):
        return _of_sheet(read_workbook(data, told), asked, told)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _of_json(data, asked, told)
    if is_paper(data):
        return _of_sheet(read_paper(data, told), asked, told)
    return _of_sheet(read_csv(data, told), asked, told)


def _foreign(data: bytes) -> str:
    """What a file is that holds no answers which could be told apart; empty for all others."""
    if data.startswith(b"PK"):
        return next((what for name, what in _HOLDS if name in data), "")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower().startswith(_PAGES):
        return "a web page"
    return next((what for start, what in _BEGINS if data.startswith(start)), "")


def _of_sheet(sheet: Sheet | None, asked: Asked, told: Told) -> tuple[str, tuple[Entry, ...]]:
    if sheet is None:
        return "", ()
    if is_form(sheet):
        return "return form", form_entries(
            sheet, told, said_for=(*(["region"] if asked.region else []), *(["prompt"] if asked.prompt else []))
        )
    if is_forum(sheet.columns):
        return "forum", sheet_entries(sheet, asked.prompts, asked.prompt, told)
    hint = "A return form has program, region, prompt, learner, text, consent; a forum export has message and author."
    told.wrong("SS-HRV-002", "The columns of this table are neither those of a return form nor of a forum.", hint)
    return "", ()


def _of_json(data: bytes, asked: Asked, told: Told) -> tuple[str, tuple[Entry, ...]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = data[: wrong.start].count(b"\n") + 1
        told.wrong("SS-HRV-008", "The file is not in UTF-8.", "Ask for it as it was exported.", told.at(row))
        return "", ()
    values = _values(text, told)
    if values is None:
        return "", ()
    if len(values) > MOST_ROWS:
        seen = f"The file has more than {MOST_ROWS:,} entries; the rest is left out."
        told.wrong("SS-HRV-012", seen, "Split it, and collect each part.")
        values = values[:MOST_ROWS]
    if any(is_export(one) for one in values):
        return "learner's export", tuple(
            entry for one in values if is_export(one) for entry in export_entries(one, told)
        )
    if any(is_statement(one) for one in values):
        return "xAPI statements", statement_entries(values, asked.prompts, told)
    if any(isinstance(one, dict) and is_forum(str(key).casefold() for key in one) for one in values):
        return "forum", json_entries(values, asked.prompts, asked.prompt, told)
    told.wrong("SS-HRV-001", "What this JSON file holds is not known.", _KNOWN)
    return "", ()


def _values(text: str, told: Told) -> list[Any] | None:
    """The values of a JSON file or of one with a value on each line; None for a file that is neither."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _by_line(text, told)
    if isinstance(value, dict) and isinstance(value.get("statements"), list):
        return list(value["statements"])
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        value = value[0]  # Moodle puts its list of posts into a list
    return value if isinstance(value, list) else [value]


def _by_line(text: str, told: Told) -> list[Any] | None:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    values = []
    wrong = []
    for number, line in lines:
        try:
            values.append(json.loads(line))
        except (ValueError, RecursionError):
            wrong.append(number)
    if not values:
        told.wrong(
            "SS-HRV-001", "The file begins like JSON and can't be read as such.", "Ask for it as it was exported."
        )
        return None
    for number in wrong:
        told.wrong("SS-HRV-010", "This line is no JSON.", "It is left out.", told.at(number))
    return values
