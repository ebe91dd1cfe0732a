"""The pattern library as one Markdown page, from the same files that the compiler reads."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.patterns.agenda import Place, steps_at
from socialscaffold.patterns.catalogue import TITLES, Entry, entries, people, takes
from socialscaffold.patterns.defaults import TIERS, evidence
from socialscaffold.patterns.pattern import Pattern, PracticeCycle, PromptBank, Session, Step, TaskPattern

_HEAD = """\
# The pattern library

Made from `socialscaffold/patterns/library/` by `python3 docs/make_patterns.py`; a test holds the two together.

A pattern is a form of working together that a program names by its id: `protocol:` of the sets, `design:` of a round,
`pattern:` of a practice cycle. Prompts and tasks are starting points for your own. `socialscaffold patterns` lists
them, `socialscaffold patterns show ID` prints one in full, with every word to say. A program may bring its own or
replace some: `patterns: ./patterns` names a folder with the same shelves (`protocols/`, `designs/`, `cycles/`,
`prompts/`, `tasks/`).

Weights of evidence:
{tiers}.
A weight belongs to what supports the pattern, not to the pattern's own words. What speaks against it, or is not known,
stands at its end.
"""


def reference() -> str:
    """A table for each strategy, and each pattern with its use, its steps and its evidence."""
    found = entries()
    tiers = ", ".join(f"{tier} {means}" for tier, means in TIERS.items())
    lines = [_HEAD.format(tiers=tiers)]
    for strategy, title in TITLES.items():
        here = [one for one in found if one.pattern.strategy == strategy]
        lines += [f"## {title}", "", *_table(here), ""]
        for one in here:
            lines += [*_described(one), ""]
    used = sorted(
        {name for one in found for name in (*one.pattern.sources, *one.pattern.counter_sources)},
    )
    lines += ["## Sources", "", *(_source(name) for name in used)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(here: list[Entry]) -> Iterator[str]:
    yield "| pattern | kind | takes | for | level | weight |"
    yield "|---|---|---|---|---|---|"
    for one in here:
        pattern = one.pattern
        yield (
            f"| [{pattern.id}](#{pattern.id}) | {one.kind} | {takes(pattern)} | {people(pattern.group)} "
            f"| {pattern.level} | {pattern.tier} |"
        )


def _described(one: Entry) -> Iterator[str]:
    pattern = one.pattern
    yield f"### {pattern.id}"
    yield ""
    yield f"**{pattern.title}.** {_flat(pattern.purpose)}"
    yield ""
    yield f"- When: {_flat(pattern.when)}"
    yield f"- When not: {_flat(pattern.when_not)}"
    if isinstance(pattern, Session | PracticeCycle):
        steps = [each for each in steps_at(pattern.steps, Place()) if each.minutes]
        yield f"- Steps, with their minutes: {', '.join(f'{each.title} {_times(each, pattern)}' for each in steps)}"
    if isinstance(pattern, PromptBank):
        yield f"- Asks: {'; '.join(each.whom for each in pattern.prompts)}"
    if isinstance(pattern, TaskPattern):
        yield f"- Do: {_flat(pattern.do)}"
        yield f"- Or instead: {_flat(pattern.instead)}"
    if pattern.outputs:
        yield f"- What comes of it: {', '.join(each.title for each in pattern.outputs)}"
    also = f"; {pattern.reference}" if pattern.reference else ""
    yield f"- Evidence: {pattern.tier} ({', '.join(pattern.sources)}{also})"
    if pattern.counter:
        against = f" ({', '.join(pattern.counter_sources)})" if pattern.counter_sources else ""
        yield f"- Against it, or not known: {_flat(pattern.counter)}{against}"


def _times(step: Step, pattern: Pattern) -> str:
    """`5`, or `4 × 5` for a step that is repeated."""
    often = dict(pattern.counts).get(step.per, 1) if isinstance(pattern, Session) else 1
    return f"{often} × {step.minutes}" if often > 1 else str(step.minutes)


def _source(name: str) -> str:
    one = evidence().source(name)
    where = f" <{one.url}>" if one.url else ""
    weight = f"{one.tier}, correlations" if one.correlational else one.tier
    return f"- **{name}** ({weight}): {one.says} {one.text}{where}"


def _flat(text: str) -> str:
    return " ".join(text.split())
