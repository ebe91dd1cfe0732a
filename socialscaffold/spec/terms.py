"""Words that regions replace, in a translation: a text that is translated holds a term's translation in its place.

Each term is a text to translate, under the key `replace`, so that a region's word reaches translated texts as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socialscaffold.diagnostics import Diagnostic, warn
from socialscaffold.spec.load import Sources
from socialscaffold.spec.region import Region
from socialscaffold.spec.translation import TERM
from socialscaffold.spec.voice import like_a_file, plural
from socialscaffold.words.chain import is_english, is_pseudo


def terms_of(regions: Iterable[Region], texts: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    """Each word of the texts that a region replaces, as (key, word); `language` is that of the texts.

    What stands in none of them is a word of the region's own language, and needs no translation.
    """
    said = "\n".join(texts).casefold()
    found: dict[str, None] = {}
    for region in regions:
        for _, ours, theirs in region.replace.sayings:
            if like_a_file(ours) or ours.casefold() not in said:
                continue
            found[ours] = None
            if theirs.plural and is_english(language) and plural(ours).casefold() in said:
                found[plural(ours)] = None
    return tuple((TERM, word) for word in found)


def hidden(sources: Sources, said: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """A finding for each word of the region that is built which no translated text can say, for nobody told its name.

    `said` is what is to be translated, as (key, text).
    """
    translation = sources.translation
    overlay = next((one for one in sources.regions if one.region == sources.here), None)
    if overlay is None or not translation.texts or is_pseudo(translation.language):
        return
    free = set(sources.texts)
    pairs = [
        (text.casefold(), other.casefold())
        for key, text in said
        if (other := translation.texts.get((key, text))) and (text in free or key.endswith(".md"))
    ]
    for _, ours, theirs in overlay.replace.sayings:
        word = ours.casefold()
        if like_a_file(ours) or ours in translation.terms:
            continue
        # A translator who knows the place may have taken its word already.
        here = (word, theirs.say.casefold())
        count = sum(word in text and not any(one in other for one in here) for text, other in pairs)
        if count:
            texts = "1 translated text" if count == 1 else f"{count} translated texts"
            seen = (
                f"“{theirs.say}” is not said in {texts}: nothing tells what `{ours}` is called in"
                f" `{translation.language}`."
            )
            hint = (
                f"Translate `{ours}` in `{translation.file}`, where `socialscaffold texts extract` puts it under the"
                f" key `{TERM}`; or replace the translation's own word here."
            )
            yield warn("SS-LANG-008", seen, hint, theirs.at.span)
