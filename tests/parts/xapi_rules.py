"""What the specification of xAPI profiles asks of a profile, and what a profile asks of a statement."""

from __future__ import annotations

import re
from typing import Any

_STEP = re.compile(r"\.(?P<name>[A-Za-z]\w*)|\['(?P<quoted>[^']*)'\]|\[(?P<index>\*|\d+)\]")
_WAYS = ("alternates", "optional", "oneOrMore", "sequence", "zeroOrMore")
_KINDS = {"Verb", "ActivityType", "StateResource"}


def problems(profile: dict[str, Any]) -> list[str]:
    """What is wrong with a profile; [] for nothing."""
    (version,) = profile["versions"]
    parts = [*profile["concepts"], *profile["templates"], *profile["patterns"]]
    ids = [one["id"] for one in parts]
    templates = {one["id"] for one in profile["templates"]}
    patterns = {one["id"] for one in profile["patterns"]}
    wrong = [f"{one} stands twice" for one in set(ids) if ids.count(one) > 1]
    wrong += [f"{one['id']} is of another version" for one in parts if one["inScheme"] != version["id"]]
    wrong += [f"{one['id']} is no kind of concept" for one in profile["concepts"] if one["type"] not in _KINDS]
    for one in [profile, *profile["concepts"], *profile["templates"]]:
        named = {part for part in ("prefLabel", "definition") if one.get(part, {}).get("en")}
        wrong += [f"{one['id']} has only {named}"] * (len(named) < 2)
    for one in profile["templates"]:
        wrong += [f"{one['id']}: {rule} is no rule" for rule in one["rules"] if not _is_rule(rule)]
    for one in profile["patterns"]:
        ways = [way for way in _WAYS if way in one]
        named = [name for way in ways for name in ([one[way]] if isinstance(one[way], str) else one[way])]
        if len(ways) != 1 or not set(named) <= templates | patterns or one["id"] in named:
            wrong.append(f"{one['id']} says {ways} of {named}")
        if one.get("primary") and not (one.get("prefLabel") and one.get("definition")):
            wrong.append(f"{one['id']} is primary and has no name")
    determined = [(one["verb"], one["objectActivityType"]) for one in profile["templates"]]
    if len(set(determined)) < len(determined):
        wrong.append("a statement may fit two templates")
    head = {"@context": "https://w3id.org/xapi/profiles/context", "conformsTo": "https://w3id.org/xapi/profiles#1.0"}
    return wrong + [f"{name} is {profile.get(name)}" for name, value in head.items() if profile.get(name) != value]


def against(profile: dict[str, Any], statement: dict[str, Any]) -> list[str]:
    """The rules of its template that a statement breaks; it must have one template."""
    kind = statement["object"]["definition"]["type"]
    fitting = [
        one
        for one in profile["templates"]
        if (one["verb"], one["objectActivityType"]) == (statement["verb"]["id"], kind)
    ]
    if len(fitting) != 1:
        return [f"{len(fitting)} templates fit {statement['verb']['id']}"]
    broken = []
    for rule in fitting[0]["rules"]:
        values = at(statement, rule["location"])
        if rule.get("presence") == "included" and not values:
            broken.append(f"{rule['location']} is missing")
        if rule.get("presence") == "excluded" and values:
            broken.append(f"{rule['location']} is there")
        if "any" in rule and not set(rule["any"]) & set(values):
            broken.append(f"{rule['location']} is {values}")
    return broken


def at(statement: Any, path: str) -> list[Any]:
    """The values at a place, as the specification's part of JSONPath means it."""
    values = [statement]
    for step in _STEP.finditer(path, 1):
        name = step["name"] or step["quoted"]
        if name is not None:
            values = [one[name] for one in values if isinstance(one, dict) and name in one]
        else:
            lists = [one for one in values if isinstance(one, list)]
            which = slice(None) if step["index"] == "*" else slice(int(step["index"]), int(step["index"]) + 1)
            values = [each for one in lists for each in one[which]]
    return values


def _is_rule(rule: dict[str, Any]) -> bool:
    says = {"presence", "any", "all", "none"} & rule.keys()
    whole = "".join(found[0] for found in _STEP.finditer(rule["location"]))
    return bool(says) and rule["location"] == f"${whole}"
