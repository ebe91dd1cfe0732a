"""Every region's build for itself: shards and workers make the same bytes, and only what changed is made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from socialscaffold.cli.app import app
from socialscaffold.cli.build_each import build_region
from socialscaffold.cli.build_one import Job
from socialscaffold.output.shards import share

NAMES = ("R1", "R2", "R3", "R4", "R5")
PROGRAM = """\
socialscaffold: 1
id: chargers
title: Chargers
audience: {role: Advisors, learners: 12}
weeks: 6
outcomes: {explain: Explain rapid charging}
modules: [{id: start, week: 1, title: Start, activities: [{id: kinds, read: content/kinds.md}]}]
strategies: {localization: {regions: [R1, R2, R3, R4, R5], free: [words]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "program"
    files = {"program.yaml": PROGRAM, "content/kinds.md": "# Rapid charging in {region}\n\nRapid charging is quick.\n"}
    for name in NAMES:
        files[f"regions/{name}.yaml"] = (
            f"socialscaffold-region: 1\nprogram: chargers\nregion: {name}\nname: The land {name}\n"
            f"replace: {{words: {{rapid charging: charging {name}}}}}\n"
        )
    for path, text in files.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(text, "utf-8")
    return made


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(map(str, words)), env={"NO_COLOR": "1"})
    return result.exit_code, result.output


def each(folder: Path, out: Path, *more: object) -> str:
    code, told = run("build", folder, "--each", "-f", "markdown", "-o", out, *more)
    assert code == 0, told
    return told


def files(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@given(
    st.lists(st.integers(), unique=True, max_size=40).map(lambda many: [str(one) for one in many]), st.integers(1, 12)
)
def test_every_region_is_in_exactly_one_shard(regions: list[str], count: int) -> None:
    parts = [share(regions, number, count) for number in range(1, count + 1)]
    assert sorted(one for part in parts for one in part) == sorted(regions)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_each_region_speaks_for_itself(folder: Path, tmp_path: Path) -> None:
    told = each(folder, tmp_path / "all")
    assert "holds 5 of 5 regions: 5 built" in told
    page = (tmp_path / "all/R2/markdown/learner-guide.md").read_text("utf-8")
    assert "R2" in page and "R3" not in page
    assert json.loads((tmp_path / "all/regions.json").read_text())["listed"] == list(NAMES)


def test_shards_and_workers_make_the_bytes_of_one_build(folder: Path, tmp_path: Path) -> None:
    each(folder, tmp_path / "all")
    whole = files(tmp_path / "all")
    each(folder, tmp_path / "two", "--jobs", 2)
    assert files(tmp_path / "two") == whole
    for number in (1, 2, 3):
        each(folder, tmp_path / f"shard-{number}", "--shard", f"{number}/3")
    shards = [tmp_path / f"shard-{number}" for number in (3, 1, 2)]
    code, told = run("region", "merge", *shards, "-o", tmp_path / "merged")
    assert code == 0 and "5 regions" in told
    assert files(tmp_path / "merged") == whole
    assert not any(str(tmp_path).encode() in data for data in whole.values()), "no path of this machine"


def test_only_the_region_that_changed_is_made_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "all"
    each(folder, out)
    assert "5 unchanged" in each(folder, out)
    before = {name: (out / name).stat().st_ino for name in NAMES}
    file = folder / "regions/R3.yaml"
    file.write_text(file.read_text().replace("charging R3", "hurtiglading"), "utf-8")
    assert "1 built, 4 unchanged" in each(folder, out)
    assert [name for name in NAMES if (out / name).stat().st_ino != before[name]] == ["R3"]


def test_what_was_read_before_is_enough_to_know_that_nothing_changed(folder: Path, tmp_path: Path) -> None:
    job, out = Job(folder, "program.yaml", formats=("markdown",), trust=True), tmp_path / "all"
    assert [build_region(job, out, "R1").state for _ in range(2)] == ["built", "kept"]
    (tmp_path / "all/R1/markdown/plan.md").unlink()
    assert build_region(job, out, "R1").state == "built", "what is missing comes back"
    (tmp_path / "all/R1/markdown/plan.md").write_text("mine", "utf-8")
    assert build_region(job, out, "R1").state == "refused", "a build that was changed by hand is not written over"
    (folder / "regions/R2.yaml").write_text("region: [", "utf-8")
    assert build_region(job, out, "R2").state == "refused"


def test_a_region_with_a_mistake_keeps_no_other_from_its_build(folder: Path, tmp_path: Path) -> None:
    (folder / "regions/R4.yaml").write_text("socialscaffold-region: 1\nprogram: other\nregion: R4\nname: R\n", "utf-8")
    code, told = run("build", folder, "--each", "-f", "markdown", "-o", tmp_path / "all")
    assert code == 1 and "4 of 5 regions: 4 built, 1 refused" in told and "Not built: R4." in told
    assert told.count("belongs to the program `other`") == 1


@pytest.mark.parametrize(
    ("harm", "seen"),
    [
        (lambda at: (at / "R1/markdown/plan.md").write_text("x"), "not as it was built"),
        (lambda at: (at / "regions.json").write_text("{}"), "no build of regions"),
        (lambda at: (at / "R1/new.txt").write_text("x"), "not as it was built"),
    ],
)
def test_a_shard_that_was_touched_is_not_merged(folder: Path, tmp_path: Path, harm: object, seen: str) -> None:
    for number in (1, 2):
        each(folder, tmp_path / f"shard-{number}", "--shard", f"{number}/2")
    assert callable(harm)
    harm(tmp_path / "shard-1")
    code, told = run("region", "merge", tmp_path / "shard-1", tmp_path / "shard-2", "-o", tmp_path / "merged")
    assert code == 1 and seen in " ".join(told.split()) and not (tmp_path / "merged").exists()


def test_a_shard_that_is_missing_is_named(folder: Path, tmp_path: Path) -> None:
    each(folder, tmp_path / "shard-1", "--shard", "1/2")
    code, told = run("region", "merge", tmp_path / "shard-1", "-o", tmp_path / "merged")
    assert code == 1 and "No shard has R2, R4, so nothing was written." in told


@pytest.mark.parametrize("wrong", ["0/2", "3/2", "a", "1/0", "1-2"])
def test_a_wrong_shard_is_a_usage_error(folder: Path, tmp_path: Path, wrong: str) -> None:
    code, told = run("build", folder, "--shard", wrong, "-o", tmp_path / "all")
    assert code == 2 and "3/8" in told


def test_a_build_of_a_region_that_is_no_more_is_told_and_left(folder: Path, tmp_path: Path) -> None:
    each(folder, tmp_path / "all")
    program = folder / "program.yaml"
    program.write_text(PROGRAM.replace(", R5]", "]"), "utf-8")
    told = each(folder, tmp_path / "all")
    assert "R5 belongs to no region any more" in " ".join(told.split())
    assert (tmp_path / "all/R5/build.json").exists()
    assert "R5" not in json.loads((tmp_path / "all/regions.json").read_text())["trees"]
