"""Thousands of answers at once are a matter of seconds: nothing is looked through again for each of them."""

from __future__ import annotations

import random
import time

from socialscaffold.harvest.gather import gather
from socialscaffold.harvest.log import Log
from socialscaffold.harvest.overlay import added, begun, changed
from socialscaffold.harvest.sift import Sifted
from socialscaffold.source.nodes import Sequence, below
from socialscaffold.source.yaml_reader import read_yaml

COUNT = 2_000
EMPTY = Log(socialscaffold_harvest=1, program="fair")


def answers(count: int) -> list[Sifted]:
    """Answers of as many people to one prompt of one region, no two alike."""
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(3_000)]
    return [
        Sifted("NO", "rules", f"p-{number}", " ".join(chance.choices(words, k=25)), "yes", "forum", "00", number + 1)
        for number in range(count)
    ]


def test_thousands_of_answers_are_gathered_in_seconds() -> None:
    there = answers(COUNT)
    begin = time.process_time()
    found = gather(there, (), EMPTY)
    assert [one.id for one in found.proposed] == [f"NO-rules-{number + 1}" for number in range(COUNT)]
    again = gather([*there, *there], (), EMPTY)
    assert again.doubles == COUNT and again.proposed == found.proposed
    assert time.process_time() - begin < 20  # looking through all for each took longer than this for 1,000


def test_the_same_words_of_thousands_are_one_answer_and_each_can_take_theirs_back() -> None:
    said = [one_of(number, "In the valley they always ask twice.", "yes") for number in range(COUNT)]
    begin = time.process_time()
    found = gather(said, (), EMPTY)
    assert len(found.proposed) == 1 and found.alike == COUNT - 1
    back = gather([*said, *(one_of(number, "", "no") for number in range(COUNT))], (), found.log)
    assert back.proposed == () and back.refused == COUNT and len(back.log.taken_back) == COUNT
    assert time.process_time() - begin < 5


def test_a_region_s_file_is_read_once_for_all_that_is_new_in_it() -> None:
    begin = time.process_time()
    data = added(begun("fair", "NO"), [[("id", f"NO-rules-{number}"), ("text", "x")] for number in range(COUNT)])
    data = changed(data, {f"NO-rules-{number}": {"text": "said"} for number in range(COUNT)})
    assert time.process_time() - begin < 5
    root, _ = read_yaml(data, "NO.yaml")
    there = below(root, ("answers",))
    assert isinstance(there, Sequence) and len(there.items) == COUNT and data.count(b"text: said") == COUNT


def one_of(number: int, text: str, consent: str) -> Sifted:
    """What one of many people said."""
    return Sifted("NO", "rules", f"p-{number}", text, consent, "return form", "00", number + 1)
