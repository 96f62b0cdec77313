"""
Every hostile text through every text field of every form: kept exactly, or refused with a word on it (W1, I2).

Each field takes each text by itself. Through the pages, which cost a hundred times as much, texts go as many at a time
as the field holds; what was kept is compared with what was sent, and every page that shows it is read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from diary import limits
from diary.forms.profile import BackgroundForm
from diary.models import (
    Background,
    LabResult,
    LifeNote,
    OwnFood,
    PainEntry,
    Product,
    Question,
    Recipe,
    ShareLink,
    SymptomEntry,
)
from diary.owned import Owned
from tests.diary.people import fresh
from tests.diary.test_notation import every_form
from tests.factories import PainEntryFactory, ProfileFactory
from tests.hostile import HOSTILE, KEPT

DAY = date(2026, 11, 20)
MOMENT = {"day": str(DAY), "clock": "08:00"}


def text_fields(form: type[forms.BaseForm]) -> dict[str, forms.CharField]:
    """The fields somebody types words into."""
    return {name: each for name, each in form.base_fields.items() if type(each) is forms.CharField}


def test_every_text_field_keeps_a_text_exactly_or_says_why_not():
    fields = {(form.__name__, name): each for form in every_form() for name, each in text_fields(form).items()}
    fields |= {("BackgroundForm", name): each for name, each in BackgroundForm().fields.items() if "own_" in name}
    assert len(fields) > 25
    for place, each in fields.items():
        assert each.max_length, f"{place} has no limit"
        for text in HOSTILE:
            is_refused = (
                "\0" in text or not text.strip() or not (each.min_length or 0) <= len(text.strip()) <= each.max_length
            )
            assert taken(each, text) == (None if is_refused else text.strip()), (place, text)


def taken(each: forms.CharField, text: str) -> str | None:
    """What a field makes of a text; None where it says why it does not take it."""
    try:
        return each.clean(text) or None
    except ValidationError as refusal:
        return None if refusal.messages[0] else "refused without a word"


@dataclass(frozen=True)
class Page:
    """A form that keeps words: where it is sent, what else it needs, and which column holds what was typed where."""

    model: type[Owned]
    url: Callable[[int], str]
    texts: Mapping[str, str]
    others: Mapping[str, Any] = field(default_factory=dict)


def there(name: str, *args: Any) -> Callable[[int], str]:
    return lambda number: reverse(f"diary:{name}", args=args)


def life_of_a_day(number: int) -> str:
    return reverse("diary:life", args=[DAY - timedelta(days=number)])


LABEL = {"lines": "2", "line0-unit": "IU", "line1-unit": "mg", "line0-nutrient": "vitamin_d", "line0-amount": "1000"}
FOOD = {"basis": "100", "calcium": "120", "serving_grams": "30"}
PAGES = [
    Page(Question, there("question_add"), {"text": "text"}),
    Page(SymptomEntry, there("symptoms", DAY), {"own": "name", "note": "note"}, {**MOMENT, "severity": "2"}),
    Page(
        LabResult,
        there("lab_add", "ferritin"),
        {"test_name": "test_name", "note": "note"},
        {"day": str(DAY), "value": "20", "unit": "µg/L"},
    ),
    Page(LifeNote, life_of_a_day, {"screen_free": "screen_free"}),
    Page(OwnFood, there("own_foods"), {"name": "name", "serving_label": "serving_label"}, FOOD),
    Page(Recipe, there("recipes"), {"name": "name", "note": "note"}, {"portions": "2"}),
    Page(Product, there("product_add"), {"name": "name", "serving": "serving", "note": "note"}, LABEL),
    Page(ShareLink, there("share_add"), {"name": "name"}, {"first": str(DAY), "last": str(DAY), "valid_days": "7"}),
]
SHOWN = ["prompts", "summary", "supplements", "labs", "own_foods", "recipes", "share", "today", "review"]
NOWHERE_ELSE = {"calendar", "img", "iframe", "base", "plaintext", "math", "mtext", "style"}


class Reader(HTMLParser):
    """What a browser would make of a page: elements that no template has, handlers, and scripts with words in them."""

    def __init__(self) -> None:
        super().__init__()
        self.strangers: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        is_ours = tag != "script" or "src" in given or given.get("type") == "application/json"
        if not is_ours or tag in NOWHERE_ELSE or any(name.startswith("on") for name in given):
            self.strangers.append(self.get_starttag_text())

    handle_startendtag = handle_starttag


def strangers(answer) -> list[str]:
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader.strangers


def together(limit: int) -> Iterator[str]:
    """Join the texts, as many at a time as fit."""
    held = ""
    for text in (text for text in KEPT if len(text) <= limit):
        if held and len(held) + len(text) + 3 > limit:
            yield held
            held = ""
        held = f"{held} ~ {text}" if held else text
    yield held


def test_the_texts_that_go_together_are_all_of_them():
    sent = "".join(together(limits.NOTE))
    assert all(text in sent for text in KEPT)
    assert all(len(each) <= limits.OWN_WORDS for each in together(limits.OWN_WORDS))


def rounds(page: Page) -> Iterator[dict[str, str]]:
    """What to type, until every field has had every text."""
    limits_of = {name: page.model._meta.get_field(column).max_length for name, column in page.texts.items()}
    limits_of |= {"own": limits.OWN_WORDS} if "own" in limits_of else {}
    typed = {name: list(together(most)) for name, most in limits_of.items()}
    for number in range(max(map(len, typed.values()))):
        yield {name: each[number % len(each)] for name, each in typed.items()}


@pytest.fixture
def typist(alice, as_alice):
    ProfileFactory(user=alice, tracked=["screen_free"])
    return fresh(as_alice)


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.model.__name__)
def test_every_text_is_kept_exactly_by_every_form_and_shown_as_text(typist, alice, page):
    sent = {name: set() for name in page.texts}
    for number, typed in enumerate(rounds(page)):
        answer = typist.post(page.url(number), {**page.others, **typed})
        assert answer.status_code == 303, (typed, answer.context["form"].errors)
        for name, text in typed.items():
            sent[name].add(text.strip())
    for name, column in page.texts.items():
        assert set(page.model.objects.for_user(alice).values_list(column, flat=True)) >= sent[name] - {""}
    for name in SHOWN:
        assert strangers(typist.get(reverse(f"diary:{name}"), follow=True)) == [], name


@pytest.mark.long
def test_every_text_is_kept_exactly_by_the_form_of_a_pain_entry(typist, alice):
    entry = PainEntryFactory(user=alice, day=DAY)
    for version, text in enumerate(together(limits.SHORT_TEXT), start=entry.version):
        words = dict.fromkeys(("activity", "medicine", "note"), text)
        answer = typist.post(
            reverse("diary:pain_edit", args=[entry.pk]), {**MOMENT, "score": "5", "version": version, **words}
        )
        assert answer.status_code == 303
        kept = PainEntry.objects.for_user(alice).get()
        assert {kept.activity, kept.medicine, kept.note} == {text.strip()}
        assert strangers(typist.get(reverse("diary:pain_edit", args=[entry.pk]))) == []


@pytest.mark.long
def test_every_text_is_kept_exactly_among_conditions_medicines_and_habits(typist, alice):
    for text in together(limits.OWN_WORDS):
        typed = {f"own_{kind}": text for kind in Background.Kind.values}
        assert typist.post(reverse("diary:background"), typed).status_code == 303
        assert set(Background.objects.for_user(alice).values_list("text", flat=True)) == {text.strip()}
        assert strangers(typist.get(reverse("diary:background"))) == []


ASKED = {  # words that are looked up or compared and not kept
    "line": ("line", limits.MEAL_LINE, {"kind": "lunch", "day": str(DAY)}),
    "settings_section:sun": ("town", limits.NAME, {}),
    "sun_add": ("town", limits.NAME, {**MOMENT, "minutes": "20", "garments": "forearms", "skin_type": "2"}),
    "erase": ("name", 150, {}),
    "shared_open": ("secret", 300, {}),
}


@pytest.mark.long
@pytest.mark.parametrize("name", ASKED)
def test_every_text_that_is_only_asked_for_comes_back_as_text(typist, name):
    typed, limit, others = ASKED[name]
    route, _, section = name.partition(":")
    url = reverse(f"diary:{route}", args=[section] if section else [DAY] if route == "sun_add" else [])
    for text in together(limit):
        answer = typist.post(url, {**others, typed: text})
        assert answer.status_code < 500, text
        assert strangers(answer) == [], text
