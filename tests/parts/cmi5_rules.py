"""What cmi5 asks of the statements of one unit, by what was sent before (Quartz, 1st edition)."""

from __future__ import annotations

import re
from typing import Any

VERBS = "http://adlnet.gov/expapi/verbs/"
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_SPAN = re.compile(r"PT\d+(\.\d+)?S")


def word(statement: dict[str, Any]) -> str:
    """The verb's last part."""
    return str(statement["verb"]["id"]).rpartition("/")[2]


def categories(statement: dict[str, Any]) -> list[str]:
    """The ids of its categories."""
    return [one["id"] for one in statement["context"]["contextActivities"].get("category", [])]


def is_defined(statement: dict[str, Any]) -> bool:
    """Whether it is one of those that cmi5 defines; all others are allowed."""
    return CMI5 in categories(statement)


def wrong_with(one: dict[str, Any], launch: dict[str, Any], sent: list[dict[str, Any]]) -> list[str]:
    """What the standard forbids in a statement. `launch` is what the LMS gave, `sent` what it has so far."""
    context = one["context"]
    visit = [each for each in sent if each["context"]["extensions"][SESSION] == context["extensions"].get(SESSION)]
    template = launch["data"]["contextTemplate"]
    groups = context["contextActivities"]
    bad = {
        "its id is no UUID": not _UUID.fullmatch(one["id"]),
        "the actor is another": one["actor"] != launch["actor"],
        "the registration is another": context["registration"] != launch["registration"],
        "the session is another": context["extensions"].get(SESSION) != template["extensions"][SESSION],
        "the template's groups are not in it": any(
            each not in groups["grouping"] for each in template["contextActivities"]["grouping"]
        ),
        "its time is not in UTC": not one["timestamp"].endswith("Z"),
        "initialized is not the first": (word(one) != "initialized")
        != bool([each for each in visit if word(each) == "initialized" and each["timestamp"] <= one["timestamp"]]),
        "something comes after terminated": any(
            word(each) == "terminated" and each["timestamp"] < one["timestamp"] for each in visit
        ),
        "an empty value": any(value in ("", None, {}, []) for value in one.values()),
    }
    if is_defined(one):
        bad |= _wrong_with_defined(one, launch, sent, visit)
    else:
        bad["moveon is for what cmi5 defines"] = MOVE_ON in categories(one)
    return [what for what, is_so in bad.items() if is_so]


def _wrong_with_defined(
    one: dict[str, Any], launch: dict[str, Any], sent: list[dict[str, Any]], visit: list[dict[str, Any]]
) -> dict[str, bool]:
    verb, result = word(one), one.get("result", {})
    words = [word(each) for each in sent if is_defined(each)]
    here = [word(each) for each in visit if is_defined(each)]
    mastery = launch["data"].get("masteryScore")
    judged = verb in ("passed", "failed")
    scaled = result.get("score", {}).get("scaled")
    ended = verb in ("completed", "passed", "failed", "terminated")
    return {
        f"{verb} is no verb of cmi5": verb not in ("initialized", "completed", "passed", "failed", "terminated"),
        "its object is not the unit": one["object"]["id"] != launch["activityId"],
        f"{verb} stands twice in one session": verb in here,
        "passed and failed in one session": judged and bool({"passed", "failed"} & set(here)),
        f"{verb} stands twice in one registration": verb in ("completed", "passed") and verb in words,
        "failed after passed": verb == "failed" and "passed" in words,
        "moveon is missing, or too much": (MOVE_ON in categories(one)) != (verb in ("completed", "passed", "failed")),
        "success is wrong": result.get("success") != {"passed": True, "failed": False}.get(verb),
        "completion is wrong": result.get("completion") != {"completed": True}.get(verb),
        "the duration is missing or wrong": ended and not _SPAN.fullmatch(str(result.get("duration"))),
        "a score that is out of place": scaled is not None and not judged,
        "the mastery score is not told": judged
        and mastery is not None
        and one["context"]["extensions"].get(MASTERY) != mastery,
        "the score does not fit the verb": judged
        and mastery is not None
        and scaled is not None
        and (scaled >= mastery) != (verb == "passed"),
        "nothing of this in a visit that only looks": launch["data"]["launchMode"] != "Normal"
        and verb not in ("initialized", "terminated"),
    }
