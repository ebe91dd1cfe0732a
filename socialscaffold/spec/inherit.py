"""`extends: DACH`: what a region has from the files above it.

One file extends one other, so that the order is plain: what stands nearer wins, key by key. Days off are joined.
`name`, `region` and the answers are a region's own: what people in one place said is not said in another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from socialscaffold.diagnostics import Diagnostic, error
from socialscaffold.source.kinds import Text
from socialscaffold.source.records import Marks
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.region import Region, Replace

DEEPEST = 4
Value = TypeVar("Value")
KINDS = ("words", "examples", "channels", "contacts", "media", "dates")


def whole_region(
    region: Region, read: Callable[[str], Region | None], there: tuple[str, ...], found: list[Diagnostic]
) -> Region:
    """`region` with everything it has from above. `read` gives the file of a name, `there` are the names of all.

    A circle, a file that is not there and more than `DEEPEST` files above are told, and what is above is left out.
    """
    chain = [region]
    while (above := chain[-1].extends) is not None and above.text:
        wrong = _wrong(chain, above, there)
        higher = read(above.text) if wrong is None else None
        if higher is None:
            found += [wrong] if wrong and wrong not in found else []
            return region
        chain.append(higher)
    made = chain[-1]
    for nearer in reversed(chain[:-1]):
        made = _over(nearer, made)
    return replace(made, above=tuple(one.region for one in chain[1:]))


def _wrong(chain: list[Region], above: Text, there: tuple[str, ...]) -> Diagnostic | None:
    """What stands in the way of taking the file `above` over those of `chain`; the same for all that run into it."""
    names = [one.region for one in chain]
    if above.text in names:
        circle = chain[names.index(above.text) :]
        first = min(range(len(circle)), key=lambda at: circle[at].region)
        circle = circle[first:] + circle[:first]
        shown = " → ".join([one.region for one in circle] + [circle[0].region])
        seen = f"`{above.text}` extends itself." if len(circle) == 1 else f"These extend each other: {shown}."
        place = circle[0].extends.span if circle[0].extends else above.span
        return error("SS-LOC-013", seen, "Take `extends:` out of one of them.", place)
    if len(chain) > DEEPEST:
        seen = f"`{chain[0].region}` has more than {DEEPEST} files above it: {' → '.join((*names, above.text))}."
        hint = "Nobody can tell any more where a value comes from. Join two of them."
        return error("SS-LOC-013", seen, hint, above.span)
    if above.text not in there:
        guess = did_you_mean(above.text, there)
        hint = f"Did you mean `{guess}`?" if guess else f"Write `regions/{above.text}.yaml`, or take it out."
        return error("SS-LOC-013", f"There is no file `regions/{above.text}.yaml` to extend.", hint, above.span)
    return None


def _over(nearer: Region, above: Region) -> Region:
    """One file over the whole of those above it."""
    return replace(
        nearer,
        language=nearer.language if nearer.at.said("language") else above.language,
        lead=nearer.lead or above.lead,
        holidays=tuple(sorted({*above.holidays, *nearer.holidays})),
        facts=_joined(above.facts, nearer.facts),
        based_on=_joined(above.based_on, nearer.based_on),
        messages=_joined(above.messages, nearer.messages),
        replace=_replace(nearer.replace, above.replace),
        at=_places(nearer.at, above.at),
    )


def _replace(nearer: Replace, above: Replace) -> Replace:
    return Replace(
        **{kind: _joined(getattr(above, kind), getattr(nearer, kind)) for kind in KINDS},
        at=_places(nearer.at, above.at),
    )


def _joined(
    above: tuple[tuple[str, Value], ...], nearer: tuple[tuple[str, Value], ...]
) -> tuple[tuple[str, Value], ...]:
    return tuple((dict(above) | dict(nearer)).items())


def _places(nearer: Marks, above: Marks) -> Marks:
    """The places of one file, and those above it of what it does not say itself."""
    return Marks(nearer.span, (*nearer.keys, *((name, span) for name, span in above.keys if not nearer.said(name))))
