"""From the original tables to the files: what is read, what is filled in, and what never is."""

import csv
import json
import re
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from nutrients.building import fndds, sr28
from nutrients.building.originals import OriginalError, find_originals
from nutrients.building.sr28 import Value
from nutrients.loading import FOLDER
from nutrients.models import Quality
from nutrients.registry import NUTRIENTS
from tests.nutrients.building.rows import FISH, printed, row
from tests.nutrients.building.test_siblings import COOKED, RAW


def note(source: str) -> Any:
    return json.loads((FOLDER / source / "source.json").read_text(encoding="utf-8"))


# The committed files


@pytest.mark.parametrize("source", ["sr28", "fndds"])
@pytest.mark.parametrize("table", ["foods.csv", "portions.csv"])
def test_the_committed_files_are_those_that_were_built(source, table):
    assert sha256((FOLDER / source / table).read_bytes()).hexdigest() == note(source)["outputs"][table]


@pytest.mark.parametrize("source", ["sr28", "fndds"])
def test_every_source_names_itself_its_licence_and_its_originals(source):
    about = note(source)
    assert about["citation"].startswith("USDA ARS")
    assert "Public domain" in about["licence"]
    assert about["originals"] == (sr28.ORIGINALS if source == "sr28" else fndds.ORIGINALS)


def test_every_portion_row_is_kept_or_left_out_for_a_reason():
    about = note("sr28")
    assert about["portions"] + sum(about["portions_left_out"].values()) == 15_438


def test_the_handbook_prints_the_figures_that_were_measured():
    handbook = (FOLDER.parent.parent / "docs" / "foods.md").read_text(encoding="utf-8")
    checks = note("sr28")["checks"]
    for rule in ("ala_from_all_18_3", "raw_and_cooked", "raw_and_cooked_fish"):
        for off in checks[rule].values():
            assert f"{off['cases']:,} | {off['median']:.1%}".replace("%", " %") in handbook
    for key, count in note("sr28")["filled_in"]["assumed"].items():
        zeros = checks["zeros_in_plants"][key]
        assert f"{zeros['published']:,} | {zeros['above_zero']} | {count}" in handbook


# Reading


def test_the_originals_are_cp1252_with_carets_and_tildes(tmp_path):
    file = tmp_path / "X.txt"
    file.write_bytes("~01~^~Jalape\u00f1o, 1\u00bd \u201chot\u201d~^~~^5.0\r\n".encode("cp1252"))
    assert list(sr28.records(file)) == [["01", "Jalape\u00f1o, 1\u00bd \u201chot\u201d", "", "5.0"]]


def test_epa_and_dha_are_added_up_in_milligrams_and_only_together():
    both, one = row("Salmon", FISH), row("Trout", FISH)
    sr28.add_published(both, printed(n629=0.862, n621=1.104))
    sr28.add_published(one, printed(n629=0.862))
    assert both.amounts["omega3_epa_dha"] == pytest.approx(1966.0)
    assert "omega3_epa_dha" not in one.amounts


def test_a_sum_of_unlike_parts_counts_as_calculated():
    alike = [Value(1, Quality.ANALYSED), Value(2, Quality.ANALYSED)]
    unlike = [Value(1, Quality.ANALYSED), Value(0, Quality.ZERO)]
    assert sr28.common_quality(alike) is Quality.ANALYSED
    assert sr28.common_quality(unlike) is Quality.CALCULATED


def test_qualities_stand_in_the_order_of_the_bits():
    letters = row("Apple", iron=0.1).qualities
    assert len(letters) == len(NUTRIENTS)
    assert letters[NUTRIENTS["iron"].bit] == Quality.ANALYSED
    assert set(letters) == {Quality.ANALYSED, Quality.MISSING}


