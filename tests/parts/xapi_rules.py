"""What the specification of xAPI profiles asks of a profile, and what a profile asks of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_STEP = re.compile(r"\.(?P<name>[A-Za-z]\w*)|\['(?P<quoted>[^']*)'\]|\[(?P<index>\*|\d+)\]")
_IRI = re.compile(r"https?://[^\s/]+\S*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_WAYS = ("alternates", "optional", "oneOrMore", "sequence", "zeroOrMore")
_CONTEXT = "https://w3id.org/xapi/profiles/context"
# Of each kind of thing: what it must have, and what it may have besides.
_COMMON = {"id", "type", "inScheme", "prefLabel", "definition"}
_RELATED = {"deprecated", "broader", "broadMatch", "narrower", "narrowMatch", "related", "relatedMatch", "exactMatch"}
_TYPES = {"contextGroupingActivityType", "contextParentActivityType", "contextOtherActivityType"}
_TYPES |= {"contextCategoryActivityType", "attachmentUsageType"}
_TEMPLATE = {"allowedSolo", "deprecated", "verb", "objectActivityType", "rules", *_TYPES}
_TEMPLATE |= {"objectStatementRefTemplate", "contextStatementRefTemplate"}
_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "Profile": (
        {"@context", "id", "type", "conformsTo", "prefLabel", "definition", "versions", "author"},
        {"seeAlso", "concepts", "templates", "patterns"},
    ),
    "Verb": (_COMMON, _RELATED),
    "ActivityType": (_COMMON, _RELATED),
    "StateResource": (_COMMON | {"contentType"}, {"deprecated", "context", "schema", "inlineSchema"}),
    "StatementTemplate": (_COMMON, _TEMPLATE),
    "Pattern": ({"id", "type", "inScheme"}, {"primary", "prefLabel", "definition", "deprecated", *_WAYS}),
}
_PLACES = {"concepts": {"Verb", "ActivityType", "StateResource"}, "templates": {"StatementTemplate"}}
_PLACES["patterns"] = {"Pattern"}


def problems(profile: dict[str, Any]) -> list[str]:
    """What is wrong with a profile; [] for nothing."""
    parts = [one for place in _PLACES for one in profile[place]]
    ids = [one["id"] for one in parts]
    wrong = [f"{where} is empty" for where in _empty(profile, "profile")]
    wrong += [f"{one} stands twice" for one in set(ids) if ids.count(one) > 1]
    for place, kinds in _PLACES.items():
        wrong += [f"{one['id']} is no part of {place}" for one in profile[place] if one["type"] not in kinds]
    versions = {one["id"] for one in profile["versions"] if _MOMENT.fullmatch(one["generatedAtTime"])}
    wrong += [f"{one['id']} is of no version" for one in parts if one["inScheme"] not in versions]
    for one in [profile, *parts]:
        must, may = _KEYS[one["type"]]
        wrong += [f"{one['id']} lacks {key}" for key in must - one.keys()]
        wrong += [f"{one['id']} has a key {key}, which is nobody's" for key in one.keys() - must - may]
        wrong += [f"{one['id']} is no IRI"] * (not _IRI.fullmatch(one["id"]))
    if profile["author"].get("type") not in ("Organization", "Person") or not profile["author"].get("name"):
        wrong.append("nobody is the author")
    if profile["@context"] != _CONTEXT or not _IRI.fullmatch(profile["conformsTo"]):
        wrong.append("the head is not that of a profile")
    return [*wrong, *_templates(profile), *_patterns(profile)]


def _empty(value: Any, where: str) -> Iterator[str]:
    """Where a value is nothing, which no value may be."""
    if value in ({}, [], "", None):
        yield where
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _empty(each, f"{where}.{key}")


def _templates(profile: dict[str, Any]) -> Iterator[str]:
    for one in profile["templates"]:
        yield from (f"{one['id']}: {rule} is no rule" for rule in one.get("rules", ()) if not _is_rule(rule))
        for key in ("verb", "objectActivityType"):
            if not _IRI.fullmatch(one.get(key, "")):
                yield f"{one['id']} names no {key}"
    determined = [(one["verb"], one["objectActivityType"]) for one in profile["templates"]]
    if len(set(determined)) < len(determined):
        yield "a statement may fit two templates"


def _patterns(profile: dict[str, Any]) -> Iterator[str]:
    templates = {one["id"] for one in profile["templates"]}
    patterns = {one["id"]: one for one in profile["patterns"]}

    def named(one: dict[str, Any]) -> list[str]:
        return [name for way in _WAYS if way in one for name in ([one[way]] if isinstance(one[way], str) else one[way])]

    def below(name: str, seen: tuple[str, ...]) -> Iterator[str]:
        for each in named(patterns[name]) if name in patterns else ():
            yield each
            if each not in seen:
                yield from below(each, (*seen, each))

    for name, one in patterns.items():
        ways = [way for way in _WAYS if way in one]
        if len(ways) != 1 or not set(named(one)) <= templates | patterns.keys():
            yield f"{name} says {ways} of {named(one)}"
        if name in below(name, ()):
            yield f"{name} leads to itself"
        if any(len(one[way]) < 2 for way in ("alternates", "sequence") if way in one):
            yield f"{name} gives no choice"
        if any({"optional", "zeroOrMore"} & patterns.get(each, {}).keys() for each in one.get("alternates", ())):
            yield f"{name} may be nothing at all"
        if one.get("primary") and not (one.get("prefLabel") and one.get("definition")):
            yield f"{name} is primary and has no name"


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
