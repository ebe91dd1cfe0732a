"""The answers that wait as the Markdown of a pull request: what each says, what to look at, and how to decide there."""

from __future__ import annotations

from collections.abc import Iterable

from socialscaffold.harvest.decide import Waiting
from socialscaffold.harvest.edits import path_of
from socialscaffold.regex import regex

_MARKS = regex(r"([\\`*_\[\]<>!|~@&$])|(?<!\S)([#+-])")


def pull_request(title: str, answers: Iterable[Waiting]) -> str:
    """The whole text. Learners' words stand in it as quotes, and none of their marks is obeyed."""
    there = list(answers)
    lines = [f"# {escaped(title)}: local answers to review", ""]
    if not there:
        return "\n".join([*lines, "No answer waits.", ""])
    lines += [
        f"{len(there)} answer{'s' * (len(there) != 1)} came back from learners. To decide on one, change its `status:`"
        " in the region’s file to `accepted` or `rejected` and write `reviewed-by:` and `reason:` below it; or run"
        " `socialscaffold harvest review`, which asks one after the other. What stays `proposed` is asked again.",
        "",
    ]
    for region in dict.fromkeys(one.region for one in there):
        mine = [one for one in there if one.region == region]
        lines += [f"## {escaped(mine[0].place)} (`{path_of(region)}`)", ""]
        for one in mine:
            lines += _answer(one)
    return "\n".join(lines)


def _answer(one: Waiting) -> list[str]:
    consent = {"yes": "its writer agrees to be shown", "no": "its writer does not agree"}.get(
        one.answer.consent, "**ask its writer first whether it may be shown**"
    )
    lines = [f"### `{one.answer.id}`: {escaped(one.about)}", "", f"Asked: {escaped(one.question)}", ""]
    if one.message:
        fixed = " (fixed: no answer may contradict it)" if one.essential else ""
        lines += [f"Message: {escaped(one.message)}{fixed}", ""]
    lines += [f"> {escaped(line)}".rstrip() for line in one.answer.text.split("\n")]
    lines += ["", f"- Consent: {consent}"]
    if one.origin.came_by:
        lines.append(f"- Came by: {escaped(one.origin.came_by)}")
    if one.origin.waits_for:
        lines.append(f"- Put off: {escaped(one.origin.waits_for)}")
    lines += [f"- Said alike: “{escaped(' '.join(each.text.split()))}”" for each in one.origin.alike]
    return [*lines, "- [ ] It is true there, it names nobody, and it fits the message.", ""]


def escaped(text: str) -> str:
    """A text as plain words in Markdown."""
    return _MARKS.sub(r"\\\g<0>", text)
