"""The answers that wait as the Markdown of a pull request: what each says, what to look at, and how to decide there."""

from __future__ import annotations

from collections.abc import Iterable

from socialscaffold.harvest.decide import Waiting
from socialscaffold.harvest.edits import path_of
from socialscaffold.output.templates import escape
from socialscaffold.words.speech import EN, Speech, noted

CONSENT = {
    "yes": noted("its writer agrees to be shown"),
    "no": noted("its writer does not agree"),
    "ask": noted("**ask its writer first whether it may be shown**"),
}


def pull_request(title: str, answers: Iterable[Waiting], say: Speech = EN) -> str:
    """The whole text in the words of `say`. Learners' words stand in it as quotes; none of their marks is obeyed."""
    there = list(answers)
    lines = [f"# {say('{program}: local answers to review', program=_plain(title))}", ""]
    if not there:
        return "\n".join([*lines, say("No answer waits."), ""])
    came = say.plural(
        "{number} answer came back from learners.", "{number} answers came back from learners.", len(there)
    )
    how = say(
        "To decide on one, change its `status:` in the region’s file to `accepted` or `rejected` and write"
        " `reviewed-by:` and `reason:` below it; or run `socialscaffold harvest review`, which asks one after the"
        " other. What stays `proposed` is asked again."
    )
    lines += [f"{came} {how}", ""]
    for region in dict.fromkeys(one.region for one in there):
        mine = [one for one in there if one.region == region]
        lines += [f"## {_plain(mine[0].place)} (`{path_of(region)}`)", ""]
        for one in mine:
            lines += _answer(one, say)
    return "\n".join(lines)


def _answer(one: Waiting, say: Speech) -> list[str]:
    lines = [f"### `{one.answer.id}`: {_plain(say.name(one.about))}", ""]
    lines += [say("Asked: {question}", question=_plain(one.question)), ""]
    if one.message and one.essential:
        lines += [say("Message (fixed: no answer may contradict it): {message}", message=_plain(one.message)), ""]
    elif one.message:
        lines += [say("Message: {message}", message=_plain(one.message)), ""]
    lines += [f"> {_plain(line)}".rstrip() for line in one.answer.text.split("\n")]
    known = [say("Consent: {consent}", consent=say(CONSENT.get(one.answer.consent, CONSENT["ask"])))]
    if one.origin.came_by:
        known.append(say("Came by: {way}", way=_plain(one.origin.came_by)))
    if one.origin.waits_for:
        known.append(say("Put off: {reason}", reason=_plain(one.origin.waits_for)))
    alike = (say.quoted(_plain(" ".join(each.text.split()))) for each in one.origin.alike)
    known += [say("Said alike: {words}", words=words) for words in alike]
    known += [
        say("The same writer also said ({answer}): {words}", answer=f"`{each.id}`", words=say.quoted(_plain(each.text)))
        for each in one.before
    ]
    true = say("It is true there, it names nobody, and it fits the message.")
    return [*lines, "", *(f"- {line}" for line in known), f"- [ ] {true}", ""]


def _plain(text: str) -> str:
    """A text as plain words where pull requests are shown: no mark, no link, and nobody called by an `@` or a `#`.

    Hosts look for those in the finished page, where an escaped sign is the sign again; so a mark of no width parts it
    from what follows.
    """
    return escape(text).replace("&#64;", "&#64;&#8203;").replace("\\#", "\\#&#8203;")
