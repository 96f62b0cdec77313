"""What the settings page says of each section before it is opened."""

from diary import wording
from diary.models import Authority, Profile, SkinType
from diary.reports.targets import own_target
from nutrients.places import countries
from nutrients.registry import NUTRIENTS

UNTOLD = "nothing told yet"


def told(profile: Profile) -> dict[str, str]:
    """Return a line for each section of the settings."""
    parts = {
        "about": [
            profile.get_sex_display(),
            f"born {profile.birth_year}" if profile.birth_year else "",
            _stage(profile),
        ],
        "food": [
            countries().get(profile.country, ""),
            Authority(profile.reference_authority).label,
            profile.get_diet_display(),
        ],
        "sun": [profile.place, SkinType(profile.skin_type).label if profile.skin_type else ""],
        "targets": _targets(profile),
        "looks": [
            profile.get_theme_display(),
            profile.zone.replace("_", " "),
            "estimates counted" if profile.use_estimates else "estimates left out",
        ],
    }
    return {key: " · ".join(filter(None, words)) or UNTOLD for key, words in parts.items()}


def _stage(profile: Profile) -> str:
    return profile.get_life_stage_display().lower() if profile.life_stage != "none" else ""


def _targets(profile: Profile) -> list[str]:
    own = {key: own_target(profile, key) for key in profile.own_targets}
    return [f"{NUTRIENTS[key].name} {wording.amount(value, NUTRIENTS[key])}" for key, value in own.items() if value]
