"""The learner's page by itself: without an LMS, from the disk, for every way of reading."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from socialscaffold.output.learner_files import SCRIPTS, STYLE, Runtime, learner_files
from socialscaffold.output.learner_page import Item, LearnerPage, Link, Owed, Region, Step, TextBox, Week
from socialscaffold.output.learner_words import WORDS

ROOT = Path(__file__).parents[2] / "templates" / "learner"
AXE = Path(__file__).parents[1] / "parts" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("journey", "week-1", "week-2", "pyramid", "portfolio", "talk")


def written(page: LearnerPage, folder: Path) -> str:
    """The page's files in `folder`, and the address of the page."""
    files, found = learner_files(page)
    assert not found
    for one in files.documents:
        (folder / one.path).write_bytes(one.data)
    return (folder / "index.html").as_uri()


@pytest.fixture(scope="module")
def address(sample_page: LearnerPage, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sample_page, tmp_path_factory.mktemp("page"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may say nothing on the console, fail nowhere and ask for nothing from outside."""
    made = browser.new_page(viewport={"width": 1000, "height": 800}, reduced_motion="reduce")
    told: list[str] = []
    made.on("console", lambda message: told.append(message.text))
    made.on("pageerror", lambda wrong: told.append(str(wrong)))
    made.on("request", lambda one: None if one.url.startswith(("file:", "blob:")) else told.append(one.url))
    made.on("dialog", lambda dialog: dialog.accept())
    yield made
    made.close()
    assert told == []


def html_of(page: LearnerPage) -> str:
    files, _ = learner_files(page)
    return files.documents[0].data.decode("utf-8")


def small(*steps: Step, **item: Any) -> LearnerPage:
    return LearnerPage("small", "Small", (Week(1, "One", (Item("it", "do", "It", steps=steps, **item),)),))


def test_without_an_lms_it_says_so_and_works(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#lms-notice")).to_contain_text("not connected to a course")
    expect(page.locator("#next-title")).to_have_text("Next: Week 1, Charging in one hour")
    page.get_by_role("link", name="Kick-off").click()
    page.get_by_label("I was there").check()
    expect(page.locator("#overall")).to_have_text("1 of 6 done")
    expect(page.locator("#journal-notice")).to_contain_text("only on this page")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases()") == []


def test_the_journal_brings_everything_back(page: Page, address: str, sample_page: LearnerPage) -> None:
    page.goto(address + "#week-2")
    page.get_by_label("What happened?").fill("Private 😀\n<b>")
    page.get_by_label("I held it").check()
    page.goto(address + "#portfolio")
    expect(page.locator("#written")).to_contain_text("Private 😀")
    with page.expect_download() as got:
        page.locator("#portfolio").get_by_role("button", name="Download my journal").click()
    assert got.value.suggested_filename == "ev-charging-journal.json"
    journal = json.loads(Path(got.value.path()).read_text("utf-8"))
    assert [(one["text"], one["private"], one["week"]) for one in journal["texts"]] == [("Private 😀\n<b>", True, 2)]
    journal["values"]["tick:gone/step"] = True
    journal["texts"].append({"id": "text:gone/box", "text": "of an older version"})
    with page.expect_download() as got:
        page.get_by_role("button", name="Download as a page to print").click()
    portfolio = Path(got.value.path()).read_text("utf-8")
    assert "Private 😀\n&#60;b&#62;" in portfolio
    page.reload()
    assert page.locator("#box-real-conversation-1-what-happened").input_value() == ""
    file = {"name": "j.json", "mimeType": "application/json", "buffer": json.dumps(journal).encode()}
    page.set_input_files("#journal-file", file)
    expect(page.locator("#journal-said")).to_have_text("Your journal is open.")
    assert page.locator("#box-real-conversation-1-what-happened").input_value() == "Private 😀\n<b>"
    assert page.locator('[data-field="tick:real-conversation-1/practise"]').is_checked()
    with page.expect_download() as got:
        page.locator("#portfolio").get_by_role("button", name="Download my journal").click()
    again = json.loads(Path(got.value.path()).read_text("utf-8"))
    assert again == journal


def answered(page: Page, text: str, *, agree: bool) -> None:
    page.evaluate("location.hash = 'item-rules'")
    page.get_by_role("textbox", name="Your answer").fill(text)
    page.get_by_label("Colleagues may use this answer").set_checked(agree)
    page.evaluate("location.hash = 'portfolio'")


def shared(page: Page) -> dict[str, Any]:
    with page.expect_download() as got:
        page.get_by_role("button", name="Download my answers").click()
    assert got.value.suggested_filename == "ev-charging-answers.json"
    file: dict[str, Any] = json.loads(Path(got.value.path()).read_text("utf-8"))
    return file


def test_the_answers_for_colleagues_hold_nothing_else(page: Page, sample_page: LearnerPage, tmp_path: Path) -> None:
    """The form that docs/learner-export.md describes."""
    here = dataclasses.replace(sample_page, regions=(Region("NO", "Norway"),), gathers="region lead")
    page.goto(written(here, tmp_path) + "#portfolio")
    expect(page.get_by_text("It goes to: region lead.")).to_be_visible()
    page.get_by_role("button", name="Download my answers").click()
    expect(page.locator("#share-said")).to_have_text("You have not answered a local question yet.")
    page.evaluate("location.hash = 'week-2'")
    page.get_by_label("What happened?").fill("private")
    answered(page, "A landlord may not refuse.", agree=True)
    first = shared(page)
    answer = {"prompt": "rules", "region": "NO", "text": "A landlord may not refuse.", "consent": True}
    assert re.fullmatch("[a-z0-9]{6}", first.pop("learner"))
    assert first == {
        "format": "socialscaffold-journal",
        "version": 1,
        "program": "ev-charging",
        "title": "Advising customers on EV charging",
        "language": "en-GB",
        "region": "NO",
        "answers": [answer],
        "texts": [],
        "values": {},
    }
    expect(page.locator("#share-said")).to_have_text(
        "Your answers are in your downloads. One of them is for colleagues."
    )


def test_an_answer_can_be_taken_back_by_the_same_learner(page: Page, address: str) -> None:
    page.goto(address)
    answered(page, "One rule.", agree=True)
    first = shared(page)
    answered(page, "One rule.", agree=False)
    second = shared(page)
    assert second["learner"] == first["learner"]
    assert second["answers"] == [{"prompt": "rules", "region": "", "text": "", "consent": False}]
    with page.expect_download() as got:
        page.locator("#portfolio").get_by_role("button", name="Download my journal").click()
    journal = json.loads(Path(got.value.path()).read_text("utf-8"))
    assert journal["answers"] == [{"prompt": "rules", "region": "", "text": "One rule.", "consent": False}]
    page.reload()
    file = {"name": "j.json", "mimeType": "application/json", "buffer": json.dumps(journal).encode()}
    page.set_input_files("#journal-file", file)
    expect(page.locator("#journal-said")).to_have_text("Your journal is open.")
    assert shared(page)["learner"] == first["learner"]


def test_a_page_for_several_places_asks_which(page: Page, sample_page: LearnerPage, tmp_path: Path) -> None:
    places = (Region("NO", "Norway"), Region("DE", "Germany"))
    page.goto(written(dataclasses.replace(sample_page, regions=places), tmp_path))
    answered(page, "One rule.", agree=True)
    page.get_by_role("button", name="Download my answers").click()
    expect(page.locator("#share-said")).to_have_text("Choose first where you work.")
    expect(page.get_by_label("Where I work")).to_be_focused()
    page.get_by_label("Where I work").select_option("Germany")
    assert shared(page)["answers"][0]["region"] == "DE"


def test_the_best_result_of_a_quiz_comes_back_from_the_journal(page: Page, address: str) -> None:
    page.goto(address + "#portfolio")
    journal = {"format": "socialscaffold-journal", "program": "ev-charging", "texts": []}
    values = {"best:check-basics": 80}
    file = {"name": "j", "mimeType": "text/plain", "buffer": json.dumps({**journal, "values": values}).encode()}
    page.set_input_files("#journal-file", file)
    expect(page.locator("#overall")).to_have_text("1 of 6 done")


def test_words_on_both_sides_are_kept(page: Page, address: str) -> None:
    page.goto(address + "#week-2")
    page.get_by_label("What happened?").fill("typed before opening")
    texts = [{"id": "text:real-conversation-1/what-happened", "text": "from the journal"}]
    journal = {"format": "socialscaffold-journal", "program": "ev-charging", "texts": texts, "values": {}}
    file = {"name": "j.json", "mimeType": "application/json", "buffer": json.dumps(journal).encode()}
    page.set_input_files("#journal-file", file)
    box = page.locator("#box-real-conversation-1-what-happened")
    expect(box).to_have_value("from the journal\n\ntyped before opening")
    expect(page.locator("#journal-notice")).to_contain_text("only on this page")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null",
        "[]",
        '{"format": "socialscaffold-journal"}',
        '{"format": "socialscaffold-journal", "program": "other", "texts": []}',
    ],
)
def test_a_file_that_is_no_journal_is_refused(page: Page, address: str, content: str) -> None:
    page.goto(address + "#portfolio")
    file = {"name": "j.json", "mimeType": "application/json", "buffer": content.encode()}
    page.set_input_files("#journal-file", file)
    expect(page.locator("#journal-said")).to_have_text("This file is not a journal of this program.")


def test_a_hostile_journal_does_no_harm(page: Page, address: str) -> None:
    page.goto(address + "#portfolio")
    attack = "<img src=x onerror=document.title='owned'>"
    journal = """{"format": "socialscaffold-journal", "program": "ev-charging",
      "texts": [null, 7, {"id": "text:rules/answer", "text": "ATTACK", "item": {}, "week": []},
                {"id": "__proto__", "text": "x"}, {"id": "constructor", "text": "x"}],
      "values": {"__proto__": {"polluted": true}, "at": "nowhere", "best:check-basics": 1e9, "tick:rules/answer": "yes",
                 "answer:check-basics/talk": ["day", "day"], "answer:check-basics/places": 3}}"""
    file = {"name": "j", "mimeType": "text/plain", "buffer": journal.replace("ATTACK", attack).encode()}
    page.set_input_files("#journal-file", file)
    expect(page.locator("#written")).to_contain_text(attack)
    assert page.evaluate("[({}).polluted, document.images.length]") == [None, 0]
    assert "owned" not in page.title()
    expect(page.locator("#overall")).to_have_text("0 of 6 done")


def test_it_opens_at_the_place_that_is_asked_for(page: Page, address: str) -> None:
    page.goto(address + "#item-rules")
    expect(page.locator("#item-rules h3")).to_be_in_viewport()
    expect(page.locator("#week-1")).to_be_hidden()


def test_it_warns_before_private_words_are_lost(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto(address + "#week-2")
    page.get_by_label("What happened?").fill("only here")
    page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_a_quiz_and_ticks_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "#week-1")

    def to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    to('[data-field="tick:three-kinds/read"]')
    page.keyboard.press("Space")
    to('[name="answer:check-basics/sleep"]')
    page.keyboard.press("ArrowDown")
    to('[value="hotel"]')
    page.keyboard.press("Space")
    to('[value="shop"]')
    page.keyboard.press("Space")
    to('[name="answer:check-basics/overnight"]')
    page.keyboard.press("Space")
    for name, presses in (("place", 1), ("charger", 1)):
        to(f'li[data-option="{name}"] [data-move="-1"]')
        for _ in range(presses):
            page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Choose the charger is now 3 of 4")
    order = page.eval_on_selector_all(".order li", "rows => rows.map(row => row.dataset.option)")
    assert order == ["day", "place", "charger", "price"]
    to("#q-check-basics-unit")
    page.keyboard.type("kwh")
    page.keyboard.press("Enter")
    expect(page.locator(".result")).to_contain_text("Passed")
    expect(page.locator("#overall")).to_have_text("2 of 6 done")


def test_an_unanswered_quiz_says_how_many_and_goes_there(page: Page, address: str) -> None:
    page.goto(address + "#week-1")
    page.get_by_label("Who owns the garage?").check()
    page.get_by_role("button", name="Check my answers").click()
    expect(page.locator(".result")).to_have_text("3 still without an answer.")
    assert page.evaluate("document.activeElement.value") == "hotel"


@pytest.mark.parametrize(
    "scheme, direction, width",
    [
        ("light", "ltr", 1280),
        ("dark", "ltr", 1280),
        ("light", "rtl", 1280),
        ("light", "ltr", 320),
        ("dark", "rtl", 320),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, sample_page: LearnerPage, tmp_path: Path, scheme: Any, direction: Any, width: int
) -> None:
    address = written(dataclasses.replace(sample_page, direction=direction), tmp_path)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    page.add_script_tag(content=AXE.read_text("utf-8"))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate("location.hash = 'week-1'")
    page.get_by_label("How fast can your car charge?").check()
    page.get_by_label("A hotel car park").check()
    page.get_by_label("False").check()
    page.locator("#q-check-basics-unit").fill("kWh")
    page.get_by_role("button", name="Check my answers").click()
    page.evaluate("location.hash = 'week-2'")
    page.get_by_label("What happened?").fill("something private")
    for view in VIEWS if (direction, width) == ("ltr", 1280) else ("journey", "week-1", "week-2"):
        page.evaluate("view => { location.hash = view; }", view)
        expect(page.locator(f"#{view}")).to_be_visible()
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", tags)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_it_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert "Scripts are switched off" in (page.locator("noscript").text_content() or "")
    for view in VIEWS:
        expect(page.locator(f"#{view}")).to_be_visible()
    expect(page.get_by_text("Put the conversation in order.")).to_be_visible()
    assert page.get_by_role("button").count() == 0  # none is shown
    context.close()


def test_it_can_be_read_when_the_scripts_do_not_come(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/page.js", lambda route: route.abort())
    page.goto(address)
    expect(page.locator("#week-1")).to_be_visible(timeout=4000)
    words = page.locator("#item-kick-off h3")
    words.scroll_into_view_if_needed()
    assert page.evaluate(
        "one => one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})", words.element_handle()
    )
    context.close()


@pytest.mark.parametrize("runtime", SCRIPTS)
def test_script_and_style_are_at_most_60_kb(sample_page: LearnerPage, runtime: Runtime) -> None:
    files, _ = learner_files(sample_page, runtime)
    assert sum(len(one.data) for one in files.documents if one.path.endswith((".js", ".css"))) <= 60_000
    assert {one.path for one in files.documents} == {"index.html", STYLE, *SCRIPTS[runtime]}


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    sources = "".join(path.read_text("utf-8") for path in sorted(ROOT.iterdir()))
    sources += (Path(__file__).parents[2] / "socialscaffold/output/learner_files.py").read_text("utf-8")
    quoted = set(re.findall(r"[\"']([a-z]+(?:-[a-z]+)*)[\"']", sources))
    quoted |= {f"{name}-one" for name in quoted}
    assert {name for name in WORDS if name not in quoted and not name.startswith("kind-")} == set()
    said = set(re.findall(r"(?:say|sayCount|fill)\(\"([a-z-]+[a-z])\"", sources))
    assert said - set(WORDS) == set()


def test_nothing_of_the_author_becomes_markup() -> None:
    attack = "</script><script>alert(1)</script>\"' onclick=alert(1) x='"
    steps = (Step("s", attack, attack, tick=attack, boxes=(TextBox("b", attack, attack),), note=attack),)
    html = html_of(
        dataclasses.replace(small(*steps, text=attack), title=attack, summary=attack, owes=(Owed(attack, attack),))
    )
    assert html.count("<script") == len(SCRIPTS["scorm12"]) + 1
    assert "<script>alert" not in html
    assert "onclick=alert(1) x='" not in re.sub(r"&#39;|&#34;|\\u0027", "", html)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.test", "../up.html", "/abs", "data:text/html,x", "#x", ""]
)
def test_addresses_that_no_page_may_have_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        html_of(small(Step("s", links=(Link("x", url),))))


def test_links_never_lead_out_of_the_page() -> None:
    article = '<p><a href="https://a.example/">a</a> <a href="b.html">b</a> <a href="#c">c</a></p>'
    html = html_of(small(Step("s", links=(Link("x", "https://x.example/"), Link("y", "y.html")), html=article)))
    anchors = re.findall(r"<a [^>]*>", html)
    out = [one for one in anchors if 'href="#' not in one]
    assert len(out) == 4
    assert all('target="_blank"' in one and 'rel="noopener"' in one for one in out)


def test_headings_of_an_article_stand_under_their_item(sample_page: LearnerPage) -> None:
    html = html_of(small(Step("a", html="<h2>A</h2><h3>B</h3>"), Step("b", "Titled", html="<h1>C</h1><h6>D</h6>")))
    assert re.findall(r"<(h\d)>([A-D])<", html) == [("h4", "A"), ("h5", "B"), ("h5", "C"), ("h6", "D")]


def test_the_page_has_no_inline_script_style_or_handler(sample_page: LearnerPage) -> None:
    html = html_of(sample_page)
    assert not re.search(r"\s(?:style|on[a-z]+)=", html)
    assert not re.search(r"<script(?! src=| type=\"application/json\")", html)
    assert "<style" not in html
    assert "default-src 'none'" in unescape(html)
    assert "eval(" not in "".join(path.read_text("utf-8") for path in ROOT.glob("*.js"))


def test_texts_without_room_are_told_so(sample_page: LearnerPage) -> None:
    boxes = tuple(TextBox(f"b{number}", f"Box {number}", words=200 + number) for number in range(120))
    assert html_of(small(Step("s", boxes=boxes))).count(WORDS["journal-only"]) > 20


def test_the_same_page_gives_the_same_bytes(sample_page: LearnerPage) -> None:
    assert learner_files(sample_page) == learner_files(sample_page)


@pytest.mark.parametrize(
    "broken",
    [
        small(Step("s"), Step("s")),
        small(Step("with space", tick="x")),
        small(level="nowhere"),
        dataclasses.replace(small(), weeks=(Week(1, "", (Item("a", "do", "A"), Item("a", "do", "B"))),)),
    ],
)
def test_ids_and_levels_that_the_reader_should_have_refused_are_a_bug(broken: LearnerPage) -> None:
    with pytest.raises(ValueError):
        learner_files(broken)


def test_a_page_with_nothing_optional_stands(page: Page, tmp_path: Path) -> None:
    page.goto(written(LearnerPage("bare", "Bare", (Week(1, "", ()),)), tmp_path))
    expect(page.get_by_role("heading", name="Your journey")).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#week-1")
    expect(page.get_by_text("Nothing is asked of you this week")).to_be_visible()


def test_a_week_without_a_title_says_what_it_is_made_of() -> None:
    items = (
        Item("a", "do", "A"),
        Item("b", "meeting", "B"),
        Item("c", "practice", "C"),
        Item("d", "meeting", "D"),
    )
    weeks = (Week(1, "", items), Week(2, "", (Item("e", "do", "E"),)), Week(3, "Named", (Item("f", "do", "F"),)))
    html = html_of(LearnerPage("small", "Small", weeks))
    assert re.findall(r'class="week-title">([^<]*)<', html) == ["Set meeting, Practise", "Do", "Named"]


def test_it_knows_the_week_by_the_cohorts_dates(page: Page, sample_page: LearnerPage, tmp_path: Path) -> None:
    mondays = ("2027-01-18", "2027-01-25", "2027-02-01")
    weeks = tuple(dataclasses.replace(one, monday=day) for one, day in zip(sample_page.weeks, mondays, strict=True))
    address = written(dataclasses.replace(sample_page, weeks=weeks), tmp_path)
    title, text = page.locator("#next-title"), page.locator("#next-text")

    def on(day: str) -> None:
        page.clock.set_fixed_time(dt.datetime.fromisoformat(day))
        page.goto("about:blank")
        page.goto(address)

    on("2027-01-17T23:00")
    expect(title).to_have_text("Next: Week 1, Charging in one hour")
    on("2027-01-31T23:59")
    expect(title).to_have_text("This week: Week 2, The first real conversation")
    expect(text).to_contain_text("3 things from earlier weeks are still open.")
    page.evaluate("location.hash = 'week-1'")
    for name in ("I have read it", "I was there"):
        page.get_by_label(name).check()
    expect(text).to_contain_text("One thing from earlier weeks is still open.")
    on("2027-03-01T10:00")
    expect(title).to_have_text("Next: Week 1, Charging in one hour")


def test_where_i_am_is_told_in_one_view(page: Page, sample_page: LearnerPage, tmp_path: Path) -> None:
    """What is due and how long it takes, what I owe and by when, who to talk to and where, and how far I climbed."""
    page.goto(written(sample_page, tmp_path))
    here = page.locator("#journey")
    expect(here.get_by_role("region", name="Next: Week 1")).to_contain_text("85 min")
    expect(here.get_by_role("region", name="What I owe my set")).to_contain_text("by set meeting 5, in week 7")
    people = here.get_by_role("region", name="Who to talk to")
    expect(people.get_by_role("link", name="Charging community")).to_have_attribute(
        "href", "https://teams.example/charging"
    )
    climb = here.get_by_role("region", name="My pyramid")
    expect(climb.get_by_role("listitem")).to_have_text(
        ["Notice ✓ You have been here", "React ✓ You have been here", "Create ✓ You have been here"]
    )
    expect(climb.get_by_text("You have been here").first).to_be_hidden()
    page.evaluate("location.hash = 'week-3'")
    page.get_by_label("My card is in the library").check()
    page.evaluate("location.hash = 'journey'")
    expect(climb.locator('[data-level="create"] .climbed')).to_be_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_to_press_is_smaller_than_24_pixels(page: Page, address: str, view: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + f"#{view}")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    small = page.eval_on_selector_all(
        "a, button, input, select, summary, textarea",
        """all => all.filter(one => !one.closest('p, li, .unseen') || one.matches('button, .button, input, select'))
          .map(one => [one.outerHTML.slice(0, 90), one.closest('label') || one])
          .map(([html, one]) => [html, one.getBoundingClientRect()])
          .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24)).map(([html]) => html)""",
    )
    assert small == []


def test_at_twice_the_size_nothing_is_cut_off_or_hidden(browser: Browser, page: Page, address: str, axe: Any) -> None:
    """1280 by 800 at 200 %, and text alone at 200 %."""
    context = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2, bypass_csp=True)
    zoomed = context.new_page()
    for view in VIEWS:
        zoomed.goto(address + f"#{view}")
        assert zoomed.evaluate("document.documentElement.scrollWidth") <= 640
        assert axe(zoomed) == []
    context.close()
    page.goto(address)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for view in VIEWS:
        page.evaluate("view => { location.hash = view; }", view)
        expect(page.locator(f"#{view}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_nothing_moves_where_the_learner_wants_it_still(browser: Browser, address: str) -> None:
    moving = "document.getAnimations().filter(one => one.playState === 'running').length"
    for wish, smooth in (("reduce", "auto"), ("no-preference", "smooth")):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#overall")).not_to_be_empty()
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == smooth
        assert page.evaluate(moving) == 0
        context.close()


def test_a_whole_journey_with_the_keyboard_alone(page: Page, address: str) -> None:
    """From the skip link to the portfolio: every tick set and every box filled without a pointer, each focus seen."""
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    seen = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"

    def tab_to(selector: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                assert page.evaluate(seen), selector
                box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
                assert box["top"] >= 0 and box["bottom"] <= 800, selector
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    tab_to("#next-link")
    page.keyboard.press("Enter")
    expect(page.locator("#week-1-title")).to_be_focused()
    for week in (1, 2, 3):
        ticks = page.eval_on_selector_all(
            f"#week-{week} [data-field^='tick:'], #week-{week} textarea", "all => all.map(one => one.dataset.field)"
        )
        for name in ticks:
            tab_to(f'[data-field="{name}"]')
            if name.startswith("tick:"):
                page.keyboard.press("Space")
            else:
                page.keyboard.type("words")
        if week < 3:
            tab_to(f'#week-{week} [rel="next"]')
            page.keyboard.press("Enter")
            expect(page.locator(f"#week-{week + 1}-title")).to_be_focused()
    expect(page.locator("#overall")).to_have_text("5 of 6 done")  # the quiz has a test of its own
    page.keyboard.press("Home")
    while not page.evaluate("document.activeElement.matches('a[href=\"#portfolio\"]')"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#portfolio-title")).to_be_focused()
    expect(page.locator("#written .written")).to_have_count(7)
    tab_to('#portfolio [data-do="journal-save"]')
    with page.expect_download():
        page.keyboard.press("Enter")
    expect(page.locator("#journal-said")).to_have_text("Your journal is in your downloads.")


def test_what_happens_is_told_in_status_messages(page: Page, address: str) -> None:
    page.goto(address + "#portfolio")
    for name in ("status", "said", "journal-said", "share-said", "journal-notice"):
        assert page.locator(f"#{name}").get_attribute("role") == "status", name
    assert page.locator("#quiz-check-basics .result").get_attribute("role") == "status"
    page.locator("#portfolio").get_by_role("button", name="Download my journal").click()
    expect(page.locator("#said")).to_have_text("Your journal is in your downloads.")


def test_the_pyramid_shows_the_climb(page: Page, address: str) -> None:
    page.goto(address + "#week-3")
    page.get_by_label("My card is in the library").check()
    page.goto(address + "#pyramid")
    level = page.locator('.level[data-level="create"]')
    expect(level).to_contain_text("1 of 1 task done")
    expect(level.get_by_text("You have been here")).to_be_visible()
    expect(page.locator('.level[data-level="react"]').get_by_text("You have been here")).to_be_hidden()
