"""What somebody mentioned about themselves, and which symptoms they wrote down: the grounds of some prompts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from diary.models import Background, Profile, SymptomEntry
from nutrients.background import FACTORS, Factor, told_factors

PROTECTS: Final = "fortified"
DIETS: Final = frozenset({"vegan", "vegetarian"})


@dataclass(frozen=True, slots=True)
class Told:
    """Their factors, and the days of the period on which each symptom was felt."""

    factors: Sequence[Factor]
    symptoms: Mapping[str, Sequence[date]]

    def matter_for(self, key: str) -> list[str]:
        """Conditions, medicines, habits, diet and age that can matter for a nutrient."""
        return [_within(factor.label) for factor in self.factors if self._matters(factor, key)]

    def _matters(self, factor: Factor, key: str) -> bool:
        """Fortified food stands in for a plant diet, in what it is fortified with; it is no ground by itself."""
        if factor.key == PROTECTS or key not in factor.nutrients:
            return False
        return factor.key not in DIETS or key not in self._protected

    @property
    def _protected(self) -> set[str]:
        return {key for factor in self.factors if factor.key == PROTECTS for key in factor.nutrients}


def _within(label: str) -> str:
    """Put a label into a sentence; what a person says of themselves stands in quotation marks."""
    return f"“{label}”" if label.startswith("I ") else label[0].lower() + label[1:]


def told_by(profile: Profile, first: date, last: date) -> Told:
    """Read what was mentioned, and the symptoms of a period; "none" is not felt."""
    mentioned = Background.objects.for_user(profile.user).order_by("id").values_list("key", flat=True)
    felt = SymptomEntry.objects.for_user(profile.user).between(first, last).filter(severity__gt=0)
    symptoms: dict[str, list[date]] = {}
    for name, day in felt.order_by("name", "day").values_list("name", "day").distinct():
        symptoms.setdefault(name, []).append(day)
    follows = told_factors(age=profile.age_on(last), diet=profile.diet, life_stage=profile.life_stage)
    return Told([*follows, *(FACTORS[key] for key in dict.fromkeys(mentioned) if key in FACTORS)], symptoms)
