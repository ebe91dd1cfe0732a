"""The home groups of sense-making rounds, formed from the roster: people meet others than those of their own set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from socialscaffold.plan.asked import wishes_of
from socialscaffold.plan.model import Plan
from socialscaffold.sets import rounds as sets_rounds
from socialscaffold.sets.rounds import Ask, circles, met_again
from socialscaffold.sets.wishes import SHOULD, Member, Wishes
from socialscaffold.spec.sets_file import Circles, natural
from socialscaffold.spec.wishes import Form

_NAME = "home-group"


def formed_circles(plan: Plan, sets: Mapping[str, Sequence[str]], members: Sequence[Member], seed: int) -> Circles:
    """For each round of a plan its home groups, mixed as the round asks.

    What the sets are alike in (a language, say) the groups are alike in too, unless it is to be mixed. Who is to sit
    apart in the sets should sit apart here. All rounds are sought together.
    """
    here = {who for one in sets.values() for who in one}
    people = [one for one in members if one.id in here]
    form = plan.program.strategies.support_network.sets.form
    asks = [_ask(one.mix, one.seats, form) for one in plan.rounds]
    if not asks or len(people) < 2:
        return ()
    made = circles(people, [tuple(sorted(one)) for one in sets.values()], asks, seed)
    return tuple(
        (one.id, tuple((f"{_NAME}-{number}", group) for number, group in enumerate(groups, 1)))
        for one, groups in zip(plan.rounds, made, strict=True)
    )


def seated_anew(before: Circles, sets: Mapping[str, Sequence[str]]) -> Circles:
    """The same groups after people have come and gone: who is new joins the smallest group in which nobody is of
    their set, if there is one; nobody else moves."""
    home = {who: name for name, one in sets.items() for who in one}
    after = []
    for name, groups in before:
        now = {group: [who for who in one if who in home] for group, one in groups}
        seated = {who for one in now.values() for who in one}
        for who in sorted(home.keys() - seated):
            _, _, best = min(
                (sum(home[other] == home[who] for other in one), len(one), natural(group)) for group, one in now.items()
            )
            now[best[2]].append(who)
        after.append((name, tuple((group, tuple(one)) for group, one in now.items() if one)))
    return tuple(after)


def meet_again(sets: Mapping[str, Sequence[str]], made: Circles) -> int:
    """How many pairs meet a second time, over the sets and all rounds."""
    return met_again([list(sets.values()), *([group for _, group in groups] for _, groups in made)])


def fewest_again(plan: Plan, sets: Mapping[str, Sequence[str]], made: Circles, members: Sequence[Member]) -> int:
    """How many pairs meet again whoever sits where; see `sets.rounds.fewest_again`."""
    form = plan.program.strategies.support_network.sets.form
    asks = {one.id: _ask(one.mix, one.seats, form).wishes for one in plan.rounds}
    rounds = [(asks[name], [group for _, group in groups]) for name, groups in made if name in asks]
    return sets_rounds.fewest_again(members, sets.values(), rounds)


def _alike(mix: Sequence[str], form: Form) -> tuple[str, ...]:
    usual = wishes_of(form)
    return tuple(column for column in usual.must("alike", usual.alike) if column not in mix)


def _ask(mix: Sequence[str], seats: int, form: Form) -> Ask:
    usual = wishes_of(form)
    firmly = {("apart", column): SHOULD for column in usual.apart}
    return Ask(Wishes(spread=tuple(mix), alike=_alike(mix, form), apart=usual.apart, firmly=firmly), seats)
