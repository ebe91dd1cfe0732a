"""Our HTML of a text against that of a second reader of Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from socialscaffold.source.tokens import Token, parse, parse_line, render

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXTS = {
    "lists": "- a\n- b\n  - c\n    1. d\n\n3. x\n\n   y\n4. z\n",
    "code in a list": "- ```py extra\n  1 < 2\n  ```\n  after\n- b\n\n      in\n",
    "quotes": "> # a\n>\n> - b\n>\n> c\n",
    "breaks": "a  \nb\\\nc\nd\n\n---\n\n***\n",
    "marks": '*a* __b__ ***c*** `d < e` \\*f\\* &amp; &copy; < > "\n',
    "links": '[a *b*](https://x.example/?a&b "T") <https://y.example> <me@x.example> [r][1]\n\n[1]: /z "U"\n',
    "pictures": '![a *b* `c`](d.png) ![](e.png "t")\n',
    "tables": "| a | b | c |\n|:--|--:|:-:|\n| 1 | `\\|` | **x** |\n| 2 |\n\n| lonely |\n|---|\n",
    "headings": "# a\n\nb\n===\n\n#\n\n###### c ######\n",
    "a table in a list": "- a\n\n  | x |\n  |---|\n  | y |\n",
}


def theirs(text: str) -> str:
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return re.sub(r' style="text-align:(\w+)"', r' class="align-\1"', html)


def described(tokens: list[Token]) -> list[Token]:
    """Each picture with its words as its description, which is the business of whoever judges pictures."""
    for token in tokens:
        described(token.children)
        if token.type == "image":
            token.attrs["alt"] = "".join(one.content for one in token.children)
    return tokens


@pytest.mark.parametrize("name", TEXTS)
def test_each_form_prints_as_the_other_reader_prints_it(name: str) -> None:
    assert render(described(parse(TEXTS[name]))) == theirs(TEXTS[name])


def test_the_examples_print_as_the_other_reader_prints_them() -> None:
    files = sorted(EXAMPLES.rglob("*.md"))
    assert len(files) > 20
    for file in files:
        text = file.read_text("utf-8")
        assert render(parse(text)) == theirs(text), file


def test_html_prints_as_text() -> None:
    html = render(parse("a <b onclick='x'>c</b>\n\n<script>\nalert(1)\n</script>\n"))
    assert "<b" not in html and "<script" not in html
    assert "&lt;script&gt;" in html


def test_each_token_knows_its_line() -> None:
    tokens = parse("# é\n\na\nb `c`\n\n- d\n- *e*\n")
    inline = [[(one.type, one.line) for one in token.children] for token in tokens if token.type == "inline"]
    assert [token.line for token in tokens if token.type.endswith("_open")] == [1, 3, 6, 6, 7]
    assert ("code_inline", 4) in inline[1]
    assert ("em_open", 7) in inline[3]


@pytest.mark.parametrize(
    "text", ["# a", "- a", "> a", "1. a", "    a", "<div>", "[a]: b", "---", "```", ".a", "a\n# b"]
)
def test_one_line_never_begins_a_block(text: str) -> None:
    words = "".join(token.content for token in parse_line(text))
    assert words.split() == text.split()


@pytest.mark.parametrize("text", ["*a*", "_a_ b", '**"a"**', "`a`", "[a](https://x.example)"])
def test_one_line_keeps_its_marks(text: str) -> None:
    assert f"<p>{render(parse_line(text))}</p>\n" == theirs(text)
