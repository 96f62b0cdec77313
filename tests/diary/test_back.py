"""The warning signs, with their urgent text alone on a page, and the three questions of a week."""

from datetime import date

import pytest
from django.urls import reverse

from diary.models import PegScore, RedFlagReport
from diary.moments import today
from diary.peg_words import course
from diary.wording import THIN_SPACE
from nutrients.red_flags import SIGNS
from nutrients.registry import CORE
from tests.factories import PegScoreFactory, ProfileFactory, RedFlagReportFactory

TODAY = today("UTC")
SIGNS_URL = reverse("diary:red_flags")
PEG = reverse("diary:peg")


def urgent_page(client, *signs):
    return client.post(SIGNS_URL, {"signs": signs}, follow=True).content.decode()


def test_all_signs_are_asked_in_plain_words(as_alice):
    page = as_alice.get(SIGNS_URL).content.decode()
    assert page.count('name="signs"') == len(SIGNS) == 19
    assert "cauda" not in page.lower()


@pytest.mark.parametrize(
    ("sign", "title"),
    [("saddle_numb", "Get help now"), ("fever", "See somebody today"), ("weight_loss", "Book an appointment")],
)
def test_a_tick_shows_what_to_do_alone_on_its_page(as_alice, sign, title):
    page = urgent_page(as_alice, sign)
    assert f"<h1>{title}</h1>" in page
    assert SIGNS[sign].text in page
    assert not any(nutrient.name in page for nutrient in CORE)
    assert "<nav" not in page


def test_the_number_to_call_follows_the_country(as_alice, alice):
    ProfileFactory(user=alice, country="AU")
    assert "<b>000</b>" in urgent_page(as_alice, "both_legs")


def test_without_a_country_the_usual_numbers_are_named(as_alice):
    assert "112 in Europe" in urgent_page(as_alice, "both_legs")


def test_answers_are_kept_with_their_day_none_too(as_alice, alice):
    urgent_page(as_alice, "fever", "cancer")
    assert "none of the warning signs" in urgent_page(as_alice)
    kept = RedFlagReport.objects.for_user(alice).order_by("created_at").values_list("day", "signs")
    assert list(kept) == [(TODAY, ["fever", "cancer"]), (TODAY, [])]


def test_a_made_up_sign_is_refused(as_alice, alice):
    assert as_alice.post(SIGNS_URL, {"signs": ["<script>"]}).status_code == 422
    assert not RedFlagReport.objects.for_user(alice).exists()


def test_a_stranger_reads_no_report(as_bob, alice):
    report = RedFlagReportFactory(user=alice)
    assert as_bob.get(reverse("diary:red_flag_report", args=[report.pk])).status_code == 404


def test_three_answers_make_a_score(as_alice, alice):
    assert as_alice.post(PEG, {"pain": "7", "enjoyment": "8", "activity": "6"}).status_code == 303
    assert PegScore.objects.for_user(alice).get().score == 7.0  # S113 vector
    assert PegScoreFactory.build(pain=6, enjoyment=7, activity=5).score == 6.0  # S113 vector


def test_all_three_are_needed_and_what_was_chosen_stays(as_alice, alice):
    answer = as_alice.post(PEG, {"pain": "7", "enjoyment": "8"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["activity"]
    assert answer.content.decode().count("checked") == 2
    assert not PegScore.objects.for_user(alice).exists()


def test_answering_twice_on_a_day_keeps_the_later_answer(as_alice, alice):
    as_alice.post(PEG, {"pain": "7", "enjoyment": "8", "activity": "6"})
    as_alice.post(PEG, {"pain": "1", "enjoyment": "1", "activity": "1"})
    assert PegScore.objects.for_user(alice).get().score == 1.0


def test_the_course_is_told_against_the_first_with_the_mark(as_alice, alice, bob):
    PegScoreFactory(user=bob, day=date(2026, 10, 30), pain=1, enjoyment=1, activity=1)
    first = PegScoreFactory(user=alice, day=date(2026, 11, 1))  # 7.0
    last = PegScoreFactory(user=alice, day=date(2026, 11, 15), pain=4, enjoyment=5, activity=5)  # 4.7: a third lower
    words = course([first, last]).replace(THIN_SPACE, " ")
    assert words.startswith("7.0 on 1 November 2026, 4.7 on 15 November 2026: 33 % lower.")
    assert "past that mark" in words
    assert course([first, last]) in as_alice.get(PEG).content.decode()


def test_the_course_looks_back_to_the_first_score_not_the_one_before():
    scores = [PegScoreFactory.build(day=date(2026, 11, day), pain=pain) for day, pain in ((1, 9), (8, 2), (15, 3))]
    assert course(scores).startswith("7.7 on 1 November 2026, 5.7 on 15 November 2026")


@pytest.mark.parametrize("scores", [[], [7]])
def test_one_score_is_no_course(scores):
    assert course([PegScoreFactory.build(pain=score) for score in scores]) == ""


def test_a_small_fall_is_not_past_the_mark():
    words = course([PegScoreFactory.build(), PegScoreFactory.build(pain=6)])
    assert "past that mark" not in words
    assert "lower" in words


def test_a_fall_just_short_of_the_mark_does_not_read_as_one():  # (27 - 19) / 27 = 29.6 %
    began, now = PegScoreFactory.build(pain=9, enjoyment=9, activity=9), PegScoreFactory.build(pain=7, enjoyment=6)
    now.activity = 6
    words = course([began, now]).replace(THIN_SPACE, " ")
    assert "29 % lower" in words
    assert "past that mark" not in words
