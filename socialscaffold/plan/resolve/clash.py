"""What the roster makes impossible: hard wishes for the sets that cannot all hold, named with the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from socialscaffold.diagnostics import Diagnostic, Severity, error
from socialscaffold.marks import Span
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Unmet, Wishes

if TYPE_CHECKING:
    from socialscaffold.sets.formed import Formed


def untold(
    formed: Formed, members: Sequence[Member], wishes: Wishes, size: Size, place: Callable[[str], Span]
) -> Iterator[Diagnostic]:
    """Every wish that formed sets don't grant. Of hard ones that can't all hold the fewest are named in their stead.

    `place` says where a wish is written.
    """
    named: set[str] = set()
    if not formed.holds:
        from socialscaffold.sets.clash_words import remedy, seen  # only what fails is looked into
        from socialscaffold.sets.conflict import clashes

        for clash in clashes(members, wishes, size):
            kinds = [one.wish for one in clash.musts]
            named.update(kinds)
            spoken = next((one for one in kinds if one != "sizes"), "sizes")
            yield error("SS-SET-003", seen(clash, wishes, size), remedy(clash, wishes, size), place(spoken))
    for one in formed.unmet:
        if one.wish == "with" and not one.hard and len(one.ids) == 1:
            continue  # a buddy who is not on the roster: reading it has told that, with the row
        if not one.hard or one.wish not in named or not one.ids:
            yield _untold(one, place(one.wish))


def _untold(one: Unmet, place: Span) -> Diagnostic:
    if one.hard and one.ids:
        hint = (
            "Nothing shows that it can't be, but no sets were found in which all that must hold does. Allow other "
            "sizes, let a wish be one that `should` hold, or write the sets yourself, under `sets:`."
        )
        return error("SS-SET-010", one.text, hint, place)
    if one.hard:
        hint = "Allow other sizes, drop the wish or correct the roster; or write the sets yourself, under `sets:`."
        return error("SS-SET-010", one.text, hint, place)
    hint = "It is the best that was found. Fewer wishes, or sizes further apart, leave more room."
    return Diagnostic("SS-SET-011", Severity.INFO, one.text, hint, place)
