from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from socialscaffold.compiler import check
from socialscaffold.output.documents import documents
from socialscaffold.output.documents_managers import manager_page
from socialscaffold.output.documents_nudges import nudges
from socialscaffold.output.documents_rounds import round_sheet
from socialscaffold.output.documents_words import clock
from socialscaffold.output.run_sheets import run_sheet, sittings
from socialscaffold.output.templates import escape, link
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate
from socialscaffold.targets.markdown import markdown
from socialscaffold.words.speech import EN

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = {"ev-charging": "2027-spring", "difficult-conversations": None}


@cache
def of_cohort(name: str, cohort: str | None) -> Plan:
    plan = check(Gate(EXAMPLES / name), cohort=cohort).plan
    assert plan is not None
    return plan


def planned(name: str) -> Plan:
    return of_cohort(name, CASES[name])


def pages(plan: Plan) -> dict[str, str]:
    return {one.path: one.data.decode() for one in documents(plan)}


SINGLE = {
    "plan.md", "learner-guide.md", "set-handbook.md", "practice-journal.md", "manager-brief.md", "task-board.md",
    "task-board.csv", "nudges.md", "nudges.csv", "evaluation-plan.md", "calendar.md",
}  # fmt: skip


def test_every_reader_has_a_page() -> None:
    ev = {f"run-sheets/meeting-{number}.md" for number in range(1, 9)}
    ev |= {"sense-making/market-facts.md", "localization/no.md", "localization/de.md", "localization/gb.md"}
    ev |= {f"library/cards/{name}.md" for name in ("README", "card-example", "no-drive-at-home-gb")} | {
        "library/card.md"
    }
    ev |= {f"localization/{one}-return.{kind}" for one in ("no", "de", "gb") for kind in ("md", "csv")}
    small_one = {f"run-sheets/meeting-{number}.md" for number in range(1, 5)}
    small_one |= {"sense-making/grey-areas.md", "localization/all.md"}
    small_one |= {"localization/all-return.md", "localization/all-return.csv"}
    small_one |= {"library/make-a-card-template.md", "library/make-a-card-example.md"}
    assert set(pages(planned("ev-charging"))) == SINGLE | ev
    assert set(pages(planned("difficult-conversations"))) == SINGLE | small_one


def test_the_target_puts_every_document_into_its_folder() -> None:
    plan = planned("difficult-conversations")
    made = [one.path for one in markdown(plan)]
    assert set(made) == {f"markdown/{one.path}" for one in documents(plan)} | {"markdown/localization/all-return.xlsx"}
    assert made == sorted(made)


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_left_unfilled(name: str) -> None:
    for path, text in pages(planned(name)).items():
        assert "None" not in text and "Undefined" not in text, path
        assert re.findall(r"\{[a-z:-]+\}", text) == [], path


@pytest.mark.parametrize("name", CASES)
def test_a_run_sheet_fills_its_meeting_minute_by_minute(name: str) -> None:
    plan = planned(name)
    for meeting in plan.sets.meetings:
        at = 0
        for row in run_sheet(plan, meeting).rows:
            assert row.time == f"{at // 60}:{at % 60:02}"
            assert row.do
            at += row.minutes
        assert at == meeting.minutes


@pytest.mark.parametrize("name", CASES)
def test_a_round_and_its_converging_meeting_are_full_to_the_minute(name: str) -> None:
    plan = planned(name)
    for one in plan.rounds:
        sheet = round_sheet(plan, one)
        for rows, minutes in ((sheet.rows, one.minutes), (sheet.converge, one.converge_minutes)):
            at = 0
            for row in rows:
                assert row.time == clock(at) and row.say and row.do
                at += row.minutes
            assert at == minutes


def test_every_lens_has_its_turn_in_the_pack() -> None:
    page = pages(planned("ev-charging"))["sense-making/market-facts.md"]
    for lens in planned("ev-charging").rounds[0].lenses:
        assert f"“We hear {lens} now." in page
    assert "| Home groups | 12 of 4 people | every lens; mixed by group, alike in language |" in page
    for group in ("City dealers", "Motorway dealers", "Rural dealers"):
        assert f"“We listen to {group} now." in page
    assert "One delegate from each home group, 12 people in all." in page
    for log in ("## Our stance", "## Open questions", "## Dissent", "## Owners"):
        assert log in page


