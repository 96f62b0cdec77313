"""How figures are made, and where they come from: open to everybody, made from the very files the figures come from."""

from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from diary import wording
from diary.reports.intake import MEALS_OF_A_COMPLETE_DAY
from diary.verdict_words import LOOKS, TITLES
from nutrients.models import DataEdition
from nutrients.reference import AUTHORITIES, sources
from nutrients.registry import NUTRIENTS
from nutrients.science import adequacy, iron, safety, stages, sunlight
from nutrients.science.composition import ALA_SHARE_OF_18_3
from nutrients.science.tables import rows
from nutrients.science.units import IU_PER_UG

READ: Final = {
    "T": "the text was read",
    "A": "an abstract or excerpt was read",
    "C": "a data file or code was read whole",
    "M": "from memory, to be confirmed",
    "": "worked out from formulas",
}
MEANINGS: Final = {
    "likely enough": "At least 84 in 100 that usual intake meets the need, or the average reaches the amount.",
    "uncertain": "Neither side is clear.",
    "likely low": "At least 84 in 100 that usual intake does not meet the need. Only where a method for that exists.",
    "above the upper limit": "The average lies above a published upper limit. A reason to ask, no proof of harm.",
    "cannot tell yet": "Too few days, too many values missing, or no method that holds for this nutrient and person.",
}
VERIFIED: Final = {"two_sources": "two sources agree", "one_source": "one source", "memory": "unconfirmed"}


def _names(keys: Any) -> list[str]:
    return [nutrient.name for key, nutrient in NUTRIENTS.items() if key in keys]


def _listed(keys: Any) -> str:
    """Nutrients as a sentence names them."""
    return wording.listed([wording.within(nutrient) for key, nutrient in NUTRIENTS.items() if key in keys])


@login_not_required
@require_safe
def method(request: HttpRequest) -> HttpResponse:
    context = {
        "verdicts": [(title, LOOKS.get(key, ""), MEANINGS[key]) for key, title in TITLES.items()],
        "adequacy": adequacy,
        "stages": stages,
        "meals": MEALS_OF_A_COMPLETE_DAY,
        "by_ear": _names(adequacy.BY_EAR),
        "by_ai": _listed(adequacy.BY_AI),
        "spiky": _listed(stages.SPIKY),
        "spread": [_spread(row) for row in rows("requirement_variability") if _is_used(row)],
        "iron": [(top, share * 100) for top, share in zip(iron.WOMEN_UP_TO, iron.WOMEN_SHORT, strict=False)],
        "vegetarian": iron.VEGETARIAN,
        "sun": sunlight.MODEL,
        "outfits": sunlight.OUTFITS.values(),
        "ala_share": ALA_SHARE_OF_18_3,
        "iu": wording.figure(IU_PER_UG["vitamin_d"]),
        "thresholds": safety.THRESHOLDS,
    }
    return render(request, "diary/method.html", context)


def _is_used(row: dict[str, str]) -> bool:
    return row["statistic"] == "SD_within" and bool(row["value"]) and row["nutrient"] in adequacy.SPREAD_HOLDS


def _spread(row: dict[str, str]) -> dict[str, str]:
    nutrient = NUTRIENTS[row["nutrient"]]
    ages = {"19": "19 to 50", "51": "51 and over"}[row["age_min_years"]]
    return {
        "name": nutrient.name,
        "who": f"{row['sex']}, {ages}",
        "value": f"{row['value']} {nutrient.symbol}",
        "source_ids": row["source_id"],
        "how": VERIFIED[row["verified"]],
    }


@login_not_required
@require_safe
def sources_page(request: HttpRequest) -> HttpResponse:
    context = {
        "editions": DataEdition.objects.order_by("source"),
        "authorities": [_authority(name) for name in AUTHORITIES],
        "readings": [(how, [each for each in sources().values() if each.how_read == key]) for key, how in READ.items()],
    }
    return render(request, "diary/sources.html", context)


def _authority(name: str) -> dict[str, Any]:
    """What was taken from one authority, and how many of its figures still rest on memory."""
    printed = [row for row in rows("reference_intakes") if row["authority"] == name and row["value"]]
    ids = dict.fromkeys(source for row in printed for source in row["source_id"].split(";"))
    unconfirmed = sum(row["verified"] == "memory" for row in printed)
    return {"name": name, "figures": len(printed), "unconfirmed": unconfirmed, "source_ids": list(ids)}


urlpatterns: list[URLPattern] = [
    path("about/method/", method, name="method"),
    path("about/sources/", sources_page, name="sources"),
]
