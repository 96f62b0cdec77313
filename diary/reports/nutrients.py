"""One nutrient over a period: what every page, chart, prompt, summary and export says about it is read from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from statistics import median
from typing import Any

from django.db.models import Count, Q, Sum

from accounts.models import User
from diary import moments
from diary.models import MealItem, Profile
from diary.models.meals import estimate_mark
from diary.person import person_on, references
from diary.reports.cautions import KEYS as CAUTIOUS
from diary.reports.cautions import Caution, grave_days
from diary.reports.intake import ENERGY, Day, Intake, intake
from diary.reports.supplement_intake import Due, supplement_intake
from nutrients.registry import NUTRIENTS, Nutrient
from nutrients.science.adequacy import Assessment, assess
from nutrients.science.composition import Total
from nutrients.science.limits import LimitCheck, check_day
from nutrients.science.stages import FIRST_LOOK
from nutrients.science.standards import RECOMMENDED, SHARE_OF_ENERGY, Amount, Reference, believable_energy

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Lacking:
    """A food of the period without a value of the nutrient: what the total cannot know."""

    label: str
    times: int
    energy: float


@dataclass(frozen=True)
class NutrientFact:
    """
    One nutrient over a period. Averages rest on complete days only, and `days` says how many.

    `total` is their sum; `lacking` the foods on them without a value, those with most energy first. A reference is
    absent where the authority publishes nothing, and the assessment with it.
    """

    nutrient: Nutrient
    period: Intake
    total: Total
    reference: Reference | None = None
    assessment: Assessment | None = None
    lacking: Sequence[Lacking] = ()
    own_target: float | None = None

    @property
    def days(self) -> int:
        """Complete days."""
        return len(self.period.complete)

    @property
    def logged(self) -> int:
        """Days with food written down, complete or not."""
        return len(self.period.logged)

    @property
    def length(self) -> int:
        """Days of the period, logged or not."""
        return self.period.length

    @property
    def mean(self) -> float | None:
        """A day's average; a lower bound where `is_lower_bound`, None where nothing at all is known."""
        return self._a_day(self.total.amount) if self.is_known else None

    @property
    def mean_from_food(self) -> float | None:
        return self._a_day(self.total.from_food) if self.is_known else None

    @property
    def mean_from_supplements(self) -> float | None:
        return self._a_day(self.total.from_supplements) if self.is_known else None

    @property
    def is_known(self) -> bool:
        """False where not one food nor supplement had a value, and before there are days enough for an average."""
        has_values = self.total.known or self.total.supplements or not self.total.items
        return self.days >= FIRST_LOOK and bool(has_values)

    @property
    def has_average(self) -> bool:
        """False before there are days enough, and where a dangerous day would make it up."""
        return self.days >= FIRST_LOOK and not self.grave

    @property
    def is_lower_bound(self) -> bool:
        return self.total.is_lower_bound

    @property
    def coverage(self) -> float | None:
        """Share of the food's energy that has a value."""
        return self.total.coverage

    @property
    def estimated_share(self) -> float:
        """Share of the known amount that rests on estimated values."""
        return self.total.estimated / self.total.amount if self.total.amount else 0.0

    @property
    def median(self) -> float | None:
        return median(self._amounts) if self.is_known else None

    @property
    def range(self) -> tuple[float, float] | None:
        """The lowest and the highest complete day."""
        return (min(self._amounts), max(self._amounts)) if self.is_known else None

    @property
    def recommended(self) -> Amount | None:
        """RDA, PRI, RNI, RDI or AI; None where it is a share of an energy that is not known."""
        if self.reference is None or self.reference.unit == SHARE_OF_ENERGY:
            return None
        return self.reference.first(RECOMMENDED)

    @property
    def aim(self) -> float | None:
        """The recommended amount, in the nutrient's own unit."""
        return self.recommended.value if self.recommended else None

    @property
    def limit(self) -> LimitCheck | None:
        """The usual intake beside the upper limit; of supplements alone where that is what the limit counts."""
        return self.assessment.limit if self.assessment else None

    @property
    def days_above_limit(self) -> list[date]:
        """Days whose known amount alone is over the upper limit; an incomplete day can only be higher."""
        key, sums = self.nutrient.key, self.period.sums
        amounts, given = sums.amounts(key), sums.from_supplements(key)
        return [day.day for day in self.period.logged if self._is_above(amounts[day.place], given[day.place])]

    @cached_property
    def grave(self) -> list[Caution]:
        """Days with a dangerous amount of it, most likely slips of the pen: no average is drawn from them."""
        key = self.nutrient.key
        return grave_days(self.period, [key]) if key in CAUTIOUS else []

    def on(self, day: Day) -> Total:
        return day.total(self.nutrient.key)

    def _is_above(self, amount: float, from_supplements: float) -> bool:
        check = check_day(self.reference, amount, from_supplements) if self.reference else None
        return check is not None and check.is_above

    def _a_day(self, amount: float) -> float:
        return amount / self.days

    @cached_property
    def _amounts(self) -> list[float]:
        return self.period.amounts(self.nutrient.key)


