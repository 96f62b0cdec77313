"""The averages of a period as bars, and as the table of the same figures; and what was taken beside them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from diary import verdict_words, wording
from diary.addresses import address
from diary.reports.nutrients import NutrientFact
from diary.reports.review import Review
from diary.reports.taken import Taken
from diary.tables import Column, Table
from nutrients.science.standards import REQUIREMENT, Amount


@dataclass(frozen=True, slots=True)
class FactBar:
    """The average day as a bar (`bar_tags.nutrient_bar`), with its verdict and where that comes from."""

    fact: NutrientFact

    @property
    def name(self) -> str:
        return self.fact.nutrient.name

    @property
    def url(self) -> str:
        return address("diary:nutrient", self.fact.nutrient.key)

    @property
    def amount(self) -> str:
        return verdict_words.average(self.fact)

    @property
    def reference(self) -> str:
        amount = self.fact.recommended if self.fact.has_average else None
        return f"{wording.amount(amount.value, self.fact.nutrient)} {amount.kind}" if amount else ""

    @property
    def percent(self) -> float | None:
        return self._share(self.fact.mean)

    @property
    def food_percent(self) -> float | None:
        return self._share(self.fact.mean_from_food)

    @property
    def unknown_percent(self) -> float:
        return 100 * (1 - (1.0 if self.fact.coverage is None else self.fact.coverage))

    @property
    def upper_percent(self) -> float | None:
        limit = self.fact.limit
        return None if limit is None or limit.amount.counts_supplements_only else self._share(limit.amount.value)

    @property
    def notes(self) -> list[str]:
        """In words what the bar draws."""
        return verdict_words.notes(self.fact)

    @property
    def verdict(self) -> str:
        return verdict_words.title(self.fact)

    @property
    def look(self) -> str:
        return verdict_words.look(self.fact)

    def _share(self, amount: float | None) -> float | None:
        has_both = amount is not None and self.fact.aim and self.fact.has_average
        return 100 * amount / self.fact.aim if has_both else None  # type: ignore[operator]


def fact_bars(facts: Iterable[NutrientFact]) -> list[FactBar]:
    return [FactBar(fact) for fact in facts]


def review_tables(review: Review, without: Collection[str] = ()) -> list[Table]:
    """The tables that stand for themselves; one without a row is left out."""
    shown = [fact for key, fact in review.facts.items() if key not in without]
    return [table for table in (averages_table(shown), taken_table(review.taken)) if table.rows]


def averages_table(facts: Iterable[NutrientFact]) -> Table:
    """The nutrients beside their reference amounts: the same figures as the bars and the sentences."""
    figures = ("Average a day", "From food", "From supplements", "Usual intake from", "Usual intake to")
    published = ("Requirement (EAR or AR)", "Recommended or AI", "Upper limit", "Own target")
    columns = [
        Column("Nutrient"),
        Column("Unit"),
        *(_number(name) for name in (*figures, *published)),
        Column("Values missing"),
        _number("Complete days"),
        Column("Value known for", wording.percent, is_number=True),
        Column("Verdict"),
    ]
    return Table("averages", "The average complete day", columns, [_averages(fact) for fact in facts])


def _averages(fact: NutrientFact) -> list[Any]:
    found, published = fact.assessment, fact.reference
    low, high = (found.low, found.high) if found and fact.is_known else (None, None)
    figures = [fact.mean, fact.mean_from_food, fact.mean_from_supplements, low, high]
    need = published.first(REQUIREMENT) if published and fact.aim else None
    limit = fact.limit.amount if fact.limit else None
    amounts = [*(_value(amount) for amount in (need, fact.recommended, limit)), fact.own_target]
    return [
        fact.nutrient.name,
        fact.nutrient.symbol,
        *(None if each is None else wording.rounded(each, fact.nutrient) for each in (*figures, *amounts)),
        "yes" if fact.is_lower_bound else "no",
        fact.days,
        None if fact.coverage is None else round(fact.coverage, 3),
        verdict_words.title(fact) or None,
    ]


def _value(amount: Amount | None) -> float | None:
    return None if amount is None else amount.value


def taken_table(rows: Sequence[Taken]) -> Table:
    columns = [
        Column("What"),
        Column("How"),
        _number("Days"),
        _number("Times"),
        Column("First", wording.short_day),
        Column("Last", wording.short_day),
    ]
    return Table("taken", "Supplements and medicines", columns, [_taken(row) for row in rows])


def _taken(row: Taken) -> list[Any]:
    how = "every day" if row.is_daily else "injection" if row.is_injection else "single doses"
    return [row.label, how, row.days, row.times, row.first, row.last]


def _number(name: str) -> Column:
    return Column(name, wording.exact, is_number=True)
