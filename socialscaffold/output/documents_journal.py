"""The practice journal: each turn of a cycle with its plan, its last day, and what to bring to whom."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents_words import bare
from socialscaffold.output.run_sheets import values
from socialscaffold.patterns.library import CYCLES
from socialscaffold.patterns.pattern import PracticeCycle
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.model import CyclePlan, Item, Plan, Turn
from socialscaffold.words.speech import Speech


@dataclass(frozen=True, slots=True)
class JournalStep:
    """One step of a turn: `say` is what to think of, `do` what to do; `watch` holds signs with what answers each."""

    id: str
    title: str
    minutes: int
    say: str
    do: str
    watch: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class JournalCycle:
    """One cycle as its journal prints it. `roles` says who does what, `ways` how one rehearses on a screen
    and in a room; `earlier` asks from the second turn on what became of the last plan."""

    plan: CyclePlan
    purpose: str
    steps: tuple[JournalStep, ...]
    roles: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    earlier: str
    remedies: tuple[tuple[str, str], ...]


def journal(plan: Plan) -> tuple[JournalCycle, ...]:
    """Every cycle of the plan as its journal prints it."""
    return tuple(_cycle(plan, one) for one in plan.cycles)


def _cycle(plan: Plan, one: CyclePlan) -> JournalCycle:
    pattern = plan.shelves.get(CYCLES, one.pattern)
    say = plan.shelves.speech(CYCLES, one.pattern)
    filled = values(plan, say) | {
        "practice": say.small(bare(one.do)),
        "words": str(one.words),
        "within": say.days(one.within),
    }
    minutes = {step.id: step.minutes for step in one.steps}
    return JournalCycle(
        plan=one,
        purpose=fill(pattern.purpose, filled),
        steps=tuple(
            JournalStep(
                id=step.id,
                title=step.title,
                minutes=minutes[step.id],
                say=fill(step.say, filled),
                do=fill(step.do, filled),
                watch=tuple((fill(each.sign, filled), fill(each.say, filled)) for each in step.watch),
            )
            for step in pattern.steps
            if step.id in minutes
        ),
        roles=tuple((one.title, fill(one.does, filled)) for one in pattern.roles),
        ways=_ways(plan.say, pattern, filled) if minutes.get("rehearse") else (),
        earlier=next((each.ask for each in pattern.prompts if each.id == "if-came"), ""),
        remedies=tuple((fill(each.situation, filled), fill(each.do, filled)) for each in pattern.remedies),
    )


def _ways(say: Speech, pattern: PracticeCycle, filled: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """How one rehearses on a screen, in a room and with some here and some there, as far as the pattern says."""
    rehearse = next((one for one in pattern.steps if one.id == "rehearse"), None)
    if rehearse is None:
        return ()
    known = (
        (say("on a screen"), rehearse.online),
        (say("in a room"), rehearse.in_person),
        (say("some here, some on a screen"), rehearse.blended),
    )
    return tuple((where, fill(words.do or words.say, filled)) for where, words in known if words is not None)


def turn_of(plan: Plan, item: Item) -> tuple[CyclePlan, Turn]:
    """The cycle and the turn behind a week's item of the kind `practice`."""
    return next((one, turn) for one in plan.cycles for turn in one.turns if turn.id == item.id)
