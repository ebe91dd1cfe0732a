"""What learners answered and reviewers found good, as stories for the next learners: each once, with its credit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from socialscaffold.plan.answers import state_of
from socialscaffold.spec.harvest import Story
from socialscaffold.spec.program import Program
from socialscaffold.spec.region import Answer, Region
from socialscaffold.spec.strategies import Prompt
from socialscaffold.words.speech import Speech

HOLDS = ("accepted", "promoted")
GONE = ("rejected", "withdrawn")


def stories_of(
    prompt: Prompt, program: Program, regions: Iterable[Region], places: Mapping[str, str], say: Speech
) -> tuple[tuple[str, str], ...]:
    """The stories of one prompt as (who says it, text), those that hold for everyone first, in the words of `say`.

    A region's own answer is told where it was accepted, its writer agreed, and its message is still the one that it
    answers; one that was lifted into the program is told there, as long as it stands. `places` are the regions that
    are built, by name; `regions` may hold more, which lifted stories are credited to.
    """
    regions = tuple(regions)
    names = {one.region: one.name for one in regions} | dict(places)
    lifted = [
        one
        for one in program.strategies.localization.stories
        if one.prompt.text == prompt.id and not why_untold(one, program, regions)
    ]
    told = {name for one in lifted for name in one.answers}
    found = {one.text: _shared(say, [names.get(code, code) for code in one.regions]) for one in lifted}
    for region in regions:
        for one in region.answers if region.region in places else ():
            if one.prompt.text != prompt.id or one.id in told or one.consent != "yes" or not one.text:
                continue
            if _state(one, program, region) in HOLDS:
                found.setdefault(one.text, say("A colleague in {place}", place=places[region.region]))
    return tuple((who, text) for text, who in found.items())


def _shared(say: Speech, names: list[str]) -> str:
    if not names:
        return say("Colleagues in several regions")
    return say("Colleagues in {places}", places=say.listed(names))


def why_untold(story: Story, program: Program, regions: Iterable[Region]) -> str:
    """Why a story that was lifted is told no more; empty while it is told.

    `taken back` where one of its answers was withdrawn or sent back, for its words may be that one's; `run out` where
    none of them holds any more. What the others said is then told as theirs again. An answer that no file has speaks
    neither for the story nor against it.
    """
    mine = answers_of_story(story, regions)
    if any(one.status in GONE or one.consent == "no" for one, _ in mine):
        return "taken back"
    known = bool(mine) and len(mine) >= len(set(story.answers))
    return "run out" if known and not still_saying(story, program, regions) else ""


def still_saying(story: Story, program: Program, regions: Iterable[Region]) -> tuple[str, ...]:
    """The regions, by name, of whose answers in a story one holds still."""
    mine = answers_of_story(story, regions)
    return tuple(dict.fromkeys(region.name for one, region in mine if _state(one, program, region) in HOLDS))


def answers_of_story(story: Story, regions: Iterable[Region]) -> tuple[tuple[Answer, Region], ...]:
    """The answers that a story names, as far as there are any in the files of its regions."""
    ids = set(story.answers)
    there = (one for one in regions if not story.regions or one.region in story.regions)
    return tuple((one, region) for region in there for one in region.answers if one.id in ids)


def _state(answer: Answer, program: Program, region: Region) -> str:
    """The state of an answer, held against the message that its prompt is about."""
    asked = next((one for one in program.strategies.localization.prompts if one.id == answer.prompt.text), None)
    name = asked.message.text if asked and asked.message else ""
    return state_of(answer, dict(program.messages).get(name), name, region)
