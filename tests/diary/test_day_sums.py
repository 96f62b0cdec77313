"""Kept sums never differ from the items they were added up from, and where they are missing the items are read."""

import ast
import io
import random
import zipfile
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from diary import day_sums
from diary.day_figures import unpack
from diary.exchange.kinds import fingerprint
from diary.models import DaySum, MealItem
from diary.prepared import ask_figures
from diary.reports.intake import intake
from diary.services import Writing
from nutrients.amounts import to_mark
from tests.diary.test_import import bring, gone, zipped
from tests.factories import DAY, FoodFactory, MealFactory, MealItemFactory

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


def kept(user) -> list[tuple[object, ...]]:
    """What is kept, and it must be: days not added up fail here."""
    rows = DaySum.objects.for_user(user).order_by("day").values_list("day", "nutrients", "figures")
    assert {nutrients for _, nutrients, _ in rows} <= {day_sums.ALL}
    figures = [(day, *unpack(figures)) for day, _, figures in rows]
    return [row for row in figures if row[2]]  # a day whose last item went holds nothing


def from_items(user) -> list[tuple[object, ...]]:
    return ask_figures(day_sums.eaten_by_day(day_sums.ADDED_UP), user, *ALWAYS)


def agree(user) -> bool:
    return kept(user) == from_items(user)


class Hand:
    """Somebody who writes whatever comes to mind, each time through a `Writing`."""

    def __init__(self, user, dice: int) -> None:
        self.user, self.chance = user, random.Random(dice)  # noqa: S311 - no secret
        self.days = [DAY - timedelta(days=number) for number in range(4)]

    def write(self) -> Writing:
        writing = Writing.begin(self.user)
        mine = list(MealItem.objects.for_user(self.user).order_by("id"))
        deeds = [self.eat, *([self.weigh, self.move, self.drop] if mine else [])]
        self.chance.choice(deeds)(writing, mine)
        writing.done("", "/")
        return writing

    def eat(self, writing, mine) -> None:
        day = self.chance.choice(self.days)
        meal = MealFactory(user=self.user, day=day, kind=self.chance.choice(["lunch", "dinner"]))
        some = [self.chance.choice([None, self.chance.uniform(0, 300)]) for _ in range(2)]
        writing.add(MealItem(meal=meal, day=day, label="x", grams=80.0, magnesium=some[0], energy=some[1], estimated=4))

    def weigh(self, writing, mine) -> None:
        writing.change(self.chance.choice(mine), grams=self.chance.uniform(1, 500), iron=self.chance.uniform(0, 9))

    def move(self, writing, mine) -> None:
        writing.change(self.chance.choice(mine), day=self.chance.choice(self.days))

    def drop(self, writing, mine) -> None:
        writing.remove(*self.chance.sample(mine, k=min(2, len(mine))))

    def take_back(self, done: Writing) -> None:
        writing = Writing.begin(self.user)
        writing.undo(done.operation)
        writing.done("", "/")


@pytest.mark.parametrize("dice", range(6))
def test_whatever_is_written_and_taken_back_the_sums_are_those_of_the_items(dice, alice, bob):
    MealItemFactory(user=bob, day=DAY, magnesium=900.0)
    MealItemFactory.create_batch(5, user=alice, day=DAY, magnesium=10.0)
    hand = Hand(alice, dice)
    for _ in range(12):
        done = hand.write()
        assert agree(alice)
        if hand.chance.random() < 0.5:
            hand.take_back(done)
            assert agree(alice)
    assert agree(bob)


def test_a_food_eaten_on_the_page_is_in_the_sums_and_gone_with_undo(as_alice, alice):
    food = FoodFactory(magnesium=270.0, energy=579.0)
    helping = {"quantity": "50", "unit": "g", "day": str(DAY), "kind": "lunch"}
    said = as_alice.post(reverse("diary:eat_food", args=[food.pk]), helping)
    assert said.status_code == 303
    assert intake(alice, DAY, DAY, ["magnesium"]).on(DAY).total("magnesium").amount == 135.0  # 270 mg/100 g x 50 g
    assert agree(alice)


