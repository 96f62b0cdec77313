"""What stands on a nutrient's page beside its verdict: tables, and what the authorities' words mean."""

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse

from diary import wording
from diary.reports.nutrient_page import NutrientPage, Rich
from diary.reports.nutrients import NutrientFact
from diary.tables import Column, Table
from nutrients.registry import Nutrient
from nutrients.science.standards import Amount

MEANINGS: Final = {
    "EAR": "enough for about half of people like you",
    "AR": "enough for about half of people like you",
    "LRNI": "enough for only a few people",
    "RDA": "enough for nearly everybody",
    "PRI": "enough for nearly everybody",
    "RNI": "enough for nearly everybody",
    "RDI": "enough for nearly everybody",
    "AI": "thought to be enough, where need is not well known",
    "UL": "not to be passed day after day",
    "SUL": "not to be passed day after day",
    "GL": "a guide, not to be passed day after day",
}
SCOPES: Final = {"supplement_only": "counts supplements and medicines only", "total": "counts food and supplements"}
ABOUT: Final = {
    "iron": "The body takes up less of the iron in plants than of that in meat.",
    "omega3_ala": "The body turns only a small part of ALA into EPA and DHA, so ALA is no stand-in for fish oil.",
    "vitamin_b12": "Plants are no dependable source; of fortified foods the label says what they hold.",
    "vitamin_d": "Whether milk, spreads or cereals have vitamin D added differs by country; the label says.",
    "omega3_epa_dha": "It is found in fish and in algae oil; in plants there is next to none.",
}


def reference_table(fact: NutrientFact) -> Table:
    """What the authority publishes for this person, each figure with its source."""
    columns = [Column("Amount"), Column("A day"), Column("Meaning and source")]
    amounts = fact.reference.amounts.values() if fact.reference and fact.reference.unit == fact.nutrient.unit else ()
    rows = [_published(amount, fact.nutrient) for amount in amounts]
    if fact.own_target:
        rows.append(["Your own target", wording.amount(fact.own_target, fact.nutrient), "beside the others, by you"])
    return Table("amounts", "Reference amounts", columns, rows)


def _published(amount: Amount, nutrient: Nutrient) -> list[str]:
    kind = amount.kind.replace("_", " ").lower() if "_" in amount.kind else amount.kind
    said = (MEANINGS.get(amount.kind, ""), SCOPES.get(amount.scope, ""), amount.note)
    source = f"{', '.join(amount.source_ids)}{', unconfirmed' if amount.unconfirmed else ''}"
    return [kind, wording.amount(amount.value, nutrient), f"{'; '.join(word for word in said if word)} ({source})"]


def tables(page: NutrientPage) -> dict[str, Table]:
    """The page's tables by name; one without a row is left out."""
    fact, nutrient = page.fact, page.fact.nutrient
    gave = [
        [source.label, source.times, wording.rounded(source.amount, nutrient), round(source.share, 3)]
        for source in page.sources
    ]
    lacking = [[food.label, food.times, round(food.energy)] for food in fact.lacking[:10]]
    found = [
        reference_table(fact),
        Table("foods", f"Where the {wording.within(nutrient)} came from", _gave(nutrient), gave),
        Table("lacking", "Foods without a value", _lacking(), lacking),
        _rich("usual", "Among what you eat, in your own helpings", nutrient, page.usual),
        _rich("others", "Others of the kinds you eat, in a usual portion", nutrient, page.rich),
    ]
    return {table.name: table for table in found if table.rows}


def _gave(nutrient: Nutrient) -> list[Column]:
    return [
        Column("Food"),
        _number("Times"),
        Column(nutrient.symbol, lambda value: wording.without_unit(value, nutrient), is_number=True),
        Column("Share", wording.percent, is_number=True),
    ]


def _lacking() -> list[Column]:
    return [Column("Food"), _number("Times"), _number("Energy [kcal]")]


def _rich(name: str, caption: str, nutrient: Nutrient, foods: Sequence[Rich]) -> Table:
    columns = [
        Column("Food"),
        _number("Portion, g"),
        Column(nutrient.symbol, lambda value: wording.without_unit(value, nutrient), is_number=True),
    ]
    rows: list[list[Any]] = [
        [food.name.capitalize(), round(food.grams), wording.rounded(food.amount, nutrient)] for food in foods
    ]
    return Table(name, caption, columns, rows, [reverse("diary:food", args=[food.food_id]) for food in foods])


def _number(name: str) -> Column:
    return Column(name, wording.number, is_number=True)


def days_needed(fact: NutrientFact) -> str:
    """How many days make the average a fair picture of what is usual."""
    found = fact.assessment
    if found is None or found.days_needed is None or found.low is None:
        return ""
    return f"About {wording.days(found.days_needed)} bring the average to within 20 % of what is usual."
