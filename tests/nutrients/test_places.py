"""Finding a town offline, and the time zone it brings along."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from nutrients import places
from nutrients.places import COUNTRIES, TOWNS


def test_a_town_is_found_with_its_zone_and_a_rounded_place():
    oslo = places.search("Oslo")[0]
    assert (oslo.label, oslo.zone) == ("Oslo, Norway", "Europe/Oslo")
    assert (oslo.latitude, oslo.longitude) == (59.9, 10.7)  # GeoNames: 59.91273, 10.74609


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("  münchen ", "Munich, Germany"),
        ("Munchen", "Munich, Germany"),
        ("Wien", "Vienna, Austria"),
        ("springfield, il", "Springfield, IL, United States"),
        ("London, Canada", "London, Canada"),
        ("new york", "New York City, NY, United States"),
    ],
)
def test_other_names_accents_and_a_country_lead_to_the_town(typed, label):
    assert places.search(typed)[0].label == label


def test_the_largest_of_a_name_comes_first_but_the_own_country_before_it():
    assert places.search("London")[0].label == "London, United Kingdom"
    assert places.search("London", country="CA")[0].label == "London, Canada"


@pytest.mark.parametrize("typed", ["", "  ", "|", ",", "no such town anywhere", "Oslo, Peru", "<b>"])
def test_what_is_no_town_finds_nothing(typed):
    assert list(places.search(typed)) == []


def test_a_list_is_never_longer_than_asked_for():
    assert len(places.search("san", limit=5)) == 5


def test_a_town_is_found_again_by_its_id():
    for name in ("Oslo", "Washington"):
        town = places.search(name)[0]
        assert places.find(town.id) == town
    assert places.find("0") is None


def test_every_country_of_a_town_has_a_name():
    assert len(places.countries()) == 252
    assert places.countries()["GB"] == "United Kingdom"


def test_a_country_with_one_zone_gives_it_and_others_give_none():
    assert places.only_zone("NO") == "Europe/Oslo"
    assert places.only_zone("US") == ""
    assert places.only_zone("") == ""


def test_the_committed_list_is_whole():
    with gzip.open(TOWNS, "rt", encoding="utf-8") as lines:
        assert sum(1 for _ in lines) == 34_006 + 1
    assert COUNTRIES.read_text(encoding="utf-8").startswith("code,name\n")


def test_building_says_what_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"cities15000\.json"):
        call_command("build_places", "--source", str(tmp_path))


def town(number, name, people):
    known = {"geonameid": number, "name": name, "population": people, "countrycode": "NO", "admin1code": "1"}
    return known | {"latitude": 60.04, "longitude": 5.06, "timezone": "Europe/Oslo", "alternatenames": ["Nyby", "x"]}


def test_building_keeps_the_largest_first_and_other_names_of_large_towns(tmp_path):
    towns = {"2": town(2, "Ny", 20_000), "7": town(7, "Stor, by", 200_000)}
    (tmp_path / "cities15000.json").write_text(json.dumps(towns), encoding="utf-8")
    (tmp_path / "countries.json").write_text('{"NO": {"iso": "NO", "name": "Norway"}}', encoding="utf-8")
    call_command("build_places", "--source", str(tmp_path), "--to", str(tmp_path / "out"))
    lines = gzip.decompress((tmp_path / "out" / TOWNS.name).read_bytes()).decode().splitlines()
    assert lines[1:] == [
        '"|stor, by|nyby|",7,"Stor, by",NO,,60.0,5.1,Europe/Oslo',
        "|ny|,2,Ny,NO,,60.0,5.1,Europe/Oslo",
    ]