def test_a_survey_dish_is_read_and_an_ingredient_left_out(tmp_path):
    columns = ["foodName", "data_type", "food_category", *(c for names in fndds.COLUMNS.values() for c in names)]
    blank = dict.fromkeys(columns, "1.5")
    survey = {"data_type": "survey_fndds_food", "food_category": "Pizza"}
    rows = [
        blank | survey | {"foodName": "Pizza,  cheese", "EPA": "0.002", "DHA": "0.001", "Vitamin D (D2 + D3)": ""},
        blank | survey | {"foodName": "Cheese as ingredient in sandwiches"},
        blank | {"foodName": "BRANDED PIZZA", "data_type": "branded_food", "food_category": "Pizza"},
    ]
    with (tmp_path / "fooddata.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    (pizza,), left_out = fndds.read_foods(tmp_path / "fooddata.csv")
    assert (pizza.code, pizza.description, left_out) == ("pizza-cheese", "Pizza, cheese", 1)
    assert pizza.amounts["omega3_epa_dha"] == pytest.approx(3.0)
    assert "vitamin_d" not in pizza.amounts
    assert "omega3_ala" not in pizza.amounts


# The command


def write_originals(folder: Path) -> None:
    lines = {
        "FD_GROUP.txt": ["~1500~^~Finfish and Shellfish Products~", "~0900~^~Fruits and Fruit Juices~"],
        "FOOD_DES.txt": [
            f"~15046~^~1500~^~{RAW}~^~M~^~~^~~^~Y~^~~^0^~Scomber scombrus L.~^6.25^4.27^9.02^",
            f"~15047~^~1500~^~{COOKED}~^~M~^~~^~~^~~^~Bones~^12^~~^6.25^4.27^9.02^",
            "~09003~^~0900~^~Apples, raw, with skin~^~A~^~~^~~^~~^~~^10^~~^^^^",
        ],
        "NUT_DATA.txt": [
            "~15046~^~203~^18.60^8^0.5^~1~^~A~^~~^~~^^^^^^^~~^01/2010^",
            "~15046~^~328~^16.1^8^^~1~^~AS~^~~^~~^^^^^^^~~^01/2010^",
            "~15047~^~203~^23.85^0^^~4~^~BFZN~^~~^~~^^^^^^^~~^01/2010^",
        ],
        "WEIGHT.txt": ["~15047~^1^3^~oz~^85^^", "~15047~^2^1^~fillet~^88^^"],
    }
    for name, text in lines.items():
        (folder / name).write_bytes(("\r\n".join(text) + "\r\n").encode("cp1252"))


@pytest.fixture
def originals(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "package" / "data"
    folder.mkdir(parents=True)
    write_originals(folder)
    known = {name: sha256((folder / name).read_bytes()).hexdigest() for name in sr28.ORIGINALS}
    monkeypatch.setattr(sr28, "ORIGINALS", known)
    return tmp_path


def build(source: Path, to: Path) -> dict[str, bytes]:
    call_command("build_foods", source=source, to=to, only="SR28", stdout=StringIO())
    return {path.name: path.read_bytes() for path in (to / "sr28").iterdir()}


def test_building_twice_gives_the_same_bytes(originals):
    assert build(originals, originals / "one") == build(originals, originals / "two")


def test_the_built_table_keeps_gaps_and_marks_what_was_filled_in(originals):
    files = build(originals, originals / "out")
    foods = {food["code"]: food for food in csv.DictReader(StringIO(files["foods.csv"].decode()))}
    assert foods["15046"]["vitamin_d"] == "16.1"
    assert foods["15046"]["iron"] == ""
    assert float(foods["15047"]["vitamin_d"]) == pytest.approx(16.1 * 23.85 / 18.6)
    assert foods["15047"]["qualities"][0] == Quality.ESTIMATED
    assert foods["09003"]["qualities"][:2] == Quality.ASSUMED * 2
    assert (foods["15046"]["complete"], foods["15047"]["complete"], foods["15047"]["refuse"]) == ("Y", "", "12")
    assert json.loads(files["source.json"])["filled_in"]["estimated"] == {"vitamin_d": 1}


def test_originals_that_were_touched_are_refused(originals):
    with (originals / "package" / "data" / "WEIGHT.txt").open("a") as file:
        file.write("~")
    with pytest.raises(CommandError, match=re.escape("WEIGHT.txt is not the file we know")):
        build(originals, originals / "out")
    assert not (originals / "out").exists()


def test_originals_that_are_absent_are_named(tmp_path):
    with pytest.raises(OriginalError, match=r"FD_GROUP\.txt is not in"):
        find_originals(tmp_path, sr28.ORIGINALS)
