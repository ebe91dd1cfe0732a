"""What docs/quality.md counts: `python3 docs/make_quality.py` writes its tables anew, with the project installed.

It reads the documents of the cases as text: paragraphs, list items and cells. A piece that two programs share is either
the words of a pattern that both follow, or one of the fixed words of docs/fixed-words.md, or it is nobody's own.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from socialscaffold.compiler import check
from socialscaffold.output.documents import documents
from socialscaffold.patterns.library import SHELVES, ids, load
from socialscaffold.patterns.page import texts
from socialscaffold.plan.model import Plan
from socialscaffold.source.gate import Gate

HERE = Path(__file__).parent
CASES = {
    "ev-charging": "2027-spring",
    "healthcare-leadership": "2027",
    "smcr": "2027-spring",
    "difficult-conversations-full": "2027-spring",
    "difficult-conversations": None,
}
# Two that follow different protocols, two that follow the same one.
PAIRS = (("ev-charging", "smcr"), ("ev-charging", "healthcare-leadership"))
# A piece of fewer words is a label: a role, a length, a name.
SHORTEST = 8
START, END = "<!-- counted -->", "<!-- end -->"

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"(?<!\\)(\*\*|\*|`)|^\s*(?:[-*]|\d+\.)\s+(?:\[[ x]\]\s+)?|\\(?=[^\w\s])", re.MULTILINE)
_SIGNS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&#64;": "@", "&#58;": ":", "&#46;": "."}
_RULE = re.compile(r"^\|?[\s:|-]+\|?$")
_CELL = re.compile(r"(?<!\\)\|")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) |\|)")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A sentence ends at a stop, at a quotation's end, and before what a colon or a semicolon introduces.
_SENTENCE = re.compile(r"(?:(?<=[.?!…])|(?<=[.?!…][”’)])|(?<=[:;]))\s+|\n")
# What a pattern's placeholders become, and what stands for a title, a number or a seat.
_BRACES = re.compile(r"\{[a-z:-]+\}")
_NUMBERED = re.compile(r"\(name\)|\b(?:seat|meeting) \d+\b|\bthe (?:first |second |third )?issue-holder\b|\d+")


def pieces(text: str) -> list[str]:
    """The body of a Markdown document in pieces: paragraphs, list items and cells, without headings and marks."""
    found = []
    for block in _BLOCK.split(text):
        for line in _CELL.split(block) if block.startswith("|") else [block]:
            if line.strip() and not line.lstrip().startswith("#") and not _RULE.match(line.strip()):
                found.append(plain(line.strip()))
    return [one for one in found if WORD.search(one)]


def plain(text: str) -> str:
    """Markdown as it is read."""
    text = _MARK.sub("", _LINK.sub(r"\1", text))
    for entity, sign in _SIGNS.items():
        text = text.replace(entity, sign)
    return " ".join(text.split())


def sentences(piece: str) -> list[str]:
    """The sentences of a piece."""
    return [one for one in _SENTENCE.split(piece) if one and WORD.search(one)]


def words(text: str) -> list[str]:
    """The words of a text."""
    return WORD.findall(text)


def lix(body: list[str]) -> float:
    """Björnsson's index of readability: words a sentence, plus the hundredths of words with more than six letters.

    30 is easy, 40 a newspaper, 50 an official text.
    """
    every = [one for piece in body for one in sentences(piece)]
    said = [word for one in every for word in words(one)]
    return len(said) / len(every) + 100 * sum(len(one) > 6 for one in said) / len(said)


@cache
def planned(case: str) -> Plan:
    """The plan of a case with its cohort."""
    plan = check(Gate(HERE.parent / "examples" / case), cohort=CASES[case]).plan
    assert plan is not None
    return plan


@cache
def bodies(case: str) -> dict[str, list[str]]:
    """The pieces of every document of a case by its path; authors' own papers are no words of ours."""
    made = documents(planned(case))
    return {
        one.path: pieces(one.data.decode())
        for one in made
        if one.path.endswith(".md") and not one.path.startswith("library/")
    }


