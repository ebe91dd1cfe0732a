"""What a pattern is: the records behind the files of `library/`, one for each kind of shelf.

A session is something that people hold together (a set's meeting, a sense-making round), a cycle what one person
does with others around, a prompt bank a set of questions for local people, a task one step of the pyramid. Texts may
hold the placeholders of `placeholders.py`.
"""

from __future__ import annotations

from typing import Any

from socialscaffold.dataclass import dataclass
from socialscaffold.patterns.defaults import TIERS, evidence
from socialscaffold.patterns.placeholders import unknown_in
from socialscaffold.source import kinds as k
from socialscaffold.source.nodes import Node, Scalar
from socialscaffold.source.records import UNREAD, Kind, Marks, Reading, key, marks, shape
from socialscaffold.source.suggest import did_you_mean

STRATEGIES = ("support-network", "sense-making", "application", "localization", "engagement")
MODES = ("online", "in-person", "blended", "on-the-job")
LEVELS = ("notice", "react", "comment", "share", "create", "advocate")
LEARNING_TYPES = ("acquisition", "inquiry", "practice", "production", "discussion", "collaboration")
# What every region is asked about, and what a program may ask about besides.
DIMENSIONS = ("regulation", "market-practice", "language", "examples", "channels")
FURTHER_DIMENSIONS = ("customers", "partners", "culture-of-work")
ALL_DIMENSIONS = (*DIMENSIONS, *FURTHER_DIMENSIONS)
MEETINGS = ("first", "after-first", "before-last", "last")
LEADERS = ("facilitator", "set")
REPEATS = ("issue-holder", "lens", "case", "group", "round")


def _prose(node: Node, reading: Reading) -> Any:
    text = k.TEXT.read(node, reading)
    if text is not UNREAD:
        reading.found.extend(unknown_in(text, node.span))
    return text


def _sources(node: Node, reading: Reading) -> Any:
    names = k.list_of(k.NAME, alone=True).read(node, reading)
    if names is UNREAD:
        return names
    known = [one.id for one in evidence().sources()]
    for name in names:
        if name not in known:
            guess = did_you_mean(name, known)
            hint = f"Did you mean `{guess}`?" if guess else "A reference of your own goes under `reference:`."
            reading.wrong(node, f"No source is called `{name}`.", hint, "SS-PAT-003")
    return names


def _minutes(node: Node, reading: Reading) -> Any:
    if isinstance(node, Scalar) and "." in node.text:
        known = {one.id: one for one in evidence().defaults() if one.unit == "minutes"}
        if node.text in known:
            return known[node.text].whole
        guess = did_you_mean(node.text, known)
        hint = f"Did you mean `{guess}`?" if guess else "Write whole minutes."
        reading.wrong(node, f"No default in minutes is called {shape(node)}.", hint)
        return UNREAD
    return k.MINUTES.read(node, reading)


PROSE = Kind("a text", _prose, k.TEXT.schema, "")
SOURCES = Kind("keys of sources", _sources, k.list_of(k.NAME, alone=True).schema, ())
MINUTES = Kind("whole minutes, or the id of a default", _minutes, lambda: {"type": ["integer", "string"]}, 0)
_PEOPLE = k.integer(1, 1000, "a number of people,")


@dataclass(frozen=True, slots=True)
class GroupSize:
    """For how many people it is."""

    min: int = key(_PEOPLE, "The fewest.", required=True)
    ideal: int = key(_PEOPLE, "The best number.", required=True)
    max: int = key(_PEOPLE, "The most.", required=True)
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Duration:
    """How long it takes, in minutes. A session's steps add up to `default`."""

    min: int = key(k.integer(1, 600), "The shortest that makes sense.", required=True)
    default: int = key(k.integer(1, 600), "The usual length.", required=True)
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of trouble and the sentence that answers it."""

    sign: str = key(PROSE, "What one sees or hears.", required=True)
    say: str = key(PROSE, "What to say then.", required=True)


@dataclass(frozen=True, slots=True)
class Words:
    """What to say, do and watch for. Empty where nothing differs from the step's own."""

    say: str = key(PROSE, "Words to read out, without quotation marks.", default="")
    do: str = key(PROSE, "What happens.", default="")
    watch: tuple[Sign, ...] = key(k.list_of(k.record(Sign, "a sign")), "Signs of trouble.", default=())
    at: Marks = marks()


