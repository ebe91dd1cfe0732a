"""Markdown: safe HTML, plain findings, bounded time."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.source.gate import Gate
from socialscaffold.source.markdown import MAX_BYTES, Article, count_words, inline, read_article
from socialscaffold.source.urls import safe_url

PNG = b"\x89PNG\r\n\x1a\n...."


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    (tmp_path / "content").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "content" / "a.png").write_bytes(PNG)
    (tmp_path / "pictures" / "b.png").write_bytes(PNG)
    (tmp_path / "content" / "bad.svg").write_text("<svg onload='x'/>", encoding="utf-8")
    return Gate(tmp_path)


def read(text: str, gate: Gate, level: int = 2) -> tuple[Article, list[Diagnostic]]:
    article, found = read_article(text, "content/day.md", gate, level=level, pictures_at="media/")
    return article, list(found)


def test_a_plain_article(gate: Gate) -> None:
    text = "# My *first* day\n\nHello **you**, see [the site](https://x.example/a?b&c).\n\n## Then\n\n- `one`\n"
    article, found = read(text, gate)
    assert not found
    assert article.title == "My first day"
    assert article.html == (
        '<p>Hello <strong>you</strong>, see <a href="https://x.example/a?b&amp;c" rel="noopener"'
        ' target="_blank">the site</a>.</p>\n<h2>Then</h2>\n<ul>\n<li><code>one</code></li>\n</ul>\n'
    )
    assert article.links == ("https://x.example/a?b&c",)
    assert article.headings == ((2, "Then"),)
    assert article.words == 10


def test_headings_go_below_the_level_of_the_page(gate: Gate) -> None:
    article, found = read("# T\n\n## a\n\n### b\n\n## c\n", gate, level=4)
    assert not found
    assert article.headings == ((4, "a"), (5, "b"), (4, "c"))


def test_a_skipped_level_is_told_and_closed(gate: Gate) -> None:
    article, found = read("# T\n\n#### deep\n", gate)
    assert [(one.code, one.span.line) for one in found if one.span] == [("SS-A11Y-002", 3)]
    assert article.headings == ((2, "deep"),)


def test_pictures_come_through_the_gate(gate: Gate) -> None:
    article, found = read("![A charger](a.png) and ![A *day*](../pictures/b.png)\n", gate)
    assert not found
    assert article.pictures == ("content/a.png", "pictures/b.png")
    assert '<img src="media/pictures/b.png" alt="A day" />' in article.html


def test_tables_have_scopes_and_no_style(gate: Gate) -> None:
    article, _ = read("| a | b |\n|:-:|--:|\n| 1 | 2 |\n", gate)
    assert '<th class="align-center" scope="col">a</th>' in article.html
    assert "style" not in article.html


def test_comments_are_left_out(gate: Gate) -> None:
    article, found = read("<!-- to do -->\n\na <!-- b --> c\n", gate)
    assert not found
    assert "!--" not in article.html and "to do" not in article.html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\nb <b>c</b>\n", [("SS-MD-001", 2, 3), ("SS-MD-001", 2, 7)]),
        ("a\n\n<div>\nx\n</div>\n", [("SS-MD-001", 3, 1)]),
        ("<!-- a --> <script>\n", [("SS-MD-001", 1, 1)]),
        ("[x](javascript:alert(1))\n", [("SS-MD-002", 1, 5)]),
        ("a\n[x]\n\n[x]: data:text/html,y\n", [("SS-MD-002", 2, 1)]),
        ("[x](//evil.test)\n", [("SS-MD-002", 1, 5)]),
        ("[x](other.md)\n", [("SS-MD-002", 1, 5)]),
        ("[](https://x.example)\n", [("SS-A11Y-004", 1, 4)]),
        ("![](a.png)\n", [("SS-A11Y-001", 1, 5)]),
        ("![x](https://x.example/a.png)\n", [("SS-MD-003", 1, 6)]),
        ("![x](../../a.png)\n", [("SS-MD-003", 1, 6)]),
        ("![x](/etc/a.png)\n", [("SS-MD-003", 1, 6)]),
        ("![x](data:image/png;base64,AAAA)\n", [("SS-MD-003", 1, 6)]),
        ("![x](bad.svg)\n", [("SS-MD-003", 1, 6)]),
        ("![x](aa.png)\n", [("SS-FILE-001", 1, 6)]),
        ("# a\n\n# b\n", [("SS-MD-005", 3, 1)]),
        ("##\n", [("SS-A11Y-003", 1, 1)]),
        ("---\nid: x\n---\n\n[x](y:z)\n", [("SS-MD-006", 1, 1), ("SS-MD-002", 5, 5)]),
        ("x" * (MAX_BYTES + 1), [("SS-MD-004", 1, 1)]),
        ("[" * 1000, [("SS-MD-004", 1, 1)]),
    ],
)
def test_each_mistake_is_told_at_its_line(text: str, told: list[tuple[str, int, int]], gate: Gate) -> None:
    _, found = read(text, gate)
    assert [(one.code, one.span.line, one.span.column) for one in found if one.span] == told
    assert all(one.hint for one in found)


def test_a_line_of_text() -> None:
    assert inline("Say *yes* to `x`") == "Say <em>yes</em> to <code>x</code>"
    assert inline('<b>"x"</b>') == "&lt;b&gt;&quot;x&quot;&lt;/b&gt;"
    assert inline("[a](javascript:x) [b](https://b.example)") == (
        'a <a href="https://b.example" rel="noopener" target="_blank">b</a>'
    )
    assert inline("# no heading") == "# no heading"
    assert "img" not in inline("![a](b.png)")


@pytest.mark.parametrize(("text", "words"), [("", 0), ("It's a well-known fact.", 4), ("你好世界", 2), ("2.5 km", 2)])
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


class Judge(HTMLParser):
    """Fails on any element or attribute that an article may not hold."""

    allowed = "p h1 h2 h3 h4 h5 h6 ul ol li em strong code pre blockquote hr br a img table thead tbody tr th td"
    attributes = "href rel target src alt title class scope start"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed.split(), tag
        for name, value in attrs:
            assert name in self.attributes.split(), name
            if name == "href":
                assert safe_url(value or "") is not None

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


PIECES = st.sampled_from(
    ["<script>", "</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "<a href='javascript:x'>", "[",
     "](", ")", "javascript:alert(1)", "https://x.example", "!", "`", "*", "_", "\n", "\n\n", "> ", "- ",
     "# ", "&lt;", "&#106;", '"', "'", "\\", "<", ">", "|", "-|-\n", "    ", "\t", "[a]: ", "data:text/html,",
     "<![CDATA[", "<?x?>", "a", "é"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=20))
def test_no_mix_of_pieces_passes_the_walls(pieces: list[str]) -> None:
    text = "".join(pieces)
    article, _ = read_article(text, "a.md", Gate(Path("nowhere")))
    Judge().feed(article.html)
    Judge().feed(inline(text))


HOSTILE = {
    "stars": "*a ", "strong": "**a *", "under": "_a __b", "brackets": "[", "links": "[a](", "pictures": "![",
    "quotes": "> ", "lists": "- ", "rows": "|a|\n|-|\n", "ticks": "`a``b", "angles": "<a ",
    "comments": "<!--", "entities": "&amp;", "backslashes": "\\", "heads": "# a\n", "hard": "a  \n",
    "defs": "[a]: /x\n", "refs": "[a][b", "html": "<b>\n", "tabs": "\t", "long": "a",
    "paragraphs": "[*_" * 280 + "\n\n", "setext": "a\n=\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markdown_takes_under_a_second(name: str, gate: Gate) -> None:
    part = HOSTILE[name]
    before = time.process_time()
    article, found = read(part * (MAX_BYTES // len(part)), gate)
    assert time.process_time() - before < 1.0
    assert found or article.html is not None


def test_deep_nesting_is_no_crash(gate: Gate) -> None:
    for text in (
        "![" * 250 + "a" + "](b)" * 250,
        ">" * 5000 + "a",
        "".join(" " * (2 * i) + "- a\n" for i in range(150)),
    ):
        article, _ = read(text, gate)
        assert not re.search("<script", article.html)


@given(st.text("aZ1é_'’.-–“…  \nß²", max_size=40))
def test_counting_byte_by_byte_counts_what_a_person_would(text: str) -> None:
    assert count_words(text) == len(re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text))
    assert count_words(f"{text} ж") == count_words(text) + 1, "another script is counted in another way"
