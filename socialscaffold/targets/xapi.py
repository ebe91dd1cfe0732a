"""The words of xAPI for what learners do with one another: the one source of the statements and of the profile.

A verb that the world has already is taken from there. Ours and the names of our activities begin with an address that
is reserved, so that nobody can ever put something else there; they are names, not pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.defaults import evidence

HOME = "https://socialscaffold.example"
PROFILE = f"{HOME}/xapi"
VERSION = f"{PROFILE}/v1"  # stands in every statement that follows the profile
STATE = f"{PROFILE}/states/page"  # the document that keeps what a learner wrote and ticked
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
_ADL = "http://adlnet.gov/expapi"
_SINCE = "2026-11-25T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Verb:
    """What a learner did. `act` is the learner's page's word for it, `kind` the kind of item that it is done with."""

    act: str
    iri: str
    said: str
    means: str
    kind: str = "task"

    @property
    def done_with(self) -> ActivityType:
        """The type of what it is done with."""
        return next(one for one in TYPES if self.kind in one.kinds)


@dataclass(frozen=True, slots=True)
class ActivityType:
    """What it was done with. `kinds` are those of the page's items."""

    iri: str
    said: str
    means: str
    kinds: tuple[str, ...]


def verbs() -> tuple[Verb, ...]:
    """All verbs: the levels of the pyramid from below, then the work in cycles, sets and regions."""
    levels = tuple(Verb(one.id, one.iri, one.verb, one.means) for one in evidence().levels())
    return (
        *levels,
        Verb(
            "practised",
            f"{PROFILE}/verbs/practised",
            "practised",
            "Did the agreed thing once, where they work.",
            "practice",
        ),
        Verb(
            "reflected",
            f"{PROFILE}/verbs/reflected",
            "reflected",
            "Looked back on it in writing, for themselves.",
            "practice",
        ),
        Verb(
            "answered",
            f"{_ADL}/verbs/answered",
            "answered",
            "Asked where they work, and noted what came back.",
            "prompt",
        ),
        Verb(
            "attended",
            f"{_ADL}/verbs/attended",
            "attended",
            "Took part in a meeting of their set or in a round.",
            "meeting",
        ),
    )


TYPES = (
    ActivityType(
        f"{PROFILE}/activity-types/task",
        "task",
        "Something small to do with what colleagues made, on one level of the engagement pyramid.",
        ("task", "owed"),
    ),
    ActivityType(
        f"{PROFILE}/activity-types/practice",
        "practice",
        "One turn of planning, rehearsing, doing and looking back, in real work.",
        ("practice",),
    ),
    ActivityType(
        f"{PROFILE}/activity-types/local-prompt",
        "local prompt",
        "A question that only the people of one place can answer.",
        ("prompt",),
    ),
    ActivityType(f"{_ADL}/activities/meeting", "meeting", "A meeting of a set, or a round.", ("meeting", "round")),
)


def page_data(course: str, unit: str, acts: Iterable[str], like: Mapping[str, str]) -> dict[str, Any]:
    """What the page's script says statements with.

    `course` and `unit` are the IRIs of the program and of its part, `acts` the fields that are told, `like` the levels
    of a program's own pyramid as ours. A mark is 32 hexadecimal digits that belong to one field for ever: with the
    registration it makes the statement's id, so that a second try is the same statement.
    """
    known = {one.act: [one.iri, one.said] for one in verbs()}
    words = ("initialized", "completed", "passed", "failed", "terminated")
    return {
        "profile": VERSION,
        "state": STATE,
        "course": course,
        "verbs": {**known, **{own: known[ours] for own, ours in like.items()}},
        "types": {kind: one.iri for one in TYPES for kind in one.kinds},
        "marks": {name: uuid5(NAMESPACE_URL, f"{unit}#{name}").hex for name in (*words, *acts)},
    }


def profile() -> bytes:
    """The profile as JSON-LD: our verbs and activity types, and a template for each act."""
    return (json.dumps(_profile(), ensure_ascii=False, indent=2) + "\n").encode()


def _profile() -> dict[str, Any]:
    templates = [_template(one) for one in verbs()]
    return {
        "@context": "https://w3id.org/xapi/profiles/context",
        "id": PROFILE,
        "type": "Profile",
        "conformsTo": "https://w3id.org/xapi/profiles#1.0",
        "prefLabel": {"en": "Social learning by socialscaffold"},
        "definition": {
            "en": "What learners do with one another in a program: on the levels of an engagement pyramid, in cycles "
            "of practice, in their sets, and with questions about where they work. No act carries what was written."
        },
        "versions": [{"id": VERSION, "generatedAtTime": _SINCE}],
        "author": {"type": "Organization", "name": "socialscaffold"},
        "concepts": [
            *(_concept("Verb", one.iri, one.said, one.means) for one in verbs() if one.iri.startswith(PROFILE)),
            *(_concept("ActivityType", one.iri, one.said, one.means) for one in TYPES if one.iri.startswith(PROFILE)),
            {
                **_concept("StateResource", STATE, "page", "What a learner's page keeps between visits."),
                "contentType": "application/json",
            },
        ],
        "templates": templates,
        "patterns": [
            {
                "id": f"{PROFILE}/patterns/acts",
                "type": "Pattern",
                "primary": True,
                "inScheme": VERSION,
                "prefLabel": {"en": "acts"},
                "definition": {"en": "The acts of one registration, in the order in which they were done."},
                "oneOrMore": f"{PROFILE}/patterns/act",
            },
            {
                "id": f"{PROFILE}/patterns/act",
                "type": "Pattern",
                "inScheme": VERSION,
                "alternates": [one["id"] for one in templates],
            },
        ],
    }


def _concept(kind: str, iri: str, said: str, means: str) -> dict[str, Any]:
    return {"id": iri, "type": kind, "inScheme": VERSION, "prefLabel": {"en": said}, "definition": {"en": means}}


def _template(verb: Verb) -> dict[str, Any]:
    places = (
        ("$.id", "The same at each try: a statement that is there already is a delivered one."),
        ("$.timestamp", "When it was ticked on the page."),
        ("$.context.registration", "The learner's registration, as the LMS gave it."),
        (f"$.context.extensions['{SESSION}']", "The session of cmi5 in which it was sent."),
        ("$.context.contextActivities.parent[*].id", "The assignable unit that it belongs to."),
    )
    rules: list[dict[str, Any]] = [
        {"location": where, "presence": "included", "scopeNote": {"en": note}} for where, note in places
    ]
    rules += [
        {"location": "$.context.contextActivities.category[*].id", "presence": "included", "any": [VERSION]},
        {
            "location": "$.result.response",
            "presence": "excluded",
            "scopeNote": {"en": "What a learner wrote is never in a statement."},
        },
    ]
    return {
        "id": f"{PROFILE}/templates/{verb.said}",
        "type": "StatementTemplate",
        "inScheme": VERSION,
        "prefLabel": {"en": verb.said},
        "definition": {"en": verb.means},
        "verb": verb.iri,
        "objectActivityType": verb.done_with.iri,
        "rules": rules,
    }
