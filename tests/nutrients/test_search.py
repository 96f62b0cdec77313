import random
import string

import pytest

from nutrients import catalogue, lexicon
from nutrients.search import search
from nutrients.text import rows, singular, tokens
from tests.nutrients.measured import percentile, phrase_score

CODES = catalogue.entries().keys()


def first(query: str, **options: object) -> str:
    return search(query, **options)[0].code  # type: ignore[arg-type]


@pytest.mark.parametrize("half", ["tune", "measure"])
def test_plain_phrases_find_the_plain_food(half):
    score = phrase_score(half)
    assert score.asked >= 100
    assert score.first / score.asked >= 0.95, score.misses
    assert score.among_five / score.asked >= 0.98, score.misses


@pytest.mark.slow
@pytest.mark.parametrize(("part", "among_five"), [("unseen", 0.95), ("kept", 0.9)])
def test_unseen_phrases_find_their_food(part, among_five):
    score = phrase_score(part)
    assert score.first / score.asked >= 0.8, score.misses
    assert score.among_five / score.asked >= among_five, score.misses


def test_a_search_takes_a_few_milliseconds():
    search("milk")
    assert percentile(phrase_score("measure").seconds, 0.95) < 0.015  # of the processor's time


def test_every_name_leads_to_a_food():
    assert [row["name"] for row in rows("names.csv") if row["code"] not in CODES] == []


def test_no_name_stands_twice():
    listed = [(row["name"].lower(), row["spoken_in"]) for row in rows("names.csv")]
    assert len(listed) == len(set(listed))


def test_names_are_many_and_leave_words_to_search_for():
    assert len(lexicon.names()) > 1000
    assert [name.text for name in lexicon.names() if not name.words] == []


def test_unfortified_milks_exist():
    assert all({row["fortified"], row["unfortified"]} <= CODES for row in rows("fortified.csv"))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("grilled chicken thigh no skin", "05098"),
        ("skimmed milk", "01085"),
        ("tinned sardines in oil", "15088"),
        ("boiled new potatoes", "11365"),
        ("rye bread toast", "18061"),
        ("raw salmon", "15236"),
        ("tinned peaches in juice", "09238"),
        ("unsalted butter", "01145"),
        ("wholemeal pitta", "18042"),
        ("beef mince 5% fat raw", "23557"),
    ],
)
def test_a_name_and_the_words_of_its_form_meet(query, code):
    assert first(query) == code


def test_the_order_of_words_matters_only_where_it_changes_the_food():
    assert first("milk whole") == first("whole milk")
    assert first("potato salad") == "11414"
    assert first("salad potatoes") == "11365"
    assert first("milk chocolate") != first("chocolate milk")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brocoli", "broccoli"),
        ("bluberries", "blueberries"),
        ("yoghourt", "yogurt"),
        ("peanutbutter", "peanut butter"),
        ("crème fraîche", "creme fraiche"),
        ("STRAWBERRIES!!", "strawberry"),
        ("avoca", "avocado"),
    ],
)
def test_typing_mistakes_plurals_and_accents_are_forgiven(typed, meant):
    assert first(typed) == first(meant)


def test_a_short_word_with_another_first_letter_is_no_typing_mistake():
    assert search("rasam") == []  # not Assam tea


def test_cooked_or_raw_is_as_the_word_says_and_else_as_asked():
    assert first("broccoli raw") == "11090"
    assert first("broccoli", cooked=False) == "11090"
    assert first("salmon", cooked=False) == "15236"
    assert first("salmon", cooked=True) == "15237"


def test_milk_is_unfortified_where_nobody_fortifies_it():
    assert first("whole milk") == "01077"
    assert first("whole milk", country="US") == "01077"
    assert [hit.code for hit in search("whole milk", country="GB")[:2]] == ["01211", "01077"]


def test_chips_are_crisps_in_america():
    assert first("chips", country="GB") == "11403"
    assert first("chips", country="US") == "19411"


def test_what_a_person_eats_often_comes_first():
    assert search("milk", boost={"01079": 60})[0].code == "01079"
    assert search("milk", boost={"unknown": 60})[0].code == first("milk")
    assert search("egg", boost={"20110": 60})[0].code == "01123"  # egg noodles are another thing


def test_dishes_come_from_the_second_table_and_say_so():
    hit = search("shepherd's pie")[0]
    assert (hit.source, hit.code) == ("FNDDS", "shepherds-pie")


@pytest.mark.parametrize("query", ["", "   ", "%%%", "xqzv wkjq", "😀", "\x00", "'" * 50, "a" * 5000])
def test_nonsense_finds_nothing_and_breaks_nothing(query):
    assert search(query) == []


def test_no_text_breaks_the_search():
    rng = random.Random(7)  # noqa: S311
    for _ in range(300):
        query = "".join(rng.choice(string.printable + "éß½中") for _ in range(rng.randint(0, 80)))
        assert all(hit.code in CODES for hit in search(query))


def test_vegan_cheese_is_not_taken_for_cheese():
    assert search("vegan cheese") == []
    assert first("vegan sausage") == "16107"


def test_a_meal_of_several_foods_gives_them_in_their_order():
    assert [hit.code for hit in search("bangers and mash")] == ["07064", "11657"]
    assert [hit.code for hit in search("full english", limit=3)] == ["01128", "10998", "07064"]
    assert first("toad in the hole") == "07064"
    assert search("full english", limit=0) == []


def test_what_the_tables_do_not_hold_is_not_found():
    assert search("nutritional yeast") == search("a white pudding") == []
    assert first("yeast") == "18375"


def test_babies_food_is_found_when_a_baby_is_meant():
    assert all("abyfood" not in hit.description for hit in search("oats milk banana"))
    assert "ormula" in search("infant formula")[0].description


def test_the_limit_is_kept():
    assert len(search("chicken", limit=3)) == 3
    assert search("chicken", limit=0) == []


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("berries", "berry"),
        ("cookies", "cookie"),
        ("potatoes", "potato"),
        ("peaches", "peach"),
        ("hummus", "hummus"),
        ("rotis", "roti"),
        ("this", "this"),
    ],
)
def test_plurals_become_one(word, one):
    assert singular(word) == one


def test_no_sugar_is_one_word():
    assert tokens("coffee with no sugar") == ["coffee", "nosugar"]
