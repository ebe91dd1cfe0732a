"""What enough regions say goes into the program, is told once, and leaves it when somebody takes their words back."""

from __future__ import annotations

from pathlib import Path

import pytest
from harvest_parts import PROGRAM, Run, export, form

from socialscaffold.compiler import build, check
from socialscaffold.source.gate import Gate

SAME = "A leader tells the employee two days before the talk."
NEARLY = "A leader tells the employee two days before every talk."


@pytest.fixture
def agreed(program: Path, run: Run) -> Path:
    """The program with an accepted answer of each region."""
    run("collect", str(export(program.parent, "north1", {"rules": SAME})))
    run("collect", str(export(program.parent, "south1", {"rules": NEARLY}, "DE")))
    run("review", said="a\n\na\n\n")
    return program


def guide(program: Path, region: str | None = None) -> str:
    """The learner's guide and the learner's page of a build."""
    checked = check(Gate(program), regions=(region,) if region else None)
    made, _ = build(checked, ("markdown", "scorm12"))
    return next(one.data.decode("utf-8") for one in made if one.path.endswith("learner-guide.md"))


def page(program: Path) -> str:
    import io
    import zipfile

    made, _ = build(check(Gate(program)), ("scorm12",))
    package = next(one.data for one in made if one.path.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return "".join(archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".html"))


def test_without_an_answer_it_lists_what_agrees(agreed: Path, run: Run) -> None:
    shown = run("promote")
    assert shown.returncode == 0 and "rules: NO, DE (in nearly the same words)" in shown.stdout
    assert f"socialscaffold harvest promote -p {agreed} NO-rules-2 DE-rules-1" in shown.stdout


def test_what_a_person_has_to_judge_is_not_offered_as_a_command(program: Path, run: Run) -> None:
    run("collect", str(export(program.parent, "north1", {"rules": SAME})))
    run("collect", str(export(program.parent, "south1", {"rules": "Nobody has to announce it at all."}, "DE")))
    run("review", said="a\n\na\n\n")
    shown = run("promote").stdout
    assert "read whether they say the same" in shown and f"`socialscaffold harvest promote -p {program}`" in shown
    assert "promote NO-rules" not in shown


def test_it_writes_a_story_and_leaves_every_other_byte(agreed: Path, run: Run) -> None:
    done = run("promote", "NO-rules-2", "DE-rules-1")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (agreed / "program.yaml").read_text("utf-8")
    assert text.startswith(PROGRAM) and "answers: [NO-rules-2, DE-rules-1]" in text[len(PROGRAM) :]
    for region in ("NO", "DE"):
        assert "status: promoted" in (agreed / "regions" / f"{region}.yaml").read_text("utf-8")
    assert guide(agreed).count(SAME) == 1 and NEARLY not in guide(agreed)
    assert "(Colleagues in Norway and DE)" in guide(agreed)


def test_one_region_is_not_enough(agreed: Path, run: Run) -> None:
    before = (agreed / "program.yaml").read_bytes()
    done = run("promote", "NO-rules-1", "NO-rules-2")
    assert done.returncode == 1 and "2 must agree" in done.stdout
    assert (agreed / "program.yaml").read_bytes() == before
    assert run("promote", "NO-rules-9").returncode == 2


def test_accepted_answers_are_told_once_with_their_credit(agreed: Path) -> None:
    told = guide(agreed)
    assert told.count(SAME) == 1 and told.count(NEARLY) == 1 and "(A colleague in Norway)" in told
    assert page(agreed).count(SAME) == 1
    assert NEARLY not in guide(agreed, "NO")


def test_a_withdrawn_consent_takes_the_story_along(agreed: Path, run: Run) -> None:
    run("promote", "NO-rules-2", "DE-rules-1")
    done = run("withdraw", "north1")
    assert done.returncode == 0 and "1 answer was taken back: NO-rules-2." in done.stdout
    assert (agreed / "program.yaml").read_text("utf-8") == PROGRAM
    everything = "".join(path.read_text("utf-8") for path in agreed.rglob("*.yaml"))
    assert SAME not in everything and "status: withdrawn" in everything
    assert SAME not in guide(agreed) and guide(agreed).count(NEARLY) == 1
    again = run("collect", str(export(agreed.parent, "north1", {"rules": SAME})))
    assert again.returncode == 0 and "stays out" in again.stdout
    assert run("withdraw", "north1").returncode == 1


def test_an_export_without_the_tick_withdraws(agreed: Path, run: Run) -> None:
    done = run("collect", str(export(agreed.parent, "south1", {"rules": None}, "DE")))
    assert "taken back: DE-rules-1" in done.stdout
    assert NEARLY not in (agreed / "regions" / "DE.yaml").read_text("utf-8") and SAME in guide(agreed)