def shared(first: str, second: str) -> dict[str, str]:
    """Every piece that stands in both cases, with the document of the first one."""
    other = {piece for body in bodies(second).values() for piece in body}
    return {
        piece: path
        for path, body in bodies(first).items()
        for piece in body
        if piece in other and sum(not one[0].isdigit() for one in words(piece)) >= SHORTEST
    }


def _key(text: str) -> str:
    text = _NUMBERED.sub("#", _BRACES.sub("#", text.casefold()))
    return " ".join(re.findall(r"[^\W_]+|#", text.replace("’", "'").replace("'", "")))


@cache
def _library() -> tuple[str, frozenset[str]]:
    """Every sentence of the shipped patterns on one line, and every title."""
    said = [text for shelf in SHELVES for name in ids(shelf) for text in texts(load(shelf, name)[0])]
    return " | ".join(map(_key, said)), frozenset(_key(one) for one in said if len(words(one)) <= SHORTEST)


def of_a_pattern(piece: str) -> bool:
    """Whether each sentence of a piece is a pattern's, whatever it was filled with, or fixed words between them."""
    library, titles = _library()
    return all(
        _key(one) in library
        or _key(one) in fixed_words()
        or _key(re.split(r"[,(]", one.removesuffix(":"))[0]) in titles
        for one in sentences(piece.removeprefix("Have ready: "))
    )


@cache
def fixed_words() -> dict[str, str]:
    """The fixed words of docs/fixed-words.md, each with the heading under which it stands."""
    found = {}
    heading = ""
    for line in (HERE / "fixed-words.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith("- "):
            found[_key(line.removeprefix("- "))] = heading
    return found


def kind_of(piece: str) -> str:
    """`pattern`, the heading of the fixed words to which a shared piece belongs, or an empty text."""
    return fixed_words().get(_key(piece), "") or ("pattern" if of_a_pattern(piece) else "")


def nobodys(first: str, second: str) -> list[str]:
    """Shared pieces that are neither a pattern's nor fixed."""
    return [f"{path}: {piece}" for piece, path in shared(first, second).items() if not kind_of(piece)]


def table() -> str:
    """The counts for the pairs."""
    headings = list(dict.fromkeys(fixed_words().values()))
    lines = [
        "| two programs | pieces | the same in both | of a pattern that both follow | fixed words | anything else |",
        "|---|---|---|---|---|---|",
    ]
    for pair in PAIRS:
        both = shared(*pair)
        counts = [sum(len(words(one)) >= SHORTEST for body in bodies(case).values() for one in body) for case in pair]
        kinds = [kind_of(piece) for piece in both]
        fixed = sum(kind in headings for kind in kinds)
        lines.append(
            f"| {pair[0]} and {pair[1]} | {counts[0]} and {counts[1]} | {len(both)} | {kinds.count('pattern')} | {fixed} "
            f"| {kinds.count('')} |"
        )
    return "\n".join(lines)


def readability() -> str:
    """The longest sentence and the index of each case's documents."""
    lines = ["| case | documents | longest sentence, in words | index, hardest document |", "|---|---|---|---|"]
    for case in CASES:
        long = max(len(words(one)) for body in bodies(case).values() for piece in body for one in sentences(piece))
        hard = max((lix(body), path) for path, body in bodies(case).items() if sum(map(len, map(words, body))) >= 100)
        lines.append(f"| {case} | {len(bodies(case))} | {long} | {hard[0]:.0f} ({hard[1]}) |")
    return "\n".join(lines)


def page() -> str:
    """docs/quality.md with its counted part made anew; what people judged stays as it was written."""
    text = (HERE / "quality.md").read_text("utf-8")
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    return f"{before}{START}\n\n{table()}\n\n{readability()}\n\n{END}{after}"


if __name__ == "__main__":
    made = page()
    (HERE / "quality.md").write_text(made, "utf-8", newline="\n")
