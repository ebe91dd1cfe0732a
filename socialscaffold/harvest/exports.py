"""What a learner's page hands out (docs/learner-export.md): only its `answers` are looked at, never private texts."""

from __future__ import annotations

from typing import Any

from socialscaffold.harvest.entry import Entry, Told

FORMAT, VERSION = "socialscaffold-journal", 1
_MOST = 500


def is_export(value: Any) -> bool:
    """Whether a JSON value was meant as a learner's export."""
    return isinstance(value, dict) and "format" in value and "answers" in value


def export_entries(value: dict[str, Any], told: Told) -> tuple[Entry, ...]:
    """The answers of one export. The row of a finding is the number of the answer."""
    if value.get("format") != FORMAT or value.get("version") != VERSION or isinstance(value.get("version"), bool):
        hint = "Ask for a file that the learner's page hands out now."
        told.wrong("SS-HRV-001", "This export has a form that is not known here.", hint)
        return ()
    answers = value["answers"]
    program, learner = value.get("program"), value.get("learner")
    if not isinstance(answers, list) or not isinstance(program, str) or not isinstance(learner, str):
        told.wrong("SS-HRV-010", "This export is broken.", "Ask its learner to export it again.")
        return ()
    if len(answers) > _MOST:
        told.wrong("SS-HRV-012", f"This export has more than {_MOST} answers.", "No learner's page writes so many.")
        return ()
    found = []
    for row, one in enumerate(answers, 1):
        entry = _entry(one, program, learner, told, row)
        if entry is None:
            told.wrong("SS-HRV-010", f"Answer {row} of this export is broken.", "It is left out.", told.at(row))
        else:
            found.append(entry)
    return tuple(found)


def _entry(one: Any, program: str, learner: str, told: Told, row: int) -> Entry | None:
    if not isinstance(one, dict) or not isinstance(one.get("consent"), bool):
        return None
    texts = [one.get(name) for name in ("region", "prompt", "text")]
    if not all(isinstance(text, str) for text in texts):
        return None
    region, prompt, text = map(str, texts)
    agreed = bool(one["consent"])
    return Entry(program, region, prompt, learner, text if agreed else "", "yes" if agreed else "no", told.at(row))
