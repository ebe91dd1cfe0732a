"""The five strategies as an author writes them. A value that was not said is None or empty; the plan scaffolds it."""

from __future__ import annotations

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.library import CYCLES, DESIGNS, PROTOCOLS, TASKS
from socialscaffold.patterns.pattern import ALL_DIMENSIONS, LEVELS
from socialscaffold.patterns.shelves import pattern_id
from socialscaffold.source import kinds as k
from socialscaffold.source.kinds import Length, Text
from socialscaffold.source.records import Marks, key, marks
from socialscaffold.spec.harvest import Harvest, Story
from socialscaffold.spec.wishes import Form

MODES = k.one_of("online", "in-person", "blended", "on-the-job")


@dataclass(frozen=True, slots=True)
class SetSize:
    """How many people make a set."""

    min: int | None = key(k.integer(2, 40), "The fewest people a set may have.")
    target: int | None = key(k.integer(2, 40), "The size to aim for.")
    max: int | None = key(k.integer(2, 40), "The most people a set may have.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Meetings:
    """When the sets meet and how long."""

    weeks: tuple[int, ...] = key(k.list_of(k.WEEK), "The weeks in which every set meets.", default=())
    ids: tuple[tuple[int, str], ...] = key(
        k.map_of(k.WEEK, k.ID),
        "Names of meetings by their weeks: learners' records hang on them. One without goes by `week-N`.",
        default=(),
        example="{6: week-5}",
    )
    every: int | None = key(
        k.EVERY, "A rhythm instead of weeks, counted back from the last week.", example="every 2 weeks"
    )
    minutes: int | None = key(k.integer(20, 600), "How long one meeting lasts.")
    mode: str | None = key(MODES, "Where the sets meet.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Facilitation:
    """How long somebody leads the sets for them."""

    led_until: int | None = key(k.MEETING, "The last meeting that a facilitator leads.", example="meeting 3")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Agenda:
    """Minutes of the parts that every meeting has, beside the airtime."""

    check_in: int | None = key(k.MINUTES, "Everyone arrives and says one thing.")
    progress: int | None = key(k.MINUTES, "What became of the last actions.")
    own_work: int | None = key(k.MINUTES, "The part that each member owes.")
    review: int | None = key(k.MINUTES, "How the set worked together.")
    close: int | None = key(k.MINUTES, "One word each.")
    pause: int | None = key(k.MINUTES, "A break. It comes between two parts, near the middle; `0` is no break.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Airtime:
    """Minutes of one issue-holder's slot, step by step."""

    present: int | None = key(k.MINUTES, "The issue, uninterrupted.")
    clarify: int | None = key(k.MINUTES, "Questions that help to understand.")
    open_questions: int | None = key(k.MINUTES, "Questions that help the holder think.")
    summary: int | None = key(k.MINUTES, "The holder says what they heard.")
    resources: int | None = key(k.MINUTES, "One thing each that might help.")
    actions: int | None = key(k.MINUTES, "What the holder will do, and by when.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the set works towards and what each member owes it."""

    outcome: Text | None = key(k.REF, "The outcome that the sets work on.")
    each_member_owes: Text | None = key(k.REF, "The pyramid task that every member owes.")
    due: int | None = key(k.MEETING, "The meeting at which it is due.", example="meeting 5")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Beyond:
    """Meetings after the course; they cost none of its budget."""

    weeks: tuple[int, ...] = key(k.list_of(k.WEEK), "Weeks counted from the first week of the program.", default=())
    led_by: str | None = key(k.one_of("set", "facilitator"), "Who calls and leads them.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Sets:
    """Action learning sets."""

    size: SetSize = key(k.record(SetSize, "a set size"), "How many people make a set.", default=SetSize())
    form: Form = key(k.record(Form, "a group of wishes"), "Wishes for forming the sets.", default=Form())
    meetings: Meetings = key(k.record(Meetings, "a rhythm of meetings"), "When the sets meet.", default=Meetings())
    facilitation: Facilitation = key(
        k.record(Facilitation, "a facilitation"), "How facilitation fades.", default=Facilitation()
    )
    protocol: Text | None = key(pattern_id(PROTOCOLS), "The pattern of the meeting.")
    agenda: Agenda = key(k.record(Agenda, "an agenda"), "Minutes of the fixed parts.", default=Agenda())
    airtime: Airtime = key(k.record(Airtime, "an airtime"), "Minutes of one slot.", default=Airtime())
    roles: tuple[str, ...] = key(k.list_of(k.ID), "Roles that go round.", default=())
    quorum: int | None = key(k.integer(2, 40), "The fewest people with whom a meeting is held.")
    rules: tuple[str, ...] = key(k.list_of(k.ID), "Ground rules that the set starts from.", default=())
    challenge: Challenge = key(k.record(Challenge, "a challenge"), "The work and the owed part.", default=Challenge())
    beyond: Beyond = key(k.record(Beyond, "a time beyond the course"), "Meetings after the course.", default=Beyond())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class SupportNetwork:
    """1 In it together."""

    sets: Sets = key(k.record(Sets, "an action learning set"), "Action learning sets.", default=Sets())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class HomeGroups:
    """How people are mixed for a round."""

    mix: tuple[str, ...] = key(k.list_of(k.NAME, alone=True), "Roster columns to mix in each home group.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Converge:
    """How many groups' stances become one."""

    week: int | None = key(k.WEEK, "The week of the meeting in which they converge.")
    minutes: int | None = key(k.MINUTES, "How long it takes.")
    who: str = key(k.TEXT, "Who comes.", default="")
    decides: str = key(k.TEXT, "Who decides.", default="")
    publish_to: Text | None = key(k.REF, "The channel where the stance is published.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Round:
    """One piece of shared sense-making."""

    id: str = key(k.ID, "Its id.", required=True)
    question: str = key(k.TEXT, "The grey area, as one question.", required=True)
    week: int = key(k.WEEK, "The week in which it is held.", required=True)
    design: Text | None = key(pattern_id(DESIGNS), "The pattern of the round.", example="jigsaw")
    mode: str | None = key(MODES, "Where it is held.")
    minutes: int | None = key(k.integer(10, 600), "How long it lasts.")
    outcomes: tuple[Text, ...] = key(k.list_of(k.REF, alone=True), "Outcomes it serves.", default=())
    lenses: tuple[str, ...] = key(k.list_of(k.TEXT), "The sides from which the question is seen.", default=())
    cases: tuple[str, ...] = key(k.list_of(k.TEXT), "Cases to take a stance on.", default=())
    home_groups: HomeGroups = key(
        k.record(HomeGroups, "a way of mixing"), "How groups are mixed.", default=HomeGroups()
    )
    hear: tuple[str, ...] = key(k.list_of(k.TEXT), "Groups whose concerns must be heard.", default=())
    outputs: tuple[str, ...] = key(k.list_of(k.ID), "Logs that the round fills.", default=())
    converge: Converge = key(k.record(Converge, "a converging step"), "How one stance comes of it.", default=Converge())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class SenseMaking:
    """2 Shared sense-making."""

    rounds: tuple[Round, ...] = key(k.list_of(k.record(Round, "a round")), "The rounds.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class CyclePlan:
    """The plan that comes before practising."""

    kind: str | None = key(k.one_of("if-then", "free"), "Its form.")
    minutes: int | None = key(k.MINUTES, "How long it takes.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Rehearse:
    """A dry run before the real thing."""

    with_: str = key(k.TEXT, "Whom with.", default="", name="with")
    minutes: int | None = key(k.MINUTES, "How long it takes.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Practise:
    """Doing it for real."""

    do: str = key(k.TEXT, "What the learner does.", required=True)
    instead: str = key(k.TEXT, "A route of equal worth for those who can't.", default="")
    third_parties: str | None = key(k.one_of("no-names", "consent", "none"), "How other people's privacy is kept.")
    minutes: int | None = key(k.MINUTES, "How long it takes.")
    within: Length | None = key(k.LENGTH, "How long after Monday of the cycle's week.", example="10 days")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Reflect:
    """Looking back."""

    prompts: tuple[str, ...] = key(k.list_of(k.TEXT), "Questions, or the short names of known ones.", default=())
    words: int | None = key(k.integer(10, 1000), "Words for all prompts together.")
    private: bool | None = key(k.BOOL, "Whether the text stays with the learner.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Discuss:
    """Bringing it to others."""

    where: str | None = key(k.TEXT, "`sets`, or a channel's id.")
    within: Length | None = key(k.LENGTH, "How long after practising.", example="14 days")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Cycle:
    """Plan, practise, reflect, discuss."""

    id: str = key(k.ID, "Its id.", required=True)
    practise: Practise = key(k.record(Practise, "a practice"), "Doing it for real.", required=True)
    pattern: Text | None = key(pattern_id(CYCLES), "The pattern of the cycle.")
    outcomes: tuple[Text, ...] = key(k.list_of(k.REF, alone=True), "Outcomes it serves.", default=())
    weeks: tuple[int, ...] = key(k.list_of(k.WEEK), "The weeks in which it starts anew.", default=())
    ids: tuple[tuple[int, str], ...] = key(
        k.map_of(k.WEEK, k.ID),
        "Names of turns by their weeks: learners' records hang on them. One without goes by `week-N`.",
        default=(),
        example="{6: week-5}",
    )
    plan: CyclePlan = key(k.record(CyclePlan, "a plan"), "The plan.", default=CyclePlan())
    rehearse: Rehearse = key(k.record(Rehearse, "a rehearsal"), "The dry run.", default=Rehearse())
    reflect: Reflect = key(k.record(Reflect, "a reflection"), "Looking back.", default=Reflect())
    discuss: Discuss = key(k.record(Discuss, "a discussion"), "Bringing it to others.", default=Discuss())
    retention: Length | None = key(k.LENGTH, "How long it should last.", example="90 days")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Application:
    """3 Application."""

    cycles: tuple[Cycle, ...] = key(k.list_of(k.record(Cycle, "a cycle")), "The practice cycles.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question that only local people can answer."""

    id: str = key(k.ID, "Its id.", required=True)
    ask: str = key(k.TEXT, "The question; `{region}` and `{fact:ID}` are filled in.", required=True)
    whom: str = key(k.TEXT, "Whom to ask.", default="")
    back: str = key(k.TEXT, "What comes back.", default="")
    message: Text | None = key(k.REF, "The message it makes local.")
    dimension: str | None = key(k.one_of(*ALL_DIMENSIONS), "What may differ from place to place.")
    week: int | None = key(k.WEEK, "The week in which it is asked.")
    minutes: int | None = key(k.MINUTES, "How long an answer takes.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Localization:
    """4 Localization."""

    regions: tuple[str, ...] = key(k.list_of(k.NAME), "The regions, by short names.", default=())
    free: tuple[str, ...] = key(
        k.list_of(k.one_of("examples", "words", "channels", "contacts", "media", "dates")),
        "What a region may replace.",
        default=(),
    )
    prompts: tuple[Prompt, ...] = key(k.list_of(k.record(Prompt, "a prompt")), "The local prompts.", default=())
    harvest: Harvest = key(k.record(Harvest, "a harvest"), "How answers flow back.", default=Harvest())
    stories: tuple[Story, ...] = key(
        k.list_of(k.record(Story, "a story")),
        "Answers that hold for everyone; `harvest promote` writes them.",
        default=(),
    )
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Task:
    """One step on the engagement pyramid."""

    id: str = key(k.ID, "Its id.", required=True)
    level: str = key(k.NAME, "Its level on the pyramid.", required=True)
    do: str = key(k.TEXT, "What the learner does.", required=True)
    week: int | None = key(k.WEEK, "The week in which it is offered.")
    minutes: int | None = key(k.MINUTES, "How long it takes.")
    instead: str = key(k.TEXT, "A route of equal worth for those who can't.", default="")
    good: str = key(k.TEXT, "What good looks like.", default="")
    required: bool = key(k.BOOL, "Whether everyone does it.", default=False)
    channel: Text | None = key(k.REF, "Where it happens.")
    outcomes: tuple[Text, ...] = key(k.list_of(k.REF, alone=True), "Outcomes it serves.", default=())
    from_: Text | None = key(k.REF, "The library whose items it starts from.", name="from")
    template: Text | None = key(k.PATH, "A Markdown file to start from.")
    exemplar: Text | None = key(k.PATH, "A Markdown file that shows a good one.")
    pattern: Text | None = key(pattern_id(TASKS), "The pattern whose template and exemplar it has, without own ones.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Learners' work that becomes content."""

    made_by: Text = key(k.REF, "The task whose work is collected.", required=True)
    folder: Text | None = key(k.PATH, "Where the collected work is kept.")
    consent: str | None = key(k.one_of("ask", "given"), "`ask`: a piece needs the line `Consent: yes`.")
    first: Text | None = key(k.PATH, "The first item, for those who begin.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a program's own pyramid."""

    id: str = key(k.ID, "Its id.", required=True)
    title: str = key(k.TEXT, "Its name.", required=True)
    like: str = key(k.one_of(*LEVELS), "The level of ours that it stands for.", required=True)
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Engagement:
    """5 Ownership."""

    pyramid: str | None = key(k.one_of("seed", "altimeter", "rosenblatt", "own"), "The ladder that is climbed.")
    levels: tuple[Level, ...] = key(
        k.list_of(k.record(Level, "a level")), "With `pyramid: own`, its levels from below.", default=()
    )
    tasks: tuple[Task, ...] = key(k.list_of(k.record(Task, "a task")), "The tasks.", default=())
    library: tuple[tuple[str, Shelf], ...] = key(
        k.map_of(k.ID, k.record(Shelf, "a library")), "Learners' work that becomes content.", default=()
    )
    expect: tuple[tuple[str, float], ...] = key(
        k.map_of(k.NAME, k.PERCENT), "How many will do a task of each level.", default=()
    )
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Strategies:
    """The five strategies."""

    support_network: SupportNetwork = key(
        k.record(SupportNetwork, "a support network"), "1 In it together.", default=SupportNetwork()
    )
    sense_making: SenseMaking = key(
        k.record(SenseMaking, "sense-making"), "2 Shared sense-making.", default=SenseMaking()
    )
    application: Application = key(k.record(Application, "an application"), "3 Application.", default=Application())
    localization: Localization = key(
        k.record(Localization, "a localization"), "4 Localization.", default=Localization()
    )
    engagement: Engagement = key(k.record(Engagement, "an engagement"), "5 Ownership.", default=Engagement())
    at: Marks = marks()
