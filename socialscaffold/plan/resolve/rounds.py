"""Strategy 2 resolved: real numbers of people in home and expert groups, and the steps by the minute."""

from __future__ import annotations

from math import ceil

from socialscaffold.plan.model import Group, RoundPlan
from socialscaffold.spec.program import Program
from socialscaffold.spec.strategies import Round

# What each design asks of its time: name, share of the minutes, and whether people sit in expert groups.
STEPS: dict[str, tuple[tuple[str, int, str], ...]] = {
    "jigsaw": (
        ("Open the question", 10, "home"),
        ("Expert groups: one lens each", 30, "expert"),
        ("Home groups: each expert in turn", 30, "home"),
        ("One stance that needs every lens", 20, "home"),
        ("Write the logs", 10, "all"),
    ),
    "grey-area-clinic": (
        ("Open the question", 10, "all"),
        ("Each group states its concern, nobody replies", 30, "home"),
        ("Questions that help to understand", 20, "all"),
        ("A stance to try, group by group", 25, "home"),
        ("Write the logs", 15, "all"),
    ),
    "stance-test": (
        ("Open the cases", 10, "all"),
        ("Take a stance alone, with a reason", 20, "all"),
        ("Compare, and say what would change your mind", 35, "home"),
        ("One stance for each case", 20, "home"),
        ("Write the logs", 15, "all"),
    ),
    "world-cafe": (
        ("Open the question", 10, "all"),
        ("First table", 25, "expert"),
        ("Second table", 25, "expert"),
        ("Back home: what we brought along", 20, "home"),
        ("Write the logs", 20, "all"),
    ),
    "one-two-four-all": (
        ("Open the question", 10, "all"),
        ("Alone", 10, "all"),
        ("In twos", 20, "home"),
        ("In fours", 30, "home"),
        ("All together, and the logs", 30, "all"),
    ),
}


def split_minutes(minutes: int, shares: tuple[int, ...]) -> tuple[int, ...]:
    """Whole minutes in proportion to `shares` that add up to `minutes` exactly (largest remainders first)."""
    whole = sum(shares)
    parts = [minutes * share // whole for share in shares]
    rest = sorted(range(len(shares)), key=lambda place: (-(minutes * shares[place] % whole), place))
    for place in rest[: minutes - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def plan_rounds(program: Program, learners: int) -> tuple[RoundPlan, ...]:
    """Every round of a whole program, for that many people."""
    channels = dict(program.channels)
    return tuple(
        _plan_round(one, learners, {name: said.title for name, said in channels.items()})
        for one in program.strategies.sense_making.rounds
    )


def _plan_round(said: Round, learners: int, channels: dict[str, str]) -> RoundPlan:
    design = said.design.text if said.design else "grey-area-clinic"
    form = STEPS.get(design, STEPS["grey-area-clinic"])
    lenses = said.lenses
    seats = max(2, len(lenses)) if design == "jigsaw" else 5
    home = _groups("Home group", learners, seats)
    expert = _experts(lenses, home) if any(where == "expert" for _, _, where in form) else ()
    parts = split_minutes(said.minutes or 0, tuple(share for _, share, _ in form))
    at, steps = 0, []
    for (title, _, where), minutes in zip(form, parts, strict=True):
        steps.append((at, minutes, title, where))
        at += minutes
    publish = said.converge.publish_to
    return RoundPlan(
        id=said.id,
        question=said.question,
        design=design,
        title=said.id.replace("-", " ").capitalize(),
        week=said.week,
        minutes=said.minutes or 0,
        mode=said.mode or "online",
        lenses=lenses,
        cases=said.cases,
        hear=said.hear,
        home=home,
        expert=expert,
        steps=tuple(steps),
        outputs=said.outputs,
        converge_week=said.converge.week or said.week,
        converge_minutes=said.converge.minutes or 0,
        converge_who=said.converge.who,
        decides=said.converge.decides,
        published=channels.get(publish.text, "") if publish else "",
    )


def _groups(name: str, people: int, seats: int) -> tuple[Group, ...]:
    number = max(1, people // seats)
    small, over = divmod(people, number)
    return tuple(Group(f"{name} {place + 1}", small + (place < over)) for place in range(number))


def _experts(lenses: tuple[str, ...], home: tuple[Group, ...]) -> tuple[Group, ...]:
    """How many hold each lens when every home group deals its lenses round, in tables of eight at the most."""
    holders = [0] * len(lenses)
    for group in home:
        for seat in range(group.people):
            holders[seat % len(lenses)] += 1
    groups = []
    for lens, people in zip(lenses, holders, strict=True):
        tables = max(1, ceil(people / 8))
        small, over = divmod(people, tables)
        groups += [Group(f"Expert group {table + 1}", small + (table < over), lens) for table in range(tables)]
    return tuple(groups)
