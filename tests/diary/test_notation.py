"""Numbers and dates as each person writes them, on every screen and in the PDF, and never in what programs read."""

import html
import json
import re
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django import forms
from django.urls import reverse

import diary.forms
from diary import wording
from diary.demo.menu import codes
from diary.demo.person import seed
from diary.forms.meals import AmountField
from diary.forms.places import typed_coordinates
from diary.models import LabResult, Profile
from diary.notation import COMMA_COUNTRIES, Dates, Numbers, TwoMeaningsError, current, notation, read, written_in
from nutrients.loading import load_foods
from nutrients.places import countries
from nutrients.registry import NUTRIENTS
from tests.diary.patients import LAST, patient
from tests.factories import ProfileFactory
from tests.paper import text_of
from tests.project.routes import ROUTES

THIN = "\u202f"
GERMAN = notation(country="DE")
DAY = date(2026, 11, 22)
PERIOD = {"first": "2026-10-26", "last": str(LAST)}


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ("point", [f"1{THIN}234.5", f"12{THIN}345{THIN}678", "0.33", "2", f"2.4{THIN}µg"]),
        ("comma", [f"1{THIN}234,5", f"12{THIN}345{THIN}678", "0,33", "2", f"2,4{THIN}µg"]),
        ("point_commas", ["1,234.5", "12,345,678", "0.33", "2", f"2.4{THIN}µg"]),
        ("comma_points", ["1.234,5", "12.345.678", "0,33", "2", f"2,4{THIN}µg"]),
    ],
)
def test_a_number_is_written_as_chosen(numbers, shown):
    with written_in(lambda: notation(numbers=numbers)):
        written = [wording.number(1234.5, 1), wording.number(12_345_678), wording.figure(1 / 3), wording.score(2.0)]
        assert [*written, wording.amount(2.4, NUTRIENTS["vitamin_b12"])] == shown
        assert wording.exact(0.125) == "0" + shown[0][-2] + "125"


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ("dmy", ["22 November 2026", "22 Nov 2026", "22 Nov", "Sunday 22 November", "Sun 22 Nov 2026"]),
        ("mdy", ["November 22, 2026", "Nov 22, 2026", "Nov 22", "Sunday, November 22", "Sun, Nov 22, 2026"]),
        ("iso", ["2026-11-22", "2026-11-22", "11-22", "Sunday 2026-11-22", "Sun 2026-11-22"]),
    ],
)
def test_a_day_is_written_as_chosen(dates, shown):
    with written_in(lambda: notation(dates=dates)):
        ways = (wording.day, wording.short_day, wording.tick, wording.weekday, wording.weekday_short)
        assert [write(DAY) for write in ways] == shown


@pytest.mark.parametrize(
    ("first", "dmy", "mdy", "iso"),
    [
        (DAY, "22 November 2026", "November 22, 2026", "2026-11-22"),
        (date(2026, 11, 2), "2 to 22 November 2026", "November 2 to 22, 2026", "2026-11-02 to 2026-11-22"),
        (
            date(2026, 10, 26),
            "26 October to 22 November 2026",
            "October 26 to November 22, 2026",
            "2026-10-26 to 2026-11-22",
        ),
        (
            date(2025, 11, 23),
            "23 November 2025 to 22 November 2026",
            "November 23, 2025 to November 22, 2026",
            "2025-11-23 to 2026-11-22",
        ),
    ],
)
def test_a_period_does_not_repeat_itself(first, dmy, mdy, iso):
    for dates, shown in (("dmy", dmy), ("mdy", mdy), ("iso", iso)):
        with written_in(lambda dates=dates: notation(dates=dates)):
            assert wording.period(first, DAY) == shown


@pytest.mark.parametrize(
    ("country", "number", "day"),
    [
        ("", f"1{THIN}234.5", "22 November 2026"),
        ("GB", f"1{THIN}234.5", "22 November 2026"),
        ("US", f"1{THIN}234.5", "November 22, 2026"),
        ("DE", f"1{THIN}234,5", "22 November 2026"),
        ("CH", f"1{THIN}234.5", "22 November 2026"),
        ("SE", f"1{THIN}234,5", "2026-11-22"),
        ("CA", f"1{THIN}234.5", "2026-11-22"),
    ],
)
def test_the_country_says_what_was_not_chosen(country, number, day):
    with written_in(lambda: notation(country=country)):
        assert (wording.number(1234.5, 1), wording.day(DAY)) == (number, day)


def test_a_choice_goes_before_the_country():
    with written_in(lambda: notation(numbers="point", dates="mdy", country="SE")):
        assert (wording.number(0.5, 1), wording.day(DAY)) == ("0.5", "November 22, 2026")


