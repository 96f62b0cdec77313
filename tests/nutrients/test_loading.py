"""Loading: all of it or nothing, the same figures as the table, and nothing to do the second time."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from nutrients import loading
from nutrients.loading import FOLDER, DamagedDataError, load_foods
from nutrients.models import DataEdition, Food, Portion, Quality

FILLED_IN = {Quality.ESTIMATED, Quality.ASSUMED, Quality.MISSING}

# Read from NUT_DATA.txt of SR28 by hand: food, nutrient, printed value in our unit.
PRINTED = [
    ("01077", "vitamin_d", 1.3),
    ("01077", "calcium", 113.0),
    ("01123", "vitamin_d", 2.0),
    ("01123", "vitamin_b12", 0.89),
    ("02047", "sodium", 38758.0),
    ("04582", "omega3_ala", 9.137),
    ("05062", "protein", 22.5),
    ("08077", "added_b12", 20.0),
    ("09003", "vitamin_c", 4.6),
    ("09037", "energy", 160.0),
    ("09040", "potassium", 358.0),
    ("11090", "fibre", 2.6),
    ("11238", "vitamin_d", 0.4),
    ("11457", "iron", 2.71),
    ("12061", "magnesium", 270.0),
    ("13325", "selenium", 39.7),
    ("14084", "alcohol", 10.4),
    ("14209", "caffeine", 40.0),
    ("15046", "vitamin_d", 16.1),
    ("15236", "omega3_epa_dha", 862.0 + 1104.0),  # 629 + 621, printed in grams
    ("16069", "iron", 6.51),
    ("20041", "magnesium", 44.0),
]


def food(code: str) -> Food:
    return Food.objects.get(source="SR28", code=code)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the committed data that a test may spoil."""
    shutil.copytree(FOLDER / "fndds", tmp_path / "fndds")
    shutil.copytree(FOLDER / "sr28", tmp_path / "sr28")
    return tmp_path


@pytest.mark.long
@pytest.mark.usefixtures("all_foods")
@pytest.mark.django_db
class TestEverything:
    def test_all_foods_and_all_usable_portions_are_there(self):
        assert Food.objects.filter(source="SR28").count() == 8_789
        assert Portion.objects.count() == 15_438 - 420 - 344  # yields of a pound, repeated measures
        assert Food.objects.filter(source="SR28", complete=True).count() == 3_404
        assert Food.objects.filter(source="FNDDS").count() == 3_985 - 53  # ingredients of other dishes

    @pytest.mark.parametrize(("code", "key", "printed"), PRINTED)
    def test_the_figures_are_those_of_the_table(self, code, key, printed):
        assert food(code).amount(key) == pytest.approx(printed)
        assert food(code).quality(key) not in FILLED_IN

    @pytest.mark.parametrize(
        ("key", "percent"),
        [
            ("vitamin_d", 63),
            ("vitamin_b12", 86),
            ("magnesium", 92),
            ("calcium", 96),
            ("iron", 98),
            ("omega3_epa_dha", 68),
        ],
    )
    def test_what_the_table_lacks_stays_a_gap_or_is_marked(self, key, percent):
        published = [row.quality(key) not in FILLED_IN for row in Food.objects.filter(source="SR28")]
        assert round(100 * sum(published) / len(published)) == percent

    def test_every_mark_agrees_with_its_letter(self):
        for row in Food.objects.all():
            for key in row.amounts():
                quality = row.quality(key)
                assert row.is_estimated(key) == (quality is Quality.ESTIMATED)
                assert row.is_assumed(key) == (quality is Quality.ASSUMED)
                assert row.is_known(key) == (quality is not Quality.MISSING)

    def test_complete_foods_lack_no_core_nutrient_of_the_survey(self):
        for key in ("vitamin_d", "vitamin_b12", "magnesium", "calcium", "iron", "omega3_epa_dha"):
            assert not Food.objects.filter(source="SR28", complete=True, **{key: None}).exists()

    def test_cooked_mackerel_borrows_from_raw_by_protein(self):
        raw, cooked = food("15046"), food("15047")
        assert cooked.is_estimated("vitamin_d")
        assert cooked.amount("vitamin_d") == pytest.approx(16.1 * 23.85 / 18.6)
        assert raw.amount("protein") == 18.6

    def test_fish_without_a_sibling_stays_unknown(self):
        for wild_salmon in ("15076", "15209"):  # neither form has a value
            assert food(wild_salmon).amount("vitamin_d") is None

    def test_divided_portions_weigh_one(self):
        beef = Portion.objects.get(food__code="13364", label="oz")  # 3 oz = 85 g in WEIGHT.txt
        assert beef.grams == pytest.approx(85 / 3)

    def test_dishes_have_no_ala_and_no_portions(self):
        dishes = Food.objects.filter(source="FNDDS")
        assert not dishes.exclude(omega3_ala=None).exists()
        assert not Portion.objects.filter(food__source="FNDDS").exists()
        stroganoff = dishes.get(code="beef-stroganoff")
        assert stroganoff.amount("energy") == 150.0
        assert stroganoff.amount("omega3_epa_dha") == pytest.approx(3.0)  # 0.002 + 0.001 g

    def test_a_second_run_is_over_at_once_and_changes_nothing(self, django_assert_num_queries):
        before = list(Food.objects.values_list().order_by("pk"))
        with django_assert_num_queries(2):
            assert not any(loaded.changed for loaded in load_foods())
        assert list(Food.objects.values_list().order_by("pk")) == before

    def test_the_command_says_in_one_line_what_it_did(self):
        out = StringIO()
        call_command("load_foods", stdout=out)
        assert out.getvalue().startswith("SR28: 8,789 foods and 14,674 portions already there; FNDDS: 3,932 foods")

    def test_loading_again_in_full_keeps_every_row_and_number(self):
        before = list(Food.objects.values_list().order_by("pk")), list(Portion.objects.values_list().order_by("pk"))
        DataEdition.objects.update(checksum="older")
        assert all(loaded.changed for loaded in load_foods())
        after = list(Food.objects.values_list().order_by("pk")), list(Portion.objects.values_list().order_by("pk"))
        assert after == before


