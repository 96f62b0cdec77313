"""One nutrient of one day as a bar: what is known of it, beside the person's reference amount."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from diary import wording
from diary.addresses import address
from diary.models import MealItem, Profile
from diary.person import references
from diary.reports.intake import ENERGY, Day
from nutrients.registry import Nutrient
from nutrients.science.composition import Total
from nutrients.science.limits import check_day
from nutrients.science.standards import SHARE_OF_ENERGY, Reference, believable_energy

BAR_ENDS_AT = 150  # per cent of the reference
NAMED = 4  # foods named in full before "and 3 more"


@dataclass(frozen=True)
class NutrientBar:
    """The figures of one bar, and their words. It says what is there, and never whether that is good."""

    nutrient: Nutrient
    total: Total
    published: Reference | None
    lacking: Sequence[str]

    @property
    def name(self) -> str:
        return self.nutrient.name

    @property
    def url(self) -> str:
        return address("diary:nutrient", self.nutrient.key)

    @property
    def amount(self) -> str:
        """The day's sum in words; a day without anything in it holds nothing yet."""
        return wording.total(self.total, self.nutrient)

    @cached_property
    def target(self) -> float | None:
        """RDA, PRI, RNI or RDI, else AI. [nutrient unit]"""
        if self.published is None or self.published.unit == SHARE_OF_ENERGY:
            return None
        return self.published.recommended

    @cached_property
    def reference(self) -> str:
        """The reference amount with the authority's own word for it, "" where none is set."""
        if self.published is None or self.target is None:
            return ""
        return f"{wording.amount(self.target, self.nutrient)} {self.published.recommended_kind}"

    @cached_property
    def percent(self) -> float | None:
        return self._share(self.total.amount)

    @cached_property
    def food_percent(self) -> float | None:
        return self._share(self.total.from_food)

    @cached_property
    def unknown_percent(self) -> float:
        """Share of the day's food without a value, drawn as hatching over what is left of the bar."""
        return 100 * (1 - (1.0 if self.total.coverage is None else self.total.coverage))

    @cached_property
    def upper_percent(self) -> float | None:
        """Where the upper limit stands on the bar, if it counts all that the bar shows and lies within it."""
        if self.published is None or self.published.limits_supplements_only:
            return None
        share = self._share(self.published.upper_limit)
        return None if share is None or share > BAR_ENDS_AT else share

    @cached_property
    def notes(self) -> list[str]:
        written = [self._parts(), self._known(), self._unknown_for(), self._estimated(), self._limit(), self._no_mark()]
        return [note for note in written if note]

    def _share(self, amount: float | None) -> float | None:
        return 100 * amount / self.target if amount is not None and self.target else None

    def _words(self, amount: float) -> str:
        return wording.amount(amount, self.nutrient)

    def _parts(self) -> str:
        if not self.total.supplements:
            return ""
        food, tablets = self._words(self.total.from_food), self._words(self.total.from_supplements)
        return f"{food} from food, {tablets} from supplements" if self.total.known else f"{tablets} from supplements"

    def _known(self) -> str:
        if not self.total.is_lower_bound or self.total.coverage is None:
            return ""
        return f"known for {wording.percent(self.total.coverage)} of the day's energy"

    def _unknown_for(self) -> str:
        if not self.lacking:
            return ""
        more = len(self.lacking) - NAMED
        rest = f" and {more} more" if more > 0 else ""
        return f"unknown for: {'; '.join(self.lacking[:NAMED])}{rest}"

    def _estimated(self) -> str:
        if not self.total.estimated:
            return ""
        return f"{self._words(self.total.estimated)} of it estimated"

    def _limit(self) -> str:
        """In words: a day above the limit, and a limit that counts supplements alone, which has no place on the bar."""
        total, published = self.total, self.published
        check = check_day(published, total.amount, total.from_supplements) if published else None
        if check is None:
            return ""
        limit, alone = self._words(check.amount.value), check.amount.counts_supplements_only
        if check.is_above:
            return f"above the upper limit of {limit}{' for supplements' * alone}, which is meant for usual days"
        return f"the upper limit of {limit} counts supplements only" if alone and total.from_supplements else ""

    def _no_mark(self) -> str:
        if self.published is not None and self.published.unit == SHARE_OF_ENERGY:
            return "the reference is a share of energy, which is not known in full yet"
        return "" if self.target or not self.nutrient.is_core else "no reference set"


def bars(profile: Profile, facts: Day, items: Sequence[MealItem], nutrients: Iterable[Nutrient]) -> list[NutrientBar]:
    """Return a bar for each nutrient, beside the reference amounts for this person on this day."""
    published = references(profile, facts.day, energy_kcal=_energy(facts))
    return [
        NutrientBar(
            nutrient=nutrient,
            total=facts.total(nutrient.key),
            published=published.get(nutrient.key),
            lacking=_lacking(items, nutrient.key, with_estimates=profile.use_estimates),
        )
        for nutrient in nutrients
    ]


def _energy(facts: Day) -> float | None:
    """The day's energy, rounded as it is printed, where every food of the day has one. [kcal]"""
    total = facts.total(ENERGY)
    known = total.items and not total.is_lower_bound
    return believable_energy(float(round(total.amount))) if known else None


def _lacking(items: Iterable[MealItem], key: str, *, with_estimates: bool) -> list[str]:
    """Foods of the day without a value, each named once."""
    without = (
        item
        for item in items
        if not item.is_known(key) or (not with_estimates and (item.is_estimated(key) or item.is_assumed(key)))
    )
    return list(dict.fromkeys(item.label for item in without))