def test_every_country_named_is_one():
    assert set(countries()) >= COMMA_COUNTRIES
    for country in countries():
        notation(country=country)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        (" 0,125 ", 0.125),
        ("12,25", 12.25),
        ("1 250", 1250),
        (f"12{THIN}345,5", 12345.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("1'250", 1250),
        ("1e3", 1000),
    ],
)
def test_what_can_mean_one_thing_only_is_read_whoever_types_it(typed, means):
    for numbers in Numbers.values:
        with written_in(lambda numbers=numbers: notation(numbers=numbers)):
            assert float(read(typed)) == means


def test_a_thousandfold_doubt_is_asked_about_and_never_guessed():
    for numbers, typed in (("point", "1,250"), ("comma", "1.250")):
        with written_in(lambda numbers=numbers: notation(numbers=numbers)), pytest.raises(TwoMeaningsError) as unclear:
            read(typed)
        assert str(unclear.value).startswith("Is that 1250 or 1")
    for numbers, typed, means in (
        ("point", "1.250", 1.25),
        ("comma", "1,250", 1.25),
        ("point_commas", "1,250", 1250),
        ("comma_points", "1.250", 1250),
    ):
        with written_in(lambda numbers=numbers: notation(numbers=numbers)):
            assert float(read(typed)) == means


@pytest.mark.parametrize("typed", ["", "1,2,3", "1.2.3", "one", "--1", "1,23.4", "NaN", "inf", "1 2 3"])
def test_what_is_no_number_stays_none(typed):
    with pytest.raises(forms.ValidationError):
        AmountField((0.0, 1e9)).clean(typed)


def test_what_a_field_shows_it_reads_again():
    for numbers in Numbers.values:
        with written_in(lambda numbers=numbers: notation(numbers=numbers)):
            field = AmountField((0.0, 1e9))
            assert [field.clean(field.prepare_value(each)) for each in (0.125, 1234.5, 12.0)] == [0.125, 1234.5, 12.0]


@pytest.mark.parametrize("typed", ["51.5, -0.1", "51,5; -0,1", "51,5 -0,1", "51.5;-0.1"])
def test_coordinates_may_have_commas_too(typed):
    place = typed_coordinates(typed)
    assert (place.latitude, place.longitude) == (51.5, -0.1)


def every_form() -> list[type[forms.Form]]:
    modules = [import_module(f"diary.forms.{each.name}") for each in iter_modules(diary.forms.__path__)]
    found = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    return [each for each in found if issubclass(each, forms.BaseForm)]


def test_every_amount_is_typed_into_a_field_that_takes_a_comma():
    fields = {(form, name): field for form in every_form() for name, field in form.base_fields.items()}
    amounts = {place: field for place, field in fields.items() if isinstance(field, forms.FloatField)}
    assert len(amounts) > 10
    assert [place for place, field in amounts.items() if not isinstance(field, AmountField)] == []
    assert not [place for place, field in fields.items() if isinstance(field, forms.DecimalField)]


def test_a_comma_typed_is_kept_and_shown_again(as_alice, alice):
    ProfileFactory(user=alice, country="DE")
    sent = {"day": "2026-11-20", "value": "18,5", "unit": "µg/L", "low": "15", "high": "1 200,5"}
    answer = as_alice.post(reverse("diary:lab_add", args=["ferritin"]), sent)
    assert answer.status_code == 303
    kept = LabResult.objects.for_user(alice).get()
    assert (kept.value, kept.high) == (18.5, 1200.5)
    shown = as_alice.get(reverse("diary:lab_edit", args=[kept.pk])).content.decode()
    assert 'value="18,5"' in shown
    assert 'value="1200,5"' in shown


def test_both_can_be_chosen_in_the_settings(as_alice, alice):
    ProfileFactory(user=alice, country="SE")
    shown = as_alice.get(reverse("diary:settings")).content.decode()
    assert f"As in my country: 1{THIN}234,5" in shown
    assert "As in my country: 2026-11-22" in shown
    looks = {"theme": "auto", "zone": "UTC", "numbers": "point_commas", "dates": "mdy"}
    assert as_alice.post(reverse("diary:settings_section", args=["looks"]), looks).status_code == 303
    profile = Profile.objects.for_user(alice).get()
    assert (profile.numbers, profile.dates) == (Numbers.POINT_COMMAS, Dates.MONTH_FIRST)
    assert "Sunday, November 22" in as_alice.get(reverse("diary:day", args=[DAY])).content.decode()
    assert (
        as_alice.post(reverse("diary:settings_section", args=["looks"]), {**looks, "dates": "dym"}).status_code == 422
    )


