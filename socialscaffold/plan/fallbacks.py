"""What a build in another language than English can't say in it: words of the tool, and patterns of the library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from socialscaffold.diagnostics import Diagnostic, info
from socialscaffold.patterns.library import CYCLES, DESIGNS, PROMPTS, PROTOCOLS, TASKS, Shelf
from socialscaffold.patterns.shelves import USUAL
from socialscaffold.patterns.texts import untold
from socialscaffold.plan.model import Plan
from socialscaffold.words.catalogue import languages, translations


def fallbacks(plan: Plan) -> Iterator[Diagnostic]:
    """A finding where the tool does not speak the program's language, and one for patterns that stay English in it."""
    language = plan.program.language
    place = plan.program.at.of("language")
    if translations(language) is None:
        seen = f"There is no catalogue for `{language}`: what a build says by itself stays English."
        hint = f"Take a language that is there ({', '.join(languages())}), or see docs/languages.md on adding one."
        yield info("SS-LANG-001", seen, hint, place)
    lacking = {
        f"{shelf.name}/{name}": count
        for shelf, name in sorted(used(plan), key=lambda one: (one[0].name, one[1]))
        if (count := untold(shelf, name, language))
    }
    if lacking:
        names = ", ".join(f"`{name}` ({count})" for name, count in lacking.items())
        many = "1 pattern falls" if len(lacking) == 1 else f"{len(lacking)} patterns fall"
        seen = f"{many} back to English, wholly or for as many texts as stand behind it: {names}."
        hint = "Write your own under `patterns:` in the program's language, or name patterns that are translated."
        yield info("SS-LANG-002", seen, hint, place)


def used(plan: Plan) -> set[tuple[Shelf[Any], str]]:
    """The shipped patterns that a plan's words come from."""
    protocol = plan.program.strategies.support_network.sets.protocol
    found: set[tuple[Shelf[Any], str]] = {(PROTOCOLS, protocol.text if protocol else USUAL[PROTOCOLS.name])}
    found |= {(DESIGNS, one.design) for one in plan.rounds}
    found |= {(CYCLES, one.pattern) for one in plan.cycles}
    found |= {(TASKS, one.pattern) for one in plan.tasks if one.pattern}
    found |= {(PROMPTS, one.dimension) for one in plan.prompts}
    own = {(where, name) for where, name, _ in plan.shelves.own}
    return {(shelf, name) for shelf, name in found if (shelf.name, name) not in own}
