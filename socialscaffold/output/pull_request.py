"""The answers that wait as the Markdown of a pull request: what each says, what to look at, and how to decide there."""

from __future__ import annotations

from collections.abc import Iterable

from socialscaffold.harvest.decide import Waiting
from socialscaffold.harvest.edits import path_of
from socialscaffold.output.templates import escape


def pull_request(title: str, answers: Iterable[Waiting]) -> str:
    """The whole text. Learners' words stand in it as quotes, and none of their marks is obeyed."""
    there = list(answers)
    lines = [f"# {_plain(title)}: local answers to review", ""]
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
        lines += [f"## {_plain(mine[0].place)} (`{path_of(region)}`)", ""]
        for one in mine:
            lines += _answer(one)
    return "\n".join(lines)


def _answer(one: Waiting) -> list[str]:
    consent = {"yes": "its writer agrees to be shown", "no": "its writer does not agree"}.get(
        one.answer.consent, "**ask its writer first whether it may be shown**"
    )
    lines = [f"### `{one.answer.id}`: {_plain(one.about)}", "", f"Asked: {_plain(one.question)}", ""]
    if one.message:
        fixed = " (fixed: no answer may contradict it)" if one.essential else ""
        lines += [f"Message: {_plain(one.message)}{fixed}", ""]
    lines += [f"> {_plain(line)}".rstrip() for line in one.answer.text.split("\n")]
    lines += ["", f"- Consent: {consent}"]
    if one.origin.came_by:
        lines.append(f"- Came by: {_plain(one.origin.came_by)}")
    if one.origin.waits_for:
        lines.append(f"- Put off: {_plain(one.origin.waits_for)}")
    lines += [f"- Said alike: “{_plain(' '.join(each.text.split()))}”" for each in one.origin.alike]
    return [*lines, "- [ ] It is true there, it names nobody, and it fits the message.", ""]


def _plain(text: str) -> str:
    """A text as plain words where pull requests are shown: no mark, no link, and nobody called by an `@` or a `#`.

    Hosts look for those in the finished page, where an escaped sign is the sign again; so a mark of no width parts it
    from what follows.
    """
    return escape(text).replace("&#64;", "&#64;&#8203;").replace("\\#", "\\#&#8203;")
