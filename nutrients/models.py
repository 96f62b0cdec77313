"""Reference rows, the same for everybody: foods, their household portions, and which editions were loaded."""

from django.db import models

from nutrients.amounts import NutrientAmounts
from nutrients.registry import NUTRIENTS


class Quality(models.TextChoices):
    """How a table came by one value. The letters fill `Food.qualities`, one per nutrient in the order of the bits."""

    ANALYSED = "A", "measured in a laboratory"
    CALCULATED = "C", "calculated by the publisher"
    LABEL = "L", "from the label"
    ZERO = "Z", "assumed to be zero by the publisher"
    UNSTATED = "U", "published without saying how"
    ESTIMATED = "E", "estimated here from a sibling food or another fat"
    ASSUMED = "N", "assumed to be zero here"
    MISSING = "-", "missing"


class Food(NutrientAmounts):
    """One food of a published table; its amounts are per 100 g of the edible part."""

    class Source(models.TextChoices):
        SR28 = "SR28", "USDA SR28"
        FNDDS = "FNDDS", "USDA FNDDS 2021–2023"

    source = models.CharField(max_length=8, choices=Source)
    code = models.CharField(max_length=60)
    description = models.CharField(max_length=255)
    group = models.CharField(max_length=60)
    common_names = models.CharField(max_length=120, blank=True)
    manufacturer = models.CharField(max_length=80, blank=True)
    scientific_name = models.CharField(max_length=80, blank=True)
    complete = models.BooleanField(default=False, help_text="Every nutrient of the national survey has a value.")
    refuse = models.PositiveSmallIntegerField(default=0, help_text="Share of the food as bought that is not eaten [%]")
    qualities = models.CharField(max_length=63, blank=True)

    class Meta(NutrientAmounts.Meta):
        ordering = ["source", "code"]
        constraints = [
            *NutrientAmounts.Meta.constraints,
            models.UniqueConstraint(fields=["source", "code"], name="one_row_for_each_code_of_a_source"),
        ]

    def __str__(self) -> str:
        return self.description

    def quality(self, key: str) -> Quality:
        return Quality(self.qualities[NUTRIENTS[key].bit])

    @property
    def missing(self) -> list[str]:
        """Nutrients without any value, in the order of the registry."""
        return [key for key in NUTRIENTS if not self.is_known(key)]


class Portion(models.Model):
    """A household measure of one food, "1 cup, shredded", with the grams of one."""

    food = models.ForeignKey(Food, on_delete=models.CASCADE, related_name="portions")
    sequence = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=90)
    grams = models.FloatField()

    class Meta:
        ordering = ["food_id", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["food", "sequence"], name="one_portion_for_each_place"),
            models.CheckConstraint(condition=models.Q(grams__gt=0), name="portion_weighs_something"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.grams:g} g)"


class DataEdition(models.Model):
    """What was loaded from which source, so that loading the same files again is over at once."""

    source = models.CharField(max_length=8, choices=Food.Source, unique=True)
    citation = models.CharField(max_length=255)
    licence = models.CharField(max_length=120)
    checksum = models.CharField(max_length=64)
    foods = models.PositiveIntegerField()
    portions = models.PositiveIntegerField()
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.citation
