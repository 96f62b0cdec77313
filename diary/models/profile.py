"""What someone tells about themselves, all of it optional: it chooses their reference amounts and their sun."""

from datetime import date

from django.db import models

from diary import limits
from diary.limits import within
from diary.notation import Dates, Numbers
from diary.owned import Owned


class Sex(models.TextChoices):
    """Which reference amounts apply; says nothing else about a person."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"


class LifeStage(models.TextChoices):
    NONE = "none", "Neither"
    PREGNANT = "pregnant", "Pregnant"
    LACTATING = "lactating", "Breastfeeding"


class Authority(models.TextChoices):
    NASEM = "NASEM", "NASEM (United States and Canada)"
    EFSA = "EFSA", "EFSA (European Union)"
    UK = "UK", "United Kingdom"
    NHMRC = "NHMRC", "NHMRC (Australia and New Zealand)"

    @property
    def in_a_sentence(self) -> str:
        return f"the {self.label}" if self is Authority.UK else str(self.label)


EFSA_COUNTRIES = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905
)


def authority_of(country: str) -> str:
    """Return the authority people in that country (ISO 3166 alpha-2) usually go by; NASEM elsewhere."""
    if country in EFSA_COUNTRIES:
        return Authority.EFSA
    return {"GB": Authority.UK, "AU": Authority.NHMRC, "NZ": Authority.NHMRC}.get(country, Authority.NASEM)


class Diet(models.TextChoices):
    OMNIVORE = "omnivore", "I eat meat or fish"
    VEGETARIAN = "vegetarian", "Vegetarian"
    VEGAN = "vegan", "Vegan"


class SkinType(models.IntegerChoices):
    """How skin answers the sun, by the person's own word (Fitzpatrick's six types)."""

    ONE = 1, "Very fair: always burns, never tans"
    TWO = 2, "Fair: burns easily, tans a little"
    THREE = 3, "Medium: sometimes burns, tans slowly"
    FOUR = 4, "Olive: seldom burns, tans well"
    FIVE = 5, "Brown: very seldom burns"
    SIX = 6, "Dark brown or black: hardly ever burns"


class Theme(models.TextChoices):
    AUTO = "auto", "Like my device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class Background(Owned):
    """
    A condition, a medicine or a habit the person chose to mention; prompts use it, nothing else does.

    `key` is one of `nutrients.background`, or "" when it is in the person's own words.
    """

    class Kind(models.TextChoices):
        CONDITION = "condition", "Conditions"
        MEDICINE = "medicine", "Medicines"
        HABIT = "habit", "Food and habits"

    kind = models.CharField(max_length=9, choices=Kind)
    key = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=limits.OWN_WORDS, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(key="", text=""), name="background_says_something"),
        ]
        indexes = [models.Index(fields=["user", "kind"], name="background_by_kind")]


class Profile(Owned):
    """One row for each person. Blank means "not told", and the pages say what they then assume."""

    sex = models.CharField(max_length=6, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(limits.MONTH))
    life_stage = models.CharField(max_length=9, choices=LifeStage, default=LifeStage.NONE)
    after_menopause = models.BooleanField(null=True, blank=True)
    diet = models.CharField(max_length=10, choices=Diet, default=Diet.OMNIVORE)
    country = models.CharField(max_length=2, blank=True)
    authority = models.CharField(max_length=5, choices=Authority, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    place = models.CharField(max_length=limits.NAME, blank=True)
    latitude = models.FloatField(null=True, blank=True, validators=within(limits.LATITUDE))
    longitude = models.FloatField(
        null=True,
        blank=True,
        validators=within(limits.LONGITUDE),
    )
    skin_type = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(limits.SKIN_TYPE))
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    numbers = models.CharField(max_length=12, choices=Numbers, blank=True)  # blank: as in the country
    dates = models.CharField(max_length=3, choices=Dates, blank=True)
    use_estimates = models.BooleanField(default=True)
    own_targets = models.JSONField(default=dict, blank=True)
    tracked = models.JSONField(default=list, blank=True)  # of `Tracked`: what is asked for each day
    welcomed = models.BooleanField(default=False)

    has_consented = False  # no column: `diary.person.profile_of` reads it together with the row

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(fields=["user"], name="one_profile_a_person"),
            models.CheckConstraint(
                condition=models.Q(skin_type=None) | models.Q(skin_type__range=(1, 6)), name="skin_type_is_one_to_six"
            ),
        ]

    @property
    def reference_authority(self) -> str:
        """Whose reference amounts apply: the chosen ones, else those of the country, else NASEM's."""
        return self.authority or authority_of(self.country)

    def age_on(self, day: date) -> int | None:
        """
        Return the age in whole years, or None when the birth year was not told.

        Without a month the birthday is taken as 1 July, so the age is never more than half a year out.
        """
        if self.birth_year is None:
            return None
        return day.year - self.birth_year - (day.month < (self.birth_month or 7))

    @property
    def has_place(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    def clean(self) -> None:
        """Keep the place only as finely as the sun needs it: a tenth of a degree, about 10 km."""
        super().clean()
        for name in ("latitude", "longitude"):
            degrees = getattr(self, name)
            setattr(self, name, None if degrees is None else round(degrees, 1))
