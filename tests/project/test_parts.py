"""The parts every page is built from say what they are given, as text."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from diary.templatetags.bar_tags import nutrient_bar


@dataclass(frozen=True)
class Bar:
    name: str = "Vitamin D"
    url: str = "/nutrients/vitamin_d/"
    amount: str = "at least 9.4\u2009µg"
    reference: str = "15\u2009µg"
    percent: float | None = 62.5
    food_percent: float = 22.5
    unknown_percent: float = 20.0
    upper_percent: float | None = None
    notes: tuple[str, ...] = ("6\u2009µg from supplements",)


def drawn(bar: Bar) -> str:
    return nutrient_bar(bar)


def test_a_bar_shows_food_supplements_reference_and_what_is_unknown():
    html = drawn(Bar())
    assert 'class="bar-supplement" y="4.75" width="62.5%"' in html
    assert 'class="bar-food" y="4" width="22.5%"' in html
    assert 'stroke-dasharray="20.0 100"' in html
    assert 'class="bar-mark" x1="100%"' in html
    assert "at least 9.4\u2009µg" in html
    assert "6\u2009µg from supplements" in html


def test_a_bar_leaves_out_what_is_not_there():
    html = drawn(replace(Bar(), food_percent=62.5, unknown_percent=0.0, notes=()))
    assert all(part not in html for part in ("bar-supplement", "bar-unknown", "bar-upper", "bar-beyond", "<small>"))


def test_a_nutrient_without_reference_has_words_but_no_bar():
    html = drawn(replace(Bar(), reference="", percent=None))
    assert "<svg" not in html
    assert "9.4" in html


def test_a_bar_beyond_its_end_says_so():
    assert "bar-beyond" in drawn(replace(Bar(), percent=506.0, food_percent=506.0))


def test_the_upper_limit_is_drawn_where_it_lies():
    assert 'class="bar-upper" x1="109.4%"' in drawn(replace(Bar(), upper_percent=109.4))


def test_no_line_touches_the_blue_of_a_bar():
    """The reference and the limit stand out from paper, as does food; they would not from each other."""
    html = drawn(replace(Bar(), upper_percent=109.4))
    assert re.findall(r'"bar-(edge|mark|upper)" x1="([\d.]+)%"', html) == [
        ("edge", "100"),
        ("mark", "100"),
        ("edge", "109.4"),
        ("upper", "109.4"),
    ]
    css = Path("static/css/sunplate.css").read_text()
    widths = {
        part: float(re.search(rf"\.bar-{part} {{.*?stroke-width: ([\d.]+)", css)[1])
        for part in ("edge", "mark", "upper")
    }
    assert widths["edge"] - max(widths["mark"], widths["upper"]) >= 3


def test_lengths_keep_their_decimal_point_in_every_language():
    with translation.override("de"):
        assert 'width="22.5%"' in drawn(Bar())


def test_a_hostile_name_stays_text():
    assert "<b>x" not in drawn(replace(Bar(), name="<b>x", notes=("<b>x",)))


@pytest.mark.parametrize(("chosen", "shown"), [(None, "auto"), ("dark", "dark")])
def test_the_theme_stands_on_the_page_itself(chosen, shown, rf):
    html = render_to_string("base.html", {"profile_theme": chosen}, request=rf.get("/"))
    assert f'data-bs-theme="{shown}"' in html


def test_a_message_is_text_whatever_it_holds(rf):
    given = {"text": "<script>alert(1)</script>", "undo_url": "/undo/"}
    html = render_to_string("partials/_toast.html", given, request=rf.get("/"))
    assert "<script>" not in html
    assert 'action="/undo/"' in html
