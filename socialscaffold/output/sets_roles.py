"""Who leads, when sets meet and whom people meet, as sentences for the certificate and the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socialscaffold.plan.filed import Filed
from socialscaffold.spec.sets_file import natural

_SHOWN = 6


def roles_told(filed: Filed) -> tuple[str, ...]:
    """What was arranged besides who sits where; ids and numbers, never a cell of a roster."""
    return (*_rota(filed), *_leaders(filed), *_hours(filed), *_circles(filed))


def _rota(filed: Filed) -> Iterator[str]:
    unproven = filed.plan.sets.unproven
    if filed.plan.sets.meetings and not unproven:
        yield "Rota: every role comes to everyone equally often or once more; no rota is more even."
    elif unproven:
        yield f"Rota: it is not proven that no rota is more even ({_some(unproven)})."
    for one in filed.file.sets:
        if one.never and len(one.never) == len(one.members):
            yield (
                f"Rota: each member of {one.id} sits with their manager, or somebody else to be apart from, and "
                "somebody has to lead all the same (`explain SS-SET-007`)."
            )
        elif one.never:
            lead = "leads" if len(one.never) == 1 else "lead"
            yield f"Rota: {_some(one.never)} {lead} no meeting of {one.id}, for their manager sits in it."


def _leaders(filed: Filed) -> Iterator[str]:
    loads = filed.led.loads
    if loads:
        ordered = sorted(loads.items(), key=lambda one: (-one[1], natural(one[0])))
        shown = ", ".join(f"{who} {many}" for who, many in ordered[:_SHOWN])
        more = f" and {len(ordered) - _SHOWN} more" if len(ordered) > _SHOWN else ""
        proof = "; no other choice shares them more equally" if filed.led.proven else ""
        yield f"Sets by facilitator: {shown}{more}{proof}."
    if filed.led.left and filed.led.leaders:
        yield f"Nobody can lead {_some(filed.led.left)}: whoever suits has as many sets as they take."


def _hours(filed: Filed) -> Iterator[str]:
    for one in filed.plan.sets.sets:
        different = dict.fromkeys(f"{hour:%H:%M}" for hour in one.fair)
        if len(different) < 2:
            continue
        worst, least = one.spared or (0, 0)
        proof = ", and nobody could be spared more" if one.spared and worst == least else ""
        burden = f": the time zone that is worst off has {worst} points over {len(one.fair)} meetings{proof}"
        yield f"Hours: {one.id} meets at {_some(different)} in turn{burden if one.spared else ''}."


def _circles(filed: Filed) -> Iterator[str]:
    circles = filed.file.circles
    if not circles:
        return
    groups = ", ".join(f"{name} {len(made)}" for name, made in circles)
    met = "nobody meets anybody twice, their own set counted in"
    if filed.again:
        met = f"{filed.again} pair{'s' * (filed.again != 1)} meet{'s' * (filed.again == 1)} again"
        if filed.again == filed.fewest:
            met += ", and fewer can't: a group has more seats than there are sets to fill it from"
    yield f"Home groups of rounds: {groups}; {met}."


def _some(names: Iterable[object]) -> str:
    every = [str(one) for one in names]
    shown, more = every[:_SHOWN], len(every) - _SHOWN
    return (
        f"{', '.join(shown)} and {more} more"
        if more > 0
        else " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    )