def nutrient_facts(
    user: User, profile: Profile, first: date, last: date, keys: Sequence[str]
) -> dict[str, NutrientFact]:
    """Return what a period says about each nutrient; the queries do not grow with days or nutrients."""
    return facts(profile, read(user, profile, first, last, keys), keys, user=user)


def read(
    user: User,
    profile: Profile,
    first: date,
    last: date,
    keys: Sequence[str],
    *,
    daily: Sequence[Due] | None = None,
) -> Intake:
    """Read the days of a period as this person wants them counted, energy always among them."""
    wanted = list(dict.fromkeys([*keys, ENERGY]))
    now = moments.today(profile.zone)
    supplements = supplement_intake(user, first, last, wanted, today=now, daily=daily)
    return intake(user, first, last, wanted, with_estimates=profile.use_estimates, supplements=supplements)


def facts(
    profile: Profile, period: Intake, keys: Sequence[str], *, user: User | None = None
) -> dict[str, NutrientFact]:
    """Work out the facts of days already read; with the user, also which foods lack a value."""
    published = references(profile, period.last, energy_kcal=_usual_energy(period))
    gaps = lacking(user, profile, period, keys) if user else {}
    return {key: _fact(profile, period, published.get(key), key, gaps.get(key, ())) for key in keys}


def _fact(
    profile: Profile, period: Intake, reference: Reference | None, key: str, gaps: Sequence[Lacking]
) -> NutrientFact:
    total = period.total(key)
    return NutrientFact(
        nutrient=NUTRIENTS[key],
        period=period,
        total=total,
        reference=reference,
        assessment=_assess(profile, period, total, reference) if reference else None,
        lacking=gaps,
        own_target=profile.own_targets.get(key),
    )


def _assess(profile: Profile, period: Intake, total: Total, reference: Reference) -> Assessment:
    days = len(period.complete)
    return assess(
        person_on(profile, period.last),
        reference,
        mean=total.amount / max(days, 1),
        days=days,
        coverage=total.coverage,
        supplement_mean=total.from_supplements / max(days, 1),
        has_weekend=any(day.day.weekday() >= SATURDAY for day in period.complete),
    )


def _usual_energy(period: Intake) -> float | None:
    """Mean energy of the complete days, for amounts that are published as a share of it. [kcal/day]"""
    return believable_energy(period.total(ENERGY).amount / max(len(period.complete), 1))


def lacking(user: User, profile: Profile, period: Intake, keys: Sequence[str]) -> Mapping[str, list[Lacking]]:
    """Return, by nutrient, the foods of the complete days that lack a value."""
    unknown = {key: _unknown(key, with_estimates=profile.use_estimates) for key in keys}
    counts: dict[str, Any] = {f"{key}_times": Count("pk", filter=unknown[key]) for key in keys}
    energies: dict[str, Any] = {f"{key}_kcal": Sum("energy", filter=unknown[key], default=0.0) for key in keys}
    items: Any = MealItem.objects.for_user(user).filter(day__in=[day.day for day in period.complete])
    marked = items.alias(**{f"{key}_mark": estimate_mark(key) for key in keys})
    rows = list(marked.filter(reduce(or_, unknown.values())).values("label").annotate(**counts, **energies))
    return {key: _most_energy_first(rows, key) for key in keys}


def _unknown(key: str, *, with_estimates: bool) -> Q:
    missing = Q((f"{key}__isnull", True))
    return missing if with_estimates else missing | Q((f"{key}_mark__gt", 0))


def _most_energy_first(rows: Sequence[dict[str, Any]], key: str) -> list[Lacking]:
    found = [Lacking(row["label"], row[f"{key}_times"], row[f"{key}_kcal"]) for row in rows if row[f"{key}_times"]]
    return sorted(found, key=lambda food: (-food.energy, -food.times, food.label))
