"""A meeting as a facilitator runs it: the protocol's words for this place, mode and program, by the minute."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.dataclass import dataclass
from socialscaffold.output.documents_when import span_of_hours, zone
from socialscaffold.output.documents_words import bare, capital, clock, first_sentence, set_name, spoken
from socialscaffold.output.meeting_story import Stretch, ahead, before, headline
from socialscaffold.output.meeting_words import at_the_end, fading, remedies
from socialscaffold.patterns.agenda import DUE, Place, duties_at, steps_at, words_at
from socialscaffold.patterns.challenges import questions_for
from socialscaffold.patterns.library import PROTOCOLS
from socialscaffold.patterns.pattern import Session
from socialscaffold.patterns.pattern import Step as PatternStep
from socialscaffold.patterns.placeholders import fill
from socialscaffold.plan.breaks import PAUSE, pause_of
from socialscaffold.plan.model import ActionLearningSet, Meeting, Plan, Step
from socialscaffold.words.speech import Speech, noted

NO_SEATS_YET = noted(
    "Nobody has a seat number yet, so ask two members beforehand whether they would hold the issue today; "
    "they take the first seats. The others take theirs as they come in."
)


LATE = (
    noted("The first issue is not finished"),
    noted("Write down where you are. The next one begins on time."),
)
HOLDERS = (
    noted("the first issue-holder"),
    noted("the second issue-holder"),
    noted("the third issue-holder"),
    noted("the fourth issue-holder"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `watch` holds signs with the sentence that answers each."""

    time: str
    minutes: int
    title: str
    say: str
    do: str
    watch: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One set at one meeting; what the plan does not know is empty.

    `facilitator` is an id, and empty where a member leads.
    """

    name: str
    seats: int
    when: str
    where: str
    facilitator: str


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One meeting's sheet. `headline` is what tells it from the others, `fading` says how far the facilitator has
    stepped back, `behind` and `ahead` hold what the program asks of people before and after it."""

    meeting: Meeting
    protocol: Session
    headline: str
    behind: Stretch
    ahead: Stretch
    at_the_end: tuple[str, ...]
    fading: str
    sittings: tuple[Sitting, ...]
    rows: tuple[Row, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    remedies: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def protocol_of(plan: Plan) -> Session:
    """The protocol that the sets follow."""
    name = plan.program.strategies.support_network.sets.protocol
    return plan.shelves.get(PROTOCOLS, name.text if name else "")


def speech_of_protocol(plan: Plan) -> Speech:
    """How it speaks."""
    name = plan.program.strategies.support_network.sets.protocol
    return plan.shelves.speech(PROTOCOLS, name.text if name else "")


def values(plan: Plan, say: Speech, meeting: Meeting | None = None) -> dict[str, str]:
    """What the placeholders of a pattern print for this program, and for what people bring to the meeting; `say` is the
    speech of the pattern."""
    program = plan.program
    behind = before(plan, meeting) if meeting else Stretch((), (), (), (), ())
    channel = say.quoted(program.channels[0][1].title) if program.channels else say("your set's channel")
    decider = plan.rounds[0].decides if plan.rounds else say("the sponsor")
    number = meeting.number if meeting else 1
    more = number < len(plan.sets.meetings)
    following = say("meeting {number}", number=number + 1) if more else say("our next meeting")
    cycle = next((one for one, _, _ in behind.turns), plan.cycles[0] if plan.cycles else None)
    rounds = behind.rounds or plan.rounds
    prompts = behind.prompts or plan.prompts
    challenge = say.small(bare(plan.sets.challenge))
    return {
        "program": program.title,
        "role": program.audience.role,
        "outcome": challenge,
        "size": str(max((one.seats for one in plan.sets.sets), default=0)),
        "challenge": challenge,
        "owed-part": say.small(bare(first_sentence(plan.sets.owed or say("the next step of your own work")))),
        "due": say("meeting {number}", number=plan.sets.due),
        "meeting": str(number),
        "meetings": str(len([one for one in plan.sets.meetings if one.place != "beyond"])),
        "next-meeting": following,
        "holder": say("the issue-holder"),
        "facilitator": say("your facilitator"),
        "timekeeper": say("the timekeeper"),
        "scribe": say("the scribe"),
        "quorum": str(plan.sets.quorum),
        "minutes": "",
        "question": rounds[0].question if rounds else "",
        "lens": say("your lens"),
        "lenses": say.series(rounds[0].lenses) if rounds else "",
        "case": say("this case"),
        "group": say("your set"),
        "groups": say.listed(rounds[0].hear) if rounds else "",
        "decider": decider,
        "message": say.small(bare(program.messages[0][1].text)) if program.messages else challenge,
        "region": plan.here,
        "channel": channel,
        "practice": say.small(bare(cycle.do)) if cycle else "",
        "words": str(cycle.words) if cycle else "",
        "within": say.plural("{number} day", "{number} days", cycle.within) if cycle else "",
        "local-question": say.name(prompts[0].dimension) if prompts else "",
        "each": "",
        "each-report": "",
    }


def run_sheet(plan: Plan, meeting: Meeting) -> RunSheet:
    """The sheet of one meeting; its rows add up to the meeting's minutes, as the plan's steps do."""
    protocol, place = protocol_of(plan), _place(plan, meeting)
    say = speech_of_protocol(plan)
    filled = values(plan, say, meeting) | _seats(say, meeting)
    behind = before(plan, meeting)
    return RunSheet(
        meeting=meeting,
        protocol=protocol,
        headline=headline(plan, meeting, behind),
        behind=behind,
        ahead=ahead(plan, meeting),
        at_the_end=at_the_end(plan, meeting),
        fading=fading(plan, meeting),
        sittings=sittings(plan, meeting),
        rows=tuple(_in_short(plan, meeting)),
        before=(
            *(fill(text, filled) for text in duties_at(protocol.before, place, meeting.led_by_set)),
            *((plan.say(NO_SEATS_YET),) if place.first else ()),
        ),
        after=tuple(fill(text, filled) for text in duties_at(protocol.after, place, meeting.led_by_set)),
        remedies=remedies(plan, protocol, filled),
        questions=tuple(
            fill(text, filled) for text in questions_for(protocol, plan.sets.challenge, _around(plan), meeting.number)
        ),
    )


def every_row(plan: Plan, meeting: Meeting) -> tuple[tuple[int, Row], ...]:
    """Every step of a meeting, each issue's too, as (slot, row); the slot is 0 for what belongs to no issue."""
    place = _place(plan, meeting)
    steps = _steps(plan, place)
    say = speech_of_protocol(plan)
    filled = values(plan, say, meeting) | _seats(say, meeting)
    occasion = before(plan, meeting).occasion
    return tuple(
        (
            step.slot,
            _row(
                steps[step.id],
                step,
                filled,
                _where(steps[step.id], place, occasion, plan, meeting),
                plan,
                meeting,
                _holder(say, meeting, step.slot) if step.slot else "",
            ),
        )
        for step in meeting.steps
        if step.id in steps
    )


def _place(plan: Plan, meeting: Meeting) -> Place:
    final = meeting.number == len(plan.sets.meetings)
    return Place(first=meeting.place == "first", last=meeting.place == "last" or (meeting.place == "beyond" and final))


def _steps(plan: Plan, place: Place) -> dict[str, PatternStep]:
    """The protocol's steps at such a meeting and its break, by the ids that the plan has for them."""
    protocol = protocol_of(plan)
    pause = pause_of(protocol, PROTOCOLS, plan.shelves)
    return {PAUSE: pause} | {one.instead_of or one.id: one for one in steps_at(protocol.steps, place)}


def _around(plan: Plan) -> str:
    """The program's own words, by which its kind of challenge is known."""
    program = plan.program
    return " ".join([program.title, program.audience.role, *(text for _, text in program.outcomes)])


def sittings(plan: Plan, meeting: Meeting) -> tuple[Sitting, ...]:
    """Every set with its day, hour, place and facilitator."""
    return tuple(
        Sitting(
            name=set_name(plan.say, one.id),
            seats=one.seats,
            when=_when(plan, meeting, one),
            where=one.where,
            facilitator="" if meeting.led_by_set else one.facilitator,
        )
        for one in plan.sets.sets
    )


def _when(plan: Plan, meeting: Meeting, one: ActionLearningSet) -> str:
    if not one.starts:
        return ""
    say, start = plan.say, one.starts[meeting.number - 1]
    return say.series((say.weekday_of(start.date()), f"{span_of_hours(say, start, meeting.minutes)} ({zone(plan)})"))


def _seats(say: Speech, meeting: Meeting) -> dict[str, str]:
    """Who keeps the time, writes and leads, by seat where that is the same seat in sets of every size."""
    named = {"timekeeper": say("the timekeeper"), "scribe": say("the scribe")}
    for role in ("timekeeper", "scribe", "facilitator"):
        seats = {getattr(roles, role) for roles in meeting.every}
        if len(seats) == 1 and (seat := seats.pop()):
            named[role] = say("seat {number}", number=seat)
    if meeting.led_by_set and "facilitator" not in named:
        named["facilitator"] = say("the member who leads")
    return named


def _holder(say: Speech, meeting: Meeting, slot: int) -> str:
    """Who holds the issue in a slot; sets of another size may have reached another seat."""
    seats = {roles.holders[slot - 1] if slot <= len(roles.holders) else 0 for roles in meeting.every}
    if len(seats) == 1 and (seat := seats.pop()):
        return say("seat {number}", number=seat)
    return say(HOLDERS[min(slot, 4) - 1])


def _where(pattern: PatternStep, place: Place, occasion: str, plan: Plan, meeting: Meeting) -> tuple[Place, str]:
    """Where a step stands, and what people come from: what each owes is shown, not planned, at the meeting at which it
    is due, and afterwards looked after."""
    if pattern.id != "own-work" or meeting.number < plan.sets.due:
        return place, occasion
    if meeting.number > plan.sets.due and pattern.after_due:
        return Place(), DUE
    return Place(last=True), ""


def slot_rows(plan: Plan, meeting: Meeting) -> tuple[Row, ...]:
    """The steps of one issue as any set keeps them at any meeting, with room for a name where a seat would stand."""
    steps = {one.id: one for one in steps_at(protocol_of(plan).steps, Place())}
    say = speech_of_protocol(plan)
    filled = values(plan, say, meeting) | {"holder": say("(name)")}
    return tuple(
        _row(steps[step.id], step, filled, (Place(), ""), plan, meeting)
        for step in meeting.steps
        if step.slot == 1 and step.id in steps
    )


def _row(
    pattern: PatternStep,
    step: Step,
    filled: dict[str, str],
    where: tuple[Place, str],
    plan: Plan,
    meeting: Meeting,
    holder: str = "",
) -> Row:
    place, come_from = where
    say = speech_of_protocol(plan)
    words = words_at(pattern, plan.sets.mode, place, meeting.led_by_set, come_from)
    slots = max((len(roles.holders) for roles in meeting.every), default=1)
    here = {
        **filled,
        "minutes": str(step.minutes),
        "each": say.share(step.minutes, int(filled["size"] or 1)),
        "each-report": say.share(step.minutes // 2, slots),
        **({"holder": holder} if holder else {}),
    }
    return Row(
        time=clock(step.start),
        minutes=step.minutes,
        title=f"{pattern.title} ({holder})" if holder else pattern.title,
        say=spoken(fill(words.say, here)),
        do=capital(fill(words.do, here)),
        watch=tuple((capital(fill(one.sign, here)), spoken(fill(one.say, here))) for one in words.watch),
    )


def _in_short(plan: Plan, meeting: Meeting) -> Iterator[Row]:
    """The rows of a sheet: those of a further issue are one, as its steps are those of the first."""
    told: set[int] = set()
    for slot, row in every_row(plan, meeting):
        if slot <= 1:
            yield row
        elif slot not in told:
            yield _again(plan.say, meeting, slot)
            told.add(slot)


def _again(say: Speech, meeting: Meeting, slot: int) -> Row:
    """One row for a further issue."""
    steps = [step for step in meeting.steps if step.slot == slot]
    holder = _holder(say, meeting, slot)
    at = say.listed(clock(step.start) for step in steps)
    return Row(
        time=clock(steps[0].start),
        minutes=sum(one.minutes for one in steps),
        title=say("The next issue: {holder}", holder=holder),
        say=say("We change over. The floor belongs to {holder}: what would you like from us?", holder=holder),
        do=say("The same steps, with the same minutes and words. They begin at {times}.", times=at),
        watch=((say(LATE[0]), say(LATE[1])),) if slot == 2 else (),
    )
