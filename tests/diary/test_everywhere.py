"""One person's figures are the same wherever they are read, and no text a person wrote is obeyed anywhere."""

import csv
import html
import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from diary.demo.menu import codes
from diary.demo.person import seed
from diary.erasing import erase
from diary.exchange.archive import Export
from diary.exchange.reading import Archive
from diary.exchange.restore import Restore
from diary.models import PainEntry, SupplementDose, SymptomEntry
from diary.person import profile_of
from diary.reports.summary import Choice, summarise
from diary.summary import fhir
from diary.summary.page import page
from diary.summary.pdf import pdf
from diary.tables import LIKE_A_FORMULA, unsafe
from nutrients.loading import load_foods
from nutrients.registry import CORE
from tests.diary.patients import CHOICE, LAST, patient
from tests.diary.test_fhir import of_kind
from tests.diary.test_pdf import plain, text_of
from tests.factories import NOON, PainEntryFactory, UserFactory
from tests.hostile import HOSTILE, KEPT

pytestmark = pytest.mark.long  # a whole diary, or every address, each time

DAYS = {"first": CHOICE.first.isoformat(), "last": LAST.isoformat()}
MOMENT = {"day": LAST, "at": NOON, "zone": "UTC", "offset_minutes": 0}


@pytest.fixture
def five(alice, as_alice, bob):
    patient(bob)
    PainEntryFactory(user=bob, day=LAST, score=10)
    patient(alice)
    return five_of(as_alice, CHOICE)


def five_of(client, choice):
    """What page, PDF, FHIR, CSV and JSON say of the same days."""
    days = {"first": choice.first.isoformat(), "last": choice.last.isoformat()}
    got = {name: client.get(reverse(f"diary:summary{name}"), days) for name in ("", "_pdf", "_fhir", "_csv", "_json")}
    assert {answer.status_code for answer in got.values()} == {200}
    return {
        "page": got[""].content.decode(),
        "pdf": text_of(got["_pdf"].content),
        "fhir": got["_fhir"].json(),
        "csv": list(csv.DictReader(io.StringIO(got["_csv"].content.decode("utf-8-sig")))),
        "json": got["_json"].json()["figures"],
    }


def told(five, name, what):
    """One figure as CSV and JSON have it; they agree by type."""
    in_json = next(each["value"] for each in five["json"] if (each["name"], each["what"]) == (name, what))
    in_csv = next(each["value"] for each in five["csv"] if (each["name"], each["what"]) == (name, what))
    assert in_csv == ("" if in_json is None else str(in_json))
    return in_json


def observation(five, text):
    return next(each for each in of_kind(five["fhir"], "Observation") if each["code"]["text"] == text)


@pytest.mark.parametrize("nutrient", CORE, ids=lambda nutrient: nutrient.key)
def test_an_average_is_the_same_in_five_places(five, alice, nutrient):
    assert_same(five, alice, CHOICE, nutrient)


def test_every_average_of_the_demo_person_is_the_same_in_five_places(alice, as_alice):
    load_foods(only=codes())
    seed(alice, days=90, last=LAST)
    choice = Choice.of_days(28, LAST)
    five = five_of(as_alice, choice)
    for nutrient in CORE:
        assert_same(five, alice, choice, nutrient)


def assert_same(five, user, choice, nutrient):
    words = page(summarise(user, profile_of(user), choice))
    table = next(each.table for each in words.sections if each.key == "nutrients")
    row = next(row for row in table.rows if row[0] == nutrient.name)
    for cell in row:
        assert html.escape(cell) in five["page"]
        assert plain(cell) in five["pdf"]
    found = observation(five, f"{nutrient.name}, average intake a day")
    value = found.get("valueQuantity", {}).get("value")
    assert told(five, nutrient.name, "average") == value == _figure(row[2])
    share = next(part for part in found["component"] if part["code"]["coding"][0]["code"] == "known-share")
    assert told(five, nutrient.name, "known share") == share["valueQuantity"]["value"] == _figure(row[5])
    assert told(five, nutrient.name, "reference") == _figure(row[3])
    assert told(five, nutrient.name, "verdict") == row[1]
    assert row[1] in found["note"][0]["text"]


def _figure(cell: str) -> float | None:
    found = re.search(r"\d[\d\u202f]*(?:\.\d+)?", cell.removeprefix("at least "))
    return float(found[0].replace("\u202f", "")) if found else None


def test_pain_is_the_same_in_five_places(five):
    median = observation(five, "Back pain, 0 to 10, median of the days scored")
    worst = next(part for part in median["component"] if part["code"]["text"] == "Worst of the period")
    assert told(five, "Back pain", "median") == median["valueQuantity"]["value"] == 6.0
    assert told(five, "Back pain", "worst") == worst["valueQuantity"]["value"] == 9
    assert told(five, "Back pain", "days scored") == 15
    for words in (f"6 and {told(five, 'Back pain', 'mean')} of 10", "9 of 10, on Oct 26, 2026", "15 of 28"):
        assert words in five["page"]
        assert words in five["pdf"]


