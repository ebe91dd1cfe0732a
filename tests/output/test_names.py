"""Names that are made of an author's words."""

from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.output.names import slug
from socialscaffold.source.names import problem


@given(st.lists(st.text("abcz019", min_size=1, max_size=9), min_size=1, max_size=6).map("-".join))
def test_an_id_keeps_its_name_unless_windows_reserves_it(id_: str) -> None:
    assert slug(id_) in (id_, f"{id_}_")


@given(st.text())
def test_any_text_gives_a_safe_name(text: str) -> None:
    name = slug(text)
    assert problem(name) is None
    assert name == name.lower()
    assert len(name) <= 61


def test_slugs_read_well_and_stay_apart() -> None:
    assert slug("DE-at") == "de-at"
    assert slug("Réseau Électrique") == "reseau-electrique"
    assert slug("con") == "con_"
    assert slug("日本") != slug("中国")
    assert slug("x" * 61) != slug("x" * 62)
