"""Addresses worked out once are those that Django would give each time."""

from datetime import date
from uuid import UUID

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from diary.addresses import address

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("landing", []),
        ("account_login", []),
        ("diary:today", []),
        ("diary:day", [DAY]),
        ("diary:meal_item", [UUID(int=7)]),
        ("diary:daily_skip", [UUID(int=7), DAY]),
        ("diary:nutrient", ["vitamin_d"]),
        ("diary:nutrient_csv", ["vitamin_d", "foods"]),
        ("diary:food", [12]),
    ],
)
def test_it_is_the_address_of_the_route(name, args):
    for _ in range(2):
        assert address(name, *args) == reverse(name, args=args)


@given(st.dates(min_value=date(1000, 1, 1)), st.uuids())
def test_any_day_and_any_row_are_filled_in(day, row):
    assert address("diary:day", day) == reverse("diary:day", args=[day])
    assert address("diary:daily_skip", row, day) == reverse("diary:daily_skip", args=[row, day])


def test_what_a_route_refuses_is_refused():
    for args in ([], [DAY, DAY]):
        with pytest.raises(NoReverseMatch):
            reverse("diary:day", args=args)
        with pytest.raises(NoReverseMatch):
            address("diary:day", *args)
    with pytest.raises(NoReverseMatch):
        address("diary:nutrient", "a/b")
    with pytest.raises(NoReverseMatch):
        address("diary:no_such_page")


def test_a_site_below_a_folder_keeps_its_folder():
    at_home = address("diary:day", DAY)
    set_script_prefix("/diary-of-mine/")
    try:
        assert address("diary:day", DAY) == f"/diary-of-mine{at_home}" == reverse("diary:day", args=[DAY])
    finally:
        set_script_prefix("/")


def test_templates_get_their_links_from_here():
    def written(source: str) -> str:
        return engines["django"].from_string(source).render({"day": DAY, "name": "diary:day"})

    assert written("{% url name day %}") == "/day/2026-11-22/"
    assert written("{% url 'diary:day' day as there %}<{{ there }}>") == "</day/2026-11-22/>"
    assert written("{% url 'diary:day' day=day %}") == "/day/2026-11-22/"
    assert written("{% url 'diary:nowhere' as there %}<{{ there }}>") == "<>"
    with pytest.raises(NoReverseMatch):
        written("{% url 'diary:nowhere' %}")
