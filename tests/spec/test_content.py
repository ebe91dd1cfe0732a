"""Learners' work on the shelves: what is collected, and what waits for its maker."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.compiler import Checked, build, check
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.source.gate import Gate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROGRAM = """\
socialscaffold: 1
id: cards
title: Cards
audience: {role: Advisors, learners: 12}
weeks: 6
outcomes: {explain: Explain it}
strategies:
  engagement:
    tasks:
      - {id: read-one, level: notice, week: 1, minutes: 5, do: Read a card, from: cards}
      - {id: make-one, level: create, week: 4, minutes: 40, do: Make a card, template: content/card.md}
    library:
      cards: {made-by: make-one, folder: content/cards, consent: CONSENT, first: content/first.md}
"""


def program(folder: Path, consent: str = "ask", **cards: str) -> Checked:
    files = {
        "program.yaml": PROGRAM.replace("CONSENT", consent),
        "content/card.md": "# A card about ...\n\n(Your words.)\n",
        "content/first.md": "# The first card\n\nIt shows the form.\n",
        "content/cards/README.md": "# About this folder\n",
        **{f"content/cards/{name}.md": text for name, text in cards.items()},
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return check(Gate(folder))


def pages(checked: Checked) -> dict[str, str]:
    assert checked.plan is not None, checked.found
    made, _ = build(checked, ("markdown",))
    return {one.path.removeprefix("markdown/"): one.data.decode() for one in made if not one.path.endswith(".xlsx")}


def of_library(checked: Checked) -> list[Diagnostic]:
    """What is told of the shelves; the design review speaks of other things too."""
    return [one for one in checked.found if one.code.startswith("SS-LIB-")]


def test_consented_work_becomes_content_for_the_task_that_starts_from_it(tmp_path: Path) -> None:
    checked = program(
        tmp_path,
        yes="# A queue at Easter\n\nConsent: yes\n\nI said {this}. See [mine](https://example.org/map).\n",
        no="# Not mine any more\n\nconsent: no\n",
        waits="# Still asking\n",
    )
    assert [(one.code, one.span.file if one.span else "") for one in of_library(checked)] == [
        ("SS-LIB-001", "content/cards/waits.md")
    ]
    made = pages(checked)
    assert {one for one in made if one.startswith("library/")} == {
        "library/card.md", "library/cards/README.md", "library/cards/first.md", "library/cards/yes.md",
    }  # fmt: skip
    assert "1. [The first card](first.md)\n2. [A queue at Easter](yes.md)" in made["library/cards/README.md"]
    assert made["library/cards/yes.md"].startswith("# A queue at Easter\n")
    assert (
        "Consent" not in made["library/cards/yes.md"]
        and "I said {this}. See [mine](https://example.org/map)." in made["library/cards/yes.md"]
    )
    shelf = "From [the shelf: cards](library/cards/README.md) (2 pieces)."
    assert shelf in made["task-board.md"] and shelf in made["learner-guide.md"]
    start = "[Template](library/card.md). [One that is done]"
    assert start in made["task-board.md"]


def test_where_consent_was_given_beforehand_only_a_no_keeps_work_back(tmp_path: Path) -> None:
    checked = program(tmp_path, "given", one="# One\n", two="# Two\n\nConsent: no\n")
    assert of_library(checked) == [] and checked.plan is not None
    assert [one.title for one in checked.plan.papers if one.shelf] == ["The first card", "One"]


@pytest.mark.parametrize(("said", "hint"), [("yess", "`Consent: yes`?"), ("perhaps", "Write `Consent: yes`")])
def test_a_consent_that_is_neither_yes_nor_no_is_told(tmp_path: Path, said: str, hint: str) -> None:
    (told,) = of_library(program(tmp_path, one=f"# One\n\nConsent: {said}\n"))
    assert told.code == "SS-LIB-002" and hint in told.hint
    assert told.span is not None and told.span.line == 3


def test_the_package_holds_the_work_of_earlier_learners() -> None:
    checked = check(Gate(EXAMPLES / "ev-charging"))
    assert checked.plan is not None and checked.sources is not None
    from socialscaffold.targets.learner import learner_page

    page = learner_page(checked.plan, checked.articles, dict(checked.sources.quizzes))
    (task,) = (item for week in page.weeks for item in week.items if item.id == "read-best-card")
    titles = [step.html_title for step in task.steps if step.html]
    assert len(titles) == 2 and all(title.startswith("From the shelf: Answer card") for title in titles)
