"""What is new among the answers that came in: proposals for the regions' files, consents given, consents withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.harvest.alike import Sayings, one_line
from socialscaffold.harvest.log import Alike, Log, Origin, TakenBack
from socialscaffold.harvest.sift import Sifted
from socialscaffold.spec.region import Answer, Region

Id = tuple[str, str]  # the region, and the answer in it
Saying = tuple[
    Id, int
]  # an answer, and which of the words in it: those said alike by their number, or one of these two
HERE, OWN = -1, -2  # what stands in the region's file; what its writer wrote before a reviewer changed it
LIVE = ("proposed", "accepted", "promoted")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A new answer of a region's file; its status is `proposed`."""

    region: str
    id: str
    prompt: str
    text: str
    learner: str
    consent: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is to be done. `agreed` and `withdrawn` are (region, id) of answers that stand already.

    `doubles` counts what was there already, `alike` what says nearly the same, `refused` what was sent back or taken
    back before.
    """

    proposed: tuple[Proposed, ...]
    agreed: tuple[tuple[str, str], ...]
    withdrawn: tuple[tuple[str, str], ...]
    log: Log
    doubles: int = 0
    alike: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """An answer that stands in a file or was just proposed."""

    region: str
    id: str
    prompt: str
    text: str
    learner: str
    consent: str
    status: str


class _Harvest:
    """The state while one harvest is gathered: what is known by now, and the log as it grows.

    Whatever is asked for each answer is kept by what it is asked for, so that thousands take thousands of steps.
    """

    def __init__(self, regions: Iterable[Region], log: Log, cohort: str) -> None:
        self.log, self.cohort = log, cohort
        self.known = {(region.region, one.id): _of(region.region, one) for region in regions for one in region.answers}
        self.origins = {one.id: one for one in log.answers}
        self.alikes = {one.id: list(one.alike) for one in log.answers}
        self.taken = {(one.learner, one.prompt) for one in log.taken_back}
        self.new: dict[Id, _Known] = {}
        self.agreed: list[Id] = []
        self.withdrawn: dict[Id, None] = {}
        self.doubles = self.alike = self.refused = 0
        self._last: dict[str, int] = {}  # the highest number of the names that begin so
        self._speaking: dict[str, dict[Id, None]] = {}  # by learner, the answers they speak in
        self._gone: set[tuple[str, str, str]] = set()  # (region, prompt, learner) of what was taken back
        self._rows_gone: set[tuple[str, int]] = set()  # rows that name no learner, by the file's fingerprint
        self._sayings: dict[tuple[str, str], Sayings[Saying]] | None = None  # what was said, by region and prompt
        self._said: dict[Id, set[tuple[str, str]]] = {}  # who said what, by the answer they speak in
        for name in (*(name for _, name in self.known), *self.origins):
            self._count(name)
        for key, one in self.known.items():
            self._meet(key, one)

    def _count(self, name: str) -> None:
        stem, _, number = name.rpartition("-")
        if number.isdecimal():
            self._last[stem] = max(self._last.get(stem, 0), int(number))

    def _meet(self, key: Id, one: _Known) -> None:
        """Keep who speaks in an answer, and whether they took it back."""
        for learner in (one.learner, *(each.learner for each in self.alikes.get(one.id, []))):
            self._speaking.setdefault(learner, {})[key] = None
        if one.status == "withdrawn":
            self._gone.add((one.region, one.prompt, one.learner))
            if not one.learner and (origin := self.origins.get(one.id)):
                self._rows_gone.add((origin.file, origin.row))

    def _heard(self, region: str, prompt: str) -> Sayings[Saying]:
        """What was said in a region to a prompt by now."""
        if self._sayings is None:
            self._sayings = {}
            for key, one in (*self.known.items(), *self.new.items()):
                self._hear(key, one, self._sayings)
        return self._sayings.setdefault((region, prompt), Sayings())

    def _hear(self, key: Id, one: _Known, heard: dict[tuple[str, str], Sayings[Saying]]) -> None:
        if one.status == "expired":
            return  # the question is asked again, and the old answer may be the new one
        sayings = heard.setdefault((one.region, one.prompt), Sayings())
        alikes = self.alikes.get(one.id, [])
        if one.text:
            sayings.add((key, HERE), one.text)
        for number, each in enumerate(alikes):
            sayings.add((key, number), each.text)
        if (origin := self.origins.get(one.id)) and origin.first_written:
            sayings.add((key, OWN), origin.first_written)
        self._said[key] = {(one.learner, one_line(one.text)), *((each.learner, one_line(each.text)) for each in alikes)}

    def take(self, one: Sifted) -> None:
        """One answer with a text: new, there already, or nearly so."""
        if not one.learner and (one.fingerprint, one.row) in self._rows_gone:
            self.refused += 1
            return
        back = one.learner and {(one.learner, one.prompt), (one.learner, "")} & self.taken
        if back or (one.learner and (one.region, one.prompt, one.learner) in self._gone):
            self.refused += 1
            return
        hit = self._heard(one.region, one.prompt).nearest(one.text)
        if hit is None:
            self._propose(_Known(one.region, "", one.prompt, one.text, one.learner, one.consent, "proposed"), one)
        else:
            self._again(one, *hit)

    def _again(self, one: Sifted, key: Id, number: int) -> None:
        """Somebody said what stands in the answer `key`: its own words, or those that were said alike."""
        there = self.new.get(key) or self.known[key]
        if there.status not in LIVE:
            self.refused += 1
            return
        alikes = self.alikes.setdefault(there.id, [])
        said = alikes[number] if number >= 0 else there
        own = self.origins[there.id].first_written if number == OWN else said.text
        same = (one.learner, one_line(one.text))
        if (said.learner, one_line(own)) == same:
            self.doubles += 1
            if said.consent == "yes" or one.consent != "yes":
                return
            if number >= 0:
                alikes[number] = replace(alikes[number], consent="yes")
            elif key in self.new:
                self.new[key] = replace(there, consent="yes")
            else:
                self.known[key] = replace(there, consent="yes")
                self.agreed.append(key)
            return
        if same in self._said[key]:
            self.doubles += 1
            return
        self.alike += 1
        alikes.append(Alike(learner=one.learner, consent=one.consent, text=one.text, from_=self.cohort))
        self._said[key].add(same)
        self._speaking.setdefault(one.learner, {})[key] = None
        self._heard(there.region, there.prompt).add((key, len(alikes) - 1), one.text)

    def _propose(self, said: _Known, source: Sifted | None, alikes: Iterable[Alike] = ()) -> None:
        """A new answer; `source` is the row that it stood in, None where it was said alike until now."""
        stem = f"{said.region}-{said.prompt}"
        name = f"{stem}-{self._last.get(stem, 0) + 1}"
        self._count(name)
        made = replace(said, id=name)
        self.new[said.region, name] = made
        self.alikes[name] = list(alikes)
        if source is None:
            self.origins[name] = Origin(id=name, came_by="said alike")
        else:
            self.origins[name] = Origin(id=name, came_by=source.kind, file=source.fingerprint, row=max(1, source.row))
        self._meet((said.region, name), made)
        if self._sayings is not None:
            self._hear((said.region, name), made, self._sayings)

    def take_back(self, learner: str, prompt: str) -> None:
        """Somebody's consent to a prompt (empty: to all) is withdrawn: their words go, those of others stay."""
        gone = False
        for key in list(self._speaking.get(learner, ())):
            each = self.new.get(key) or self.known.get(key)
            if each is None or (prompt and each.prompt != prompt):
                continue
            there = self.alikes.get(each.id, [])
            others = [one for one in there if one.learner != learner]
            if len(others) != len(there):
                gone = True
                self.alikes[each.id] = others
            if each.learner == learner and each.status != "withdrawn":
                gone = True
                self._drop(key, each, others)
        if gone:
            self.taken.add((learner, prompt))
            self._sayings = None

    def drop(self, key: Id) -> None:
        """An answer that nobody is named for is withdrawn; what others said alike stays."""
        self._drop(key, self.known[key], self.alikes.get(key[1], []))

    def _drop(self, key: Id, each: _Known, others: list[Alike]) -> None:
        if key in self.new:
            del self.new[key]
            self.origins.pop(each.id, None)
            self.alikes.pop(each.id, None)
        else:
            self.known[key] = replace(each, status="withdrawn", text="", consent="no")
            self.withdrawn[key] = None
            self._gone.add((each.region, each.prompt, each.learner))
            kept = self.origins.get(each.id, Origin(id=each.id))
            self.origins[each.id] = replace(kept, first_written="", waits_for="")
            self.alikes[each.id] = []
        if others:
            first, *rest = others
            said = _Known(each.region, "", each.prompt, first.text, first.learner, first.consent, "proposed")
            self._propose(said, None, rest)

    def gathered(self) -> Gathered:
        proposed = tuple(
            Proposed(one.region, one.id, one.prompt, one.text, one.learner, one.consent) for one in self.new.values()
        )
        taken = tuple(TakenBack(learner=learner, prompt=prompt) for learner, prompt in sorted(self.taken))
        origins = dict.fromkeys((*self.origins, *(name for name, alikes in self.alikes.items() if alikes)))
        answers = (self._origin(name) for name in origins)
        log = replace(self.log, answers=tuple(answers), taken_back=taken)
        agreed = tuple(key for key in self.agreed if key not in self.withdrawn)
        return Gathered(proposed, agreed, tuple(self.withdrawn), log, self.doubles, self.alike, self.refused)

    def _origin(self, name: str) -> Origin:
        origin, alikes = self.origins.get(name, Origin(id=name)), self.alikes.get(name, [])
        return origin if list(origin.alike) == alikes else replace(origin, alike=tuple(alikes))


