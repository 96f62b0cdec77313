"""What a food knows of itself, and what a snapshot of it keeps."""

import pytest
from django.db import IntegrityError, transaction

from nutrients.amounts import from_mark, to_mark
from nutrients.models import Food, Portion, Quality
from nutrients.registry import NUTRIENTS


def food(**amounts: float | None) -> Food:
    return Food(source="SR28", code="1", description="Test", group="None").set_amounts(amounts)


def test_every_registered_nutrient_has_a_nullable_column():
    for key in NUTRIENTS:
        assert Food._meta.get_field(key).null


def test_a_zero_is_known_and_a_gap_is_not():
    milk = food(vitamin_c=0.0)
    assert milk.is_known("vitamin_c")
    assert milk.amount("vitamin_c") == 0.0
    assert milk.amount("iron") is None
    assert "iron" in milk.missing
    assert "vitamin_c" not in milk.missing


def test_a_nutrient_nobody_registered_is_refused():
    with pytest.raises(KeyError, match="unobtainium"):
        food(unobtainium=1.0)


def test_marks_are_kept_for_known_amounts_only():
    fish = food().set_amounts(
        {"vitamin_d": 9.0, "vitamin_b12": 0.0}, estimated=["vitamin_d", "iron"], assumed=["vitamin_b12", "zinc"]
    )
    assert fish.is_estimated("vitamin_d")
    assert fish.is_assumed("vitamin_b12")
    assert not fish.is_estimated("vitamin_b12")
    assert not fish.is_estimated("iron")
    assert not fish.is_assumed("zinc")


def test_every_mark_survives_packing():
    for key in NUTRIENTS:
        assert from_mark(to_mark([key])) == {key}
    assert from_mark(to_mark(NUTRIENTS)) == set(NUTRIENTS)
    assert from_mark(0) == frozenset()


def test_a_mark_counts_once_however_often_it_is_named():
    assert to_mark(["iron", "iron"]) == to_mark(["iron"])


def test_bits_are_unique_and_fit_the_column():
    bits = [nutrient.bit for nutrient in NUTRIENTS.values()]
    assert len(set(bits)) == len(bits)
    assert max(bits) < 63


def test_a_snapshot_scales_amounts_and_keeps_gaps_and_marks():
    per_100g = food().set_amounts({"magnesium": 270.0, "vitamin_d": 0.0, "iron": None}, assumed=["vitamin_d"])
    eaten = food().take_amounts(per_100g, times=0.5)
    assert eaten.amount("magnesium") == 135.0
    assert eaten.amount("vitamin_d") == 0.0
    assert eaten.is_assumed("vitamin_d")
    assert eaten.amount("iron") is None


def test_a_new_snapshot_forgets_the_old_one():
    eaten = food(iron=3.0)
    eaten.take_amounts(food(zinc=1.0), times=1.0)
    assert eaten.amount("iron") is None


@pytest.mark.django_db
def test_the_database_refuses_a_negative_amount():
    with pytest.raises(IntegrityError, match="food_amounts_are_not_negative"), transaction.atomic():
        food(iron=-1.0).save()


@pytest.mark.django_db
def test_the_database_refuses_a_portion_without_weight():
    apple = food()
    apple.save()
    with pytest.raises(IntegrityError, match="portion_weighs_something"), transaction.atomic():
        Portion.objects.create(food=apple, sequence=1, label="slice", grams=0)


def test_a_food_says_how_each_value_was_found(foods):
    mackerel = foods["15047"]
    assert mackerel.quality("vitamin_d") is Quality.ESTIMATED
    assert foods["15046"].quality("vitamin_d") is Quality.ANALYSED
    assert foods["15236"].quality("vitamin_d") is Quality.CALCULATED
    assert foods["09040"].quality("vitamin_b12") is Quality.ZERO


def test_portions_come_in_the_order_of_the_table(foods):
    labels = [portion.label for portion in foods["01123"].portions.all()]
    assert labels[:3] == ["large", "extra large", "jumbo"]
    assert str(foods["01123"].portions.all()[0]) == "large (50 g)"
