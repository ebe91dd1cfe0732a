"""A region's file to begin with: what must be said, and as comments everything that can be."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from socialscaffold.regex import regex
from socialscaffold.spec.local import each_text
from socialscaffold.spec.program import Program
from socialscaffold.spec.voice import PLACEHOLDER

_PLAIN = regex(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9 _-]*")
_LIKE_OTHERS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
OFFERS = {
    "words": ("our word", "their word"),
    "examples": ("Our example", "{say: Theirs, note: What a reader from elsewhere must know of it}"),
    "contacts": ("HR adviser", "HR desk (second floor, mornings)"),
    "media": ("images/ours.png", "images/theirs.png"),
    "dates": ("early May", "the week after Easter"),
}


def region_file(program: Program, region: str, name: str = "", language: str = "", extends: str = "") -> str:
    """The YAML of a new overlay: it reads without an error, and a person fills it in from above."""
    return "\n".join(_lines(program, region, name, language, extends)) + "\n"


def _lines(program: Program, region: str, name: str, language: str, extends: str) -> Iterator[str]:
    local = program.strategies.localization
    yield f"# What {name or region} answers to “{' '.join(program.title.split())}”, and what is different there."
    yield "# Take the # away from what you need. What the program does not leave free stays as it is."
    yield "socialscaffold-region: 1"
    yield f"program: {program.id}"
    yield f"region: {scalar(region)}"
    yield f"name: {scalar(name or region)}    # what {{region}} prints"
    if extends:
        yield f"extends: {scalar(extends)}    # its facts, words and days off hold here too; what stands here wins"
    else:
        yield "# extends: DACH                    # another file of regions/ to build on"
    yield f"language: {scalar(language)}" if language else "# language: nb-NO"
    yield "# lead: nordic-region-lead           # who looks after the region: a function, no name"
    yield ""
    yield "# holidays:                          # days without meetings"
    yield "#   - 2027-05-01"
    yield "#   - 2027-12-25/2027-12-26"
    facts = _facts(program)
    yield ""
    yield "# What {fact:NAME} prints. The program asks for these:" if facts else "# What {fact:NAME} prints."
    yield "# facts:"
    for fact in facts or ("network",):
        yield f"#   {fact}: …"
    if program.messages:
        yield ""
        yield "# The revision of each message that this file is written against. Raise it when you have read it again."
        yield "based-on:"
        for key, message in program.messages:
            yield f"  {key}: {message.revision}    # {' '.join(message.text.split())}"
        yield ""
        yield "# How each message is told here: kept, adapted or contradicts. Whoever contradicts says why."
        yield "# messages:"
        for key, _ in program.messages:
            yield f"#   {key}: kept    # or {{how: adapted, say: …, reason: …}}"
    if local.free:
        yield ""
        yield f"# What is said differently here. Free are: {', '.join(local.free)}."
        yield "# replace:"
        for kind in local.free:
            yield f"#   {kind}:"
            if kind == "channels":
                for channel, said in program.channels:
                    yield f'#     {channel}: {{title: …, url: "https://…"}}    # for everyone: {said.title}'
            else:
                ours, theirs = OFFERS[kind]
                yield f"#     {ours}: {theirs}"
    yield ""
    yield "# What came back. status: proposed, accepted, promoted, rejected or withdrawn; consent: yes, no or ask."
    yield "# answers:"
    for one in local.prompts:
        yield from wrap(one.ask, 110, initial_indent="#   # ", subsequent_indent="#   # ", break_long_words=False)
        yield f"#   - id: {region}-{one.id}-1"
        yield f"#     prompt: {one.id}"
        yield "#     status: proposed"
        yield "#     consent: ask"
        yield "#     text: >"
        yield "#       …"


def _facts(program: Program) -> tuple[str, ...]:
    """The facts that the program's own texts ask for, in their order."""
    seen: list[str] = []

    def look(text: str, _: object) -> str:
        seen.extend(hit[2] for hit in PLACEHOLDER.finditer(text) if hit[2])
        return text

    each_text(program, look)
    return tuple(dict.fromkeys(seen))


def scalar(text: str) -> str:
    """A plain word as it is, in YAML; in quotes everything that another reader would take for something else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _LIKE_OTHERS and text == text.strip():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
