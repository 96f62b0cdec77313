"""PEG and the 0-10 scale."""

import pytest

from nutrients.science.pain import is_notable_nrs_change, is_notable_peg_change, peg_change, peg_score


@pytest.mark.parametrize(
    ("answers", "score"), [((7, 8, 6), 7.0), ((6, 7, 5), 6.0), ((0, 0, 0), 0.0), ((10, 10, 9), 29 / 3)]
)
def test_reproduces_the_published_scores(answers, score):  # back_pain_measures, vectors
    assert peg_score(*answers) == pytest.approx(score)


@pytest.mark.parametrize("answers", [(None, 8, 6), (7, None, 6), (7, 8, None), (None, None, None)])
def test_two_answers_make_no_score(answers):
    assert peg_score(*answers) is None


@pytest.mark.parametrize("answers", [(11, 5, 5), (5, -1, 5), (None, 5, 12)])
def test_answers_off_the_scale_are_refused(answers):
    with pytest.raises(ValueError, match="scale"):
        peg_score(*answers)


@pytest.mark.parametrize(
    ("before", "after", "notable"), [(7.0, 4.9, True), (7.0, 5.0, False), (5.0, 7.0, False), (0, 0, False)]
)
def test_a_fall_of_thirty_per_cent_is_notable(before, after, notable):  # S114, S115
    assert is_notable_peg_change(before, after) is notable


def test_a_change_from_nothing_has_no_share():
    assert peg_change(0, 5) is None
    assert peg_change(8, 6) == pytest.approx(-0.25)


@pytest.mark.parametrize(
    ("before", "after", "notable"),
    [(8, 6, True), (8, 6.5, False), (3, 2, True), (3, 4, True), (0, 1, False), (0, 2, True)],
)
def test_two_points_or_thirty_per_cent_are_notable(before, after, notable):  # Farrar 2001, from memory
    assert is_notable_nrs_change(before, after) is notable


def test_changes_off_the_scale_are_refused():
    with pytest.raises(ValueError, match="scale"):
        is_notable_nrs_change(5, 11)