def test_peg_labs_sun_and_days_are_the_same_in_five_places(five):
    peg = [each for each in of_kind(five["fhir"], "Observation") if each["code"]["text"] == "PEG score"]
    scores = [each["valueQuantity"]["value"] for each in peg]
    assert [each["value"] for each in five["json"] if each["name"] == "PEG"] == scores == [7.0, 6.0]
    assert told(five, "Ferritin", "result") == observation(five, "Ferritin")["valueQuantity"]["value"] == 18.5
    minutes = observation(five, "Time outside, average of the days written down")
    assert told(five, "Time outside", "average") == minutes["valueQuantity"]["value"] == 20
    assert told(five, "Days", "complete") == observation(five, "Complete days")["valueQuantity"]["value"] == 26
    for words in ("7.0 on Oct 26, 2026, 6.0 on Nov 22, 2026", "18.5 µg/L", "20 minutes on average"):
        assert words in five["page"].replace("\u202f", " ")
        assert words in five["pdf"]


def test_nobody_elses_figures_are_in_any_of_the_five(five):
    assert "10 of 10" not in five["page"] + five["pdf"]
    assert not [each for each in five["json"] if each["name"] == "Back pain" and each["value"] == 10]


class Nodes(HTMLParser):
    """Collects elements and text, to find what a text should not have become."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.texts.append(data)


def write_everything(user):
    for text in KEPT:
        SymptomEntry.objects.create(user=user, name=text[:120], severity=2, note=text, **MOMENT)
        SupplementDose.objects.create(user=user, label=text, servings=1, serving="tablet", **MOMENT)
        PainEntry.objects.create(user=user, score=4, note=text, regions=[text], **MOMENT)


@pytest.fixture
def troubled(alice):
    patient(alice)
    write_everything(alice)
    return alice


def test_the_corpus_is_large_and_varied():
    assert len(HOSTILE) >= 500
    assert len(set(HOSTILE)) == len(HOSTILE)


def test_the_page_shows_every_text_as_text(troubled, as_alice):
    shown = as_alice.get(reverse("diary:summary"), DAYS).content.decode()
    nodes = Nodes()
    nodes.feed(shown)
    assert nodes.handlers == []
    assert set(nodes.tags) <= set(_usual_tags(as_alice))
    cells = {text.strip() for text in nodes.texts}
    assert [text for text in KEPT if text.strip() and text.strip() not in cells and "\r" not in text] == []


def _usual_tags(client):
    nodes = Nodes()
    nodes.feed(client.get(reverse("diary:summary"), {"days": 14, "sections": ["pain", "nutrients"]}).content.decode())
    return {*nodes.tags, "table", "thead", "tbody", "tr", "th", "td", "caption", "ol", "li"}


def test_the_pdf_takes_every_text_for_text(troubled):
    made = text_of(pdf(page(summarise(troubled, profile_of(troubled), Choice(LAST, LAST)))))
    squeezed = made.replace(" ", "")
    readable = [text for text in KEPT if text.isascii() and text.isprintable() and len(text) < 40]
    assert len(readable) > 150
    assert [text for text in readable if text.replace(" ", "") not in squeezed and _whole(text, squeezed)] == []
    assert "root:x:0" not in made


def _whole(text: str, squeezed: str) -> bool:
    """A cell may break over lines, so the text is looked for word by word."""
    return not all(word in squeezed for word in text.split())


def test_fhir_holds_every_text_exactly(troubled):
    made = json.loads(fhir.document(summarise(troubled, profile_of(troubled), Choice(LAST, LAST))))
    names = {each["medicationCodeableConcept"]["text"] for each in of_kind(made, "MedicationStatement")}
    assert [text for text in KEPT if fhir.printable(text) not in names] == []


def test_the_export_holds_every_text_exactly_runs_no_formula_and_brings_it_back(troubled):
    content = b"".join(Export(troubled).pieces())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        plain_rows = [json.loads(line) for line in archive.read("data/supplementdose.jsonl").splitlines()]
        table = archive.read("tables/supplementdose.csv").decode("utf-8-sig")
    assert set(KEPT) <= {row["label"] for row in plain_rows}
    cells = [row["label"] for row in csv.DictReader(io.StringIO(table, newline=""))]
    assert not [cell for cell in cells if cell.startswith(LIKE_A_FORMULA[:-1])]
    assert set(KEPT) <= {unsafe(cell) for cell in cells}
    erase(troubled)
    again = UserFactory(username="again", consented=False)
    Restore(again, Archive(io.BytesIO(content))).apply()
    assert set(KEPT) <= set(SupplementDose.objects.for_user(again).values_list("label", flat=True))
