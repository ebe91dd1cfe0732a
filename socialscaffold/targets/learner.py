"""The plan as a learner meets it: the values of the learner's page, which every LMS package shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from socialscaffold.output.documents_when import zone
from socialscaffold.output.documents_words import bare, spoken
from socialscaffold.output.learner_page import (
    Channel,
    Completion,
    Fact,
    Item,
    LearnerPage,
    Level,
    Link,
    Option,
    Outcome,
    Owed,
    Person,
    Question,
    Quiz,
    Region,
    Step,
    TextBox,
    Week,
)
from socialscaffold.output.names import distinct_slugs
from socialscaffold.output.pattern_papers import help_of, pattern_articles
from socialscaffold.plan.calendar import day_of
from socialscaffold.plan.model import CyclePlan, Plan, PromptPlan, TaskPlan
from socialscaffold.plan.model import Item as PlanItem
from socialscaffold.source.languages import direction
from socialscaffold.source.markdown import Article
from socialscaffold.source.urls import safe_url
from socialscaffold.spec.program import Activity
from socialscaffold.spec.quiz import Question as SpecQuestion
from socialscaffold.spec.quiz import Quiz as SpecQuiz
from socialscaffold.targets.learner_writing import action_box, decision_box, issue_box, plan_boxes, reflection_boxes
from socialscaffold.words.speech import Speech, noted

TICKS = {"read": noted("I have read it"), "watch": noted("I have watched it"), "live": noted("I took part")}
MET = {
    "online": noted("You meet in weeks {weeks}, online."),
    "in-person": noted("You meet in weeks {weeks}, in the same room."),
    "": noted("You meet in weeks {weeks}."),
}


def learner_page(plan: Plan, articles: Mapping[str, Article], quizzes: Mapping[str, SpecQuiz]) -> LearnerPage:
    """The page of one plan. `articles` and `quizzes` are the content files by their paths in the program."""
    program = plan.program
    maker = _Maker(plan, articles, quizzes)
    completion = program.package.completion
    return LearnerPage(
        program_id=program.id,
        title=program.title,
        summary=program.summary,
        language=program.language,
        direction=direction(program.language),
        outcomes=tuple(Outcome(name, text) for name, text in program.outcomes),
        owes=_owes(plan),
        levels=tuple(Level(name, title) for name, title in plan.levels),
        channels=tuple(
            Channel(one.title, (safe_url(one.url.text) or "") if one.url else "") for _, one in program.channels
        ),
        people=_people(plan),
        regions=tuple(Region(code, name) for code, name in plan.places)
        if program.strategies.localization.regions
        else (),
        gathers=_gathers(plan),
        completion=Completion(
            "required" if completion.all == "required" else "every",
            round(completion.score * 100) if completion.score is not None else None,
        ),
        weeks=tuple(
            Week(
                number=week.number,
                title=" · ".join(week.titles),
                items=tuple(maker.item(one) for one in week.items),
                when=plan.say("from {day}", day=plan.say.day(week.monday)) if week.monday else "",
                monday=week.monday.isoformat() if week.monday else "",
            )
            for week in plan.weeks
        ),
    )


def _owes(plan: Plan) -> tuple[Owed, ...]:
    """What this learner brings to the set, with the week of the meeting that waits for it."""
    sets = plan.sets
    if not sets.owed:
        return ()
    there = any(one.id == sets.owed_id for one in plan.tasks)
    by = plan.say("by {moment}", moment=_owed_by(plan))
    return (Owed(sets.owed.rstrip("."), by, sets.owed_id if there else ""),)


def _owed_by(plan: Plan) -> str:
    """The meeting that waits for what is owed, and its week, with the day on which that begins where it is known."""
    week = next((one.week for one in plan.sets.meetings if one.number == plan.sets.due), 0)
    monday, number, say = day_of(plan.mondays, week, 0), plan.sets.due, plan.say
    if monday:
        return say("set meeting {number}, in week {week} (from {day})", number=number, week=week, day=say.day(monday))
    if week:
        return say("set meeting {number}, in week {week}", number=number, week=week)
    return say("set meeting {number}", number=number)


def _gathers(plan: Plan) -> str:
    """Who takes the answers to local prompts: the lead of the one region that is built, or whoever reviews them."""
    lead = plan.regions[0].lead if len(plan.regions) == 1 else ""
    return plan.say.name(lead or plan.program.strategies.localization.harvest.review_by)


def _people(plan: Plan) -> tuple[Person, ...]:
    """Whom to turn to, and when or where they are met."""
    say = plan.say
    meetings = [one for one in plan.sets.meetings if one.place != "beyond"]
    managers = plan.program.managers
    people = []
    if meetings:
        weeks = say.listed(str(one.week) for one in meetings)
        met = say(MET.get(plan.sets.mode, MET[""]), weeks=weeks)
        people.append(Person(say("Your set"), f"{met} {say('What you are stuck on belongs here.')}"))
        led = sum(not one.led_by_set for one in meetings)
        if led == len(meetings):
            leads = say("Leads all meetings, and knows what to do when time is short.")
        else:
            leads = say.plural(
                "Leads meeting {number}, and knows what to do when time is short.",
                "Leads the first {number} meetings, and knows what to do when time is short.",
                led,
            )
        if led:
            people.append(Person(say("Your facilitator"), leads))
    moments = [one for one in (managers.before, managers.during, managers.after) if one and one.week is not None]
    if moments:
        talk = say.plural(
            "Expects a talk with you in week {weeks}.",
            "Expects a talk with you in weeks {weeks}.",
            len(moments),
            weeks=say.listed(str(one.week) for one in moments),
        )
        people.append(Person(say("Your manager"), talk))
    return tuple(people)


class _Maker:
    """Turns the plan's items into the page's, with the content that stands behind them."""

    def __init__(self, plan: Plan, articles: Mapping[str, Article], quizzes: Mapping[str, SpecQuiz]) -> None:
        self.say = plan.say
        self.plan, self.articles, self.quizzes = plan, {**pattern_articles(plan), **articles}, quizzes
        program = plan.program
        self.activities = {one.id: one for module in program.modules for one in module.activities}
        self.cycles = {turn.id: one for one in plan.cycles for turn in one.turns}
        self.prompts = {one.id: one for one in plan.prompts}
        self.tasks = {one.id: one for one in plan.tasks}
        self.rounds = {one.id: one for one in plan.rounds}
        self.outcomes = {text: name for name, text in program.outcomes}
        self.serves = _serves(plan)
        self.channels = {one.title: (safe_url(one.url.text) or "") if one.url else "" for _, one in program.channels}

    def item(self, one: PlanItem) -> Item:
        """One thing to do, with its steps, boxes and ticks."""
        make = {
            "practice": self._practice,
            "prompt": self._prompt,
            "task": self._task,
            "meeting": self._meeting,
            "round": self._round,
        }.get(one.kind)
        if make:
            return make(one)
        if one.id in self.activities:
            return self._activity(one, self.activities[one.id])
        return self._plain(one, Step("done", text=one.detail, tick=self.say("Done")))

    def _plain(self, one: PlanItem, *steps: Step, kind: str = "do", quiz: Quiz | None = None, level: str = "") -> Item:
        where = Link(one.channel, self.channels.get(one.channel, "")) if one.channel else None
        facts = (
            [Fact(self.say("When"), self.say.series((self.say.moment(one.when), zone(self.plan))))] if one.when else []
        )
        if one.due:
            facts.append(Fact(self.say("Bring") if kind == "meeting" else self.say("By"), one.due))
        return Item(
            id=one.id,
            kind=kind,  # type: ignore[arg-type]
            title=one.title,
            minutes=one.minutes,
            required=one.required,
            level=level,
            where=where,
            outcomes=tuple(self.outcomes[text] for text in one.outcomes) or self.serves.get(one.id, ()),
            due="" if kind == "meeting" else one.due,
            facts=tuple(facts),
            steps=steps,
            quiz=quiz,
        )

    def _activity(self, one: PlanItem, said: Activity) -> Item:
        article = self.articles.get(one.content)
        quiz = self.quizzes.get(one.content) if one.kind == "quiz" else None
        if quiz is not None:
            return self._plain(replace(one, title=said.title or quiz.title), kind="quiz", quiz=_quiz(self.say, quiz))
        if article and article.title and not said.title:
            one = replace(one, title=article.title)
        tick = self.say(TICKS.get(one.kind, "Done"))
        step = Step(
            "done",
            html=article.html if article else "",
            html_title=(self.say("Transcript") if one.kind == "watch" else article.title or one.title)
            if article
            else "",
            instead=one.instead,
            links=(Link(self.say("Open the recording"), one.link),) if one.link else (),
            tick=tick,
        )
        kind = "on-the-job" if said.mode == "on-the-job" else one.kind
        return self._plain(one, step, kind=kind)

    def _practice(self, one: PlanItem) -> Item:
        cycle: CyclePlan = self.cycles[one.id]
        say = self.say
        steps = [Step("plan", say("Plan"), boxes=plan_boxes(cycle), tick=say("I have a plan"))]
        if cycle.rehearse_minutes:
            tried = say("Try it once with {whom}.", whom=cycle.rehearse_with)
            steps.append(Step("rehearse", say("Rehearse"), tried, tick=say("Rehearsed")))
        steps.append(
            Step(
                "practise",
                say("Do it"),
                cycle.do,
                instead=cycle.instead,
                note=cycle.privacy,
                tick=say("I have done it"),
                act="practised",
            )
        )
        boxes = reflection_boxes(cycle)
        note = "" if cycle.private else cycle.privacy
        looked = say("I have looked back")
        steps.append(Step("reflect", say("Look back"), boxes=boxes, note=note, tick=looked, act="reflected"))
        return self._plain(one, *steps, kind="practice")

    def _prompt(self, one: PlanItem) -> Item:
        prompt: PromptPlan = self.prompts[one.id]
        names = dict(self.plan.places)
        asks = [
            Fact(names.get(code, code), text) for code, text in prompt.asks if len({ask for _, ask in prompt.asks}) > 1
        ]
        box = TextBox("answer", self.say("What came back"), words=60)
        text = "" if asks else prompt.asks[0][1]
        title = self.say("Ask where you work: {about}", about=self.say.name(prompt.dimension))
        told = tuple(Fact(who, self.say.quoted(spoken(words))) for who, words in prompt.stories)
        before = (Step("stories", self.say("What colleagues found before you"), facts=told),) if told else ()
        item = self._plain(
            one,
            Step("answer", text=text, facts=tuple(asks), boxes=(box,), tick=self.say("I have asked"), act="answered"),
            *before,
            kind="prompt",
        )
        return _titled(item, title, prompt.message)

    def _task(self, one: PlanItem) -> Item:
        task: TaskPlan = self.tasks[one.id]
        say = self.say
        names = (("template", say("Template: {title}")), ("example", say("Example: {title}")))
        articles = [
            (id_, title, self.articles.get(path))
            for (id_, title), path in zip(names, help_of(self.plan, task), strict=True)
        ]
        help_ = [
            Step(id_, html=article.html, html_title=title.format(title=article.title or task.id))
            for id_, title, article in articles
            if article
        ]
        help_ += [
            Step(f"shelf-{number}", html=article.html, html_title=say("From the shelf: {title}", title=paper.title))
            for number, paper in enumerate((one for one in self.plan.papers if task.shelf == one.shelf != ""), 1)
            if (article := self.articles.get(paper.path))
        ]
        if task.owed:
            one = replace(one, due=_owed_by(self.plan))
        step = Step("done", text=task.good, instead=task.instead, tick=say("Done"), act=task.level)
        return self._plain(one, *help_, step, kind="owed" if task.owed else "task", level=task.level)

    def _meeting(self, one: PlanItem) -> Item:
        say, issue, actions = self.say, issue_box(self.plan), action_box(self.plan)
        before = (Step("issue", say("When you hold the issue"), boxes=(issue,)),) if issue else ()
        text = say("You work on: {challenge}", challenge=one.detail) if one.detail else ""
        boxes = (actions,) if actions else ()
        done = Step("done", say("With your set"), text=text, boxes=boxes, tick=say("I was there"), act="attended")
        owed = say("What you owe your set: {owed}", owed=say.small(bare(self.plan.sets.owed))) if one.due else ""
        return self._plain(replace(one, due=owed), *before, done, kind="meeting")

    def _round(self, one: PlanItem) -> Item:
        planned = self.rounds[one.id]
        facts = tuple(
            Fact(self.say("Lens {number}", number=number), lens) for number, lens in enumerate(planned.lenses, 1)
        )
        box = TextBox("concern", self.say("My concern, in one sentence"), words=30, lines=2)
        return self._plain(
            one,
            Step("prepare", self.say("Prepare"), facts=facts, boxes=(box,)),
            Step(
                "done",
                self.say("Together"),
                boxes=(decision_box(self.plan, planned),),
                tick=self.say("I took part"),
                act="attended",
            ),
            kind="round",
        )


def _serves(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The outcomes that rounds, turns of practice and tasks serve, by the ids of their items."""
    strategies = plan.program.strategies
    said = [(one.id, one.outcomes) for one in strategies.sense_making.rounds]
    said += [(one.id, one.outcomes) for one in strategies.engagement.tasks]
    serves = {name: tuple(ref.text for ref in refs) for name, refs in said}
    for cycle, planned in zip(strategies.application.cycles, plan.cycles, strict=True):
        serves |= {turn.id: tuple(ref.text for ref in cycle.outcomes) for turn in planned.turns}
    return serves


def _titled(item: Item, title: str, text: str) -> Item:
    return replace(item, title=title, text=text)


def _quiz(say: Speech, said: SpecQuiz) -> Quiz:
    passes = round(said.pass_ * 100) if said.pass_ is not None else 0
    return Quiz(tuple(_question(say, one) for one in said.questions), passes)


def _question(say: Speech, said: SpecQuestion) -> Question:
    """Options are known by their words, so that a package with its answers in another order keeps what was chosen."""
    if said.kind == "true-false":
        options = tuple(
            Option(id_, say(name), right=(id_ == "true") == said.answer)
            for id_, name in (("true", noted("True")), ("false", noted("False")))
        )
    elif said.kind == "ordering":
        options = tuple(Option(name, text) for name, text in zip(distinct_slugs(said.steps), said.steps, strict=True))
    else:
        names = distinct_slugs([one.text for one in said.answers])
        options = tuple(
            Option(name, one.text, one.right, one.feedback) for name, one in zip(names, said.answers, strict=True)
        )
    return Question(
        id=said.id,
        kind=said.kind,  # type: ignore[arg-type]
        prompt=said.ask,
        options=options,
        accept=said.accept,
        when_right=said.feedback.right,
        when_wrong=said.feedback.wrong,
    )
