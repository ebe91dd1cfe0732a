"""Which wishes formed sets do not grant, told by ids and names of columns alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from socialscaffold.sets.sizes import Size
from socialscaffold.sets.wishes import Member, Unmet, Wishes, listed


def unknown_columns(people: Sequence[Member], wishes: Wishes) -> list[Unmet]:
    """Wishes on columns that no row has; an empty roster has nothing to miss."""
    return [
        Unmet(wish, wishes.hard(wish, column), f"The roster has no column `{column}`.")
        for wish, column in wishes.of_columns()
        if people and not any(column in one.attributes for one in people)
    ]


def parted(blocks: Sequence[tuple[str, ...]], size: Size) -> list[Unmet]:
    """People who must sit together, and could not for the sizes."""
    return [
        Unmet(
            "with",
            True,
            f"{listed(one)} can't all sit together: no way was found to fill sets of {size.least} to {size.most} "
            "without parting them.",
            one,
        )
        for one in blocks
    ]


def missed(sets: Sequence[tuple[str, ...]], people: Mapping[str, Member], wishes: Wishes) -> Iterator[Unmet]:
    """What does not hold for single people: neighbours, lone members, hours."""
    named = wishes.apart or wishes.with_
    home = {who: number for number, one in enumerate(sets) for who in one} if named else {}
    for column in wishes.apart:
        for who, one in people.items():
            other = one.cell(column)
            if other and other != who and home.get(other) == home[who]:
                text = f"{min(who, other)} and {max(who, other)} must be apart, and sit in one set."
                yield Unmet("apart", wishes.hard("apart", column), text, (min(who, other), max(who, other)))
    for column in wishes.with_:
        for who, one in people.items() if not wishes.hard("with", column) else ():
            other = one.cell(column)
            if other in home and home[other] != home[who]:
                yield Unmet("with", False, f"{who} and {other} would sit together, and don't.", (who, other))
    for column in wishes.never_alone:
        cells = [[people[who].cell(column) for who in group] for group in sets]
        count = Counter((number, cell) for number, row in enumerate(cells) for cell in row)
        alone = {number for (number, cell), many in count.items() if cell and many == 1}
        for number in sorted(alone):
            for who, cell in zip(sets[number], cells[number], strict=True):
                if cell and count[number, cell] == 1:
                    text = f"{who} is the only one of a kind (`{column}`) in the set."
                    yield Unmet("never-alone", wishes.hard("never-alone", column), text, (who,))
    yield from _hours(sets, people, wishes)
    for column in wishes.alike:
        if not wishes.hard("alike", column):
            yield from _unlike(sets, people, column)


def _hours(sets: Sequence[tuple[str, ...]], people: Mapping[str, Member], wishes: Wishes) -> Iterator[Unmet]:
    for group in sets if wishes.overlap else ():
        common = -1
        for who in group:
            common &= people[who].hours or -1
        if common >= 0 and common.bit_count() < wishes.overlap:
            minutes = 15 * common.bit_count()
            text = f"{listed(group)} work at the same time for {minutes} minutes of a week, not {15 * wishes.overlap}."
            yield Unmet("overlap", wishes.hard("overlap"), text, group)


def _unlike(sets: Sequence[tuple[str, ...]], people: Mapping[str, Member], column: str) -> Iterator[Unmet]:
    for group in sets:
        if len({people[who].cell(column) for who in group} - {""}) > 1:
            yield Unmet("alike", False, f"{listed(group)} are not all alike in `{column}`.", group)


def unpinned(sets: Sequence[tuple[str, ...]], people: Mapping[str, Member], wishes: Wishes) -> Iterator[Unmet]:
    """Who does not sit in the set that the roster names."""
    for column in wishes.pinned:
        for number, group in enumerate(sets, 1):
            for who in group:
                pin = people[who].cell(column)
                if pin and pin != f"set-{number}":
                    text = f"{who} does not sit in the set that `{column}` names."
                    yield Unmet("pinned", wishes.hard("pinned", column), text, (who,))


def uneven(sets: Sequence[tuple[str, ...]], people: Mapping[str, Member], wishes: Wishes) -> Iterator[Unmet]:
    """One miss for each column that is not spread evenly over the sets of one pool."""
    names = sorted(who for one in sets for who in one)
    for column in wishes.spread:
        total = Counter(people[who].cell(column) for who in names)
        total.pop("", None)
        places = 0
        for group in sets:
            count = Counter(people[who].cell(column) for who in group)
            for value, all_of_it in total.items():
                low, over = divmod(len(group) * all_of_it, len(names))
                places += max(0, low - count[value], count[value] - low - (over > 0))
        if places:
            text = (
                f"`{column}` is not spread evenly over the sets of {names[0]} and {len(names) - 1} others: "
                f"{places} {'place' if places == 1 else 'places'} off the fair share."
            )
            yield Unmet("spread", wishes.hard("spread", column), text, tuple(names))


def broken(sets: Sequence[tuple[str, ...]], people: Mapping[str, Member], wishes: Wishes, size: Size) -> list[Unmet]:
    """The hard wishes that sets as they stand don't hold, sizes and bonds included."""
    home = {who: number for number, one in enumerate(sets) for who in one}
    found = []
    for group in sets:
        if not size.least <= len(group) <= size.most:
            text = f"{listed(group)} are {len(group)}; a set has {size.least} to {size.most}."
            found.append(Unmet("sizes", True, text, group))
        for column in wishes.must("alike", wishes.alike):
            if len({people[who].cell(column) for who in group} - {""}) > 1:
                found.append(Unmet("alike", True, f"{listed(group)} are not all alike in `{column}`.", group))
    for column in wishes.must("with", wishes.with_):
        for who, one in people.items():
            other = one.cell(column)
            if home.get(other, home[who]) != home[who]:
                found.append(Unmet("with", True, f"{who} and {other} must sit together, and don't.", (who, other)))
    found += [one for one in missed(sets, people, wishes) if one.hard]
    return found + [one for one in unpinned(sets, people, wishes) if one.hard]
