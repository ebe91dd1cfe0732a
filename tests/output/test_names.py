"""Names that are made of an author's words."""

from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.output.names import distinct_slugs, slug
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


@given(st.lists(st.text(), max_size=8), st.data())
def test_names_of_a_list_differ_and_hang_on_no_place(texts: list[str], data: st.DataObject) -> None:
    names = dict(zip(texts, distinct_slugs(texts), strict=True))
    assert len(set(distinct_slugs(texts))) == len(texts)
    once = list(names)
    shuffled = data.draw(st.permutations(once))
    assert dict(zip(shuffled, distinct_slugs(shuffled), strict=True)) == dict(
        zip(once, distinct_slugs(once), strict=True)
    )


def test_a_new_text_leaves_the_names_of_the_others() -> None:
    assert distinct_slugs(["C", "5", "what-next"]) == ("c", "5", "what-next")
    assert distinct_slugs(["C++", "C", "5 %", "5", "What next?", "what-next"])[1::2] == ("c", "5", "what-next")
    assert distinct_slugs(["Why?", "Why?"]) == ("why", "why.2")
