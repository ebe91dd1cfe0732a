"""Answers that hold for everyone: which regions say the same, lifted into the program, and taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.harvest.alike import AGREE, Sayings
from socialscaffold.harvest.overlay import Pairs, added, changed, removed
from socialscaffold.spec.harvest import Story
from socialscaffold.spec.program import Program
from socialscaffold.spec.region import Answer, Region

STORIES = ("strategies", "localization", "stories")
USUAL_AGREE = 2  # regions, where the program says no number


@dataclass(frozen=True, slots=True)
class Voice:
    """One region's answer that may be lifted: accepted, and its writer agreed."""

    region: str
    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of several regions to one prompt; `alike` where they say so in nearly the same words."""

    prompt: str
    voices: tuple[Voice, ...]
    alike: bool

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that speak, each once."""
        return tuple(dict.fromkeys(one.region for one in self.voices))


def regions_needed(program: Program) -> int:
    """How many regions must agree."""
    return program.strategies.localization.harvest.promote_when.regions_agree or USUAL_AGREE


def voices(regions: Iterable[Region]) -> tuple[Voice, ...]:
    """Every answer that may be lifted."""
    return tuple(
        Voice(region.region, region.name, one)
        for region in regions
        for one in region.answers
        if one.status == "accepted" and one.consent == "yes" and one.text
    )


def groups(program: Program, regions: Iterable[Region]) -> tuple[Group, ...]:
    """What enough regions answered: those that say nearly the same first, then every prompt that a person may judge."""
    needed = regions_needed(program)
    there = voices(regions)
    found, judged = [], []
    for prompt in dict.fromkeys(one.answer.prompt.text for one in there):
        mine = [one for one in there if one.answer.prompt.text == prompt]
        rest = list(mine)
        while rest:
            first, *others = rest
            sayings: Sayings[str] = Sayings()
            sayings.add(first.answer.id, first.answer.text)
            same = [first, *(one for one in others if sayings.nearest(one.answer.text, AGREE) is not None)]
            rest = [one for one in others if one not in same]
            group = Group(prompt, tuple(same), alike=True)
            if len(group.regions) >= needed:
                found.append(group)
        whole = Group(prompt, tuple(mine), alike=False)
        if len(whole.regions) >= needed and not any(one.prompt == prompt for one in found):
            judged.append(whole)
    return (*found, *judged)


def why_not(program: Program, chosen: Sequence[Voice]) -> str:
    """Why these answers can't be lifted together; empty where they can."""
    prompts = dict.fromkeys(one.answer.prompt.text for one in chosen)
    if len(prompts) > 1:
        return f"They answer {len(prompts)} prompts: {', '.join(prompts)}. Lift those of one prompt at a time."
    regions = dict.fromkeys(one.region for one in chosen)
    needed = regions_needed(program)
    if len(regions) < needed:
        many = "one region says" if len(regions) == 1 else f"{len(regions)} regions say"
        return f"Only {many} so, and {needed} must agree (`promote-when: {{regions-agree: {needed}}}`)."
    return ""


def lifted(data: bytes, program: Program, chosen: Sequence[Voice], text: str) -> bytes:
    """The program's file with one more story. Raises CannotEdit."""
    prompt = chosen[0].answer.prompt.text
    stem = f"{prompt}-story-"
    stories = program.strategies.localization.stories
    taken = [int(hit[1]) for one in stories if (hit := re.fullmatch(re.escape(stem) + r"(\d+)", one.id))]
    regions = tuple(dict.fromkeys(one.region for one in chosen))
    ids = tuple(one.answer.id for one in chosen)
    name = f"{stem}{max(taken, default=0) + 1}"
    pairs: Pairs = [("id", name), ("prompt", prompt), ("regions", regions), ("answers", ids), ("text", text)]
    return added(data, [pairs], STORIES)


def marked(data: bytes, ids: Iterable[str], status: str) -> bytes:
    """A region's file with these answers in another state. Raises CannotEdit."""
    return changed(data, {name: {"status": status} for name in ids})


def told_by(program: Program, ids: Iterable[str]) -> tuple[Story, ...]:
    """The stories that one of these answers speaks in."""
    gone = set(ids)
    return tuple(one for one in program.strategies.localization.stories if gone & set(one.answers))


def without_stories(data: bytes, stories: Iterable[Story]) -> bytes:
    """The program's file without these stories. Raises CannotEdit."""
    for one in stories:
        data = removed(data, one.id, STORIES)
    return data