_WORDS = k.record(Words, "a group of words")


@dataclass(frozen=True, slots=True)
class Step:
    """One timed step.

    `minutes` is the length at the pattern's default; steps stretch in proportion unless `fixed`. A step with `per`
    comes once for each of them. A step with `only` comes in some meetings of a series; with `instead_of` it takes
    the place and the minutes of another step there.
    """

    id: str = key(k.ID, "Its id.", required=True)
    title: str = key(PROSE, "Its name.", required=True)
    minutes: int = key(MINUTES, "How long it takes, or the default that says so.", required=True)
    say: str = key(PROSE, "Words to read out, without quotation marks.", required=True)
    do: str = key(PROSE, "What happens.", default="")
    watch: tuple[Sign, ...] = key(k.list_of(k.record(Sign, "a sign")), "Signs of trouble.", default=())
    fixed: bool = key(k.BOOL, "Whether it keeps its minutes when the rest stretches.", default=False)
    may_drop: bool = key(k.BOOL, "Whether it may be left out when time is short.", default=False)
    per: str = key(k.one_of(*REPEATS), "What it is repeated for.", default="")
    only: str = key(k.one_of(*MEETINGS), "The meetings in which it comes.", default="")
    instead_of: str = key(k.ID, "The step whose place and minutes it takes.", default="")
    online: Words | None = key(_WORDS, "What differs online.")
    in_person: Words | None = key(_WORDS, "What differs in a room.")
    blended: Words | None = key(_WORDS, "What differs with some here and some on a screen.")
    led_by_set: Words | None = key(_WORDS, "What differs when a member leads.")
    first: Words | None = key(_WORDS, "What differs at the first meeting.")
    last: Words | None = key(_WORDS, "What differs at the last meeting.")
    after_practice: Words | None = key(_WORDS, "What differs where people come from practising.")
    after_round: Words | None = key(_WORDS, "What differs where they come from a sense-making round.")
    after_local_question: Words | None = key(_WORDS, "What differs where they come from asking around locally.")
    after_due: Words | None = key(_WORDS, "What differs once everybody has shown what they owed.")
    at: Marks = marks()


_STEPS = k.list_of(k.record(Step, "a step"), least=1)


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody's part."""

    id: str = key(k.ID, "Its id.", required=True)
    title: str = key(PROSE, "Its name.", required=True)
    does: str = key(PROSE, "What this person does.", required=True)


@dataclass(frozen=True, slots=True)
class Named:
    """A rule, or a text about privacy, that a program names by its id."""

    id: str = key(k.ID, "Its id.", required=True)
    title: str = key(PROSE, "In a few words.", required=True)
    text: str = key(PROSE, "In full.", required=True)


@dataclass(frozen=True, slots=True)
class Output:
    """Something to fill in, as a table."""

    id: str = key(k.ID, "Its id.", required=True)
    title: str = key(PROSE, "Its name.", required=True)
    columns: tuple[str, ...] = key(k.list_of(PROSE, least=1), "The heads of its columns.", required=True)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do when something goes wrong."""

    id: str = key(k.ID, "Its id.", required=True)
    situation: str = key(PROSE, "What has happened.", required=True)
    do: str = key(PROSE, "What to do.", required=True)
    modes: tuple[str, ...] = key(k.list_of(k.one_of(*MODES), alone=True), "Where it can happen; anywhere.", default=())


@dataclass(frozen=True, slots=True)
class Question:
    """An open question; `fits` names kinds of challenge, none where it fits all."""

    ask: str = key(PROSE, "The question.", required=True)
    fits: tuple[str, ...] = key(k.list_of(k.ID, alone=True), "The kinds of challenge it fits.", default=())


@dataclass(frozen=True, slots=True)
class ChallengeKind:
    """A kind of challenge, known by words that its outcome holds."""

    id: str = key(k.ID, "Its id.", required=True)
    words: tuple[str, ...] = key(k.list_of(k.TEXT, least=1), "Words that point to it.", required=True)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that the one who leads does before or after a meeting."""

    do: str = key(PROSE, "What to do.", required=True)
    only: str = key(k.one_of(*MEETINGS), "The meetings to which it belongs.", default="")
    led_by: str = key(k.one_of(*LEADERS), "Who leads, where it is for one of them only.", default="")
    at: Marks = marks()


