"""Every bound on what can be typed or sent, in one table that forms, models and tests read (RELIABILITY I2)."""

from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator

NAME = 120
NOTE = 1000
SHORT_TEXT = 200
MEAL_LINE = 500
DAYS_AHEAD = 1
OLDEST_YEAR = 1900

GRAMS = (0.1, 5_000.0)
QUANTITY = (0.01, 500.0)
SERVINGS = (0.1, 50.0)
MINUTES = (1, 960)
PAIN = (0, 10)
SKIN_TYPE = (1, 6)
MONTH = (1, 12)
RECIPE_GRAMS = (1.0, 50_000.0)
SPF = (1, 100)
UV_INDEX = (0.0, 25.0)
ALTITUDE_KM = (0.0, 9.0)
LATITUDE = (-90.0, 90.0)
LONGITUDE = (-180.0, 180.0)
ITEMS_A_MEAL = 40
SEVERITY = (0, 3)
TARGET = (0.01, 20_000.0)
LABEL_AMOUNT = (0.001, 100_000.0)
LABEL_LINES = 12
OWN_WORDS = 60


def within(bounds: tuple[float, float]) -> list[BaseValidator]:
    """Return the validators that hold a number within one of the bounds above."""
    lowest, highest = bounds
    return [MinValueValidator(lowest), MaxValueValidator(highest)]