def test_in_one_harvest_a_no_is_stronger_than_a_yes(program: Path, run: Run) -> None:
    yes = export(program.parent, "abcd", {"rules": SAME})
    old = program.parent / "old.json"
    yes.rename(old)
    no = export(program.parent, "abcd", {"rules": None})
    for files in ((no, old), (old, no), (old,)):
        run("collect", *map(str, files))
        assert SAME not in "".join(path.read_text("utf-8") for path in program.rglob("*.yaml"))


def test_somebody_who_said_the_same_speaks_instead(program: Path, run: Run) -> None:
    run("collect", str(export(program.parent, "north1", {"rules": SAME})))
    run("collect", str(export(program.parent, "north2", {"rules": NEARLY})))
    run("review", said="a\n\n")
    run("withdraw", "north1")
    text = (program / "regions" / "NO.yaml").read_text("utf-8")
    assert SAME not in text and NEARLY in text and "status: proposed" in text.split("NO-rules-3")[1]


def told_in_norway(program: Path, status: str, consent: str = "yes") -> str:
    """Norway's guide of a build that reads Norway alone, with Germany's answer as somebody wrote it by hand."""
    file = program / "regions" / "DE.yaml"
    text = file.read_text("utf-8").replace("name: DE\n", "name: Germany\n")
    text = text.replace("status: promoted", f"status: {status}").replace('consent: "yes"', f'consent: "{consent}"')
    file.write_text(text, "utf-8")
    return guide(program, "NO")


def test_a_region_built_alone_calls_the_others_by_their_names(agreed: Path, run: Run) -> None:
    run("promote", "NO-rules-2", "DE-rules-1")
    assert "(Colleagues in Norway and Germany)" in told_in_norway(agreed, "promoted")


@pytest.mark.parametrize(
    ("status", "consent"), [("withdrawn", "no"), ("rejected", "yes"), ("promoted", "no")], ids=lambda one: one
)
def test_a_story_of_words_that_were_taken_back_by_hand_is_told_no_more(
    agreed: Path, run: Run, status: str, consent: str
) -> None:
    run("promote", "NO-rules-2", "DE-rules-1")
    shown = told_in_norway(agreed, status, consent)
    assert shown.count(SAME) == 1 and f"{SAME}” (A colleague in Norway)" in shown  # what Norway said is Norway's again
    (found,) = [one for one in check(Gate(agreed)).found if one.code == "SS-LOC-018"]
    assert "`rules-story-1`" in found.message and found.span is not None and found.span.file == "program.yaml"


def test_what_one_region_still_says_is_told_until_somebody_decides(agreed: Path, run: Run) -> None:
    run("promote", "NO-rules-2", "DE-rules-1")
    assert told_in_norway(agreed, "expired").count(SAME) == 1
    (found,) = [one for one in check(Gate(agreed)).found if one.code == "SS-LOC-017" and "story" in one.message]
    assert "only Norway still says so, and 2 must agree" in found.message
    file = agreed / "regions" / "NO.yaml"
    file.write_text(file.read_text("utf-8").replace("status: promoted", "status: expired"), "utf-8")
    assert SAME not in guide(agreed, "NO")


def test_an_answer_is_taken_back_by_its_id_and_one_without_a_name_stays_away(program: Path, run: Run) -> None:
    filled = form(
        program.parent, [("fair", "NO", "words", "", SAME, "yes"), ("fair", "NO", "words", "kari", "Hm.", "yes")]
    )
    run("collect", str(filled))
    run("review", said="a\n\na\n\n")
    assert run("withdraw", "NO-words-1").returncode == 0
    assert SAME not in "".join(path.read_text("utf-8") for path in program.rglob("*.yaml"))
    again = run("collect", str(filled))
    assert again.returncode == 0 and "NO-words" not in again.stdout
    assert run("withdraw", "NO-words-2").returncode == 0
    assert "Hm." not in (program / "regions" / "NO.yaml").read_text("utf-8")
    nothing = run("withdraw", "NO-words-2")
    assert nothing.returncode == 1 and "nothing here to take back for the answer NO-words-2" in nothing.stdout


def test_what_was_withdrawn_by_hand_is_taken_out_of_the_program_by_its_id(agreed: Path, run: Run) -> None:
    run("promote", "NO-rules-2", "DE-rules-1")
    told_in_norway(agreed, "withdrawn", "no")
    done = run("withdraw", "DE-rules-1")
    assert done.returncode == 0 and "rules-story-1 left the program" in done.stdout
    assert (agreed / "program.yaml").read_text("utf-8") == PROGRAM
    assert "status: promoted" not in (agreed / "regions" / "NO.yaml").read_text("utf-8")
    assert not [one.code for one in check(Gate(agreed)).found if one.code == "SS-LOC-018"]


def test_what_is_written_reads_the_same_everywhere(agreed: Path, run: Run) -> None:
    run("promote", "NO-rules-2", "DE-rules-1")
    assert '        regions: ["NO", DE]\n' in (agreed / "program.yaml").read_text("utf-8")
