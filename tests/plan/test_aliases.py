from __future__ import annotations

from dataclasses import replace

import pytest

from socialscaffold.plan.aliases import Aliases
from socialscaffold.spec.cohort import Cohort

COHORT = Cohort(socialscaffold_cohort=1, program="p", cohort="c", start=None, seed=7)


@pytest.mark.parametrize("who", ["L07", "F1", "P-12", "7", "f.1234"])
def test_an_id_that_says_nothing_is_shown(who: str) -> None:
    assert Aliases([who], COHORT).of(who) == who


@pytest.mark.parametrize("who", ["a.nordvik", "Nordvik", "E123456", "12345", "nordvik-1"])
def test_an_id_that_could_name_somebody_is_not(who: str) -> None:
    alias = Aliases([who], COHORT).of(who)
    assert alias.startswith("p-") and len(alias) == 10 and who.casefold() not in alias


def test_an_alias_lasts_as_long_as_the_cohort() -> None:
    here = Aliases(["a.nordvik", "b.solhaug"], COHORT)
    assert here.of("a.nordvik") == Aliases(["a.nordvik"], COHORT).of("a.nordvik") != here.of("b.solhaug")
    assert here.of("a.nordvik") != Aliases(["a.nordvik"], replace(COHORT, cohort="d")).of("a.nordvik")
    assert here.of("a.nordvik") != Aliases(["a.nordvik"], replace(COHORT, seed=8)).of("a.nordvik")


def test_sentences_have_aliases_and_keep_their_other_words() -> None:
    here = Aliases(["a.nordvik", "set"], COHORT)
    assert here.text("`a.nordvik` sits in set-1, not a.nordviken.") == (
        f"`{here.of('a.nordvik')}` sits in set-1, not a.nordviken."
    )