def test_first_middle_and_last_meeting_differ() -> None:
    plan = planned("ev-charging")
    titles = {meeting.place: [row.title for row in run_sheet(plan, meeting).rows] for meeting in plan.sets.meetings}
    assert "Our agreement" in titles["first"]
    assert "Our agreement" not in titles["middle"]
    assert titles["last"] != titles["middle"]


def test_the_sheets_speak_of_this_program() -> None:
    made = pages(planned("ev-charging"))
    assert "make a card from the template" in made["run-sheets/meeting-2.md"]
    assert "create a local answer card that colleagues reuse" in made["run-sheets/meeting-1.md"]
    assert "network coverage" in made["sense-making/market-facts.md"]
    assert "Norway" in made["localization/no.md"]


def test_each_meeting_says_what_it_is_about_and_where_its_people_come_from() -> None:
    made = pages(planned("ev-charging"))
    sheets = [made[f"run-sheets/meeting-{number}.md"] for number in range(1, 9)]
    titles = [one.split("\n")[0].split(": ", 1)[1] for one in sheets]
    assert titles == [
        "how we want to work together",
        "what came of our last actions",
        "what the first turn of practice taught us",
        "what the second turn of practice taught us",
        "what each of us made for the others",
        "what goes on without the program",
        "the first time without the program",
        "the second time without the program",
    ]
    third = sheets[2]
    assert "“One sentence each. You have practised since we last met: hold one real charging conversation" in third
    assert "- **Practice, turn 1 of 3:** hold one real charging conversation with a customer. Nobody is named." in third
    assert "- **Round, week 3:** Which charging facts change the sale in our market?" in third
    assert "## Until meeting 4" in third and "- **Practice, turn 2 of 3:**" in third.split("## Until meeting 4")[1]


def test_remedies_reckon_with_these_sets_and_these_minutes() -> None:
    page = pages(planned("ev-charging"))["run-sheets/meeting-2.md"]
    assert "With two away, a set of five is only three and a set of six is still four." in page
    assert "“What might help” gives you back ten minutes." in page


def test_the_first_and_the_last_meeting_are_prepared_otherwise() -> None:
    made = pages(planned("ev-charging"))
    first, last = made["run-sheets/meeting-1.md"], made["run-sheets/meeting-6.md"]
    assert "Put the last actions at the top." not in first and "an empty log" in first
    assert "Do with the log what the set decided" in last and "send its issue-holders" not in last
    assert "Read this page once, the day before." in made["run-sheets/meeting-4.md"]
    assert "Read this page once, the day before." not in made["run-sheets/meeting-3.md"]


def test_the_questions_fit_the_program_and_change_from_meeting_to_meeting() -> None:
    sheets = [run_sheet(planned("ev-charging"), one) for one in planned("ev-charging").sets.meetings[:3]]
    assert all("What does this customer's Tuesday look like?" in one.questions for one in sheets)
    assert len({one.questions for one in sheets}) == 3
    assert len({question for one in sheets for question in one.questions}) == 5 + 9


def test_a_task_of_the_scaffold_brings_its_template_and_one_that_is_done() -> None:
    made = pages(planned("difficult-conversations"))
    links = "[Template](library/make-a-card-template.md). [One that is done](library/make-a-card-example.md)."
    assert links in made["task-board.md"] and links in made["set-handbook.md"]
    assert "*In the words in which somebody really asked it*" in made["library/make-a-card-template.md"]
    assert "Yes, for one day" in made["library/make-a-card-example.md"]


def test_a_seat_is_named_only_where_it_holds_in_sets_of_every_size() -> None:
    plan = planned("ev-charging")
    third = plan.sets.meetings[2]
    assert {roles.holders for _, roles in third.rota} == {(5, 1), (5, 6)}
    titles = " ".join(row.title for row in run_sheet(plan, third).rows)
    assert "seat 5" in titles and "the second issue-holder" in titles
    assert "seat 6" not in titles and "seat 1" not in titles


