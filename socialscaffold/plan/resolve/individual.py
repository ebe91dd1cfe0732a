"""Strategies 3, 4 and 5 resolved: cycles, local prompts and tasks, each with its weeks, words and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from socialscaffold.patterns.library import CYCLES, PROMPTS, load
from socialscaffold.patterns.pattern import DIMENSIONS, FURTHER_DIMENSIONS, Named, PracticeCycle
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.answers import states_by_place
from socialscaffold.plan.calendar import day_of
from socialscaffold.plan.model import CyclePlan, CycleStep, PromptPlan, SetsPlan, TaskPlan, Turn
from socialscaffold.plan.resolve.occasions import occasion_ids
from socialscaffold.plan.resolve.stories import stories_of
from socialscaffold.plan.scaffold.practice import reflection_minutes
from socialscaffold.spec.program import Program
from socialscaffold.spec.region import Region
from socialscaffold.spec.strategies import Cycle
from socialscaffold.spec.voice import voice_of
from socialscaffold.words.chain import is_english
from socialscaffold.words.speech import EN, Speech, noted
from socialscaffold.words.tongues import speech

# What a plan has where the program asks for no if-then.
FREE_FORM = (noted("My plan"), noted("What I will do, with whom, and on which day"))
# What a good answer brings back, by the word that a prompt bank uses.
ANSWERS = {
    "fact": noted("One fact, where it is written and since when it holds"),
    "example": noted("One example, as it happened and without names"),
    "word": noted("The word as people say it, and where you heard it"),
    "contact": noted("The person or place to ask, by function"),
}


def plan_cycles(
    program: Program, sets: SetsPlan, shelves: Shelves, mondays: Sequence[dt.date] = ()
) -> tuple[CyclePlan, ...]:
    """Every practice cycle in the words of its pattern; each turn with its last days, as dates where the weeks have
    `mondays`, and the meeting that hears of it."""
    return tuple(_plan_cycle(program, said, sets, shelves, mondays) for said in program.strategies.application.cycles)


def _plan_cycle(
    program: Program, said: Cycle, sets: SetsPlan, shelves: Shelves, mondays: Sequence[dt.date]
) -> CyclePlan:
    say = speech(program.language)
    pattern = shelves.get(CYCLES, said.pattern.text if said.pattern else "")
    lasting = shelves.in_its_own_words(CYCLES, said.pattern.text if said.pattern else "")
    within = said.practise.within.days if said.practise.within else 7
    later = said.discuss.within.days if said.discuss.within else 14
    channels = {name: one.title for name, one in program.channels}
    place = channels.get(said.discuss.where or "", "")
    privacy = privacy_of(pattern, said, shelves)
    prompts = {one.id: one.ask for one in pattern.prompts}
    minutes = {
        "plan": said.plan.minutes or 0,
        "rehearse": said.rehearse.minutes or 0,
        "practise": said.practise.minutes or 0,
        "reflect": reflection_minutes(said.reflect.words or 0),
    }
    weeks = sorted(said.weeks)
    steps = tuple(CycleStep(one.id, one.title, minutes.get(one.id, one.minutes)) for one in pattern.steps)
    return CyclePlan(
        id=said.id,
        pattern=pattern.id,
        do=said.practise.do,
        instead=said.practise.instead,
        opt_out=" ".join(pattern.opt_out.split()) if privacy else "",
        privacy_title=privacy.title if privacy else "",
        privacy=" ".join(privacy.text.split()) if privacy else "",
        turns=tuple(
            Turn(
                id=name,
                week=week,
                by=_last_day(say, week, within, mondays),
                meeting=0 if place else _heard_at(week, within, sets),
                told_by=_last_day(say, week, within + later, mondays),
            )
            for week, name in zip(weeks, occasion_ids(said.id, weeks, said.ids), strict=True)
        ),
        steps=tuple(one for one in steps if one.minutes),
        form=tuple((one.title, one.ask) for one in pattern.form)
        if said.plan.kind != "free"
        else ((say(FREE_FORM[0]), say(FREE_FORM[1])),),
        plan_minutes=minutes["plan"],
        rehearse_minutes=minutes["rehearse"],
        rehearse_with=said.rehearse.with_,
        practise_minutes=minutes["practise"],
        reflect_minutes=minutes["reflect"],
        prompts=tuple(prompts.get(one, one) for one in said.reflect.prompts),
        prompt_ids=tuple(one if one in prompts else "" for one in said.reflect.prompts),
        form_names=tuple(one.title for one in lasting.form) if said.plan.kind != "free" else FREE_FORM[:1],
        words=said.reflect.words or 0,
        private=bool(said.reflect.private),
        within=within,
        place=place,
    )


def privacy_of(pattern: PracticeCycle, said: Cycle, shelves: Shelves) -> Named | None:
    """How other people are protected: the pattern's text, or the usual pattern's; None where nobody else is there."""
    wanted = said.practise.third_parties or "no-names"
    texts = (*pattern.privacy, *shelves.get(CYCLES).privacy)
    return None if wanted == "none" else next((one for one in texts if one.id == wanted), None)


def _last_day(say: Speech, week: int, days: int, mondays: Sequence[dt.date]) -> str:
    """The day that lies `days` after the Monday of a week."""
    date = day_of(mondays, week, days)
    if date is not None:
        return say.day(date)
    weekday = say.weekday(dt.date(2024, 1, 1 + days % 7))  # a Monday and the days after it
    return say("{weekday} of week {week}", weekday=weekday, week=week + days // 7)


def _heard_at(week: int, days: int, sets: SetsPlan) -> int:
    """The first meeting of the course in whose week the window of a turn is over; 0 where none comes after it."""
    last = (week - 1) * 7 + days
    course = (one for one in sets.meetings if one.place != "beyond")
    return next((one.number for one in course if one.week > week and (one.week - 1) * 7 + 6 >= last), 0)


def plan_prompts(
    program: Program,
    places: tuple[tuple[str, str], ...],
    regions: tuple[Region, ...],
    shelves: Shelves,
    terms: Mapping[str, str],
    credited: tuple[Region, ...] = (),
) -> tuple[PromptPlan, ...]:
    """Every local prompt in the words of each place, and how far its answer has come there.

    `terms` are what a translation calls the words that regions replace; `credited` are regions that are not built here
    and that stories of the program come from.
    """
    say = speech(program.language)
    voices = {code: replace(voice_of(regions, code, say, terms), region=name) for code, name in places}
    messages = dict(program.messages)

    def by_place(text: str) -> tuple[tuple[str, str], ...]:
        if "all" in voices:  # the words for a program without regions, as `in {region}` wants them
            return (("all", replace(voices["all"], region=_workplace(_said_in(text, say))).say(text)),)
        return tuple((code, voice.say(text)) for code, voice in voices.items())

    return tuple(
        PromptPlan(
            id=said.id,
            title=said.ask
            if "{" not in said.ask
            else say("Ask where you work: {about}", about=say.name(said.dimension or "")),
            message=messages[said.message.text].text if said.message and said.message.text in messages else "",
            dimension=said.dimension or "",
            week=said.week or 1,
            minutes=said.minutes or 0,
            asks=by_place(said.ask),
            whom=by_place(said.whom),
            back=by_place(said.back or say(_usual_answer(said.dimension or "", shelves))),
            states=states_by_place(said, messages, regions, voices),
            stories=stories_of(
                said, program, (*regions, *credited), {code: voice.region for code, voice in voices.items()}, say
            ),
        )
        for said in program.strategies.localization.prompts
    )


def _said_in(text: str, say: Speech) -> Speech:
    """The speech of a prompt's text: English where it is the library's and no catalogue has it."""
    if is_english(say.language) or "{region}" not in text:
        return say
    banks = (load(PROMPTS, name)[0] for name in (*DIMENSIONS, *FURTHER_DIMENSIONS))
    begun = (one.ask.split("{", 1)[0] for bank in banks if bank for one in bank.prompts)
    return EN if any(one and text.startswith(one) for one in begun) else say


def _workplace(say: Speech) -> str:
    return say.within("in a place", "your workplace")


def _usual_answer(dimension: str, shelves: Shelves) -> str:
    """What comes back where an author's own prompt does not say: what the dimension's first question asks for."""
    bank = shelves.find(PROMPTS, dimension)
    return ANSWERS[bank.prompts[0].returns if bank else "fact"]


def plan_tasks(program: Program, sets: SetsPlan, learners: int, expect: dict[str, float]) -> tuple[TaskPlan, ...]:
    """Every task, with the number of people expected in each region; an owed or required one is everybody's."""
    counts = program.audience.by_region or (("all", learners),)
    channels = {name: one.title for name, one in program.channels}
    said_shares = {**expect, **dict(program.strategies.engagement.expect)}
    shelves = [one for _, one in program.strategies.engagement.library]
    firsts = {one.made_by.text: one.first.text for one in shelves if one.first}
    plans = []
    for said in program.strategies.engagement.tasks:
        owed = said.id == sets.owed_id
        share = 1.0 if owed or said.required else said_shares.get(said.level, 0.0)
        plans.append(
            TaskPlan(
                id=said.id,
                level=said.level,
                week=said.week or 1,
                minutes=said.minutes or 0,
                do=said.do,
                instead=said.instead,
                good=said.good,
                required=said.required,
                owed=owed,
                channel=channels.get(said.channel.text, "") if said.channel else "",
                template=said.template.text if said.template else "",
                exemplar=said.exemplar.text if said.exemplar else firsts.get(said.id, ""),
                pattern=said.pattern.text if said.pattern else "",
                shelf=said.from_.text if said.from_ else "",
                expected=tuple((region, round(number * share)) for region, number in counts),
            )
        )
    return tuple(plans)