def test_nobodys_way_of_writing_reaches_the_next_person(as_alice, alice, as_bob):
    ProfileFactory(user=alice, numbers="comma_points", dates="iso")
    assert "Sunday 2026-11-22" in as_alice.get(reverse("diary:day", args=[DAY])).content.decode()
    assert current() == notation()
    assert "Sunday 22 November" in as_bob.get(reverse("diary:day", args=[DAY])).content.decode()


def test_the_pdf_is_written_as_its_owner_writes(as_alice, alice):
    patient(alice)
    Profile.objects.for_user(alice).update(country="DE")
    printed = text_of(as_alice.get(reverse("diary:summary_pdf"), PERIOD).content)
    for figure in ("at least 240 mg", "18,5 µg/L", "25,0 µg", "26 October to 22 November 2026"):
        assert figure in printed
    Profile.objects.for_user(alice).update(numbers="point", dates="iso")
    printed = text_of(as_alice.get(reverse("diary:summary_pdf"), PERIOD).content)
    for figure in ("18.5 µg/L", "2026-10-26 to 2026-11-22", "9 of 10, on 2026-10-26"):
        assert figure in printed


def test_files_for_programs_do_not_depend_on_anybodys_way_of_writing(as_alice, alice):
    patient(alice)

    def files() -> list[str]:
        made = [as_alice.get(reverse(f"diary:summary_{kind}"), PERIOD).content.decode() for kind in ("csv", "json")]
        fhir = json.loads(as_alice.get(reverse("diary:summary_fhir"), PERIOD).content)
        del fhir["timestamp"], fhir["entry"][0]["resource"]["date"]
        return [*made, json.dumps(fhir)]

    before = files()
    Profile.objects.for_user(alice).update(numbers="comma_points", dates="iso")
    assert files() == before


def test_a_chart_is_told_how_to_write_and_keeps_numbers_as_numbers(as_alice, alice):
    patient(alice)
    Profile.objects.for_user(alice).update(country="DE", dates="iso")
    page = as_alice.get(reverse("diary:review"), {"week": "2026-W47"})
    settings = {chart.name: chart.settings for chart in page.context["charts"]}["magnesium"]
    assert settings["notation"] == {
        "decimal": ",",
        "thousands": THIN,
        "day": "EEEE yyyy-MM-dd",
        "tick": "MM-dd",
        "month": "yyyy-MM",
    }
    assert settings["data"]["labels"][0] == "2026-11-16"
    assert {type(value) for value in settings["data"]["datasets"][0]["data"]} <= {float, type(None)}


UNSEEN = re.compile(r"(?s)<(script|style|svg|head)\b.*?</\1>|<[^>]*>")
POINT = re.compile(r"\d\.\d|\d,\d{3}")
DAY_IN_WORDS = re.compile(r"\d\d? [A-Z][a-z]{2,8} \d{4}")
# Names of editions, versions and products are words, and samples are samples.
WORDS = re.compile(
    r"doi:\S+|\b10\.\d{4,}\S*|version \S+|CC BY 4\.0|\d+/\d+\.\d+|v\d\.\d+"
    r"|1[ \u202f.,]234[.,]5|51\.5, -0\.1|1 tb?sp \([\d.]+ g\)|often printed: [\d.]+"
)
SAMPLES = {"22 November 2026"}


def seen(page) -> str:
    return WORDS.sub(" ", html.unescape(UNSEEN.sub(" ", page.content.decode())))


@pytest.mark.long  # a whole diary, and every address
def test_no_page_has_a_figure_or_a_day_in_another_way_of_writing(alice, as_alice, monkeypatch):
    monkeypatch.setattr("diary.moments.today", lambda zone, now=None: DAY)
    load_foods(only=codes())
    seed(alice, days=30, last=DAY)
    Profile.objects.for_user(alice).update(numbers="comma", dates="iso")
    skipped = {"diary:method", "diary:sources"}  # texts about figures, the same for everybody
    looked_at, strangers = 0, {}
    for route in ROUTES:
        page = as_alice.get(route.url(alice)) if route.name.startswith("diary:") else None
        if page is None or page.status_code != 200 or "text/html" not in page["Content-Type"] or route.name in skipped:
            continue
        looked_at += 1
        text = seen(page)
        found = [text[max(0, each.start() - 60) : each.end() + 20] for each in POINT.finditer(text)]
        days = set(DAY_IN_WORDS.findall(text)) - SAMPLES
        strangers |= {route.name: (found, days)} if found or days else {}
    assert strangers == {}
    assert looked_at > 40
