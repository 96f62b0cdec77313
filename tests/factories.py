"""One factory for each model: the least that is valid, and related rows agree by construction."""

from datetime import UTC, date, datetime

import factory

from accounts.models import User
from diary import day_sums
from diary.consent import WORDING
from diary.models import (
    Background,
    Consent,
    DayMark,
    LabResult,
    LifeNote,
    Meal,
    MealItem,
    OwnFood,
    PainEntry,
    PegScore,
    Product,
    Profile,
    PromptState,
    Question,
    Recipe,
    RecipeIngredient,
    RedFlagReport,
    Reminder,
    Schedule,
    ScheduleSkip,
    SunExposure,
    SupplementDose,
    SymptomEntry,
)
from nutrients.models import Food, Portion

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    password = factory.django.Password("a long enough password")

    @factory.post_generation
    def consented(self, create: bool, given: bool | None, **kwargs: object) -> None:
        """Everybody in the tests has agreed, unless `consented=False` says otherwise."""
        if create and given is not False:
            Consent.objects.create(user=self, wording=WORDING, given_at=NOON)


class OwnedFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    user = factory.SubFactory(UserFactory)


class ProfileFactory(OwnedFactory):
    class Meta:
        model = Profile


class DatedFactory(OwnedFactory):
    class Meta:
        abstract = True

    day = DAY


class EntryFactory(DatedFactory):
    class Meta:
        abstract = True

    at = NOON
    zone = "UTC"
    offset_minutes = 0


class DayMarkFactory(DatedFactory):
    class Meta:
        model = DayMark

    state = "complete"


class MealFactory(EntryFactory):
    class Meta:
        model = Meal
        django_get_or_create = ("user", "day", "kind")

    kind = "lunch"


class MealItemFactory(DatedFactory):
    class Meta:
        model = MealItem
        skip_postgeneration_save = True

    meal = factory.SubFactory(MealFactory, user=factory.SelfAttribute("..user"), day=factory.SelfAttribute("..day"))
    label = "Almonds"
    grams = 50.0

    @factory.post_generation
    def added_up(self, create: bool, given: None, **kwargs: object) -> None:
        """As whoever writes food does."""
        if create:
            day_sums.add_up(self.user, {self.day})


class OwnFoodFactory(OwnedFactory):
    class Meta:
        model = OwnFood

    name = "Aunt May's muesli"


class RecipeFactory(OwnedFactory):
    class Meta:
        model = Recipe

    name = "Lentil soup"


class RecipeIngredientFactory(OwnedFactory):
    class Meta:
        model = RecipeIngredient

    recipe = factory.SubFactory(RecipeFactory, user=factory.SelfAttribute("..user"))
    label = "Lentils"
    grams = 100.0


class ProductFactory(OwnedFactory):
    class Meta:
        model = Product

    name = "Magnesium citrate"


class ScheduleFactory(OwnedFactory):
    class Meta:
        model = Schedule

    product = factory.SubFactory(ProductFactory, user=factory.SelfAttribute("..user"))
    label = "Magnesium citrate"
    first_day = DAY


class ScheduleSkipFactory(DatedFactory):
    class Meta:
        model = ScheduleSkip

    schedule = factory.SubFactory(ScheduleFactory, user=factory.SelfAttribute("..user"))


class SupplementDoseFactory(EntryFactory):
    class Meta:
        model = SupplementDose

    label = "Vitamin D drops"


class SunExposureFactory(EntryFactory):
    class Meta:
        model = SunExposure

    minutes = 20
    latitude = 51.5
    longitude = 0.0
    garments = "shirt_shorts"
    skin_type = 2
    solar_zenith_deg = 50.0
    uv_index = 4.0
    burn_fraction = 0.2
    dose_low = dose_central = dose_high = 0.2
    yield_low = 5.0
    yield_central = 10.0
    yield_high = 20.0


class PainEntryFactory(EntryFactory):
    class Meta:
        model = PainEntry

    score = 4


class PegScoreFactory(DatedFactory):
    class Meta:
        model = PegScore

    pain, enjoyment, activity = 7, 8, 6


class RedFlagReportFactory(EntryFactory):
    class Meta:
        model = RedFlagReport

    signs = ["both_legs"]


class SymptomEntryFactory(EntryFactory):
    class Meta:
        model = SymptomEntry

    name = "headache"
    severity = 1


class BackgroundFactory(OwnedFactory):
    class Meta:
        model = Background

    kind = "medicine"
    key = "levothyroxine"


class LifeNoteFactory(DatedFactory):
    class Meta:
        model = LifeNote


class LabResultFactory(EntryFactory):
    class Meta:
        model = LabResult

    analyte = "vitamin_d_25oh"
    value = 52.0
    unit = "nmol/L"


class ReminderFactory(OwnedFactory):
    class Meta:
        model = Reminder

    is_on = True


class PromptStateFactory(DatedFactory):
    class Meta:
        model = PromptState

    topic = "intake:magnesium"
    answer = "dismissed"
    until = date(2026, 12, 22)


class QuestionFactory(OwnedFactory):
    class Meta:
        model = Question

    text = "Is a blood test worthwhile?"


class FoodFactory(factory.django.DjangoModelFactory):
    """A published food: 10 mg of magnesium and 100 kcal in 100 g, and nothing else known."""

    class Meta:
        model = Food
        django_get_or_create = ("source", "code")

    source = "SR28"
    code = factory.Sequence(lambda n: f"{n:05}x")
    description = "Almonds"
    group = "Nut and Seed Products"
    qualities = "--A----A------------"
    magnesium = 10.0
    energy = 100.0


class PortionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Portion

    food = factory.SubFactory(FoodFactory)
    sequence = factory.Sequence(lambda n: n)
    label = "handful"
    grams = 30.0
