"""ALA by its three steps, and zeros where nature leaves no doubt."""

import pytest

from nutrients.building import composed, plants
from nutrients.models import Quality
from tests.nutrients.building.rows import FISH, FRUIT, GRAINS, LEGUMES, OILS, VEGETABLES, printed, row


@pytest.mark.parametrize(
    ("description", "values", "amount", "quality"),
    [
        ("Oil, canola", {"n851": 9.137, "n619": 9.137}, 9.137, Quality.ANALYSED),
        ("Spices, turmeric, ground", {"n851": 0.003, "n619": 0.084, "n685": 0.081}, 0.003, Quality.ANALYSED),
        ("Oil, soy (partially hydrogenated)", {"n851": 0.3, "n619": 0.8, "n856": 0.5}, 0.3, Quality.ANALYSED),
        ("Beans, navy", {"n851": 0.0, "n619": 0.09}, 0.0, Quality.ANALYSED),
        ("Egg, yolk", {"n619": 0.103, "n685": 0.01}, 0.093, Quality.CALCULATED),
        ("Beef, ground", {"n619": 0.05, "n685": 0.01, "n856": 0.015}, 0.025, Quality.CALCULATED),
        ("Bread", {"n619": 0.01, "n685": 0.02}, 0.0, Quality.CALCULATED),
        ("Nuts, walnuts, english", {"n619": 9.08}, 8.626, Quality.ESTIMATED),
        ("Seeds, flaxseed", {"n619": 22.813}, 21.67235, Quality.ESTIMATED),
        ("Seaweed, spirulina, dried", {"n619": 0.823}, None, Quality.MISSING),
        ("Shortening, soybean (hydrogenated)", {"n619": 0.5}, None, Quality.MISSING),
        ("Butter", {"n621": 0.0}, None, Quality.MISSING),
    ],
)
def test_ala_is_found_by_the_three_steps(description, values, amount, quality):
    food = row(description)
    composed.add_alpha_linolenic(food, printed(**values))
    found = food.amounts.get("omega3_ala")
    assert found == (None if amount is None else pytest.approx(amount))
    assert food.quality.get("omega3_ala", Quality.MISSING) is quality


@pytest.mark.parametrize(
    "name", ["Borage, raw", "Oil, evening primrose", "Seeds, hemp seed", "Currants, european black"]
)
def test_plants_rich_in_gamma_linolenic_acid_get_no_estimate(name):
    assert plants.is_gla_plant(name)


def test_a_fat_with_printed_isomers_gets_no_estimate():
    assert plants.is_hydrogenated("Beef, seam fat", printed(n856=0.08))
    assert not plants.is_hydrogenated("Beef, seam fat", printed(n856=0.0))


@pytest.mark.parametrize(
    ("description", "group"),
    [
        ("Apples, raw, gala, with skin", FRUIT),
        ("Squash, winter, butternut, raw", VEGETABLES),
        ("Eggplant, raw", VEGETABLES),
        ("Lentils, raw", LEGUMES),
        ("Peanut butter, smooth style, without salt", LEGUMES),
        ("Oil, grapeseed", OILS),
    ],
)
def test_plain_plants_hold_no_b12_no_vitamin_d_and_no_fish_fats(description, group):
    food = row(description, group)
    plants.assume_zeros(food, {})
    assert food.amounts == {"vitamin_d": 0.0, "vitamin_b12": 0.0, "omega3_epa_dha": 0.0}
    assert set(food.quality.values()) == {Quality.ASSUMED}


@pytest.mark.parametrize(
    ("description", "group"),
    [
        ("Mushrooms, shiitake, raw", VEGETABLES),
        ("Seaweed, laver, raw", VEGETABLES),
        ("Sauerkraut, canned", VEGETABLES),
        ("Tempeh", LEGUMES),
        ("Miso", LEGUMES),
        ("Soymilk, original, with added calcium, vitamins A and D", LEGUMES),
        ("Rice, white, enriched", GRAINS),
        ("Pasta, fresh-refrigerated, plain, cooked", GRAINS),
        ("Noodles, egg, cooked", GRAINS),
        ("Potatoes, mashed, home-prepared, whole milk added", VEGETABLES),
        ("Spinach souffle", VEGETABLES),
        ("Corn, sweet, with butter sauce", VEGETABLES),
        ("Orange juice, with added calcium and vitamin D", FRUIT),
        ("Oil, cod liver", "Fish"),
        ("Fish oil, menhaden", OILS),
        ("Bread, wheat", "Baked Products"),
        ("Milk, whole", "Dairy and Egg Products"),
        ("Fish, mackerel, Atlantic, cooked, dry heat", FISH),
    ],
)
def test_anything_doubtful_stays_unknown(description, group):
    food = row(description, group)
    plants.assume_zeros(food, {})
    assert food.amounts == {}


def test_a_product_of_a_maker_stays_unknown():
    food = row("Prune puree")
    food.manufacturer = "Somebody & Sons"
    plants.assume_zeros(food, {})
    assert food.amounts == {}


def test_a_printed_trace_is_believed():
    food = row("Quinoa, uncooked", GRAINS)
    plants.assume_zeros(food, printed(n629=0.015))
    assert "omega3_epa_dha" not in food.amounts
    assert food.amounts["vitamin_d"] == 0.0


def test_a_published_value_is_never_replaced_by_a_zero():
    food = row("Kiwifruit, raw", vitamin_b12=0.08)
    plants.assume_zeros(food, {})
    assert (food.amounts["vitamin_b12"], food.quality["vitamin_b12"]) == (0.08, Quality.ANALYSED)
