"""The plan: every week, minute, meeting, role, prompt and task resolved. No YAML is left, nothing here is computed."""

from __future__ import annotations

import datetime as dt

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.defaults import Default
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.content import Paper
from socialscaffold.spec.program import Program
from socialscaffold.spec.region import Region
from socialscaffold.words.speech import Speech
from socialscaffold.words.tongues import speech

CORE = "core"
CONVERGE = "-converge"  # behind a round's id: its second session
STRATEGIES = ("support-network", "sense-making", "application", "localization", "engagement")


@dataclass(frozen=True, slots=True)
class Assumed:
    """A default that the plan uses. `where` is the key in the spec that would change it."""

    where: str
    value: str
    default: Default


@dataclass(frozen=True, slots=True)
class Session:
    """When and where people come together; `when` is None where the cohort leaves the day or the hour open."""

    when: dt.datetime | None
    where: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a learner does in a week. `minutes` is one learner's time; `staff` one facilitator's.

    `when` (with its zone) and `where` are the cohort's: a link or a room, which never goes into a package.
    """

    id: str
    week: int
    kind: str
    title: str
    minutes: int
    strategy: str = CORE
    required: bool = True
    detail: str = ""
    instead: str = ""
    mode: str = ""
    channel: str = ""
    due: str = ""
    outcomes: tuple[str, ...] = ()
    link: str = ""
    content: str = ""
    when: dt.datetime | None = None
    where: str = ""
    staff: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the program. `monday` is None without a cohort."""

    number: int
    monday: dt.date | None
    titles: tuple[str, ...]
    items: tuple[Item, ...]
    minutes: int
    staff: int


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a meeting. `start` and `minutes` in minutes; `slot` counts issue-holders' slots from 1."""

    id: str
    start: int
    minutes: int
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does what at one meeting, as seat numbers from 1; 0 where nobody of the set does it.

    `facilitator` is 0 while a facilitator from outside leads, `observer` unless the set has a process observer.
    """

    holders: tuple[int, ...]
    facilitator: int = 0
    timekeeper: int = 0
    scribe: int = 0
    observer: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of every set. `place` is first, middle, last or beyond (after the course). Learners' records of it
    hang on its id, not on its number, which shifts as meetings are put in.

    `rota` has the roles by the size of a set; `own` those of a set, by its id, that goes by a rota of its own.
    """

    id: str
    number: int
    week: int
    minutes: int
    place: str
    led_by_set: bool
    steps: tuple[Step, ...]
    rota: tuple[tuple[int, Roles], ...]
    owed_due: bool = False
    own: tuple[tuple[str, Roles], ...] = ()

    def roles(self, seats: int) -> Roles:
        """The roles in a set of that many seats."""
        return dict(self.rota)[seats]

    def roles_of(self, one: ActionLearningSet) -> Roles:
        """The roles in that set."""
        return dict(self.own).get(one.id) or self.roles(one.seats)

    @property
    def every(self) -> tuple[Roles, ...]:
        """The roles of every rota that there is."""
        return (*(roles for _, roles in self.rota), *(roles for _, roles in self.own))


@dataclass(frozen=True, slots=True)
class ActionLearningSet:
    """One set: its seats, and the learners' ids in them where there is a roster.

    `starts` holds the moment of every meeting, those after the course too; () where the hour is open. `facilitator`
    is an id. `never` are the seats that lead no meeting, as somebody's manager sits in the set. `fair` are
    hours that take turns over the meetings, on the cohort's clock; `spared` is what they come to for the time zone that
    is worst off, and the least that this could be (see `plan.fair_hours`).
    """

    id: str
    seats: int
    members: tuple[str, ...] = ()
    starts: tuple[dt.datetime, ...] = ()
    where: str = ""
    facilitator: str = ""
    never: tuple[int, ...] = ()
    fair: tuple[dt.time, ...] = ()
    spared: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SetsPlan:
    """Strategy 1. `unproven` are the sizes, and the sets with a rota of their own, of which a more even rota may be."""

    sets: tuple[ActionLearningSet, ...]
    meetings: tuple[Meeting, ...]
    mode: str
    quorum: int
    rules: tuple[str, ...]
    challenge: str
    owed: str
    owed_id: str
    due: int
    unproven: tuple[str, ...] = ()

    @property
    def slots(self) -> int:
        """Issue-holders at one meeting of the course."""
        return max((len({step.slot for step in one.steps if step.slot}) for one in self.meetings), default=0)


@dataclass(frozen=True, slots=True)
class Group:
    """People of one home or expert group, as a number of people and the lens they hold, if any."""

    name: str
    people: int
    lens: str = ""


