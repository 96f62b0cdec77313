"""Dangerous amounts and poisonous names: a plain text in place of figures, wherever they are written."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from diary import wording
from diary.averages import FactBar
from diary.person import profile_of
from diary.reports.cautions import of_amounts, of_day
from diary.reports.intake import Day
from diary.reports.nutrients import nutrient_facts
from diary.reports.summary import Choice, summarise
from diary.summary.figures import figures
from diary.summary.page import page as page_of
from diary.summary.pdf import pdf
from nutrients.registry import NUTRIENTS
from nutrients.science.composition import Total
from nutrients.science.safety import CALCIUM_ASK, IRON_NOW, KERNELS, MAGNESIUM_ASK
from tests.diary.added_up import AddedUp
from tests.factories import (
    DAY,
    DayMarkFactory,
    MealItemFactory,
    OwnFoodFactory,
    ProfileFactory,
    ScheduleFactory,
    ScheduleSkipFactory,
    SupplementDoseFactory,
)
from tests.paper import text_of

LEAD = {"line": "", "day": str(DAY), "kind": "lunch"}


def a_day(**totals):
    sums = {key: Total(from_food=food, from_supplements=taken) for key, (food, taken) in totals.items()}
    return Day(DAY, 3, "", AddedUp(sums), 0)


def page(client, day=DAY):
    return client.get(reverse("diary:day", args=[day])).content.decode()


def test_food_and_tablets_of_one_day_are_added_before_they_are_judged():
    assert [each.notice for each in of_amounts([a_day(calcium=(1_300.0, 1_201.0))])] == [CALCIUM_ASK]
    assert of_amounts([a_day(calcium=(1_300.0, 1_200.0))]) == []  # 2,500 mg is the threshold, not above it


def test_much_magnesium_in_food_is_no_caution():
    assert of_amounts([a_day(magnesium=(6_000.0, 0.0))]) == []


def test_a_grave_text_comes_before_the_others():
    found = of_day(a_day(calcium=(2_600.0, 0.0)), ["Apricot kernels"])
    assert [each.notice for each in found] == [KERNELS, CALCIUM_ASK]
    earlier = a_day(iron=(0.0, 6_000.0))._replace(day=DAY - timedelta(days=5))
    found = of_amounts([earlier, a_day(calcium=(2_600.0, 0.0)), a_day(iron=(0.0, 6_000.0))])
    assert [(each.notice, each.day) for each in found] == [(IRON_NOW, DAY), (IRON_NOW, earlier.day), (CALCIUM_ASK, DAY)]


def test_two_doses_that_are_dangerous_together_show_the_text_and_no_chart(as_alice, alice, bob):
    for _ in range(2):
        SupplementDoseFactory(user=alice, iron=700.0)  # 20 mg for each kg of a light adult lie between 700 and 1,400
    SupplementDoseFactory(user=bob, magnesium=9_000.0)
    shown = page(as_alice)
    assert IRON_NOW.text in shown
    assert "notice-urgent" in shown
    assert 'class="bar"' not in shown
    assert "magnesium" not in shown.lower()


def test_a_lesser_caution_takes_the_place_of_its_own_bar_only(as_alice, alice):
    MealItemFactory(user=alice, magnesium=100.0, iron=5.0, energy=500.0)
    SupplementDoseFactory(user=alice, magnesium=400.0)
    answer = as_alice.get(reverse("diary:day", args=[DAY]))
    keys = [bar.nutrient.key for bar in answer.context["report"].bars]
    assert MAGNESIUM_ASK.text in answer.content.decode()
    assert "magnesium" not in keys
    assert "iron" in keys


def test_an_ordinary_day_has_its_bars_and_no_caution(as_alice, alice):
    MealItemFactory(user=alice, magnesium=100.0, energy=500.0)
    shown = page(as_alice)
    assert 'class="notice' not in shown
    assert "Magnesium" in shown


def test_selenium_is_looked_at_although_its_bar_is_not_shown(as_alice, alice):
    SupplementDoseFactory(user=alice, selenium=500.0)
    assert "Much selenium" in page(as_alice)


def test_a_daily_one_that_was_left_out_counts_for_nothing(as_alice, alice):
    schedule = ScheduleFactory(user=alice, calcium=3_000.0)
    assert CALCIUM_ASK.text in page(as_alice)
    ScheduleSkipFactory(user=alice, schedule=schedule)
    assert CALCIUM_ASK.text not in page(as_alice)


def test_a_line_with_kernels_shows_the_poison_text_and_offers_no_harmless_food(as_alice):
    answer = as_alice.post(reverse("diary:line"), {**LEAD, "line": "bitter almonds 20 g"})
    assert KERNELS.text in answer.content.decode()
    assert [row.part.choices for row in answer.context["form"].rows] == [()]


@pytest.mark.parametrize("phrase", ["B17", "apricot kernels", "laetrile"])
def test_looking_for_kernels_finds_the_poison_text(phrase, as_alice):
    assert KERNELS.text in as_alice.get(reverse("diary:foods"), {"q": phrase}).content.decode()


def test_an_own_food_of_that_name_shows_the_text_on_its_page_and_on_the_day(as_alice, alice):
    food = OwnFoodFactory(user=alice, name="Vitamin B17 kernels")
    assert KERNELS.text in as_alice.get(reverse("diary:own_food", args=[food.pk])).content.decode()
    MealItemFactory(user=alice, own_food=food, label=food.name, energy=50.0)
    assert KERNELS.text in page(as_alice)


def test_b17_is_no_nutrient():
    assert not [each for each in NUTRIENTS.values() if "17" in each.name or "amygdalin" in each.name.lower()]


def test_a_strangers_kernels_show_nothing(as_alice, bob):
    MealItemFactory(user=bob, label="Apricot kernels")
    assert KERNELS.text not in page(as_alice)
    assert KERNELS.text not in page(as_alice, date(2026, 11, 21) - timedelta(days=1))


# A dangerous day in a longer period

SLIP = DAY - timedelta(days=2)
PERIOD = {"first": str(DAY - timedelta(days=13)), "last": str(DAY)}


@pytest.fixture
def slip(alice):
    """Fourteen complete days of 9 mg of iron and 240 mg of magnesium; on one of them 9,000 mg of iron by a slip."""
    ProfileFactory(user=alice, sex="female", birth_year=1986, birth_month=1, country="US")
    for back in range(14):
        day = DAY - timedelta(days=back)
        MealItemFactory(user=alice, day=day, iron=9.0, magnesium=240.0, energy=1_800.0)
        DayMarkFactory(user=alice, day=day)
    SupplementDoseFactory(user=alice, day=SLIP, label="Iron drops", iron=9_000.0)
    return alice


def plainly(text):
    return text.replace(wording.THIN_SPACE, " ").replace("\N{NO-BREAK SPACE}", " ")


def shown_at(client, name, *arguments):
    return plainly(client.get(reverse(f"diary:{name}", args=arguments), PERIOD).content.decode())


def food_section(user):
    choice = Choice(DAY - timedelta(days=13), DAY)
    found = page_of(summarise(user, profile_of(user), choice))
    return found, next(each for each in found.sections if each.key == "nutrients")


@pytest.mark.parametrize("place", [("review",), ("summary",), ("nutrient", "iron")])
def test_no_page_draws_an_average_from_a_dangerous_day(place, as_alice, slip):
    """(14 x 9 + 9,000) / 14 = 651.9 mg a day; the other nutrients of these days keep their averages."""
    shown = shown_at(as_alice, *place)
    assert "652" not in shown
    assert "Call a poison centre" in shown
    if place != ("nutrient", "iron"):
        assert "240 mg" in shown


def test_the_summary_gives_the_safety_text_in_place_of_the_average(slip):
    found, section = food_section(slip)
    rows = {row[0]: [plainly(cell) for cell in row[1:5]] for row in section.table.rows}
    assert plainly(section.notice) == (
        f"On 20 November 2026 your notes hold 9 009 mg of iron, 9 000 mg of it from supplements. {IRON_NOW.text} "
        "No average is drawn from such a day."
    )
    assert rows["Iron"] == ["A dangerous amount", "no average", "RDA 18.0 mg", "–"]
    assert rows["Magnesium"][1] == "240 mg"
    assert dict(found.glance)["Food over 14 days"].startswith("A dangerous amount of iron; ")


def test_the_pdf_says_the_same_as_the_page(slip):
    found, _ = food_section(slip)
    said = plainly(text_of(pdf(found)))
    assert "Call a poison centre or the emergency number now" in said
    assert "652" not in said


def test_files_for_programs_keep_the_raw_figure(slip):
    choice = Choice(DAY - timedelta(days=13), DAY)
    rows = figures(summarise(slip, profile_of(slip), choice))
    assert [row.value for row in rows if (row.name, row.what) == ("Iron", "average")] == [652.0]


def test_a_dangerous_day_is_no_change_from_the_period_before(as_alice, slip):
    for back in range(14, 28):
        MealItemFactory(user=slip, day=DAY - timedelta(days=back), iron=9.0, magnesium=240.0, energy=1_800.0)
        DayMarkFactory(user=slip, day=DAY - timedelta(days=back))
    shown = shown_at(as_alice, "review")
    assert "Iron averaged" not in shown
    assert "iron (" not in shown.partition("In short")[2].partition("</section>")[0]
    assert "Vitamin B12" not in shown.partition("What changed")[2].partition("</section>")[0]
    assert "Magnesium: no clear difference" in shown


def test_a_nutrient_of_a_dangerous_day_is_drawn_beside_no_reference(slip):
    last = slip_fact(slip, "iron")
    assert (last.has_average, FactBar(last).percent, FactBar(last).reference) == (False, None, "")
    assert slip_fact(slip, "magnesium").has_average


def slip_fact(user, key):
    return nutrient_facts(user, profile_of(user), DAY - timedelta(days=13), DAY, [key])[key]


def test_a_lesser_caution_leaves_the_average_in_place(as_alice, slip):
    SupplementDoseFactory(user=slip, day=DAY, magnesium=400.0)
    _, section = food_section(slip)
    assert "loosens the bowels" not in section.notice
    assert next(row for row in section.table.rows if row[0] == "Magnesium")[2] != "no average"
