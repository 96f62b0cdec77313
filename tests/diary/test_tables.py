"""Tables for the page and for spreadsheets."""

import csv
import io

import pytest
from django.template import engines
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from diary.http import table_as_csv
from diary.tables import Column, Table, csv_lines, safe, unsafe
from diary.templatetags.table_tags import table_rows
from tests.hostile import FORMULAS as SUMS
from tests.hostile import HTML

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "-2+3",
    "'=1",
    "''",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe_and_loses_it_again(text):
    assert safe(text) == f"'{text}"
    assert unsafe(safe(text)) == text


@given(st.text())
def test_any_text_comes_back_as_it_was(text):
    assert unsafe(safe(text)) == text


@pytest.mark.parametrize("number", [-4, -1.5, 0])
def test_a_number_is_a_number_and_needs_no_apostrophe(number):
    assert safe(number) is number


def test_csv_quotes_text_and_leaves_numbers_bare_and_gaps_empty():
    lines = list(csv_lines(["Day", "Magnesium [mg]"], [["2026-11-22", 61.5], ["2026-11-23", None]]))
    assert lines == ['"Day","Magnesium [mg]"\r\n', '"2026-11-22",61.5\r\n', '"2026-11-23",""\r\n']


def test_lines_within_a_text_survive():
    (line,) = csv_lines(["a\nb"], [])
    assert next(csv.reader(io.StringIO(line))) == ["a\nb"]


def test_a_page_and_a_file_hold_the_same_rows():
    columns = [Column("Day"), Column("Pain", lambda score: f"{score} of 10", is_number=True)]
    table = Table("pain", "Back pain", columns, [["Monday", 6], ["Tuesday", None]], urls=["/day/1/", "/day/2/"])
    assert [[cell.text for cell in row] for row in table.cells] == [["Monday", "6 of 10"], ["Tuesday", "–"]]
    assert [cell.url for cell in table.cells[0]] == ["/day/1/", ""]
    answer = table_as_csv(table)
    assert answer.content.decode("utf-8-sig").splitlines() == ['"Day","Pain"', '"Monday",6', '"Tuesday",""']
    assert answer["Content-Disposition"] == 'attachment; filename="sunplate-pain.csv"'


def test_the_rows_of_a_page_are_its_cells_with_every_text_escaped():
    columns = [Column("Day"), Column("Pain", lambda score: f"{score} of 10", is_number=True), Column("Note")]
    rows = [["Monday", 6, text] for text in [*HTML, *SUMS, "a & b"]]
    for urls in ([], [f"/day/{number}/?a=1&b=2" for number in range(len(rows))]):
        table = Table("pain", "Back pain", columns, rows, urls)
        by_hand = "".join(
            f'<tr><th scope="row">{_linked(day)}</th><td class="num">{escape(pain.text)}</td>'
            f"<td>{escape(note.text)}</td></tr>"
            for day, pain, note in table.cells
        )
        shown = engines["django"].from_string("{% load table_tags %}{% table_rows table %}").render({"table": table})
        assert shown == by_hand
        assert "<script" not in shown


def _linked(cell) -> str:
    return f'<a href="{escape(cell.url)}">{escape(cell.text)}</a>' if cell.url else escape(cell.text)


def test_a_table_without_a_row_writes_none():
    assert str(table_rows(Table("pain", "Back pain", [Column("Day")], []))) == ""