def test_a_set_without_its_facilitator_has_the_clock_in_words() -> None:
    plan = planned("ev-charging")
    page = pages(plan)["set-handbook.md"]
    slot = [step for step in plan.sets.meetings[0].steps if step.slot == 1]
    table = page.split("## The airtime clock")[1].split("## When one of you leads")[0]
    assert [int(one) for one in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [one.minutes for one in slot]
    assert "The floor belongs to (name)." in table
    assert "move the slots to the next meeting." in page


def test_a_sheet_says_when_and_where_each_set_meets() -> None:
    found = {one.name: one for one in sittings(planned("ev-charging"), planned("ev-charging").sets.meetings[2])}
    assert found["Set 3"].when == "Thursday 11 February 2027, 8:30–10:30 (Europe/Oslo)"
    assert found["Set 3"].where == "https://meet.example/set-3"
    assert found["Set 1"].when == "Tuesday 9 February 2027, 10:00–12:00 (Europe/Oslo)"
    plan = planned("difficult-conversations")
    assert {one.when for one in sittings(plan, plan.sets.meetings[0])} == {""}


def test_the_facilitator_steps_back_and_the_owed_piece_is_shown_when_due() -> None:
    made = pages(planned("ev-charging"))
    assert "This is the last that you lead." in made["run-sheets/meeting-3.md"]
    assert "A member leads: " in made["run-sheets/meeting-4.md"]
    shown = "Show yours in a minute."
    assert shown not in made["run-sheets/meeting-4.md"]
    assert shown in made["run-sheets/meeting-5.md"]


def test_the_plan_says_what_is_missing_and_where_a_default_comes_from() -> None:
    whole, small_one = pages(planned("ev-charging"))["plan.md"], pages(planned("difficult-conversations"))["plan.md"]
    assert "There is no cohort" in small_one and "There is no cohort" not in whole
    assert "Norway still owes 1 answer: channels." in whole
    plan = planned("difficult-conversations")
    rows = re.findall(r"^\| [a-z].* \| (?:T\d|ours) \|$", small_one, re.MULTILINE)
    assert len(rows) == len(plan.assumed)


def test_a_manager_has_three_things_to_do_and_three_questions() -> None:
    for name in CASES:
        page = pages(planned(name))["manager-brief.md"]
        assert re.findall(r"^## (\d)\. (\w+)", page, re.MULTILINE) == [("1", "Before"), ("2", "During"), ("3", "After")]
        questions = page.split("## Three questions to ask")[1]
        assert re.findall(r"^(\d)\. .+", questions, re.MULTILINE) == ["1", "2", "3"]


def test_people_never_read_the_keys_of_the_spec() -> None:
    made = pages(planned("ev-charging"))
    keys = (
        "global-product",
        "region-lead",
        "local-day",
        "where-shared",
        "match-the-day",
        "make-card",
        "handle-objection",
    )
    for path, text in made.items():
        if path != "plan.md" and "-return." not in path:  # a form comes back by its ids
            assert [key for key in keys if key in text] == [], path


def test_an_answer_is_shown_only_with_its_makers_consent() -> None:
    region = next(one for one in planned("ev-charging").regions if one.region == "NO")
    page = pages(planned("ev-charging"))["localization/no.md"]
    for answer in region.answers:
        assert (escape(answer.text) in page) == (answer.consent == "yes")


def test_every_table_has_as_many_cells_as_its_head() -> None:
    for name in CASES:
        for path, text in pages(planned(name)).items():
            if not path.endswith(".md"):
                continue
            width = 0
            for line in text.split("\n"):
                cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
                if cells and width:
                    assert cells == width, (path, line)
                width = cells


def test_nudges_stay_within_the_cap() -> None:
    for name in CASES:
        rows = list(csv.DictReader(io.StringIO(pages(planned(name))["nudges.csv"])))
        weeks = [row["week"] for row in rows]
        assert rows and max(weeks.count(week) for week in weeks) <= 3


@given(st.text(max_size=60))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    shown = " ".join(text.split())
    for pattern in ("{}", "- {}", "# x {}", "| a |\n|---|\n| {} |", "x {} y"):
        rendered = html.render(pattern.format(escape(text)) + "\n")
        inner = re.sub(r"</?(p|ul|li|h1|table|thead|tbody|tr|th|td)>", "", rendered)
        assert "<" not in inner, (pattern, rendered)
        import html as entities

        assert shown in " ".join(entities.unescape(inner).split()) or not shown.isprintable(), (pattern, rendered)


def test_a_link_keeps_its_address() -> None:
    assert link("A [b](c)", "https://x.example/a(b)") == r"[A \[b\](c)](https://x.example/a%28b%29)"


PAYLOADS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![pic](http://evil.example/x.png)",
    "a | b | c",
    "# not a heading",
    "- [ ] not a task",
    "1. not a list",
    "`code` **bold** _soft_ ~~gone~~ \\",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &#124; &amp;",
    "https://evil.example www.evil.example me@evil.example",
    "=HYPERLINK(1)",
)


def program_of(text: str, folder: Path) -> dict[str, str]:
    """The documents of a small program that says `text` wherever its author has a say."""
    folder.mkdir()
    said = {
        "socialscaffold": 1,
        "id": "hostile",
        "title": text,
        "summary": text,
        "audience": {"role": text, "learners": 18, "groups": [text, "others"]},
        "weeks": 6,
        "outcomes": {"one": text},
        "messages": {"say": {"text": text}},
        "channels": {"talk": {"title": text}},
        "strategies": {
            "sense-making": {"rounds": [{"id": "round", "week": 3, "question": text, "lenses": [text, "rules"]}]},
            "application": {"cycles": [{"id": "try", "practise": {"do": text, "instead": text}}]},
            "localization": {"prompts": [{"id": "ask", "ask": text, "dimension": "examples"}]},
            "engagement": {"tasks": [{"id": "task", "level": "create", "do": text, "instead": text, "good": text}]},
        },
        "managers": {"before": {"week": 1, "do": text}, "after": {"week": 6, "ask": [text]}},
    }
    (folder / "program.yaml").write_text(json.dumps(said), "utf-8")
    checked = check(Gate(folder))
    assert checked.plan is not None, checked.found
    return pages(checked.plan)


def shape(text: str) -> list[tuple[str, str]]:
    """What a Markdown page is built of, without its words."""
    kinds = []
    for block in MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text):
        inline = [one for one in block.children or [] if one.type not in ("text", "text_special", "softbreak")]
        kinds += [(block.type, block.tag), *((one.type, one.tag) for one in inline)]
    return kinds


