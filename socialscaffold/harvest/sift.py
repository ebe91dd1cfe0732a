"""Entries of files held against the program: whose answer to what, cleaned; what fits nowhere is told and left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.harvest.clean import clean, formula, undone
from socialscaffold.harvest.entry import LONGEST, Entry, Source, Told
from socialscaffold.harvest.pseudonyms import Pseudonyms
from socialscaffold.source.suggest import did_you_mean

_RAW = 200_000  # characters of a cell that are looked at; with markup a good answer may be many times its words


@dataclass(frozen=True, slots=True)
class Place:
    """What may be answered: the program, its regions by every way to write them, its prompts."""

    program: str
    regions: Mapping[str, str]
    prompts: tuple[str, ...]

    def region(self, said: str) -> str:
        """The short name of a region; empty for one that is not of this program."""
        if not said and len(set(self.regions.values())) == 1:
            return next(iter(self.regions.values()))
        return self.regions.get(said.casefold(), "")

    def prompt(self, said: str) -> str:
        """The id of a prompt, for spreadsheets put a capital where a line begins; empty for one that is not there."""
        alike = [one for one in self.prompts if one.casefold() == said.casefold()]
        return said if said in self.prompts else alike[0] if len(alike) == 1 else ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """One answer that fits: `learner` is a pseudonym, `text` is clean; a consent of `no` has no text."""

    region: str
    prompt: str
    learner: str
    text: str
    consent: str
    kind: str
    fingerprint: str
    row: int


def sift(
    sources: Iterable[Source], place: Place, names: Pseudonyms
) -> tuple[tuple[Sifted, ...], tuple[Diagnostic, ...]]:
    """The answers of all files, in the order given, and why others were left out."""
    kept: list[Sifted] = []
    found: list[Diagnostic] = []
    for source in sources:
        told = Told(source.name)
        for one in source.entries:
            if (made := _sifted(one, source, place, names, told)) is not None:
                kept.append(made)
        found += told.found()
    return tuple(kept), tuple(found)


def _sifted(one: Entry, source: Source, place: Place, names: Pseudonyms, told: Told) -> Sifted | None:
    where = replace(one, text="")
    if not _fits(where, place, told):
        return None
    prompt = place.prompt(one.prompt)
    learner = names.of(one.learner)
    region = place.region(one.region)
    made = Sifted(region, prompt, learner, "", one.consent, source.kind, source.fingerprint, one.at.line)
    if one.consent == "no":
        return made if learner else None
    if len(one.text) > _RAW:
        seen = f"The answer has more than {_RAW:,} characters and was not read."
        told.wrong("SS-HRV-006", seen, f"An answer has at most {LONGEST:,}.", one.at)
        return None
    text = undone(one.text)
    if formula(text):
        hint = "Write the answer as words; a spreadsheet would work this out."
        told.wrong("SS-HRV-007", "The answer is a formula.", hint, one.at)
        return None
    cleaned = clean(text)
    if formula(cleaned.text):
        told.wrong("SS-HRV-007", "The answer is a formula.", "Write the answer as words.", one.at)
        return None
    if not any(letter.isalnum() for letter in cleaned.text):
        told.wrong(
            "SS-HRV-006",
            "There is a consent, and no words that it is for.",
            "Write the answer, or delete the row.",
            one.at,
        )
        return None
    if len(cleaned.text) > LONGEST:
        seen = f"The answer has {len(cleaned.text):,} characters."
        told.wrong("SS-HRV-006", seen, f"An answer has at most {LONGEST:,}: shorten it.", one.at)
        return None
    if cleaned.markup:
        told.note("SS-HRV-009", "Markup was taken out of this answer.", "Only its words are kept.", one.at)
    if cleaned.people:
        seen = "An e-mail address or a telephone number was taken out of this answer."
        told.note("SS-HRV-013", seen, "Answers are shown to everyone: name functions, not people.", one.at)
    return replace(made, text=cleaned.text)


def _fits(one: Entry, place: Place, told: Told) -> bool:
    if one.program and one.program.casefold() != place.program.casefold():
        hint = f"This program is `{place.program}`. Collect the file for the other one."
        told.wrong("SS-HRV-003", "This answer belongs to another program.", hint, one.at)
    elif not place.region(one.region):
        known = ", ".join(dict.fromkeys(place.regions.values())) or "none"
        missing = not one.region
        seen = "This answer says no region." if missing else "This answer's region is none of the program's."
        # The guess is a name of the program's own; what stands in the cell is told to nobody.
        guess = did_you_mean(one.region, place.regions) if one.region and not told.full else None
        hint = f"Is it `{place.regions[guess]}`? " if guess else ""
        hint += f"There are: {known}." + (" Name it in the file, or call with `--region`." if missing else "")
        told.wrong("SS-HRV-004", seen, hint, one.at)
    elif not place.prompt(one.prompt):
        guess = did_you_mean(one.prompt, place.prompts) if one.prompt and not told.full else None
        hint = f"Is it `{guess}`? " if guess else ""
        hint += f"There are: {', '.join(place.prompts) or 'none'}."
        told.wrong("SS-HRV-005", "This answer's prompt is none of the program's.", hint, one.at)
    else:
        return True
    return False
