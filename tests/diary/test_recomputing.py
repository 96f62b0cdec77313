"""A corrected food table rewrites no history unless somebody asks, and then it says what changed."""

import pytest
from django.core.management import CommandError, call_command

from diary.exchange.kinds import fingerprint
from diary.models import MealItem, Operation
from diary.reports.intake import intake
from diary.services import Writing
from tests.factories import DAY, FoodFactory, MealItemFactory

pytestmark = pytest.mark.django_db


def eaten(user, food, grams=50.0, **values) -> MealItem:
    item = MealItemFactory.build(user=user, meal=None, food=food, grams=grams, **values).weigh(food)
    return MealItemFactory(user=user, food=food, grams=grams, estimated=item.estimated, **item.amounts())


@pytest.fixture
def corrected(alice):
    """Almonds of which 50 g and 20 g were eaten with 10 mg of magnesium in 100 g, and the table has 270 now."""
    food = FoodFactory()
    for grams in (50.0, 20.0):
        eaten(alice, food, grams)
    food.magnesium, food.iron = 270.0, 3.7
    food.save()
    return food


def magnesium(user) -> float:
    return intake(user, DAY, DAY, ["magnesium"]).on(DAY).total("magnesium").amount


def test_a_corrected_table_leaves_what_was_written_down(alice, corrected):
    assert magnesium(alice) == 7.0  # 10 mg/100 g x 70 g


def test_asked_for_entries_take_the_new_values_and_the_command_says_which(alice, corrected, capsys):
    call_command("recompute_diary", username=alice.username)
    assert capsys.readouterr().out.splitlines() == [
        "Almonds, twice:",
        "  Magnesium 10 to 270 mg in 100 g",
        "  Iron unknown to 3.7 mg in 100 g",
        f"2 entries of {alice.username} took other values from the food tables.",
    ]
    assert magnesium(alice) == pytest.approx(189.0)  # 270 mg/100 g x 70 g


def test_a_value_that_turned_out_to_be_unknown_is_no_zero_any_more(alice):
    food = FoodFactory(magnesium=0.0)
    eaten(alice, food)
    food.magnesium = None
    food.save()
    call_command("recompute_diary", username=alice.username)
    assert MealItem.objects.for_user(alice).get().magnesium is None


def test_a_look_changes_nothing(alice, corrected, capsys):
    before = fingerprint(alice)
    call_command("recompute_diary", username=alice.username, look=True)
    assert "2 entries of" in capsys.readouterr().out
    assert fingerprint(alice) == before


def test_a_second_time_finds_nothing_to_do(alice, corrected, capsys):
    call_command("recompute_diary", username=alice.username)
    before = fingerprint(alice)
    call_command("recompute_diary", username=alice.username)
    assert capsys.readouterr().out.endswith(f"0 entries of {alice.username} took other values from the food tables.\n")
    assert fingerprint(alice) == before


def test_it_can_be_taken_back(alice, corrected):
    call_command("recompute_diary", username=alice.username)
    writing = Writing.begin(alice)
    writing.undo(Operation.objects.for_user(alice).exclude(pk=writing.operation.pk).get())
    writing.done("", "/")
    assert magnesium(alice) == 7.0


def test_own_foods_and_other_people_stay_as_they_are(alice, bob, corrected):
    eaten(bob, FoodFactory(), 100.0)
    MealItemFactory(user=alice, label="Aunt May's muesli", magnesium=1.0)
    before = fingerprint(bob)
    call_command("recompute_diary", username=alice.username)
    assert fingerprint(bob) == before
    assert magnesium(alice) == pytest.approx(190.0)


def test_a_name_nobody_has_is_said(alice):
    with pytest.raises(CommandError, match="nobody called zoe"):
        call_command("recompute_diary", username="zoe")
