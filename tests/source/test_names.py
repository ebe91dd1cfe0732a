"""Names that unpack the same everywhere, and those that must never be written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.source.names import check_names, problem

PARTS = st.sampled_from(["a", "A", "b", "B.md", "b.md", "c", "con1", "_"])


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../x",
        "a/./x",
        "a//x",
        "a/",
        "a\\x",
        "C:/x",
        "c:x",
        "~/x ",
        "CON",
        "con.txt",
        "a/NUL.tar.gz",
        "com1",
        "LPT9.md",
        "name.",
        "name ",
        "a./x",
        ".git/config",
        "a/.htaccess",
        "-rf",
        "a/-x",
        "caf\u00e9.md",
        "cafe\u0301.md",
        "a\nb",
        "a\x00b",
        "a:b",
        "a*b",
        "a" * 101,
        "/".join(["aaaa"] * 41),
        "plan.md\n",
        "\u202egnp.exe",
    ],
)
def test_a_hostile_name_is_refused(path: str) -> None:
    assert problem(path)
    assert len(check_names([path])) == 1


@pytest.mark.parametrize("path", ["plan.md", "regions/de-AT/kit.md", "_a/b_c.min.js", "a" * 100])
def test_a_plain_name_passes(path: str) -> None:
    assert problem(path) is None
    assert check_names([path]) == []


@pytest.mark.parametrize(
    ("paths", "seen"),
    [
        (["a.md", "A.md"], "upper and lower case"),
        (["Sets/a.md", "sets/b.md"], "upper and lower case"),
        (["sets", "Sets/b.md"], "upper and lower case"),
        (["a.md", "b.md", "a.md"], "twice"),
        (["sets", "sets/b.md"], "a file and a folder"),
        (["sets/b.md", "sets"], "a file and a folder"),
        (["a/b", "a/b/c/d"], "a file and a folder"),
    ],
)
def test_names_that_clash_on_some_machine_are_told(paths: list[str], seen: str) -> None:
    (told,) = check_names(paths)
    assert seen in told


def test_every_wrong_name_is_told_in_one_go() -> None:
    assert len(check_names(["ok.md", "../a", "CON", "Ok.md"])) == 3


@given(st.lists(st.lists(PARTS, min_size=1, max_size=3).map("/".join), max_size=4))
def test_names_that_pass_stay_apart_on_a_file_system_that_folds_case(paths: list[str]) -> None:
    if check_names(paths):
        return
    assert len({unicodedata.normalize("NFC", path).casefold() for path in paths}) == len(paths)
    assert not any(a != b and b.startswith(f"{a}/") for a in paths for b in paths)