def test_a_day_whose_last_food_went_is_a_day_without_notes(as_alice, alice):
    item = MealItemFactory(user=alice, day=DAY)
    as_alice.post(reverse("diary:remove_item", args=[item.pk]))
    assert DaySum.objects.for_user(alice).get().nutrients == day_sums.ALL
    assert intake(alice, DAY, DAY, ["magnesium"]).days == []


def test_a_diary_brought_back_is_added_up(alice):
    for number in range(3):
        MealItemFactory(user=alice, day=DAY - timedelta(days=number), magnesium=10.0 * number, energy=50.0)
    before, file = from_items(alice), zipped(alice)
    alice = gone(alice)
    bring(alice, file)
    assert kept(alice) == before


def test_notes_brought_in_beside_others_are_added_to_their_day(alice):
    MealItemFactory(user=alice, magnesium=10.0)
    file = zipped(alice)
    alice = gone(alice)
    MealItemFactory(user=alice, magnesium=32.0)
    bring(alice, file)
    assert intake(alice, DAY, DAY, ["magnesium"]).on(DAY).total("magnesium").amount == 42.0
    assert agree(alice)


def test_the_sums_are_no_part_of_what_is_taken_along(alice):
    MealItemFactory(user=alice)
    names = zipfile.ZipFile(io.BytesIO(zipped(alice))).namelist()
    assert "data/mealitem.jsonl" in names
    assert not [name for name in names if "daysum" in name]


def test_a_day_nobody_added_up_again_is_read_from_its_items(alice):
    item = MealItemFactory(user=alice, magnesium=10.0)
    MealItemFactory(user=alice, day=DAY - timedelta(days=1), magnesium=5.0)
    Writing.begin(alice).change(item, magnesium=99.0)  # and no `done`
    found = intake(alice, DAY - timedelta(days=1), DAY, ["magnesium"])
    assert [day.total("magnesium").amount for day in found.days] == [5.0, 99.0]


def test_a_nutrient_that_was_not_added_up_is_read_from_the_items(alice):
    MealItemFactory(user=alice, magnesium=10.0, zinc=3.0)
    DaySum.objects.for_user(alice).update(nutrients=to_mark(["iron"]))
    day = intake(alice, DAY, DAY, ["magnesium", "zinc"]).on(DAY)
    assert (day.total("magnesium").amount, day.total("zinc").amount) == (10.0, 3.0)


def test_the_command_adds_up_what_is_not_kept_and_touches_no_note(alice, bob, capsys):
    for user in (alice, bob):
        MealItemFactory(user=user, magnesium=10.0)
    DaySum.objects.for_user(alice).update(nutrients=0)
    DaySum.objects.for_user(bob).delete()
    before = [fingerprint(user) for user in (alice, bob)]
    call_command("add_up_days")
    assert capsys.readouterr().out == "2 days were added up.\n"
    assert [agree(user) for user in (alice, bob)] == [True, True]
    assert [fingerprint(user) for user in (alice, bob)] == before
    call_command("add_up_days")
    assert capsys.readouterr().out == "0 days were added up.\n"


def test_an_upgrade_marks_every_day_with_food_as_not_added_up(alice, bob):
    for user, days in ((alice, 2), (bob, 1)):
        for number in range(days):
            MealItemFactory.create_batch(2, user=user, day=DAY - timedelta(days=number), magnesium=10.0)
        DaySum.objects.for_user(user).delete()
    import_module("diary.migrations.0005_days_to_add_up").begin(apps, None)
    assert list(DaySum.objects.order_by("nutrients").values_list("nutrients", flat=True)) == [0, 0, 0]
    assert intake(alice, DAY, DAY, ["magnesium"]).on(DAY).total("magnesium").amount == 20.0


def test_what_was_eaten_is_written_only_where_its_days_are_added_up_again():
    known = {"services.py", "day_sums.py", "restore.py", "rows.py"}
    for path in ROOT.glob("diary/**/*.py"):
        if path.name in known or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert not _writes_items(node), f"{path}:{node.lineno}"


def _writes_items(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    named = {node.id for node in ast.walk(call.func) if isinstance(node, ast.Name)}
    return call.func.attr in {"create", "bulk_create", "bulk_update", "update", "delete"} and "MealItem" in named
