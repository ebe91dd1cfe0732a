"""Where a language looks for a word: in its own catalogue, then in those of the languages nearest to it."""

from __future__ import annotations

# Languages that are read where another is not there: a Norwegian of either form reads the other one before English.
_NEAR = {"no": ("nb",), "nn": ("nb", "no"), "nb": ("no",)}
ENGLISH = "en"
# English as a machine would write it in a language that nobody speaks: what stays plain can't be translated.
PSEUDO = "en-XA"


def chain(language: str) -> tuple[str, ...]:
    """The tags to ask one after another, English last: `nb-NO` -> `nb-NO`, `nb`, `no`, `en`."""
    parts = language.split("-")
    found = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    found += _NEAR.get(parts[0].lower(), ())
    return tuple(dict.fromkeys((*found, ENGLISH)))


def nearest(language: str) -> str:
    """The language of a tag without its region or script, `nb` for `nb-NO`."""
    return language.split("-")[0].lower()


def kin(language: str, other: str) -> bool:
    """Whether people of a language read the other as their own: `de-CH` and `de`, `nn` and `nb-NO`."""
    return nearest(other) in {nearest(language), *map(nearest, chain(language)[:-1])}


def is_english(language: str) -> bool:
    """Whether the words of that language are those that stand in the source; the pseudo-language's are not."""
    return language.split("-")[0].lower() in ("", ENGLISH) and not is_pseudo(language)


def is_pseudo(language: str) -> bool:
    """Whether it is the pseudo-language."""
    return language.lower() == PSEUDO.lower()
