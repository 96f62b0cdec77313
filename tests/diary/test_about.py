"""The pages on method and sources: open to everybody, and made from the figures in use."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.html import escape

from diary import wording
from nutrients.models import DataEdition
from nutrients.reference import sources
from nutrients.science import iron, stages, sunlight


def text(client, name):
    response = client.get(reverse(f"diary:{name}"))
    assert response.status_code == 200
    return response.content.decode().replace(wording.THIN_SPACE, " ")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["method", "sources"])
def test_a_visitor_may_read_it(name, client):
    assert "<h1>" in text(client, name)


@pytest.mark.django_db
def test_the_method_states_the_constants_in_use(client):
    page = text(client, "method")
    assert f"{stages.GOOD} days or more" in page
    assert "magnesium" in page.lower()
    for top in iron.WOMEN_UP_TO:
        assert f"{top:.2f} mg" in page
    for outfit in sunlight.OUTFITS.values():
        assert outfit.label in page


@pytest.mark.django_db
def test_a_changed_constant_changes_the_page(client, monkeypatch):
    monkeypatch.setattr(stages, "FIRST_LOOK", 5)
    assert "under 5 days" in text(client, "method")


@pytest.mark.django_db
def test_the_method_shows_the_spread_of_days_with_its_source(client):
    page = text(client, "method")
    assert "female, 19 to 50" in page
    assert "86 mg" in page  # magnesium, women 19 to 50 (requirement_variability.csv)


@pytest.mark.django_db
def test_every_source_is_listed_under_its_own_anchor(client):
    page = text(client, "sources")
    for source in sources():
        assert f'id="{source}"' in page


@pytest.mark.django_db
def test_the_food_tables_in_use_are_cited(client):
    DataEdition.objects.create(source="SR28", citation="A table", licence="Public", checksum="0", foods=3, portions=4)
    assert "A table" in text(client, "sources")
    assert "3 foods, 4 household measures" in text(client, "sources")


@pytest.mark.django_db
def test_a_table_without_household_measures_does_not_count_them(client):
    DataEdition.objects.create(source="FNDDS", citation="Dishes", licence="Public", checksum="0", foods=3, portions=0)
    page = text(client, "sources")
    assert "3 foods. Public" in page
    assert "0 household" not in page


@pytest.mark.django_db
def test_unconfirmed_figures_are_counted(client):
    page = text(client, "sources")
    assert "Unconfirmed" in page
    assert "NHMRC" in page


@pytest.mark.django_db
def test_a_source_is_led_to_by_its_name_and_says_whose_page_it_is(client):
    page = text(client, "sources")
    for source in sources().values():
        whose = (urlsplit(source.url).hostname or "").removeprefix("www.")
        if source.url and whose not in source.text:
            assert f'rel="noreferrer">{escape(source.text)}</a> <small>{whose}</small>' in page
