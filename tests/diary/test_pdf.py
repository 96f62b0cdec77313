"""The PDF says the same as the page, is readable by a machine, and takes nothing a person wrote for code."""

import io
import json
import os
import subprocess
import sys

import pikepdf
import pytest
from django.urls import reverse

from diary.person import profile_of
from diary.reports.summary import summarise
from diary.summary import pdf as pdf_module
from diary.summary.page import page
from diary.summary.parts import Page, Section
from diary.summary.pdf import TYPESET, PdfError, paper, pdf
from tests.diary.patients import CHOICE, NOTE, patient
from tests.paper import text_of


def plain(text: str) -> str:
    return " ".join(text.split())


def a_page(*lines: str) -> Page:
    questions = Section("questions", "Questions", lines=lines)
    return Page("Diary summary", "a period", "somebody", "today", [], [questions], "", [])


def dictionaries(document: pikepdf.Pdf, key: str) -> list[pikepdf.Dictionary]:
    return [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and key in each]


@pytest.fixture
def printed(alice) -> tuple[Page, bytes]:
    patient(alice)
    words = page(summarise(alice, profile_of(alice), CHOICE))
    return words, pdf(words)


def test_the_pdf_holds_every_figure_of_the_page(printed):
    words, made = printed
    found = text_of(made)
    cells = [cell for each in words.sections if each.table for row in each.table.rows for cell in row]
    told = [told for _, told in words.glance]
    assert len(cells) > 60
    missing = [cell for cell in [*cells, *told] if plain(cell).split()[0] not in found]
    assert missing == []
    for word in ("at least 240 mg", "RDA 320 mg", "18.5 µg/L", "25.0 µg"):
        assert word in found


def test_the_pdf_is_tagged_titled_and_in_a_language(printed):
    with pikepdf.open(io.BytesIO(printed[1])) as document:
        root = document.Root
        kinds = {str(each.S) for each in dictionaries(document, "/S")}
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).lower() == "en-gb"
        assert document.docinfo["/Title"] == "Diary summary, 26 October to 22 November 2026 (28 days)"
        assert {"/H1", "/Table", "/TH", "/TD", "/Figure"} <= kinds
        assert "pdfuaid:part" in document.open_metadata() or b"pdfuaid" in root.Metadata.read_bytes()


def test_every_figure_has_its_words_and_every_header_its_scope(printed):
    with pikepdf.open(io.BytesIO(printed[1])) as document:
        tags = dictionaries(document, "/S")
        pictures = [tag for tag in tags if tag.S == "/Figure"]
        headers = [tag for tag in tags if tag.S == "/TH"]
        assert "Back pain from 0 to 10 on each day" in str(pictures[0].get("/Alt"))
        assert all("/A" in header for header in headers)


def test_fonts_are_inside(printed):
    with pikepdf.open(io.BytesIO(printed[1])) as document:
        fonts = [each for each in dictionaries(document, "/FontName") if each.Type == "/FontDescriptor"]
        assert fonts
        assert all(any(name in font for name in ("/FontFile", "/FontFile2", "/FontFile3")) for font in fonts)


def test_a_note_in_the_language_of_the_typesetter_is_a_note(tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sang")
    notes = [NOTE, f'#read("{canary}")', '#import "@preview/x:1.0.0"', "#panic()", "#while true {}", "*/ // /* ~ --"]
    found = text_of(pdf(a_page(*notes)))
    for note in notes:
        assert plain(note) in found
    assert "canary sang" not in found


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("smile 😀 end", "smile [grinning face] end"),
        ("你好", "[cjk unified ideograph-4f60]"),
        ("nul\0 and bell\a", "nul and bell"),
        ("Ελληνικά Привет ½ µg ≥ 3", "Ελληνικά Привет ½ µg ≥ 3"),
        ("a\u202eb", "a"),
    ],
)
def test_what_no_font_can_show_is_written_by_name(note, shown):
    assert shown in text_of(pdf(a_page(note)))


def test_a_runaway_job_ends_and_the_page_says_so(alice, as_alice, monkeypatch):
    monkeypatch.setattr(pdf_module, "SECONDS", 0.01)
    answer = as_alice.get(reverse("diary:summary_pdf"))
    assert answer.status_code == 503
    assert "The PDF could not be made" in answer.content.decode()


@pytest.mark.long
def test_more_memory_than_its_share_fails_the_job_and_nothing_else():
    with pytest.raises(PdfError):
        pdf(a_page("x" * 20_000_000))


def test_the_job_knows_no_django_and_keeps_within_its_limits():
    code = f"""
import resource, runpy, sys
runpy.run_path({str(TYPESET)!r})["limit"]()
print(*(resource.getrlimit(each)[0] for each in (resource.RLIMIT_AS, resource.RLIMIT_CPU)), "django" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True, env=dict(os.environ))
    assert done.stdout.split() == [str(512 * 2**20).encode(), b"20", b"False"]


def test_a_year_fits_the_budget(alice):
    patient(alice)
    words = page(summarise(alice, profile_of(alice), CHOICE.of_days(366, CHOICE.last)))
    assert len(pdf(words)) < 300 * 1024


@pytest.mark.parametrize(("country", "expected"), [("US", "us-letter"), ("CA", "us-letter"), ("GB", "a4"), ("", "a4")])
def test_paper_goes_by_country(country, expected):
    assert paper(country) == expected


def test_letter_paper_is_letter_paper():
    with pikepdf.open(io.BytesIO(pdf(a_page("x"), country="US"))) as document:
        assert [float(side) for side in document.pages[0].MediaBox] == [0, 0, 612, 792]


def test_the_download_has_a_name_made_by_us(as_alice):
    answer = as_alice.get(reverse("diary:summary_pdf"), {"first": "2026-11-01", "last": "2026-11-22"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="sunplate-summary-2026-11-22.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert json.dumps(answer["Cache-Control"]).count("no-store") == 1
