"""What is new among the answers that came in: proposals for the regions' files, consents given, consents withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from socialscaffold.dataclass import dataclass
from socialscaffold.harvest.alike import nearest, one_line
from socialscaffold.harvest.log import Alike, Log, Origin, TakenBack
from socialscaffold.harvest.sift import Sifted
from socialscaffold.spec.region import Answer, Region

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
    """The state while one harvest is gathered: what is known by now, and the log as it grows."""

    def __init__(self, regions: Iterable[Region], log: Log, cohort: str) -> None:
        self.known = {(region.region, one.id): _of(region.region, one) for region in regions for one in region.answers}
        self.origins = {one.id: one for one in log.answers}
        self.taken = {(one.learner, one.prompt) for one in log.taken_back}
        self.log, self.cohort = log, cohort
        self.new: dict[tuple[str, str], _Known] = {}
        self.agreed: list[tuple[str, str]] = []
        self.withdrawn: list[tuple[str, str]] = []
        self.doubles = self.alike = self.refused = 0

    def all(self) -> dict[tuple[str, str], _Known]:
        return {**self.known, **self.new}

    def take(self, one: Sifted) -> None:
        """One answer with a text: new, there already, or nearly so."""
        if one.learner and {(one.learner, one.prompt), (one.learner, "")} & self.taken:
            self.refused += 1
            return
        here = {key: each for key, each in self.all().items() if (each.region, each.prompt) == (one.region, one.prompt)}
        if any(each.status == "withdrawn" and each.learner == one.learner != "" for each in here.values()):
            self.refused += 1
            return
        texts = {"\0".join(key): each.text for key, each in here.items() if each.text}
        for key, each in here.items():
            origin = self.origins.get(each.id, Origin(id=each.id))
            texts |= {"\0".join((*key, str(number))): other.text for number, other in enumerate(origin.alike)}
            if origin.first_written:
                texts["\0".join((*key, "own"))] = origin.first_written
        hit = nearest(one.text, texts)
        if hit is None:
            self._propose(one)
            return
        region, name, *number = hit.split("\0")
        self._again(one, here[region, name], number)

    def _again(self, one: Sifted, there: _Known, number: list[str]) -> None:
        if there.status not in LIVE:
            self.refused += 1
            return
        origin = self.origins.get(there.id, Origin(id=there.id))
        if number == ["own"]:
            there = replace(there, text=origin.first_written)
            number = []
        said = origin.alike[int(number[0])] if number else there
        same = (one.learner, one_line(one.text))
        if (said.learner, one_line(said.text)) == same:
            self.doubles += 1
            if said.consent == "yes" or one.consent != "yes":
                return
            if isinstance(said, Alike):
                other = tuple(replace(each, consent="yes") if each is said else each for each in origin.alike)
                self.origins[there.id] = replace(origin, alike=other)
            elif (there.region, there.id) in self.new:
                self.new[there.region, there.id] = replace(there, consent="yes")
            else:
                self.known[there.region, there.id] = replace(there, consent="yes")
                self.agreed.append((there.region, there.id))
            return
        told = [(there.learner, there.text), *((each.learner, each.text) for each in origin.alike)]
        if any((who, one_line(text)) == same for who, text in told):
            self.doubles += 1
            return
        self.alike += 1
        more = Alike(learner=one.learner, consent=one.consent, text=one.text, from_=self.cohort)
        self.origins[there.id] = replace(origin, alike=(*origin.alike, more))

    def _propose(self, one: Sifted) -> None:
        name = self._name(one.region, one.prompt)
        self.new[one.region, name] = _Known(
            one.region, name, one.prompt, one.text, one.learner, one.consent, "proposed"
        )
        self.origins[name] = Origin(id=name, came_by=one.kind, file=one.fingerprint, row=max(1, one.row))

    def _name(self, region: str, prompt: str) -> str:
        stem = f"{region}-{prompt}-"
        taken = {name for _, name in self.all()} | set(self.origins)
        numbers = (int(name[len(stem) :]) for name in taken if name.startswith(stem) and name[len(stem) :].isdecimal())
        return f"{stem}{max(numbers, default=0) + 1}"

    def take_back(self, learner: str, prompt: str) -> None:
        """Somebody's consent to a prompt (empty: to all) is withdrawn: their words go, those of others stay."""
        gone = False
        for key, each in list(self.all().items()):
            if prompt and each.prompt != prompt:
                continue
            origin = self.origins.get(each.id)
            others = tuple(one for one in origin.alike if one.learner != learner) if origin else ()
            if origin and len(others) != len(origin.alike):
                gone = True
                self.origins[each.id] = replace(origin, alike=others)
            if each.learner == learner and each.status != "withdrawn":
                gone = True
                self._drop(key, each, others)
        if gone:
            self.taken.add((learner, prompt))

    def _drop(self, key: tuple[str, str], each: _Known, others: tuple[Alike, ...]) -> None:
        if key in self.new:
            del self.new[key]
            self.origins.pop(each.id, None)
        else:
            self.known[key] = replace(each, status="withdrawn", text="", consent="no")
            self.withdrawn.append(key)
            self.origins[each.id] = replace(
                self.origins.get(each.id, Origin(id=each.id)), alike=(), first_written="", waits_for=""
            )
        if others:
            first, *rest = others
            name = self._name(each.region, each.prompt)
            self.new[each.region, name] = _Known(
                each.region, name, each.prompt, first.text, first.learner, first.consent, "proposed"
            )
            self.origins[name] = Origin(id=name, came_by="said alike", alike=tuple(rest))

    def gathered(self) -> Gathered:
        proposed = tuple(
            Proposed(one.region, one.id, one.prompt, one.text, one.learner, one.consent) for one in self.new.values()
        )
        taken = tuple(TakenBack(learner=learner, prompt=prompt) for learner, prompt in sorted(self.taken))
        log = replace(self.log, answers=tuple(self.origins.values()), taken_back=taken)
        agreed = tuple(key for key in self.agreed if key not in self.withdrawn)
        return Gathered(proposed, agreed, tuple(self.withdrawn), log, self.doubles, self.alike, self.refused)


def gather(sifted: Iterable[Sifted], regions: Iterable[Region], log: Log, cohort: str = "") -> Gathered:
    """What the answers of one harvest change. In one harvest a no is stronger than a yes, whatever the files' order."""
    state = _Harvest(regions, log, cohort)
    there = list(sifted)
    refused = {(one.learner, one.prompt) for one in there if one.consent == "no"}
    for learner, prompt in sorted(refused):
        state.take_back(learner, prompt)
        if any((one.learner, one.prompt, one.consent) == (learner, prompt, "yes") for one in there):
            state.taken.add((learner, prompt))
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


def by_region(gathered: Gathered) -> Mapping[str, tuple[Proposed, ...]]:
    """The proposals of each region."""
    names = dict.fromkeys(one.region for one in gathered.proposed)
    return {name: tuple(one for one in gathered.proposed if one.region == name) for name in names}


def _of(region: str, one: Answer) -> _Known:
    return _Known(region, one.id, one.prompt.text, one.text, one.learner, one.consent, one.status)
