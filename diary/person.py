"""From what someone told about themselves to whose reference amounts apply."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from django.db.models import Exists

from accounts.models import User
from diary import consent
from diary.models import Profile
from diary.notation import Notation, notation
from diary.prepared import Question, ask
from diary.services import Writing, get_or_add
from nutrients.reference import Person, Reference, reference
from nutrients.science.standards import YOUNGEST, Diet, LifeStage, Sex

ASSUMED_AGE = 40
ASSUMED_SEX = "female"


def profile_of(user: User) -> Profile:
    """Return the person's profile, or an unsaved blank one before they told anything. Reading never writes."""
    found = next(iter(ask(_with_consent(consent.WORDING), user)), None)
    profile = found or Profile(user=user)
    profile.has_consented = bool(found.agreed) if found else consent.standing(user).exists()
    profile.user = user  # already read
    return profile


@cache
def _with_consent(wording: str) -> Question:
    """The question for the profile, beside it whether consent to this wording stands; to be put into SQL once."""
    return lambda user: Profile.objects.for_user(user).annotate(agreed=Exists(consent.standing(user, wording)))


def keep_profile(write: Writing, **values: Any) -> Profile:
    """Set what the person told about themselves, making the profile if there is none yet."""
    profile = get_or_add(write, Profile(user=write.user), user=write.user)
    write.change(profile, **values)
    return profile


def notation_of(profile: Profile) -> Notation:
    """Return how the person writes numbers and dates: as chosen, else as in their country."""
    return notation(numbers=profile.numbers, dates=profile.dates, country=profile.country)


def person_on(profile: Profile, day: date, *, energy_kcal: float | None = None) -> Person:
    """
    Return who the reference amounts are for on that day.

    What was not told is filled with a stated assumption (`assumptions`), because a bar without a mark helps nobody.
    """
    age = profile.age_on(day)
    sex = profile.sex or ASSUMED_SEX
    return Person(
        sex=cast(Sex, sex),
        age=max(YOUNGEST, ASSUMED_AGE if age is None else age),
        life_stage=cast(LifeStage, profile.life_stage if sex == "female" else "none"),
        menopause=profile.after_menopause,
        diet=cast(Diet, profile.diet),
        energy_kcal=energy_kcal,
    )


def assumptions(profile: Profile) -> str:
    """Say in words what `person_on` filled in, "" when nothing."""
    told_sex, told_age = bool(profile.sex), profile.birth_year is not None
    if told_sex and told_age:
        return ""
    who = {
        (False, False): f"a woman of {ASSUMED_AGE}",
        (False, True): "a woman of your age",
        (True, False): f"a {'man' if profile.sex == 'male' else 'woman'} of {ASSUMED_AGE}",
    }[told_sex, told_age]
    return f"Reference amounts are those for {who} until you say more about yourself."


def references(profile: Profile, day: date, *, energy_kcal: float | None = None) -> Mapping[str, Reference]:
    """Return the reference amounts that apply to the person on that day, by nutrient key."""
    return reference(profile.reference_authority, person_on(profile, day, energy_kcal=energy_kcal))
