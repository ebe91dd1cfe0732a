"""xAPI statements: what learners answered and made, as a learning record store hands it out.

The text is the result's response. The prompt is the last part of the activity's id, or the extension `prompt`; region
and consent are the extensions `region` and `consent`, of the context or the result.
"""

from __future__ import annotations

import re
from typing import Any

from socialscaffold.harvest.entry import Entry, Told, consent_of

VERBS = ("answered", "responded", "authored", "author", "created", "create", "commented", "shared", "share")


def is_statement(value: Any) -> bool:
    """Whether a JSON value was meant as a statement."""
    return isinstance(value, dict) and {"actor", "verb", "object"} <= set(value)


def statement_entries(values: list[Any], prompts: tuple[str, ...], told: Told) -> tuple[Entry, ...]:
    """The answers among the statements; those about anything else are passed over. A finding's row is the number of
    the statement."""
    found = []
    voided = {_text(one, "object", "id") for one in values if _verb(one) == "voided"}
    for number, one in enumerate(values, 1):
        if not is_statement(one):
            told.wrong("SS-HRV-010", f"Statement {number} is broken.", "It is left out.", told.at(number))
            continue
        if _verb(one) not in VERBS or _text(one, "id") in voided:
            continue
        response = _text(one, "result", "response")
        prompt = _extension(one, "prompt") or _prompt_of(_text(one, "object", "id"), prompts)
        if not prompt or (not response and consent_of(_extension(one, "consent")) != "no"):
            continue  # an answer to a quiz, a rating: nothing that was asked of a place
        consent = consent_of(_extension(one, "consent")[:20])
        if consent is None:
            told.wrong(
                "SS-HRV-011",
                f"The consent of statement {number} is neither yes nor no.",
                "It is left out.",
                told.at(number),
            )
            continue
        program, region = _extension(one, "program"), _extension(one, "region")
        found.append(Entry(program, region, prompt, _actor(one), response, consent, told.at(number)))
    return tuple(found)


def _verb(one: Any) -> str:
    return re.split(r"[/#]", _text(one, "verb", "id").rstrip("/"))[-1].casefold()


def _prompt_of(iri: str, prompts: tuple[str, ...]) -> str:
    """The prompt that an activity's id ends with."""
    last = re.split(r"[/#?=:]", iri.rstrip("/"))[-1]
    return last if last in prompts else ""


def _text(value: Any, *path: str) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _extension(one: dict[str, Any], name: str) -> str:
    """The value of an extension by the last part of its IRI."""
    for place in ("result", "context", "object"):
        holder = one.get(place)
        if place == "object" and isinstance(holder, dict):
            holder = holder.get("definition")
        extensions = holder.get("extensions") if isinstance(holder, dict) else None
        for iri, value in extensions.items() if isinstance(extensions, dict) else ():
            if re.split(r"[/#:]", str(iri).rstrip("/"))[-1].casefold() == name:
                if isinstance(value, bool):
                    return "yes" if value else "no"
                if isinstance(value, str):
                    return value
    return ""


def _actor(one: dict[str, Any]) -> str:
    actor = one["actor"]
    account = _text(actor, "account", "name")
    return (
        account
        or _text(actor, "mbox").removeprefix("mailto:")
        or _text(actor, "mbox_sha1sum")
        or _text(actor, "openid")
    )