def _duty(node: Node, reading: Reading) -> Any:
    if not isinstance(node, Scalar):
        return _DUTY.read(node, reading)
    text = PROSE.read(node, reading)
    return text if text is UNREAD else Duty(do=text)


_DUTY = k.record(Duty, "something to do")
_DUTIES = k.list_of(
    Kind("a text, or `do:` with its meetings", _duty, lambda: {"anyOf": [PROSE.schema(), _DUTY.schema()]}, None, Duty)
)


@dataclass(frozen=True, slots=True)
class Converging:
    """How the stances of many groups become one; its steps add up to the default of converging."""

    who: str = key(PROSE, "Who comes.", required=True)
    decides: str = key(PROSE, "Who decides, and how.", required=True)
    dissent: str = key(PROSE, "What becomes of dissent.", required=True)
    publish: str = key(PROSE, "Where the result goes.", required=True)
    steps: tuple[Step, ...] = key(_STEPS, "Its steps.", required=True)
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Heading:
    """One part of something that a learner makes: what is asked there, or in an exemplar what stands there."""

    title: str = key(PROSE, "The heading.", required=True)
    ask: str = key(PROSE, "What belongs below it.", default="")
    text: str = key(PROSE, "In an exemplar, what stands below it.", default="")


@dataclass(frozen=True, slots=True)
class Reflection:
    """A question for looking back."""

    id: str = key(k.ID, "Its id, which a program may name.", required=True)
    ask: str = key(PROSE, "The question.", required=True)


