"""Whatever is collected, decided, lifted and taken back, in any order: a plain model says what learners read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from harvest_parts import PROGRAM, begin, call, export, form
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialscaffold.compiler import check
from socialscaffold.source.gate import Gate

LEARNERS, REGIONS, PROMPTS = ("ana", "bo"), ("NO", "DE"), ("rules", "words")
Key = tuple[str, str, str]  # learner, region, prompt
SAID = {
    (who, where, asked): f"Case {number * 7919}: {who} found it there."
    for number, (who, where, asked) in enumerate(
        ((who, where, asked) for who in LEARNERS for where in REGIONS for asked in PROMPTS), 1
    )
}
STEPS = st.one_of(
    st.tuples(st.just("collect"), st.sampled_from(sorted(SAID)), st.sampled_from(["export", "form"])),
    st.tuples(st.just("take no"), st.sampled_from(sorted(SAID)), st.just("")),
    st.tuples(st.just("review"), st.just(("", "", "")), st.sampled_from("ard")),
    st.tuples(st.just("withdraw"), st.sampled_from(sorted(SAID)), st.just("")),
    st.tuples(st.just("promote"), st.sampled_from(sorted(SAID)), st.just("")),
)
Step = tuple[str, Key, str]


class Model:
    """What should stand: the state of each answer, what was taken back, and the answers of each story."""

    def __init__(self) -> None:
        self.state: dict[Key, str] = {}
        self.back: set[tuple[str, str]] = set()
        self.stories: list[tuple[Key, ...]] = []

    def collect(self, key: Key) -> None:
        who, _, asked = key
        if not {(who, asked), (who, "")} & self.back:
            self.state.setdefault(key, "proposed")

    def review(self, how: str) -> None:
        for key in self.waiting():
            self.state[key] = {"a": "accepted", "r": "rejected", "d": "proposed"}[how]

    def waiting(self) -> list[Key]:
        return [key for key, state in self.state.items() if state == "proposed"]

    def take_back(self, who: str, asked: str) -> None:
        mine = [key for key in self.state if key[0] == who and asked in ("", key[2])]
        live = [key for key in mine if self.state[key] != "withdrawn"]
        if live:
            self.back.add((who, asked))
        for key in live:
            self.state[key] = "withdrawn"
        for story in [one for one in self.stories if set(one) & set(live)]:
            self.stories.remove(story)
            for key in set(story) - set(live):
                self.state[key] = "accepted"

    def liftable(self, asked: str) -> tuple[Key, ...]:
        """The first accepted answer of each region to a prompt, where both have one."""
        found = {key[1]: key for key in reversed(self.state) if key[2] == asked and self.state[key] == "accepted"}
        return tuple(found[one] for one in REGIONS) if set(found) == set(REGIONS) else ()

    def told(self) -> list[str]:
        alone = [SAID[key] for key, state in self.state.items() if state == "accepted"]
        return sorted([*alone, *(SAID[story[0]] for story in self.stories)])


def run(program: Path, model: Model, step: Step) -> None:
    """One step on disk and in the model."""
    what, key, how = step
    who, where, asked = key
    folder = program.parent
    if what == "collect":
        path = (
            export(folder, who, {asked: SAID[key]}, where)
            if how == "export"
            else form(folder, [("fair", where, asked, who, SAID[key], "yes")])
        )
        done = call(program, "collect", str(path))
        model.collect(key)
    elif what == "take no":
        done = call(program, "collect", str(export(folder, who, {asked: None}, where)))
        model.take_back(who, asked)
    elif what == "review":
        keys = {"a": "a\n\n", "r": "r\nnot so\n", "d": "d\nlater\n"}[how]
        done = call(program, "review", said=keys * len(model.waiting()))
        model.review(how)
    elif what == "withdraw":
        done = call(program, "withdraw", who)
        model.take_back(who, "")
        assert done.returncode in (0, 1)
        return
    else:
        keys_ = model.liftable(asked)
        if not keys_:
            return
        done = call(program, "promote", *(_id(program, one) for one in keys_))
        model.stories.append(keys_)
        model.state |= dict.fromkeys(keys_, "promoted")
    assert done.returncode == 0, (step, done.stdout, done.stderr)


def _id(program: Path, key: Key) -> str:
    regions = check(Gate(program)).sources
    assert regions is not None
    return next(one.id for region in regions.regions for one in region.answers if one.text == SAID[key])


ANA, BO = ("ana", "NO", "rules"), ("bo", "DE", "rules")
LIFTED: list[Step] = [
    ("collect", ANA, "form"), ("collect", BO, "export"), ("review", ("", "", ""), "a"), ("promote", ANA, ""),
]  # fmt: skip


@settings(max_examples=2)
@given(st.lists(STEPS, min_size=3, max_size=6))
@example([*LIFTED, ("withdraw", ANA, ""), ("collect", ANA, "export"), ("review", ("", "", ""), "a")])
@example([*LIFTED, ("take no", BO, ""), ("collect", BO, "form")])
def test_learners_read_what_was_accepted_once_and_nothing_else(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        program, model = begin(Path(folder)), Model()
        for step in steps:
            run(program, model, step)
        plan = check(Gate(program)).plan
        assert plan is not None
        told = [text for one in plan.prompts for _, text in one.stories if text in SAID.values()]
        assert sorted(told) == model.told()
        for region in REGIONS:
            alone = check(Gate(program), regions=(region,)).plan
            assert alone is not None
            lifted = [SAID[story[0]] for story in model.stories]
            own = [SAID[key] for key, state in model.state.items() if state == "accepted" and key[1] == region]
            assert sorted(text for one in alone.prompts for _, text in one.stories if text in SAID.values()) == sorted(
                [*lifted, *own]
            )
        files = "".join(path.read_text("utf-8") for path in program.rglob("*.yaml"))
        assert not [SAID[key] for key, state in model.state.items() if state == "withdrawn" and SAID[key] in files]
        if not model.stories:
            assert (program / "program.yaml").read_text("utf-8") == PROGRAM