@dataclass(frozen=True, slots=True)
class RoundStep:
    """A stretch of a round, in minutes from its beginning. A step that is repeated `per` lens, case, group or round
    says in `turn` which one it is for."""

    id: str
    title: str
    start: int
    minutes: int
    per: str = ""
    turn: str = ""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """Strategy 2: one round with its groups, its steps by the minute and its converging meeting.

    `mix` names the columns of the roster that each home group mixes, `seats` how many people are best in one;
    `delegates` is how many come to converge, 0 where the words do not tell.
    """

    id: str
    question: str
    design: str
    title: str
    week: int
    minutes: int
    mode: str
    lenses: tuple[str, ...]
    cases: tuple[str, ...]
    hear: tuple[str, ...]
    mix: tuple[str, ...]
    home: tuple[Group, ...]
    expert: tuple[Group, ...]
    steps: tuple[RoundStep, ...]
    outputs: tuple[str, ...]
    converge_week: int
    converge_minutes: int
    converge_steps: tuple[RoundStep, ...]
    converge_who: str
    delegates: int
    decides: str
    published: str
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a practice cycle: the week it starts, the last days to practise and to tell of it, in words
    (`28 January 2027`, or `Thursday of week 3` without a cohort), and the meeting that hears of it (0: none). Learners'
    records of it hang on its id."""

    id: str
    week: int
    by: str
    meeting: int
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class CycleStep:
    """One step of a cycle, with its minutes in every turn."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class CyclePlan:
    """Strategy 3: one cycle with its turns. Minutes of one turn.

    `pattern` is its id on the shelf; `form` holds the parts of the plan as (heading, what belongs there); `privacy`
    says how other people are protected, `privacy_title` the same in a few words, both empty where there are none;
    `prompt_ids` are the short names of the `prompts` that have one, "" for the others, and `form_names` tell the parts
    of the form apart in every language; `place` is where it is discussed, empty for the sets.
    """

    id: str
    pattern: str
    do: str
    instead: str
    opt_out: str
    privacy_title: str
    privacy: str
    turns: tuple[Turn, ...]
    steps: tuple[CycleStep, ...]
    form: tuple[tuple[str, str], ...]
    plan_minutes: int
    rehearse_minutes: int
    rehearse_with: str
    practise_minutes: int
    reflect_minutes: int
    prompts: tuple[str, ...]
    prompt_ids: tuple[str, ...]
    form_names: tuple[str, ...]
    words: int
    private: bool
    within: int
    place: str = ""

    @property
    def minutes(self) -> int:
        """One turn, without its discussion, which has its minutes in the meeting."""
        return sum(step.minutes for step in self.steps if step.id != "discuss")


@dataclass(frozen=True, slots=True)
class PromptPlan:
    """Strategy 4: one local prompt; `asks` holds the words for each region, `title` what holds for all of them.

    `whom` says whom to ask (empty where the question says it), `back` what comes back; both by region too.
    `stories` is what came back and was found good, as (who says it, text).
    """

    id: str
    title: str
    message: str
    dimension: str
    week: int
    minutes: int
    asks: tuple[tuple[str, str], ...]
    whom: tuple[tuple[str, str], ...]
    back: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    stories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """Strategy 5: one task; `expected` is the number of people by region, `shelf` the library it starts from, `pattern`
    the pattern whose template and exemplar stand in where the program has none."""

    id: str
    level: str
    week: int
    minutes: int
    do: str
    instead: str
    good: str
    required: bool
    owed: bool
    channel: str
    template: str
    exemplar: str
    shelf: str
    expected: tuple[tuple[str, int], ...]
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One program, and one cohort of it if asked for, worked out.

    `mondays` are those of the weeks from the first, meetings after the course included; () without a cohort.
    """

    program: Program
    cohort: Cohort | None
    regions: tuple[Region, ...]
    learners: int
    budget: int
    staff_budget: int
    weeks: tuple[Week, ...]
    sets: SetsPlan
    rounds: tuple[RoundPlan, ...]
    cycles: tuple[CyclePlan, ...]
    prompts: tuple[PromptPlan, ...]
    tasks: tuple[TaskPlan, ...]
    levels: tuple[tuple[str, str], ...]
    assumed: tuple[Assumed, ...]
    shelves: Shelves = Shelves()
    here: str = "your area"
    papers: tuple[Paper, ...] = ()
    asked: tuple[str, ...] | None = None
    mondays: tuple[dt.date, ...] = ()

    @property
    def say(self) -> Speech:
        """How everything that is made of it speaks: in the language of the program."""
        return speech(self.program.language)

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Regions that are built, as (short name, name); one unnamed workplace where the program has no regions."""
        names = {one.region: one.name for one in self.regions}
        listed = [
            name for name in self.program.strategies.localization.regions if self.asked is None or name in self.asked
        ]
        return tuple((name, names.get(name, name)) for name in listed) or (("all", self.say("your workplace")),)
