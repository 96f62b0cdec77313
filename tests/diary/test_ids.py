"""Ids sort by time and never meet."""

from itertools import pairwise

from diary.ids import uuid7

NOON = 1_795_262_400_000_000_000  # [ns]


def test_an_id_says_its_version_and_its_millisecond():
    made = uuid7(NOON)
    assert made.version == 7
    assert made.int >> 80 == NOON // 1_000_000


def test_ids_of_the_same_millisecond_keep_their_order():
    made = [uuid7(NOON + 1_000 * microsecond) for microsecond in range(1000)]
    assert all(one < other for one, other in pairwise(made))
    assert {each.int >> 80 for each in made} == {NOON // 1_000_000}


def test_two_ids_of_the_same_instant_differ():
    assert len({uuid7(NOON) for _ in range(1000)}) == 1000
