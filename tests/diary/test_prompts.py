"""What is raised, on what grounds, and what is never said."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from diary import wording
from diary.models import Profile, PromptState, Question
from diary.prompts import prompts_for
from diary.reports.questions import questions_to_bring
from nutrients.science.safety import IRON_NOW, VITAMIN_D_ASK
from tests.factories import (
    BackgroundFactory,
    DayMarkFactory,
    MealItemFactory,
    ProfileFactory,
    PromptStateFactory,
    QuestionFactory,
    RedFlagReportFactory,
    SupplementDoseFactory,
    SymptomEntryFactory,
)

TODAY = date(2026, 11, 22)


def days_back(count, first=0):
    return [TODAY - timedelta(days=number) for number in range(first, first + count)]


def eat(user, days, **amounts):
    for day in days:
        MealItemFactory(user=user, day=day, energy=1_000.0, **amounts)
        DayMarkFactory(user=user, day=day)


def topics(user, **profile):
    return [prompt.topic for prompt in prompts_for(Profile(user=user, **profile), TODAY).prompts]


def prompt(user, topic, **profile):
    return prompts_for(Profile(user=user, **profile), TODAY).about(topic)


@pytest.fixture
def little_magnesium(alice):
    eat(alice, days_back(14), magnesium=200.0)  # EAR for a woman of 40: 265 mg (reference_intakes.csv)


def test_fourteen_days_below_the_requirement_are_worth_raising(little_magnesium, alice):
    found = prompt(alice, "magnesium")
    said = " ".join(found.said).replace(wording.THIN_SPACE, " ")
    assert found.title == "Magnesium: your notes average less than the EAR"
    assert "Over 14 complete days the average is 200 mg a day (EAR 265 mg, NASEM)" in said
    assert "DRI tables, 2011 update" in said  # the authority's year
    assert "Diaries miss things" in said
    assert len(found.questions) in {2, 3}


def test_thirteen_days_are_too_few(alice):
    eat(alice, days_back(13), magnesium=100.0)
    assert "magnesium" not in topics(alice)


def test_a_strangers_days_raise_nothing(bob, alice):
    eat(bob, days_back(20), magnesium=100.0)
    assert topics(alice) == []


def test_missing_values_raise_nothing_but_are_named(alice):
    eat(alice, days_back(14), magnesium=100.0)
    for day in days_back(14):
        MealItemFactory(user=alice, day=day, label="Pie", energy=900.0)
    found = prompts_for(Profile(user=alice), TODAY)
    assert found.about("magnesium") is None
    assert ("Magnesium", "Values are missing for Pie: the average may be higher than it looks.") in found.waiting


def test_too_few_days_are_told_apart_from_missing_values(alice):
    eat(alice, days_back(2), magnesium=100.0)
    waiting = dict(prompts_for(Profile(user=alice), TODAY).waiting)
    assert waiting["Magnesium"].startswith("Not enough written down yet")


def test_nutrients_that_wait_for_the_same_thing_wait_in_one_sentence(as_alice):
    page = as_alice.get(reverse("diary:prompts")).content.decode()
    assert page.count("Not enough written down yet") == 1
    assert "Vitamin D, Vitamin B12, Magnesium, Calcium, Iron" in page


def test_vitamin_b12_waits_for_twenty_eight_days(alice):
    eat(alice, days_back(27), vitamin_b12=0.5)  # EAR 2 µg
    assert "vitamin_b12" not in topics(alice)
    eat(alice, days_back(1, first=27), vitamin_b12=0.5)
    assert "vitamin_b12" in topics(alice)


def test_an_adequate_intake_is_only_raised_below_its_half_and_never_called_low(alice):
    eat(alice, days_back(28), omega3_ala=0.5)  # AI 1.1 g
    found = prompt(alice, "omega3_ala")
    assert found.title == "Omega-3 ALA: your notes average less than half the AI"
    assert "does not show that intake is too low" in " ".join(found.said)


def test_just_above_half_of_an_adequate_intake_raises_nothing(alice):
    eat(alice, days_back(28), omega3_ala=0.56)
    assert "omega3_ala" not in topics(alice)


def test_a_vegan_with_tingling_is_asked_to_mention_both(alice, bob):
    SymptomEntryFactory(user=alice, day=TODAY, name="numbness or tingling", severity=2)
    SymptomEntryFactory(user=bob, day=TODAY, name="vision changes", severity=2)
    found = prompt(alice, "vitamin_b12", diet="vegan")
    said = " ".join(found.said)
    assert "numbness or tingling on 1 day" in said
    assert "many causes" in said
    assert "vision" not in said


def test_a_symptom_without_anything_mentioned_raises_nothing(alice):
    SymptomEntryFactory(user=alice, day=TODAY, name="numbness or tingling", severity=2)
    assert topics(alice) == []


def test_a_medicine_with_a_symptom_is_named_and_not_to_be_stopped(alice):
    SymptomEntryFactory(user=alice, day=TODAY, name="tiredness or lack of energy", severity=1)
    BackgroundFactory(user=alice, kind="medicine", key="metformin")
    said = " ".join(prompt(alice, "vitamin_b12").said)
    assert "You mentioned metformin." in said
    assert "Change no medicine on your own." in said


def test_fortified_food_speaks_for_a_plant_diet(alice):
    SymptomEntryFactory(user=alice, day=TODAY, name="numbness or tingling", severity=2)
    BackgroundFactory(user=alice, kind="habit", key="fortified")
    assert topics(alice, diet="vegan") == []


def test_a_symptom_scored_none_was_not_felt(alice):
    SymptomEntryFactory(user=alice, day=TODAY, name="numbness or tingling", severity=0)
    assert topics(alice, diet="vegan") == []


@pytest.mark.parametrize(("days", "raised"), [(6, []), (7, ["vitamin_d"])])
def test_a_week_of_days_above_the_upper_limit_is_worth_raising(days, raised, alice):
    for day in days_back(days):
        SupplementDoseFactory(user=alice, day=day, vitamin_d=120.0)  # UL 100 µg
        MealItemFactory(user=alice, day=day, energy=100.0)
    assert topics(alice) == raised


def test_the_limit_of_magnesium_counts_tablets_only(alice):
    eat(alice, days_back(10), magnesium=900.0)
    assert "magnesium" not in topics(alice)


def test_one_dangerous_day_is_raised_at_once_with_its_safety_text(alice, bob):
    SupplementDoseFactory(user=alice, day=TODAY - timedelta(days=27), iron=5_000.0)
    SupplementDoseFactory(user=bob, day=TODAY, calcium=9_000.0)
    (found,) = prompts_for(Profile(user=alice), TODAY).prompts
    assert found.topic == "amount:iron"
    assert found.is_grave
    assert found.said[0] == IRON_NOW.text
    assert "5\u202f000\u202fmg of iron, all of it from supplements" in found.said[1]


def test_a_dangerous_day_that_is_five_weeks_old_is_past(alice):
    SupplementDoseFactory(user=alice, day=TODAY - timedelta(days=28), iron=5_000.0)
    assert topics(alice) == []


def test_a_safety_text_is_not_said_twice_over(alice):
    for day in days_back(10):
        SupplementDoseFactory(user=alice, day=day, magnesium=400.0)  # above the UL of 350, and above the safety text's
        MealItemFactory(user=alice, day=day, energy=100.0)
    assert topics(alice) == ["amount:magnesium-bowels"]


def test_much_vitamin_d_day_after_day_brings_its_safety_text(alice):
    eat(alice, days_back(14), vitamin_d=0.0)
    for day in days_back(14):
        SupplementDoseFactory(user=alice, day=day, vitamin_d=120.0)
    assert VITAMIN_D_ASK.text in prompt(alice, "vitamin_d").said


@pytest.mark.parametrize(("born", "raised"), [(1976, []), (1975, ["vitamin_b12"])])  # 50 and 51 years in July 2026
def test_an_age_over_fifty_is_a_ground_for_b12(born, raised, alice):
    SymptomEntryFactory(user=alice, day=TODAY, name="numbness or tingling", severity=2)
    assert topics(alice, birth_year=born) == raised


@pytest.mark.parametrize(("a_week", "raised"), [(3, True), (2, False)])
def test_a_symptom_on_three_days_of_four_weeks_is_worth_raising(a_week, raised, alice):
    for week in range(4):
        for day in days_back(a_week, first=7 * week):
            SymptomEntryFactory(user=alice, day=day, name="my left shoulder", severity=1)
    assert ("symptom:my left shoulder" in topics(alice)) is raised


def test_many_days_in_one_week_are_not_four_weeks(alice):
    for day in days_back(7):
        SymptomEntryFactory(user=alice, day=day, name="headache", severity=3)
    assert topics(alice) == []


def test_a_warning_sign_stands_alone(little_magnesium, alice, as_alice, monkeypatch):
    monkeypatch.setattr("diary.prompts.moments.today", lambda zone: TODAY)
    RedFlagReportFactory(user=alice, day=TODAY, signs=["saddle_numb"])
    found = prompts_for(Profile(user=alice), TODAY)
    assert (found.urgent is not None, found.prompts, found.waiting) == (True, (), ())
    page = as_alice.get("/prompts/").content.decode()
    assert "You ticked a warning sign" in page
    assert "Magnesium" not in page


def test_no_sign_ticked_is_no_warning(alice):
    RedFlagReportFactory(user=alice, day=TODAY, signs=[])
    assert prompts_for(Profile(user=alice), TODAY).urgent is None


def test_a_topic_that_was_answered_is_quiet_for_thirty_days(little_magnesium, alice):
    PromptStateFactory(user=alice, topic="magnesium", day=TODAY - timedelta(days=29), until=TODAY + timedelta(days=1))
    assert topics(alice) == []


def test_a_topic_comes_back_when_its_quiet_time_is_over(little_magnesium, alice):
    PromptStateFactory(user=alice, topic="magnesium", day=TODAY - timedelta(days=30), until=TODAY)
    assert topics(alice) == ["magnesium"]


def test_a_strangers_answer_silences_nothing(little_magnesium, alice, bob):
    PromptStateFactory(user=bob, topic="magnesium", day=TODAY, until=TODAY + timedelta(days=30))
    assert topics(alice) == ["magnesium"]


@pytest.mark.parametrize(
    "user_profile", [{"life_stage": "pregnant"}, {"authority": "UK"}, {"authority": "EFSA", "sex": "male"}]
)
def test_no_prompt_names_an_illness_or_a_dose(user_profile, alice):
    eat(alice, days_back(28), magnesium=60.0, iron=2.0, calcium=100.0, vitamin_b12=0.1, vitamin_d=0.1, omega3_ala=0.1)
    SymptomEntryFactory(user=alice, day=TODAY, name="numbness or tingling", severity=2)
    found = prompts_for(Profile(user=alice, diet="vegan", **user_profile), TODAY).prompts
    said = " ".join(" ".join([each.title, *each.said, *each.questions]) for each in found).lower()
    assert found
    for word in ("deficien", "anaemia", "you should take", "start taking", "relieve", "safe", "pain relief"):
        assert word not in said


@pytest.mark.parametrize("days", [1, 40])
def test_the_prompts_cost_the_same_however_much_was_written(days, alice, django_assert_num_queries):
    eat(alice, days_back(days), magnesium=100.0)
    for day in days_back(days):
        SymptomEntryFactory(user=alice, day=day, name="headache", severity=1)
    with django_assert_num_queries(10):
        prompts_for(Profile(user=alice), TODAY)


@pytest.fixture
def page(little_magnesium, monkeypatch):
    monkeypatch.setattr("diary.moments.today", lambda zone, now=None: TODAY)
    return reverse("diary:prompts")


def send(client, **data):
    return client.post(reverse("diary:prompt_answer"), {"topic": "magnesium", **data})


def test_looking_at_a_prompt_leaves_no_trace(page, as_alice):
    assert "Magnesium: your notes average" in as_alice.get(page).content.decode()
    assert PromptState.objects.count() == 0


@pytest.mark.parametrize(("answer", "days"), [("dismissed", 30), ("snoozed", 7)])
def test_an_answer_keeps_the_topic_quiet_and_can_be_undone(answer, days, page, as_alice, alice):
    response = send(as_alice, answer=answer)
    assert response.status_code == 303
    state = PromptState.objects.for_user(alice).get()
    assert state.until == TODAY + timedelta(days=days)
    assert "Magnesium: your notes average" not in as_alice.get(response.url).content.decode()


def test_what_was_put_off_for_a_week_comes_back_after_it(page, as_alice, alice):
    send(as_alice, answer="snoozed")
    still, again = (prompts_for(Profile(user=alice), TODAY + timedelta(days=each)) for each in (6, 7))
    assert still.about("magnesium") is None
    assert again.about("magnesium") is not None


def test_undoing_an_answer_brings_the_prompt_back(page, as_alice, alice):
    done = send(as_alice, answer="dismissed").url.split("done=")[1]
    as_alice.post(reverse("diary:undo", args=[done]))
    assert topics(alice) == ["magnesium"]


def test_the_page_can_be_printed_without_a_script_in_it(page, as_alice, alice):
    QuestionFactory(user=alice, text="What about my knees?")
    shown = as_alice.get(page).content.decode()
    assert "data-print" in shown
    assert reverse("diary:summary_pdf") in shown
    assert "onclick" not in shown


def test_ticked_questions_join_mine(page, as_alice, alice):
    question = prompt(alice, "magnesium").questions[1]
    send(as_alice, answer="added", questions=[question])
    assert questions_to_bring(alice) == [question]


def test_adding_without_a_tick_is_said_and_keeps_nothing(page, as_alice):
    response = send(as_alice, answer="added")
    assert response.status_code == 422
    assert "Tick at least one question." in response.content.decode()
    assert PromptState.objects.count() == Question.objects.count() == 0


def test_a_question_the_prompt_did_not_offer_is_refused(page, as_alice):
    assert send(as_alice, answer="added", questions=["Which dose?"]).status_code == 422


def test_a_topic_that_is_not_raised_is_no_page(page, as_alice):
    assert as_alice.post(reverse("diary:prompt_answer"), {"topic": "iron", "answer": "dismissed"}).status_code == 404


def test_a_question_can_be_written_changed_and_removed(as_alice, alice):
    as_alice.post(reverse("diary:question_add"), {"text": "What about my <b>knees</b>?", "in_summary": "on"})
    question = Question.objects.for_user(alice).get()
    assert "&lt;b&gt;knees" in as_alice.get(reverse("diary:prompts")).content.decode()
    url = reverse("diary:question", args=[question.pk])
    as_alice.post(url, {"text": "And my hips?", "version": question.version})
    question.refresh_from_db()
    assert (question.text, question.in_summary) == ("And my hips?", False)
    as_alice.post(reverse("diary:question_remove", args=[question.pk]))
    assert not Question.objects.for_user(alice).exists()


def test_an_empty_question_is_said_at_its_field(as_alice):
    response = as_alice.post(reverse("diary:question_add"), {"text": " "})
    assert response.status_code == 422
    assert "Please fill this in." in response.content.decode()


def test_a_strangers_question_is_no_page(as_alice, bob):
    theirs = QuestionFactory(user=bob, text="Bob's own question")
    assert "Bob" not in as_alice.get(reverse("diary:prompts")).content.decode()
    for name in ("question", "question_remove"):
        assert as_alice.post(reverse(f"diary:{name}", args=[theirs.pk]), {"text": "Mine"}).status_code == 404
    assert as_alice.get(reverse("diary:question", args=[theirs.pk])).status_code == 404


def test_three_questions_at_most_are_brought_along(alice, bob):
    QuestionFactory(user=bob, text="Not mine")
    QuestionFactory(user=alice, text="Left out", in_summary=False)
    for number in range(4):
        QuestionFactory(user=alice, text=f"Question {number}")
    assert questions_to_bring(alice) == ["Question 0", "Question 1", "Question 2"]


def test_somebody_new_is_asked_nothing(as_alice, alice):
    ProfileFactory(user=alice)
    assert "Nothing to raise" in as_alice.get(reverse("diary:prompts")).content.decode()