@dataclass(frozen=True, slots=True)
class LocalPrompt:
    """A question that pulls: it says whom to ask and what comes back."""

    id: str = key(k.ID, "Its id.", required=True)
    ask: str = key(PROSE, "The question, with a place, a person, a rule or a customer in it.", required=True)
    whom: str = key(PROSE, "Whom to ask.", required=True)
    returns: str = key(k.one_of("fact", "example", "word", "contact"), "What comes back, in a word.", required=True)
    back: str = key(PROSE, "What comes back, in full.", required=True)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What all patterns say of themselves. Each record below names `at` anew: places are kept by what a class itself
    declares."""

    id: str = key(k.ID, "Its id, which is the name of its file.", required=True)
    title: str = key(PROSE, "Its name.", required=True)
    strategy: str = key(k.one_of(*STRATEGIES), "The strategy it serves.", required=True)
    purpose: str = key(PROSE, "What it is for.", required=True)
    when: str = key(PROSE, "When to use it.", required=True)
    when_not: str = key(PROSE, "When not to.", required=True)
    group: GroupSize = key(k.record(GroupSize, "a size"), "For how many.", default=GroupSize(1, 6, 30))
    modes: tuple[str, ...] = key(k.list_of(k.one_of(*MODES)), "Where it works.", default=MODES)
    minutes: Duration = key(k.record(Duration, "a length"), "How long it takes.", default=Duration(30, 60))
    level: str = key(k.one_of(*LEVELS), "The level of the pyramid it asks for.", default="comment")
    learning_type: str = key(k.one_of(*LEARNING_TYPES), "What learners do.", default="discussion")
    sources: tuple[str, ...] = key(SOURCES, "Keys of its sources.", default=())
    reference: str = key(k.TEXT, "A reference that is not among the sources.", default="")
    tier: str = key(k.one_of(*TIERS), "The weight of its evidence.", default="ours")
    counter: str = key(PROSE, "What speaks against it, or is not known.", default="")
    counter_sources: tuple[str, ...] = key(SOURCES, "Keys of the sources for that.", default=())
    materials: tuple[str, ...] = key(k.list_of(PROSE), "What is needed.", default=())
    outputs: tuple[Output, ...] = key(k.list_of(k.record(Output, "an output")), "What exists at its end.", default=())
    remedies: tuple[Remedy, ...] = key(
        k.list_of(k.record(Remedy, "a remedy")), "What to do when something goes wrong.", default=()
    )
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class Session(Pattern):
    """Something that people hold together: a protocol of sets, or a design of a sense-making round."""

    steps: tuple[Step, ...] = key(_STEPS, "Its steps, in their order.", required=True)
    pause: Step | None = key(k.record(Step, "a step"), "The break of a long meeting; the usual one where it has none.")
    counts: tuple[tuple[str, int], ...] = key(
        k.map_of(k.one_of(*REPEATS), k.integer(1, 50)), "How often the repeated steps come by default.", default=()
    )
    home_group: int | None = key(_PEOPLE, "How many sit together; as many as lenses where a step comes once a lens.")
    expert_groups: bool = key(k.BOOL, "Whether those who share a lens first meet among themselves.", default=False)
    roles: tuple[Role, ...] = key(k.list_of(k.record(Role, "a role")), "Who does what.", default=())
    rules: tuple[Named, ...] = key(k.list_of(k.record(Named, "a rule")), "Ground rules to start from.", default=())
    before: tuple[Duty, ...] = key(_DUTIES, "What the one who leads does before.", default=())
    after: tuple[Duty, ...] = key(_DUTIES, "What the one who leads does after.", default=())
    kinds: tuple[ChallengeKind, ...] = key(
        k.list_of(k.record(ChallengeKind, "a kind of challenge")),
        "Kinds of challenge, where the usual ones don't do.",
        default=(),
    )
    questions: tuple[Question, ...] = key(
        k.list_of(k.record(Question, "a question")), "Open questions, by kind of challenge.", default=()
    )
    question: str = key(PROSE, "The question of a round whose program has none.", default="")
    lenses: tuple[str, ...] = key(k.list_of(PROSE), "Lenses for a round whose program has none.", default=())
    cases: tuple[str, ...] = key(k.list_of(PROSE), "Cases for a round whose program has none.", default=())
    converge: Converging | None = key(k.record(Converging, "a converging step"), "How one stance comes of many.")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class PracticeCycle(Pattern):
    """Plan, rehearse, practise, reflect, discuss."""

    steps: tuple[Step, ...] = key(_STEPS, "Its steps, in their order.", required=True)
    roles: tuple[Role, ...] = key(k.list_of(k.record(Role, "a role")), "Who does what.", default=())
    practise: str = key(PROSE, "What is practised where the program does not say.", default="")
    instead: str = key(PROSE, "The route of equal worth where the program does not say.", default="")
    form: tuple[Heading, ...] = key(k.list_of(k.record(Heading, "a part")), "The parts of the plan.", default=())
    prompts: tuple[Reflection, ...] = key(
        k.list_of(k.record(Reflection, "a question")), "Questions for looking back.", default=()
    )
    privacy: tuple[Named, ...] = key(
        k.list_of(k.record(Named, "a text")), "What protects other people, by the program's choice.", default=()
    )
    opt_out: str = key(PROSE, "How one may decline.", default="")
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class PromptBank(Pattern):
    """Questions for local people about one dimension."""

    dimension: str = key(k.one_of(*ALL_DIMENSIONS), "What may differ from place to place.", required=True)
    prompts: tuple[LocalPrompt, ...] = key(
        k.list_of(k.record(LocalPrompt, "a prompt"), least=1), "The questions, the best first.", required=True
    )
    checklist: tuple[str, ...] = key(k.list_of(PROSE), "What to look at in one place.", default=())
    at: Marks = marks()


@dataclass(frozen=True, slots=True)
class TaskPattern(Pattern):
    """One task of the pyramid."""

    do: str = key(PROSE, "What the learner does.", required=True)
    instead: str = key(PROSE, "A route of equal worth for those who can't.", required=True)
    good: tuple[str, ...] = key(k.list_of(PROSE, least=1), "What good looks like.", required=True)
    thing: str = key(PROSE, "What is made, in a word or two.", default="")
    template: tuple[Heading, ...] = key(k.list_of(k.record(Heading, "a part")), "The form to fill in.", default=())
    exemplar: tuple[Heading, ...] = key(k.list_of(k.record(Heading, "a part")), "One filled in well.", default=())
    at: Marks = marks()
