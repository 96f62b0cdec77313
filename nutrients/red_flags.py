"""
Warning signs that go with back pain, in plain words, by how soon somebody should look at them.

They come from `back_pain_measures` (S110, S111, S112; those marked there as memory are unconfirmed). Each sign alone is
often a false alarm, and serious causes are rare; the words name what is felt, never a disease.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Final

SOURCES: Final = ("S110", "S111", "S112")


class Urgency(IntEnum):
    """How soon; the smaller, the sooner."""

    NOW = 1
    TODAY = 2
    SOON = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One question to tick."""

    key: str
    text: str
    urgency: Urgency


def _signs(urgency: Urgency, words: Mapping[str, str]) -> list[Sign]:
    return [Sign(key, text, urgency) for key, text in words.items()]


SIGNS: Final[Mapping[str, Sign]] = MappingProxyType(
    {
        sign.key: sign
        for sign in (
            *_signs(
                Urgency.NOW,
                {
                    "saddle_numb": "New numbness between the legs: around the genitals, the anus or the inner thighs",
                    "bladder_bowel": "New trouble starting or holding urine, or loss of control of bladder or bowels",
                    "sexual_numb": "New numbness during sex",
                    "both_legs": "Pain, weakness or tingling in both legs",
                    "leg_worse": "Weakness in a leg that is getting worse",
                    "tearing": "Tearing pain in chest or belly with the back pain, or fainting",
                    "accident": "It began with a serious accident",
                },
            ),
            *_signs(
                Urgency.TODAY,
                {
                    "fever": "Fever, chills or feeling very unwell",
                    "immunity": "Weakened immunity, injected drugs, or a recent infection or procedure on the spine",
                    "minor_fall": "It began after a minor fall, and I am older, take steroids or have thin bones",
                    "deformity": "Sudden severe pain in the middle of the spine, and its shape has changed",
                    "one_leg_weak": "New weakness in one leg",
                },
            ),
            *_signs(
                Urgency.SOON,
                {
                    "cancer": "I have had cancer",
                    "weight_loss": "Losing weight without trying",
                    "night": "Pain all the time, or at night, that no position eases",
                    "upper": "The pain is in the middle or upper back",
                    "first_time": "This is my first back pain, and I am under 20 or over 50",
                    "no_better": "No better after four to six weeks",
                    "morning": "Under 45, and stiff for over half an hour each morning until I move",
                },
            ),
        )
    }
)


def known(keys: Iterable[str]) -> Sequence[Sign]:
    """Return the signs of those keys, the most urgent first."""
    return sorted((SIGNS[key] for key in keys if key in SIGNS), key=lambda sign: sign.urgency)


def most_urgent(keys: Iterable[str]) -> Urgency | None:
    """Say how soon, by the gravest of the ticked signs; None when nothing was ticked."""
    return min((sign.urgency for sign in known(keys)), default=None)


# 112, 911 and 999 are named by `back_pain_measures`; 000 and 111 are Australia's and New Zealand's own numbers.
_NUMBERS: Final = {"GB": "999", "IE": "112 or 999", "US": "911", "CA": "911", "AU": "000", "NZ": "111"}
ANYWHERE: Final = "your local emergency number (112 in Europe, 911 in North America, 999 in the United Kingdom)"


def emergency_number(country: str, europe: Iterable[str] = ()) -> str:
    """Return what to call in that country (ISO 3166 alpha-2); the usual ones by region where it was not told."""
    return _NUMBERS.get(country) or ("112" if country in set(europe) else ANYWHERE)
