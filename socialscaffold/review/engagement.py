"""Rules about the pyramid: steps that people can climb, work that counts, and a fair way for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Severity
from socialscaffold.patterns.pattern import LEVELS
from socialscaffold.review.design import Design
from socialscaffold.review.rule import STRATEGY, Seen, rule
from socialscaffold.spec.strategies import Task


def level(design: Design, task: Task) -> int:
    """A task's place on our ladder, from 0 (notice) to 5 (advocate); a program's own level stands for one of ours."""
    like = {one.id: one.like for one in design.said.strategies.engagement.levels}
    name = like.get(task.level, task.level)
    return LEVELS.index(name) if name in LEVELS else 0


def _by_week(design: Design) -> list[Task]:
    tasks = design.plan.program.strategies.engagement.tasks
    return sorted(tasks, key=lambda one: (one.week or 1, level(design, one)))


@rule("SS-ENG-001", "A first step that is too high", Severity.WARN, "T4", "mierlo2014", "nielsen2006", "salmon2011")
def first_step(design: Design) -> Iterator[Seen]:
    """A program whose first task already asks people to write.

    Why: Three of four members of four health networks never wrote (63,990 people). Who may look and choose first
    writes more easily later.

    Fix: Let a task of the level notice or react come first.

    Bad:
        strategies:
          engagement:
            tasks:
              - {id: say, level: comment, week: 1, do: Write what you think of a colleague's note}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: say, level: comment, week: 2, do: Write what you think of a colleague's note}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.
    """
    tasks = _by_week(design)
    if tasks and level(design, tasks[0]) >= LEVELS.index("comment"):
        yield Seen(
            f"The first task, `{tasks[0].id}`, asks for more than looking or choosing.",
            "Let a task of the level `notice` or `react` come first.",
            design.at((tasks[0].at, "level")),
        )


@rule("SS-ENG-002", "A step of the ladder that is left out", Severity.INFO, "T5", "salmon2011")
def every_step(design: Design) -> Iterator[Seen]:
    """A level between the lowest and the highest task for which the program has none.

    Why: Small steps are climbed; a large one is stood in front of.

    Counter: The models of the pyramid disagree on the order of the steps, and they need not follow on one another
    (frank2010).

    Fix: Add a task of that level.

    Bad:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: pick, level: react, week: 2, do: Mark the note that you would use}
              - {id: say, level: comment, week: 3, do: Add one fact to a note}
              - {id: pass, level: share, week: 3, do: Send a note to somebody outside your set}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.
    """
    said = design.said.strategies.engagement
    there = sorted({level(design, one) for one in said.tasks})
    missing = [LEVELS[one] for one in range(there[0], there[-1]) if one not in there] if there else []
    if missing and not said.levels:
        yield Seen(
            f"Between the lowest and the highest task there is none of the level {', '.join(missing)}.",
            f"Add a task of the level `{missing[0]}`.",
            said.at.of("tasks"),
        )


@rule("SS-ENG-003", "A blank page", Severity.WARN, "T5", "nielsen2006", because=STRATEGY)
def not_blank(design: Design) -> Iterator[Seen]:
    """A task of the level create that has neither a template nor an example to begin from.

    Why: To change something is easier than to make it. Most people who face a blank page leave it blank.

    Fix: Add `template:` or `exemplar:`, a text of yours, or `from:` a library.

    Bad:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: note, level: create, week: 4, do: Write your own note}

    Good:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: note, level: create, week: 4, do: Write your own note, exemplar: note.md}

        # note.md
        What I saw: the report came late twice. What I asked: what kept you?
    """
    said = design.said.strategies.engagement
    firsts = {one.made_by.text for _, one in said.library if one.first}
    for one in said.tasks:
        begins = one.template or one.exemplar or one.pattern or one.from_ or one.id in firsts
        if LEVELS[level(design, one)] == "create" and not begins:
            yield Seen(
                f"`{one.id}` begins with a blank page.",
                "Add a `template`, or an `exemplar` that shows a good one.",
                design.at((one.at, "do")),
            )


@rule("SS-ENG-006", "Nobody makes anything", Severity.WARN, "T4", "du2022", because=STRATEGY)
def somebody_makes(design: Design) -> Iterator[Seen]:
    """Tasks of which none asks people to make something or to win others for it.

    Why: What people have made they stand up for; a ladder that ends at comments has no top. Required posts went with
    more voluntary ones and better results (27,767 learners).

    Fix: Add a task of the level create.

    Bad:
        strategies:
          support-network: {sets: {challenge: {each-member-owes: say}}}
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: say, level: comment, week: 3, do: Add one fact to a note}

    Good:
        strategies:
          support-network: {sets: {challenge: {each-member-owes: say}}}
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note}
              - {id: say, level: comment, week: 3, do: Add one fact to a note}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.
    """
    said = design.said.strategies.engagement
    if said.tasks and max(level(design, one) for one in said.tasks) < LEVELS.index("create"):
        yield Seen(
            "No task asks learners to make anything.",
            "Add one of the level `create`: a card, a case, a clip, begun from a template.",
            said.at.of("tasks"),
        )


@rule("SS-ENG-009", "Something to make, and nobody says when it is good", Severity.INFO, "T1", "double2020")
def says_good(design: Design) -> Iterator[Seen]:
    """A task of the level create or advocate without `good:`.

    Why: Peers can only help with a piece of work where both know what it should do. Assessment among peers helps
    (54 studies, g = .31), about as much as assessing oneself.

    Fix: Say in one sentence what a good one does for its reader.

    Bad:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note, good: You can say what it is for.}
              - {id: note, level: create, week: 4, do: Write your own note, template: note.md}

        # note.md
        What I saw. What I asked.

    Good:
        strategies:
          engagement:
            tasks:
              - {id: look, level: notice, week: 1, do: Read a colleague's note, good: You can say what it is for.}
              - id: note
                level: create
                week: 4
                do: Write your own note
                good: A colleague who was not there knows what to ask.
                template: note.md

        # note.md
        What I saw. What I asked.
    """
    for one in design.said.strategies.engagement.tasks:
        if level(design, one) >= LEVELS.index("create") and not one.good:
            yield Seen(
                f"`{one.id}` does not say when it is good.",
                "Add `good:`, one sentence on what it does for its reader.",
                design.at((one.at, "do")),
            )