def gather(sifted: Iterable[Sifted], regions: Iterable[Region], log: Log, cohort: str = "") -> Gathered:
    """What the answers of one harvest change. In one harvest a no is stronger than a yes, whatever the files' order."""
    state = _Harvest(regions, log, cohort)
    there = list(sifted)
    refused = {(one.learner, one.prompt) for one in there if one.consent == "no"}
    agreed = {(one.learner, one.prompt) for one in there if one.consent == "yes"}
    for learner, prompt in sorted(refused):
        state.take_back(learner, prompt)
    state.taken |= refused & agreed
    for one in there:
        if one.consent == "no":
            continue
        if (one.learner, one.prompt) in refused:
            state.refused += 1
        else:
            state.take(one)
    return state.gathered()


def take_back(learner: str, prompt: str, regions: Iterable[Region], log: Log) -> Gathered:
    """What changes when somebody withdraws their consent; an empty `prompt` means everything they gave."""
    state = _Harvest(regions, log, "")
    state.take_back(learner, prompt)
    return state.gathered()


def take_back_answer(key: Id, regions: Iterable[Region], log: Log) -> Gathered:
    """What changes when one answer of a region's file is withdrawn: its writer's consent to its prompt, where there is
    a writer, else the answer alone."""
    state = _Harvest(regions, log, "")
    one = state.known[key]
    if one.learner:
        state.take_back(one.learner, one.prompt)
    elif one.status != "withdrawn":
        state.drop(key)
    return state.gathered()


def by_region(gathered: Gathered) -> Mapping[str, tuple[Proposed, ...]]:
    """The proposals of each region."""
    found: dict[str, list[Proposed]] = {}
    for one in gathered.proposed:
        found.setdefault(one.region, []).append(one)
    return {name: tuple(there) for name, there in found.items()}


def _of(region: str, one: Answer) -> _Known:
    return _Known(region, one.id, one.prompt.text, one.text, one.learner, one.consent, one.status)
