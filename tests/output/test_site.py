"""The site in a real browser: no script, no request, nothing that axe-core finds, hostile words as words."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from socialscaffold.compiler import check
from socialscaffold.output.document import Document, text_document
from socialscaffold.output.documents import documents
from socialscaffold.output.site import POLICY, markdown_page, site
from socialscaffold.plan.make import make_plan
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate
from socialscaffold.spec.load import load
from socialscaffold.targets.html import html

EXAMPLES = Path(__file__).parents[2] / "examples"
AXE = Path(__file__).parents[1] / "parts" / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}</title></svg>"
PROGRAM = """\
socialscaffold: 1
id: fair-talks
title: Fair talks
weeks: 6
audience: {role: Team leads, learners: 18}
outcomes: {open-it: Open a difficult conversation fairly}
strategies:
  localization: {regions: [NO, DE]}
"""
SHEET = """# Set meeting 1

See [the plan](../plan.md#weeks), [bad](javascript:alert), [out](https://example.org/a) and [gone](none.md).

## Before

- [ ] Send the link
- [x] Book a room <b>now</b>

## By the minute

| Time | Say |
|:---|---:|
| 0:00 | “Welcome.” |

## By the minute
"""
DOCUMENTS = (text_document("plan.md", "# Plan\n\n## Weeks\n"), text_document("run-sheets/meeting-1.md", SHEET))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / "program.yaml").write_text(PROGRAM, encoding="utf-8")
    sources, found = load(Gate(tmp_path))
    assert sources is not None, found
    made, _ = make_plan(sources)
    assert made is not None
    return made


def written(documents: tuple[Document, ...], folder: Path) -> Path:
    for one in documents:
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    return folder / "html"


class Tags(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_every_link_within_the_site_leads_somewhere(plan: Plan) -> None:
    made = {one.path: Tags(one.data.decode()) for one in html(plan, DOCUMENTS)}
    assert set(made) == {"html/index.html", "html/plan.html", "html/run-sheets/meeting-1.html", "html/site.css"}
    for path, page in made.items():
        ids = [found["id"] for _, found in page.seen if "id" in found]
        assert len(ids) == len(set(ids)), path
        for tag, found in page.seen:
            address = found.get("href") or ""
            if tag not in ("a", "link") or address.startswith("https:"):
                continue
            file, _, part = address.partition("#")
            target = Path("/", path).parent.joinpath(file).as_posix() if file else f"/{path}"
            target = re.sub(r"[^/]+/\.\./", "", target)[1:]
            assert target in made, (path, address)
            assert not part or part in [each.get("id") for _, each in made[target].seen], (path, address)


def test_a_document_keeps_its_meaning_as_a_page() -> None:
    names = {"plan.md": "plan.html", "run-sheets/meeting-1.md": "run-sheets/meeting-1.html"}
    page = markdown_page(SHEET, "run-sheets/meeting-1.md", names)
    assert page.title == "Set meeting 1"
    assert 'href="../plan.html#weeks"' in page.html
    assert "javascript" not in page.html and "none.md" not in page.html and "gone" in page.html
    assert "☐" in page.html and "☑" in page.html
    assert "&lt;b&gt;now" in page.html
    assert '<th scope="col" class="align-left">' in page.html or 'class="align-left" scope="col"' in page.html
    assert 'role="region" tabindex="0" aria-label="Table 1: By the minute"' in page.html
    assert [name for name, _ in page.headings] == ["before", "by-the-minute", "by-the-minute-1"]


def test_hostile_words_stay_words_in_a_real_browser(plan: Plan, browser: Browser, tmp_path: Path) -> None:
    items = tuple(replace(one, title=HOSTILE, due=HOSTILE) for one in plan.weeks[0].items)
    hostile = replace(
        plan,
        program=replace(plan.program, title=HOSTILE, summary=HOSTILE, outcomes=(("a", HOSTILE),)),
        weeks=(replace(plan.weeks[0], titles=(HOSTILE,), items=items), *plan.weeks[1:]),
        prompts=tuple(replace(one, message=HOSTILE) for one in plan.prompts),
        levels=tuple((level, HOSTILE) for level, _ in plan.levels),
        tasks=tuple(replace(one, do=HOSTILE) for one in plan.tasks),
    )
    folder = written(html(hostile, (text_document("plan.md", f"# {HOSTILE}\n\n{HOSTILE}\n"),)), tmp_path)
    page = browser.new_context(bypass_csp=True).new_page()
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    for name in ("index.html", "plan.html"):
        page.goto((folder / name).as_uri())
        assert page.locator("script, img, [onerror], [style]").count() == 0
        assert HOSTILE in (page.locator("body").text_content() or "")
    page.context.close()
    assert told == []


@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "en-GB"), ("dark", "en-GB"), ("light", "ar"), ("dark", "ar")]
)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    plan: Plan, browser: Browser, tmp_path: Path, scheme: str, language: str
) -> None:
    said = replace(plan, program=replace(plan.program, language=language))
    folder = written(html(said, DOCUMENTS), tmp_path)
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": 320, "height": 800})
    page = context.new_page()
    for name in ("index.html", "run-sheets/meeting-1.html"):
        page.goto((folder / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then(told => told.violations.map(v => [v.id, v.nodes[0].html]))")
        assert found == [], name
    context.close()


@pytest.mark.parametrize("guarded", [True, False])
def test_the_policy_alone_holds_a_script_that_got_into_a_page(
    plan: Plan, browser: Browser, tmp_path: Path, guarded: bool
) -> None:
    """Without the policy each payload runs, so that the test could fail."""
    folder = written(html(plan, DOCUMENTS), tmp_path)
    (folder / "own.js").write_text("document.title += 'ran'", encoding="utf-8")
    payload = (
        "<script>document.title += 'ran'</script><script src=own.js></script>"
        "<img src=none.png onerror=\"document.title += 'ran'\"><svg onload=\"document.title += 'ran'\"></svg></main>"
    )
    path = folder / "index.html"
    path.write_text(path.read_text(encoding="utf-8").replace("</main>", payload), encoding="utf-8")
    context = browser.new_context(bypass_csp=not guarded)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.title().count("ran") == (0 if guarded else 4)
    context.close()


def test_a_printed_page_holds_its_pictures_and_no_navigation(plan: Plan, browser: Browser, tmp_path: Path) -> None:
    folder = written(html(plan, DOCUMENTS), tmp_path)
    page = browser.new_page(viewport={"width": 680, "height": 960})
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("Math.max(...[...document.querySelectorAll('svg')].map(each => each.clientWidth))") <= 680
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".top nav").is_visible()
    page.close()


def test_the_journey_says_how_each_strategy_works_here(plan: Plan, browser: Browser, tmp_path: Path) -> None:
    folder = written(html(plan, DOCUMENTS), tmp_path)
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    cards = page.locator(".strategies li").all_inner_texts()
    assert [card.split("\n")[0].strip() for card in cards] == [
        "1 In it together",
        "2 Shared sense-making",
        "3 Application",
        "4 Localization",
        "5 Ownership",
    ]
    assert "3 action learning sets of 6 people" in cards[0]
    assert plan.rounds[0].question in cards[1]
    assert "NO; DE" in cards[3]
    page.close()


def test_documents_stand_by_reader_under_short_names(plan: Plan) -> None:
    sheets = [text_document(f"run-sheets/meeting-{n}.md", f"# Set meeting {n}: Talk fairly\n") for n in (1, 2)]
    guide = text_document("learner-guide.md", "# Fair talks: your guide\n")
    index = html(plan, (*sheets, guide, text_document("own.md", "# Notes\n")))[0].data.decode()
    shelves = re.findall(r"<h3>([^<]*)</h3>\n<ul>\n(.*?)</ul>\n</div>", index, re.DOTALL)
    assert {reader: re.findall(r">([^<]+)</a>", links) for reader, links in shelves} == {
        "Learners": ["Your guide"],
        "Facilitators": ["Set meeting 1", "Set meeting 2"],
        "More": ["Notes"],
    }


def test_the_style_sheet_applies_under_the_policy_and_nothing_is_refused(
    plan: Plan, browser: Browser, tmp_path: Path
) -> None:
    folder = written(html(plan, DOCUMENTS), tmp_path)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "run-sheets" / "meeting-1.html").as_uri())
    assert page.locator("meta[http-equiv]").get_attribute("content") == POLICY
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
    assert complaints == [] and all(url.startswith("file:") for url in asked)
    page.close()


def test_right_to_left_is_said_and_the_same_plan_gives_the_same_bytes(plan: Plan) -> None:
    arabic = replace(plan, program=replace(plan.program, language="ar"))
    index = html(arabic, DOCUMENTS)[0].data
    assert b'<html lang="ar" dir="rtl">' in index
    assert html(arabic, DOCUMENTS)[0].data == index


@pytest.mark.parametrize(
    ("case", "cohort"),
    [
        ("ev-charging", "2027-spring"),
        ("healthcare-leadership", "2027"),
        ("smcr", "2027-spring"),
        ("difficult-conversations-full", "2027-spring"),
    ],
)
def test_a_manager_s_brief_is_one_printed_page(browser: Browser, tmp_path: Path, case: str, cohort: str) -> None:
    plan = check(Gate(EXAMPLES / case), cohort=cohort).plan
    assert plan is not None
    for one in site(plan, documents(plan)):
        if one.path.endswith((".css", "manager-brief.html")):
            file = tmp_path / one.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(one.data)
    page = browser.new_page()
    page.goto((tmp_path / "html/manager-brief.html").as_uri())
    for paper in ("A4", "Letter"):
        printed = page.pdf(format=paper, prefer_css_page_size=False)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, paper
    page.close()