def test_nothing_that_an_author_writes_changes_a_page(tmp_path: Path) -> None:
    plain = program_of("plain words", tmp_path / "plain")
    for number, payload in enumerate(PAYLOADS):
        made = program_of(payload, tmp_path / str(number))
        assert set(made) == set(plain)
        for path, text in made.items():
            if path.endswith(".md"):
                assert shape(text) == shape(plain[path]), (payload, path)


def test_a_cell_never_becomes_a_formula(tmp_path: Path) -> None:
    made = program_of("=HYPERLINK(1)", tmp_path / "formula")
    cells = [cell for row in csv.reader(io.StringIO(made["task-board.csv"])) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_lengths_days_and_names_are_said_in_one_way() -> None:
    assert [EN.length(one) for one in (1, 45, 119, 120, 225)] == [
        "1 minute", "45 minutes", "119 minutes", "2 hours", "3 h 45 min",
    ]  # fmt: skip
    monday = planned("ev-charging").weeks[0].monday
    assert monday is not None and EN.day(monday) == "18 January 2027"
    assert [EN.small(one) for one in ("Make a card", "A clock", "EV charging", "I ask")] == [
        "make a card", "a clock", "EV charging", "I ask",
    ]  # fmt: skip
    assert EN.listed(["a", "b", "c"]) == "a, b and c" and EN.listed(["a"]) == "a" and EN.listed([]) == ""


def test_a_nudge_for_a_meeting_asks_for_what_this_meeting_needs() -> None:
    plan = of_cohort("healthcare-leadership", "2027")
    told = [one["words"] for one in nudges(plan) if one["words"].startswith("Set meeting")]
    assert len(set(told)) == len(told) >= 6
    assert "mark the one that will be hard for you" in told[0] and "mattered most" in told[-1]
    assert all("“Issue sheet”" in one for one in told[1:-1])
    assert not [one for one in nudges(plan) if "?." in one["words"]], "what is for delegates goes to them alone"


def test_a_manager_is_sent_to_the_kit_only_for_a_question_of_the_kit() -> None:
    assert "local kit" in manager_page(of_cohort("ev-charging", "2027-spring"))["moments"][1]["asked"]
    assert manager_page(of_cohort("smcr", "2027-spring"))["moments"][1]["asked"] == ""
