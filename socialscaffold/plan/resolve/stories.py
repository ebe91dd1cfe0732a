"""What learners answered and reviewers found good, as stories for the next learners: each once, with its credit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from socialscaffold.plan.answers import state_of
from socialscaffold.spec.program import Program
from socialscaffold.spec.region import Region
from socialscaffold.spec.strategies import Prompt
from socialscaffold.words.speech import Speech


def stories_of(
    prompt: Prompt, program: Program, regions: Iterable[Region], places: Mapping[str, str], say: Speech
) -> tuple[tuple[str, str], ...]:
    """The stories of one prompt as (who says it, text), those that hold for everyone first, in the words of `say`.

    A region's own answer is told where it was accepted, its writer agreed, and its message is still the one that it
    answers; one that was lifted into the program is told there. `places` are the regions that are built, by name.
    """
    lifted = [one for one in program.strategies.localization.stories if one.prompt.text == prompt.id]
    told = {name for one in lifted for name in one.answers}
    found = {one.text: _shared(say, [places.get(code, code) for code in one.regions]) for one in lifted}
    message = prompt.message.text if prompt.message else ""
    for region in regions:
        for one in region.answers if region.region in places else ():
            if one.prompt.text != prompt.id or one.id in told or one.consent != "yes" or not one.text:
                continue
            state = state_of(one, dict(program.messages).get(message), message, region)
            if state in ("accepted", "promoted"):
                found.setdefault(one.text, say("A colleague in {place}", place=places[region.region]))
    return tuple((who, text) for text, who in found.items())


def _shared(say: Speech, names: list[str]) -> str:
    if not names:
        return say("Colleagues in several regions")
    return say("Colleagues in {places}", places=say.listed(names))
