"""Meals from other diaries: with their own figures, matched, or kept as notes; once each, and nothing lost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diary import limits
from diary.exchange import taking_in
from diary.exchange.elsewhere import Columns, figures, guess, read_lines, read_table
from diary.exchange.reading import UnreadableError
from diary.ids import uuid7
from diary.models import KeptLine, Meal, MealItem, Operation
from tests.factories import NOON, MealFactory

SERVINGS = """Day,Time,Group,Food Name,Amount,Energy (kcal),B12 (Cobalamin) (µg),Vitamin D (IU),Calcium (mg),Iron (mg),\
Omega-3 (g),Protein (g),Water (g),Category
2026-10-02,8:30 AM,Breakfast,"Oats, rolled",80.00 g,300.80,0.00,0.00,41.60,3.40,0.10,10.60,8.70,Cereals
2026-10-02,,Dinner,Salmon,1.00 fillet,350.00,5.20,600.00,15.00,0.60,3.10,34.00,110.00,Fish
2026-10-02,,Snacks,Nothing known,1.00 serving,,,,,,,,,
"""
DAYS = """Date,Energy (kcal),Alcohol (g),Water (g),Fat (g),Carbs (g),Protein (g),Magnesium (mg),Completed
2026-10-01,2100.5,0.0,1800.0,80.0,240.0,95.0,310.5,true
"""
MYFITNESSPAL = """Date,Meal,Calories,Fat (g),Cholesterol,Sodium (mg),Potassium,Carbohydrates (g),Fiber,Protein (g),\
Vitamin C,Calcium,Iron,Note
2026-10-03,Lunch,"1,650.5",22.0,80.0,900.0,600.0,70.0,9.0,35.0,20.0,10.0,12.0,
"""
TABLE = """Tag;Essen;Menge
02/10/2026;=HYPERLINK("x");1 cup
"""


def lines_of(text, columns=None, country="GB"):
    head, rows = read_table(text.encode())
    return read_lines(rows, columns or guess(head), owner="1", country=country)


def test_each_kind_of_file_is_known_by_its_headings():
    kinds = [guess(read_table(text.encode())[0]).kind for text in (SERVINGS, DAYS, MYFITNESSPAL, TABLE)]
    assert kinds == ["cronometer", "cronometer_days", "myfitnesspal", "table"]


def test_a_serving_keeps_its_own_figures_in_our_units():
    oats, salmon, unknown = lines_of(SERVINGS)
    assert (oats.day, oats.meal, oats.helping.label, oats.helping.grams) == (
        date(2026, 10, 2),
        "breakfast",
        "Oats, rolled",
        80.0,
    )
    assert oats.helping.amounts == {"energy": 300.8, "calcium": 41.6, "iron": 3.4, "protein": 10.6, "water": 8.7}
    assert salmon.helping.amounts["vitamin_d"] == pytest.approx(15.0)  # 600 IU
    assert salmon.helping.amounts["vitamin_b12"] == 5.2
    assert (salmon.meal, salmon.helping.unit) == ("dinner", "1.00 fillet")
    assert unknown.helping is None or unknown.helping.code


@pytest.mark.parametrize(
    ("file", "kcal"),
    [
        ('Date,Energy (kcal)\n2026-10-03,"1,650"\n', 1650.0),
        ('Date,Energy (kcal)\n2026-10-03,"1,650.5"\n', 1650.5),
        ('Date,Energy (kcal)\n2026-10-03,"0,125"\n', 0.125),
        ("Date;Energy (kcal)\n2026-10-03;1,650\n", 1.65),
    ],
)
def test_a_comma_is_a_thousands_sign_only_where_commas_divide_the_file(file, kcal):
    _, rows = read_table(file.encode())
    assert figures(rows[0]) == {"energy": kcal}


def test_a_zero_of_such_a_file_is_unknown_but_for_energy():
    assert figures({"Energy (kcal)": "0", "Iron (mg)": "0.00", "Calcium (mg)": "", "Zinc (mg)": "1.5"}) == {
        "energy": 0.0,
        "zinc": 1.5,
    }


def test_all_omega_3_together_is_neither_ala_nor_fish_oil():
    assert figures({"Omega-3 (g)": "3.1"}) == {}


def test_percentages_of_a_daily_value_are_never_amounts():
    lunch = lines_of(MYFITNESSPAL)[0].helping
    assert lunch.amounts == {"energy": 1650.5, "sodium": 900.0, "potassium": 600.0, "fibre": 9.0, "protein": 35.0}
    assert lunch.label == "Meal's total"


def test_a_days_total_weighs_what_its_parts_weigh():
    total = lines_of(DAYS)[0].helping
    assert total.grams == 1800 + 80 + 240 + 95
    assert total.amounts["magnesium"] == 310.5


@pytest.mark.parametrize(
    ("text", "date_format", "day"),
    [
        ("2026-10-02", "iso", date(2026, 10, 2)),
        ("02/10/2026", "dmy", date(2026, 10, 2)),
        ("02/10/2026", "mdy", date(2026, 2, 10)),
        ("Totals", "iso", None),
        ("0001-01-01", "iso", None),
    ],
)
def test_a_day_is_read_as_the_person_says_it_is_written(text, date_format, day):
    columns = Columns("table", "day", food="food", amount="amount", date_format=date_format)
    line = lines_of(f"day,food,amount,Iron (mg)\n{text},Lentils,100 g,3.3\n", columns)[0]
    assert line.day == day
    assert (line.helping is None) == (day is None)


def test_a_food_without_figures_is_read_like_a_typed_meal():
    known, riddle = lines_of('day,food,amount\n2026-10-02,"banana",120 g\n2026-10-02,qwertzuiop,1\n')
    assert (known.helping.grams, known.helping.code != "") == (120.0, True)
    assert "anana" in known.how
    assert riddle.helping is None
    assert riddle.text == "day: 2026-10-02; food: qwertzuiop; amount: 1"


def test_the_same_line_has_the_same_id_and_a_second_one_another():
    twice = SERVINGS + SERVINGS.splitlines()[1] + "\n"
    keys = [line.key for line in lines_of(twice)]
    assert len(set(keys)) == len(keys)
    assert keys == [line.key for line in lines_of(twice)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a table"),
        (b"\xff\xfe\x00\x01", "no line below"),
        (("x," * 300 + "\n1").encode(), "name the columns"),
        (b'a,b\n"' + b"x" * 200_000 + b'"\n', "not a table"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, said):
    with pytest.raises(UnreadableError, match=said):
        read_table(content)


def test_more_lines_than_a_diary_has_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "IMPORT_ROWS", 2)
    with pytest.raises(UnreadableError, match="Cut the file in two"):
        read_table(b"a\n1\n2\n3\n")


def test_windows_text_and_semicolons_are_read():
    head, rows = read_table("Tag;Vitamin D (µg)\n2026-10-02;1,5\n".encode("cp1252"))
    assert (head, figures(rows[0])) == (["Tag", "Vitamin D (µg)"], {"vitamin_d": 1.5})


def send(client, text, name="servings.csv"):
    return client.post(reverse("diary:elsewhere"), {"file": SimpleUploadedFile(name, text.encode())})["Location"]


COLUMNS = {"kind": "cronometer", "day": "Day", "date_format": "iso"}
COLUMNS |= {"food": "Food Name", "meal": "Group", "amount": "Amount"}


def test_the_page_says_what_becomes_of_each_line_and_then_does_it_once(as_alice, alice, as_bob):
    where = send(as_alice, SERVINGS)
    shown = as_alice.get(where).content.decode()
    assert "Oats, rolled" in shown
    assert "with the figures of the file" in shown
    assert MealItem.objects.for_user(alice).count() == 0
    assert as_bob.get(where).status_code == 404
    as_alice.post(where, COLUMNS)
    items = MealItem.objects.for_user(alice)
    assert set(items.values_list("label", "iron")) >= {("Oats, rolled", 3.4), ("Salmon", 0.6)}
    assert Meal.objects.for_user(alice).filter(day=date(2026, 10, 2)).count() == 2
    before = items.count(), KeptLine.objects.for_user(alice).count()
    as_alice.post(send(as_alice, SERVINGS), COLUMNS)
    assert (items.count(), KeptLine.objects.for_user(alice).count()) == before


@pytest.mark.parametrize(("file", "folded"), [(SERVINGS, True), (TABLE, False)])
def test_how_a_file_is_read_is_folded_once_foods_were_recognised(file, folded, as_alice):
    shown = as_alice.get(send(as_alice, file)).content.decode()
    assert ('<details class="section">' in shown) is folded
    assert ('<details class="section" open>' in shown) is not folded


def test_nothing_is_lost(as_alice, alice):
    text = "day,food,amount\nsome day,Soup,1 bowl\n"
    columns = {"kind": "table", "day": "day", "date_format": "iso", "food": "food", "meal": "", "amount": "amount"}
    as_alice.post(send(as_alice, text), columns)
    kept = KeptLine.objects.for_user(alice).get()
    assert kept.text == "day: some day; food: Soup; amount: 1 bowl"
    assert "Soup" in as_alice.get(reverse("diary:elsewhere")).content.decode()


def test_a_column_the_file_does_not_have_is_a_field_error(as_alice, alice):
    where = send(as_alice, SERVINGS)
    answer = as_alice.post(where, {**COLUMNS, "day": "Nonsense"})
    assert answer.status_code == 422
    assert MealItem.objects.for_user(alice).count() == 0


def days_of_meals(days: int) -> str:
    first, names = date(2026, 1, 1), ("Oats", "Milk", "Figs")
    rows = [f"{first + timedelta(days=day)},Lunch,{name},100 g,90" for day in range(days) for name in names]
    return "\n".join(["Day,Group,Food Name,Amount,Energy (kcal)", *rows])


def test_a_file_goes_into_the_meals_that_are_there_in_its_own_order(as_alice, alice):
    lunch = MealFactory(user=alice, day=date(2026, 1, 2), kind="lunch")
    as_alice.post(send(as_alice, days_of_meals(3)), COLUMNS)
    items = MealItem.objects.for_user(alice).filter(day=lunch.day).order_by("position")
    assert list(items.values_list("meal_id", "label")) == [(lunch.pk, name) for name in ("Oats", "Milk", "Figs")]
    assert Meal.objects.for_user(alice).count() == 3


def test_a_meal_that_was_deleted_comes_back(as_alice, alice):
    meal = MealFactory(user=alice, day=date(2026, 1, 2), kind="lunch", deleted_at=NOON)
    as_alice.post(send(as_alice, days_of_meals(3)), COLUMNS)
    assert Meal.objects.for_user(alice).filter(pk=meal.pk).exists()
    assert MealItem.objects.for_user(alice).filter(meal=meal).count() == 3


def test_taking_a_file_in_can_be_undone(as_alice, alice):
    as_alice.post(send(as_alice, SERVINGS), {**COLUMNS, "operation": str(uuid7())})
    done = Operation.objects.for_user(alice).latest("created_at")
    assert MealItem.objects.for_user(alice).count() == 2
    as_alice.post(reverse("diary:undo", args=[done.pk]))
    assert (MealItem.objects.for_user(alice).count(), KeptLine.objects.for_user(alice).count()) == (0, 0)


def test_a_long_file_asks_the_database_no_more_than_a_short_one(as_alice):
    asked = []
    for days in (3, 30):
        where = send(as_alice, days_of_meals(days))
        with CaptureQueriesContext(connection) as queries:
            as_alice.post(where, COLUMNS)
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 12  # the database takes so many rows at a time


def test_nobody_waits_while_a_file_from_elsewhere_is_read(as_alice, monkeypatch):
    where, depth, seen = send(as_alice, SERVINGS), len(connection.savepoint_ids), []
    read = taking_in.read_table
    monkeypatch.setattr(
        taking_in, "read_table", lambda content: (seen.append(len(connection.savepoint_ids) - depth), read(content))[1]
    )
    as_alice.post(where, COLUMNS)
    assert seen == [0]


def test_a_file_sent_twice_is_taken_in_once_and_answered_alike(as_alice, alice):
    where, intent = send(as_alice, SERVINGS), {**COLUMNS, "operation": str(uuid7())}
    first, again = as_alice.post(where, intent), as_alice.post(where, intent)
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert MealItem.objects.for_user(alice).count() == 2
    assert as_alice.post(where, {**intent, "operation": str(uuid7())}).status_code == 404
