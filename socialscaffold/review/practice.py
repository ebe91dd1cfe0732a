"""Rules about practice cycles: plan, do it for real, look back, tell somebody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from socialscaffold.diagnostics import Severity
from socialscaffold.review.design import Design
from socialscaffold.review.rule import PEOPLE, Seen, rule


@rule("SS-PRC-001", "Practice that nobody hears of", Severity.ERROR, "T1", "tannenbaum2013", "keiser2021")
def discussed(design: Design) -> Iterator[Seen]:
    """A turn of a cycle after which no set meeting comes that could hear of it.

    Why: Looking back together on what was done is what makes people better at it (46 and 61 studies of debriefs).

    Fix: Begin it earlier, give it less time, or add a meeting.

    Bad:
        strategies: {application: {cycles: [{id: talk, weeks: [6], practise: {do: Hold one talk}}]}}

    Good:
        strategies: {application: {cycles: [{id: talk, weeks: [3], practise: {do: Hold one talk}}]}}
    """
    said = {one.id: one for one in design.plan.program.strategies.application.cycles}
    for cycle in design.plan.cycles:
        for turn in cycle.turns:
            if not turn.meeting and not cycle.place:
                yield Seen(
                    f"Nobody hears of the practice that begins in week {turn.week}: no set meeting comes after it.",
                    "Begin it earlier, give it less time, or add a meeting.",
                    design.at((said[cycle.id].at, "weeks")),
                )


@rule("SS-PRC-002", "Practice that is discussed too late", Severity.INFO, "T5", "tannenbaum2013")
def discussed_soon(design: Design) -> Iterator[Seen]:
    """A cycle that leaves more than 14 days between practising and discussing.

    Why: Two weeks later the details are gone, and with them what could be learnt from them.

    Fix: Lower `discuss: {within: …}`.

    Bad:
        strategies:
          application: {cycles: [{id: talk, practise: {do: Hold one talk}, discuss: {where: sets, within: 30 days}}]}

    Good:
        strategies:
          application: {cycles: [{id: talk, practise: {do: Hold one talk}, discuss: {where: sets, within: 14 days}}]}
    """
    most = int(design.limit("application.discuss.within-days"))
    for one in design.said.strategies.application.cycles:
        if one.discuss.within and one.discuss.within.days > most:
            yield Seen(
                f"`{one.id}` may be discussed {one.discuss.within.days} days after practising.",
                f"Write `within: {most} days`, and let a meeting fall into them.",
                one.discuss.at.of("within"),
            )


@rule("SS-PRC-003", "Turns that are too close together or too far apart to last", Severity.INFO, "T2", "cepeda2008")
def spaced(design: Design) -> Iterator[Seen]:
    """Turns of a cycle whose distance is no tenth to fifth of the time that the practice should last.

    Why: The best gap grows with how long something is to be remembered (over 1,350 people).

    Counter: That study was about facts, and the share is interpolated; skills may differ. Even gaps do as well as
    growing ones (latimier2021).

    Fix: Change `weeks`, or say how long it should last under `retention`.

    Bad:
        strategies:
          application: {cycles: [{id: talk, weeks: [3, 4], retention: 365 days, practise: {do: Hold one talk}}]}

    Good:
        strategies:
          application: {cycles: [{id: talk, weeks: [3, 5], retention: 90 days, practise: {do: Hold one talk}}]}
    """
    low, high = design.limit("application.gap.least-share"), design.limit("application.gap.most-share")
    for one in design.said.strategies.application.cycles:
        lasts = one.retention.days if one.retention else int(design.limit("application.retention.days"))
        weeks = sorted(one.weeks)
        if len(weeks) < 2:
            continue
        gap = 7 * (weeks[-1] - weeks[0]) / (len(weeks) - 1)
        if not low * lasts - 3.5 <= gap <= high * lasts + 3.5:
            yield Seen(
                f"The turns of `{one.id}` are {gap:.0f} days apart; to last {lasts} days, "
                f"{low * lasts:.0f} to {high * lasts:.0f} are better.",
                "Change the weeks, or say under `retention` how long it should last.",
                one.at.of("weeks"),
            )


@rule("SS-PRC-004", "Practice without an if-then plan", Severity.WARN, "T1", "gollwitzer2006", "sheeran2024")
def if_then(design: Design) -> Iterator[Seen]:
    """A cycle whose plan is free in form.

    Why: “If I meet this situation, then I do that” makes it likelier that a wish is acted on (94 tests, d = .65; 642
    tests, .27 to .66), most where it is rehearsed.

    Counter: Plans and prompts for self-regulation raised activity in the first weeks of 247 online courses, not
    completion (kizilcec2020).

    Fix: Write `plan: {kind: if-then}`, or leave the plan out.

    Bad:
        strategies: {application: {cycles: [{id: talk, plan: {kind: free}, practise: {do: Hold one talk}}]}}

    Good:
        strategies: {application: {cycles: [{id: talk, plan: {kind: if-then}, practise: {do: Hold one talk}}]}}
    """
    for one in design.said.strategies.application.cycles:
        if one.plan.kind == "free":
            yield Seen(
                f"The plan of `{one.id}` has no if-then.",
                "Write `plan: {kind: if-then}`: when this happens, then I do that.",
                one.plan.at.of("kind"),
            )


@rule("SS-PRC-005", "Real people without protection", Severity.WARN, "ours", because=PEOPLE)
def third_parties(design: Design) -> Iterator[Seen]:
    """A cycle that practises at work and says that nobody else's privacy needs care.

    Why: The other person did not ask to become a case. Their name in a journal or a meeting can harm them.

    Fix: Write `third-parties: no-names` or `consent`; keep `none` for practice on which nobody else has a part.

    Bad:
        strategies:
          application:
            cycles: [{id: talk, practise: {do: Hold one talk with a colleague, third-parties: none}}]

    Good:
        strategies:
          application:
            cycles: [{id: talk, practise: {do: Hold one talk with a colleague, third-parties: no-names}}]
    """
    words = ("with", "customer", "colleague", "patient", "client", "team", "manager", "someone", "person", "people")
    for one in design.said.strategies.application.cycles:
        said = one.practise.do.casefold().replace(",", " ").split()
        if one.practise.third_parties == "none" and any(word.startswith(words) for word in said):
            yield Seen(
                f"`{one.id}` is practised with other people, and nothing protects them.",
                "Write `third-parties: no-names`, or `consent` where they are asked first.",
                one.practise.at.of("third-parties"),
            )


@rule("SS-PRC-006", "Practice that comes only once", Severity.INFO, "T1", "lacerenza2017", "latimier2021")
def more_than_once(design: Design) -> Iterator[Seen]:
    """A cycle that is gone through a single time, in a program of six weeks or more.

    Why: Practice that is spread over several sessions goes with more transfer (335 samples of leadership training).

    Fix: Name two or three weeks, two weeks apart.

    Bad:
        strategies: {application: {cycles: [{id: talk, weeks: [3], practise: {do: Hold one talk}}]}}

    Good:
        strategies: {application: {cycles: [{id: talk, weeks: [2, 4], practise: {do: Hold one talk}}]}}
    """
    cycles = design.said.strategies.application.cycles
    if design.said.weeks < design.limit("application.once.weeks"):
        return
    for one in cycles:
        if len(one.weeks) == 1 and len(cycles) == 1:
            yield Seen(
                f"`{one.id}` is practised once.",
                "Name two or three weeks: what is done again after a pause stays.",
                one.at.of("weeks"),
            )


@rule("SS-PRC-007", "A look back that everybody can read", Severity.WARN, "T1", "frazier2017")
def private(design: Design) -> Iterator[Seen]:
    """A reflection that does not stay with the learner (`private: false`).

    Why: Feeling safe goes with learning (136 samples). Who writes for readers leaves out what went wrong.

    Fix: Leave it private; the set hears what the learner chooses to tell.

    Bad:
        strategies: {application: {cycles: [{id: talk, practise: {do: Hold one talk}, reflect: {private: false}}]}}

    Good:
        strategies: {application: {cycles: [{id: talk, practise: {do: Hold one talk}, reflect: {private: true}}]}}
    """
    for one in design.said.strategies.application.cycles:
        if one.reflect.private is False:
            yield Seen(
                f"What learners write about `{one.id}` does not stay with them.",
                "Write `private: true`; the set hears what each of them chooses to tell.",
                one.reflect.at.of("private"),
            )


@rule("SS-PRC-008", "A turn that begins before the last has ended", Severity.INFO, "ours")
def one_after_the_other(design: Design) -> Iterator[Seen]:
    """Time for practising that reaches into the next turn of the same cycle.

    Why: Two open turns are one turn: people do the later one and write up both.

    Fix: Shorten `within`, or move the weeks apart.

    Bad:
        strategies:
          application: {cycles: [{id: talk, weeks: [2, 3], practise: {do: Hold one talk, within: 14 days}}]}

    Good:
        strategies:
          application: {cycles: [{id: talk, weeks: [2, 4], practise: {do: Hold one talk, within: 10 days}}]}
    """
    for one in design.said.strategies.application.cycles:
        weeks = sorted(one.weeks)
        gap = min((later - earlier for earlier, later in pairwise(weeks)), default=0) * 7
        if gap and one.practise.within and one.practise.within.days >= gap:
            yield Seen(
                f"The turns of `{one.id}` are {gap} days apart, and one may take {one.practise.within.days}.",
                f"Write `within: {gap - 3} days`, or move the weeks apart.",
                one.practise.at.of("within"),
            )
