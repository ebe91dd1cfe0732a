"""Where a set's meeting stands in the program: what people come from, what lies before the next, what it is about."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.agenda import OCCASIONS
from socialscaffold.plan.model import CyclePlan, Meeting, Plan, PromptPlan, RoundPlan, TaskPlan, Turn
from socialscaffold.words.speech import noted


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the program holds between one meeting and the next, in the order of OCCASIONS."""

    turns: tuple[tuple[CyclePlan, int, Turn], ...]
    rounds: tuple[RoundPlan, ...]
    prompts: tuple[PromptPlan, ...]
    tasks: tuple[TaskPlan, ...]
    modules: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing lies in between."""
        return not (self.turns or self.rounds or self.prompts or self.tasks or self.modules)

    @property
    def occasion(self) -> str:
        """The most telling thing that people come from, as one of OCCASIONS; empty where there is none of them."""
        held = dict(zip(OCCASIONS, (self.turns, self.rounds, self.prompts), strict=True))
        return next((name for name in OCCASIONS if held[name]), "")


def before(plan: Plan, meeting: Meeting) -> Stretch:
    """What lies between the meeting before this one and this one; a practice turn is heard where the plan says so."""
    earlier = [one.week for one in plan.sets.meetings if one.number < meeting.number]
    told = tuple(
        (cycle, number, turn)
        for cycle in plan.cycles
        for number, turn in enumerate(cycle.turns, 1)
        if turn.meeting == meeting.number
    )
    return _stretch(plan, max(earlier, default=1), meeting.week, told)


def ahead(plan: Plan, meeting: Meeting) -> Stretch:
    """What lies between this meeting and the next, or the end of the program."""
    later = [one.week for one in plan.sets.meetings if one.number > meeting.number]
    end = min(later, default=plan.program.weeks + 1)
    begun = tuple(
        (cycle, number, turn)
        for cycle in plan.cycles
        for number, turn in enumerate(cycle.turns, 1)
        if meeting.week <= turn.week < end
    )
    return _stretch(plan, meeting.week, end, begun)


def _stretch(plan: Plan, start: int, end: int, turns: tuple[tuple[CyclePlan, int, Turn], ...]) -> Stretch:
    weeks = range(start, end)
    return Stretch(
        turns=turns,
        rounds=tuple(one for one in plan.rounds if one.week in weeks),
        prompts=tuple(one for one in plan.prompts if one.week in weeks),
        tasks=tuple(one for one in plan.tasks if one.week in weeks),
        modules=tuple(one.title for one in plan.program.modules if one.week in weeks and one.title),
    )


def headline(plan: Plan, meeting: Meeting, behind: Stretch) -> str:
    """What this meeting is about, in a few words that tell it from the others; `behind` is what people come from."""
    say = plan.say
    come_from = behind.occasion
    beyond = [one.number for one in plan.sets.meetings if one.place == "beyond"]
    if meeting.place == "beyond":
        return say(_of(WITHOUT, beyond.index(meeting.number) + 1))
    if meeting.place == "last":
        return say("what goes on without the program")
    if meeting.place == "first":
        return say("how we want to work together")
    if meeting.owed_due and plan.sets.owed:
        return say("what each of us made for the others")
    if come_from == "practice":
        cycle, turn, _ = behind.turns[0]
        if len(cycle.turns) == 1:
            return say("what the practice taught us")
        return say(_of(TAUGHT, turn))
    led = next((one.number for one in plan.sets.meetings if one.led_by_set), 0)
    if meeting.number == led:
        return say("the first that we lead ourselves")
    if come_from == "round":
        return say("what the round means for our own work")
    if come_from == "local-question":
        return say("what we heard where we work")
    return say("what came of our last actions")


WITHOUT = (
    noted("the first time without the program"),
    noted("the second time without the program"),
    noted("the third time without the program"),
    noted("the fourth time without the program"),
    noted("the next time without the program"),
)
TAUGHT = (
    noted("what the first turn of practice taught us"),
    noted("what the second turn of practice taught us"),
    noted("what the third turn of practice taught us"),
    noted("what the fourth turn of practice taught us"),
    noted("what the next turn of practice taught us"),
)


def _of(texts: tuple[str, ...], number: int) -> str:
    """The text for that number, counted from 1; the last one for all that have none of their own."""
    return texts[min(number, len(texts)) - 1]