def test_a_few_foods_can_be_loaded_alone(foods):
    assert Food.objects.count() == len(foods) == 9
    assert not DataEdition.objects.exists()


def test_a_load_cut_short_leaves_the_old_state(foods, monkeypatch):
    before = set(Food.objects.values_list("code", flat=True))

    def cut(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "save_portions", cut)
    with pytest.raises(KeyboardInterrupt):
        load_foods()
    assert set(Food.objects.values_list("code", flat=True)) == before
    assert not DataEdition.objects.exists()


def test_a_spoilt_value_is_put_right(foods):
    Food.objects.filter(code="12061").update(magnesium=1.0)
    load_foods(only={"12061"})
    assert food("12061").amount("magnesium") == 270.0


def test_a_food_the_file_does_not_know_is_kept(foods):
    old = Food.objects.create(source="SR28", code="99999", description="Gone", group="None")
    load_foods(only={"99999", "12061"})
    assert Food.objects.filter(pk=old.pk).exists()


def test_a_portion_dropped_from_the_file_goes(foods):
    Portion.objects.create(food=foods["12061"], sequence=99, label="wrong", grams=1)
    untouched = Portion.objects.create(food=foods["09040"], sequence=99, label="elsewhere", grams=1)
    load_foods(only={"12061"})
    assert not Portion.objects.filter(label="wrong").exists()
    assert Portion.objects.filter(pk=untouched.pk).exists()


@pytest.mark.django_db
def test_a_changed_file_is_refused_and_nothing_is_loaded(small):
    with (small / "sr28" / "foods.csv").open("a", encoding="utf-8") as file:
        file.write("99999,Invented\n")
    with pytest.raises(DamagedDataError, match=r"foods\.csv was changed"):
        load_foods(folder=small)
    assert not Food.objects.exists()


@pytest.mark.django_db
def test_the_command_says_in_one_line_what_went_wrong(small, monkeypatch):
    note = json.loads((small / "sr28" / "source.json").read_text())
    note["outputs"]["portions.csv"] = "0" * 64
    (small / "sr28" / "source.json").write_text(json.dumps(note))
    monkeypatch.setitem(loading.load_foods.__kwdefaults__ or {}, "folder", small)
    with pytest.raises(CommandError, match=r"portions\.csv was changed"):
        call_command("load_foods", stdout=StringIO())
