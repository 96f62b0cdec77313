"""The PDF of a summary holds what PDF/UA-1 asks for, whatever stands in the diary, and fits its two sheets."""

import io
import re
import subprocess
from datetime import date

import pikepdf
import pytest

from diary.demo.menu import codes
from diary.demo.person import seed
from diary.models import Background, RedFlagReport
from diary.notation import notation, written_in
from diary.person import profile_of
from diary.reports.summary import Choice, summarise
from diary.summary.page import page
from diary.summary.pdf import pdf
from nutrients.loading import load_foods
from tests.diary.patients import CHOICE, LAST, patient
from tests.factories import NOON, LabResultFactory, SupplementDoseFactory
from tests.hostile import KEPT
from tests.paper import text_of
from tests.pdf_ua import complaints

COUNTRIES = ["GB", "US"]  # A4 and Letter
MARGIN = 45  # points; a little less than the 17 mm of the page


def printed(user, choice=CHOICE, country="GB") -> bytes:
    with written_in(lambda: notation(country=country)):
        return pdf(page(summarise(user, profile_of(user), choice)), country=country)


def burdened(user):
    """Somebody with warning signs, laboratory results, long questions and long names."""
    patient(user, question="Could this be something other than a strained muscle? " * 4)
    for number, signs in enumerate((["weight_loss"], ["saddle_numbness", "weight_loss"])):
        day = date(2026, 11, 10 + number)
        RedFlagReport.objects.create(user=user, signs=signs, day=day, at=NOON, zone="UTC", offset_minutes=0)
    for number in range(8):
        label = f"Ultimate omega mini with vitamin D3 and a very long name, lemon flavour, {number} soft gels"
        SupplementDoseFactory(user=user, day=LAST, label=label, magnesium=100.0, vitamin_d=10.0)
        LabResultFactory(user=user, day=LAST, value=10.5 + number)
        Background.objects.create(user=user, kind="medicine", text=f"Levothyroxine {number} before breakfast")
    return user


def hostile(user):
    """Every hostile text somewhere on the page."""
    patient(user, question=KEPT[0])
    for text in KEPT[::4]:
        SupplementDoseFactory(user=user, day=LAST, label=text[:120], magnesium=1.0)
    return user


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("somebody", [lambda user: user, patient, burdened], ids=["nobody", "patient", "burdened"])
def test_there_is_nothing_to_complain_about(alice, somebody, country):
    assert complaints(printed(somebody(alice), country=country)) == []


@pytest.mark.long  # some hundred characters without a glyph, found in rounds
def test_hostile_words_leave_the_structure_whole(alice):
    assert complaints(printed(hostile(alice))) == []


def spoilt(made: bytes, spoil) -> bytes:
    with pikepdf.open(io.BytesIO(made)) as document:
        spoil(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def first(document: pikepdf.Pdf, kind: str) -> pikepdf.Dictionary:
    tags = (each for each in document.objects if isinstance(each, pikepdf.Dictionary))
    return next(tag for tag in tags if str(tag.get("/S", "")) == kind)


def _unmark(document):
    content = document.pages[0].Contents
    content.write(content.read_bytes() + b"\n0 0 10 10 re f\n")


def _renumber(document):
    content = document.pages[0].Contents
    content.write(content.read_bytes().replace(b"/MCID 0>>", b"/MCID 9999>>", 1))


def _shorten(document):
    row = first(document, "/TR")
    row.K = row.K[0]


def _loop(document):
    document.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary({"/Title": pikepdf.Name("/Title")})


def _mute(document):
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            del each["/ToUnicode"]


def without(name, of):
    """Take an entry away from what `of` finds."""

    def spoil(document):
        del of(document)[name]

    return spoil


def with_(name, value, of):
    def spoil(document):
        of(document)[name] = value

    return spoil


def root(document):
    return document.Root


FAULTS = {
    "no title": (without("/ViewerPreferences", root), "the title is not shown"),
    "no language": (without("/Lang", root), "there is no language"),
    "not tagged": (with_("/Marked", False, lambda document: document.Root.MarkInfo), "not marked as tagged"),
    "a script": (with_("/OpenAction", pikepdf.Dictionary(), root), "when opened"),
    "a stray box": (_unmark, "neither content nor artifact"),
    "a lost piece": (_renumber, "not in the structure tree"),
    "a loop of roles": (_loop, "leads to no standard type"),
    "a heading too low": (with_("/S", pikepdf.Name.H3, lambda document: first(document, "/H1")), "first level"),
    "a mute picture": (without("/Alt", lambda document: first(document, "/Figure")), "a picture has no words"),
    "a short row": (_shorten, "rows of different length"),
    "a vague header": (without("/A", lambda document: first(document, "/TH")), "does not say for what"),
    "a mute font": (_mute, "which letters"),
    "no tab order": (without("/Tabs", lambda document: document.pages[0].obj), "tab key"),
}


@pytest.fixture
def good(alice) -> bytes:
    return printed(patient(alice))


def test_each_fault_is_noticed(good):
    for name, (spoil, said) in FAULTS.items():
        assert any(said in each for each in complaints(spoilt(good, spoil))), name


def words_of(made: bytes) -> list[tuple[float, float, float]]:
    """Where each word begins and ends across, and how wide its page is."""
    text_of(made)  # leaves the test out where poppler is missing
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True)
    found, width = [], 0.0
    for line in done.stdout.decode().splitlines():
        if page_found := re.search(r'<page width="([\d.]+)"', line):
            width = float(page_found[1])
        if word := re.search(r'<word xMin="(-?[\d.]+)" yMin="\S+ xMax="(-?[\d.]+)"', line):
            found.append((float(word[1]), float(word[2]), width))
    return found


@pytest.mark.parametrize("country", COUNTRIES)
def test_long_names_wrap_and_leave_every_column_on_the_sheet(alice, country):
    words = words_of(printed(burdened(alice), country=country))
    assert len(words) > 300
    assert [each for each in words if each[0] < MARGIN or each[1] > each[2] - MARGIN] == []


@pytest.mark.long
@pytest.mark.parametrize("country", COUNTRIES)
def test_ninety_days_of_the_demo_person_fit_two_sheets(alice, country):
    load_foods(only=codes())
    seed(alice, days=90, last=LAST)
    made = printed(alice, Choice.of_days(90, LAST), country)
    assert complaints(made) == []
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 2
    done = subprocess.run(["pdftotext", "-l", "1", "-", "-"], input=made, capture_output=True, check=True)
    for title in ("My questions", "Back pain", "Food", "Supplements and medicines", "Sun", "Laboratory", "Symptoms"):
        assert title in done.stdout.decode()


def test_warning_signs_stand_first(alice):
    glance = page(summarise(burdened(alice), profile_of(alice), CHOICE)).glance
    assert glance[0][0] == "Warning signs"
    assert glance[0][1].count("Losing weight without trying") == 1
    assert glance[0][1].endswith("Last ticked on 22 Nov 2026.")
