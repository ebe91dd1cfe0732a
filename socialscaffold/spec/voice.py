"""How a place says things: what fills `{region}` and `{fact:ID}`, and words that stand in for ours.

Words are put in as a person would: capitals where a sentence begins, `a` or `an` as the new word wants it, the plural
where ours is one, and what explains a word after its sentence, once a text. What is filled in is not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from socialscaffold.dataclass import dataclass
from socialscaffold.regex import regex
from socialscaffold.spec.region import Region
from socialscaffold.words.chain import is_english
from socialscaffold.words.speech import EN, Speech, noted

ANYWHERE = noted("your area")
UNKNOWN = noted("({fact}: to be found out)")
PLACEHOLDER = regex(r"\{(region|fact:([A-Za-z0-9_.-]+))\}")
# In Markdown, code and addresses are nobody's words.
NOT_WORDS = regex(r"(```.*?(?:```|\Z)|`[^`\n]+`|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+)", re.DOTALL)
_ADDRESS = regex(r"\]\(\s*<?([^)\s>]+)>?")
_SENTENCE_BEGINS = regex(r"(?:^|[.!?:…]\s+|[\n\r]\s*|^\s*(?:[-*>#]+|\d+[.)])\s+|[“\"(]\s*)$")
_SENTENCE_ENDS = regex(r"[.!?…][”\"’')]*(?=\s|$)|(?=\n\s*(?:\n|[-*>#|]|\d+[.)]))|(?=\s*$)")
_LIKE_A_FILE = regex(r"\S+/\S+|\S+\.[A-Za-z0-9]{2,4}")
NO_TERMS: Mapping[str, str] = MappingProxyType({})
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """What fills the placeholders, and words that stand in for others, as (ours, theirs).

    `notes` explain some of theirs; `files` are paths and addresses with those of this place; `english` is whether the
    program is written in English; `unknown` stands for a `{fact}` that nobody knows yet.
    """

    region: str = ANYWHERE
    facts: Pairs = ()
    words: Pairs = ()
    notes: Pairs = ()
    files: Pairs = ()
    english: bool = True
    unknown: str = UNKNOWN

    def say(self, text: str, *, explain: bool = False) -> str:
        """`text` as it is said here; with `explain` each word that has a note is explained once."""
        return self._explained(self._filled(text), text) if explain else self._filled(text)

    def say_markdown(self, text: str) -> str:
        """The same for an article: what stands in code stays, and an address is that of this place."""
        if "{" not in text and not (self.words or self.notes or self.files):
            return text
        parts = [
            self._address(part) if number % 2 else self._filled(part)
            for number, part in enumerate(NOT_WORDS.split(text))
        ]
        return self._explained("".join(parts), text)

    def _filled(self, text: str) -> str:
        facts = dict(self.facts)
        parts: list[str] = []
        end = 0
        for hit in PLACEHOLDER.finditer(text):
            parts.append(self._said(text[end : hit.start()], begins=end == 0))
            parts.append(facts.get(hit[2], self.unknown.format(fact=hit[2])) if hit[2] else self.region)
            end = hit.end()
        return "".join((*parts, self._said(text[end:], begins=end == 0)))

    def _said(self, text: str, *, begins: bool) -> str:
        if not self.words or not text:
            return text
        theirs, known = _known(self.words, self.english)

        def other(hit: re.Match[str]) -> str:
            article, ours = hit["article"] or "", hit["ours"]
            found = theirs[ours.casefold()]
            before = text[: hit.start()]
            at_start = bool(_SENTENCE_BEGINS.search(before)) and (begins or bool(before))
            written = next((one for one, _ in self.words if one.casefold() == ours.casefold()), ours)
            if not article and ours[:1].isupper() and (at_start or not written[:1].isupper()):
                found = found[:1].upper() + found[1:]
            return _article(article, found) + found if article else found

        return known.sub(other, text)

    def _explained(self, said: str, text: str) -> str:
        """`said` with the note of each of our words in `text` after the sentence in which it comes first."""
        for theirs, note in self.notes:
            if any(_whole(ours).search(text) for ours, other in self.words if other == theirs):
                hit = _whole(theirs).search(said)
                end = _SENTENCE_ENDS.search(said, hit.end()) if hit else None
                if hit and end:
                    stop = "." if end[0] and note[-1:] not in ".!?" else ""
                    told = f" ({theirs}: {note}{stop})"
                    said = said[: end.end()] + told + said[end.end() :]
        return said

    def _address(self, part: str) -> str:
        found = _ADDRESS.match(part)
        theirs = dict(self.files).get(found[1]) if found else dict(self.files).get(part)
        if theirs is None:
            return part
        return part.replace(found[1], theirs, 1) if found else theirs


@cache
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


@cache
def _known(words: Pairs, english: bool) -> tuple[dict[str, str], re.Pattern[str]]:
    """Theirs by ours in small letters, and what finds ours: whole words, the longest first, with an article before."""
    theirs = {ours.casefold(): other for ours, other in words}
    longest = sorted(theirs, key=lambda one: (-len(one), one))
    article = r"(?P<article>\ban? +)?" if english else r"(?P<article>(?!))?"
    return theirs, re.compile(
        rf"{article}(?<!\w)(?P<ours>{'|'.join(re.escape(one) for one in longest)})(?!\w)", re.IGNORECASE
    )


def _article(written: str, noun: str) -> str:
    """`a ` or `an ` as it is heard before `noun`, with the capital and the spaces of the one that was written."""
    first = noun[:1].casefold()
    vowel = first in "aeiouåäöøæéè" and not re.match(r"(?:eu|one\b|uni|use|u[A-Z])", noun, re.IGNORECASE)
    vowel = vowel or bool(re.match(r"(?:hour|honest|heir)", noun, re.IGNORECASE))
    return written[0] + ("n" if vowel else "") + " " * (len(written) - len(written.rstrip()))


def plural(noun: str) -> str:
    """The regular English plural of a noun."""
    if re.search(r"[^aeiou]y$", noun, re.IGNORECASE):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun, re.IGNORECASE) else "s")


def like_a_file(text: str) -> bool:
    """Whether a replacement speaks of a file or an address and not of words."""
    return bool(_LIKE_A_FILE.fullmatch(text))


def voice_of(regions: tuple[Region, ...], here: str, say: Speech = EN, terms: Mapping[str, str] = NO_TERMS) -> Voice:
    """The voice of the region `here` (its short name), or of all of them where it is empty.

    `say` is the speech of the program. In a translation `terms` are what it calls the words that regions replace: a
    word of the source stands for its translation as well, unless the region names that one itself.
    """
    english = is_english(say.language)
    one = next((each for each in regions if each.region == here), None)
    if one is not None:
        said = [(ours, each) for _, ours, each in one.replace.sayings]
        words = [(ours, each.say) for ours, each in said if not like_a_file(ours)]
        words += [
            (more, each.plural) for ours, each in said if each.plural and ((more := plural(ours)) in terms or english)
        ]
        own = {ours.casefold() for ours, _ in words}
        words += [(terms[ours], other) for ours, other in words if terms.get(ours, ours).casefold() not in own]
        files = tuple((ours, each.say) for ours, each in said if like_a_file(ours))
        notes = tuple((each.say, each.note) for ours, each in said if each.note and not like_a_file(ours))
        return Voice(one.name, one.facts, tuple(words), tuple(dict.fromkeys(notes)), files, english, say(UNKNOWN))
    known = dict.fromkeys(name for each in regions for name, _ in each.facts)
    facts = tuple(
        (name, "; ".join(f"{dict(each.facts)[name]} ({each.name})" for each in regions if name in dict(each.facts)))
        for name in known
    )
    return Voice(say(ANYWHERE), facts, english=english, unknown=say(UNKNOWN))
