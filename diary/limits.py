"""Every bound on what can be typed or sent, in one table that forms, models and tests read (RELIABILITY I2)."""

from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator

NAME = 120
NOTE = 1000
SHORT_TEXT = 200
MEAL_LINE = 500
DAYS_AHEAD = 1
OLDEST_YEAR = 1900

GRAMS = (0.1, 5_000.0)
WEIGHT = (0.0, GRAMS[1])  # of a row that is kept: a pinch of a large pot is less than anybody types
QUANTITY = (0.01, 5_000.0)
SERVINGS = (0.1, 50.0)
MINUTES = (1, 960)
PAIN = (0, 10)
SKIN_TYPE = (1, 6)
MONTH = (1, 12)
PORTIONS = (0.5, 500.0)
LABEL_AMOUNT = 1_000_000.0
MOST_IN_100_G = {"g": 100.0, "mg": 100_000.0, "ug": 1_000_000.0, "kcal": 1_000.0}
RECIPE_GRAMS = (1.0, 50_000.0)
SPF = (1, 100)
UV_INDEX = (0.0, 25.0)
ALTITUDE_KM = (0.0, 9.0)
LATITUDE = (-90.0, 90.0)
LONGITUDE = (-180.0, 180.0)
SEVERITY = (0, 3)
TARGET = (0.01, 20_000.0)
DOSE_AMOUNT = (0.001, 100_000.0)
LABEL_LINES = 12
OWN_WORDS = 60
SUMMARY_DAYS = 366
SHARE_DAYS = (1, 90)
CODE_WORD = (6, 60)  # characters
CODE_WORD_TRIES = 10
UPLOAD_BYTES = 30 * 1024 * 1024
UPLOAD_MEMBERS = 100
UPLOAD_RATIO = 100  # unpacked bytes for each packed one
UPLOAD_UNPACKED = 1024 * 1024 * 1024
UPLOAD_LINE = 200_000  # characters
UPLOAD_ROWS = 1_000_000
BRING_ROWS = 200_000  # notes of an export that a page takes in; the command takes all
IMPORT_ROWS = 50_000  # lines of a file from elsewhere
IMPORT_COLUMNS = 200
SCALE = (0, 10)
DAY_HOURS = (0.0, 24.0)
DAY_MINUTES = (0, 24 * 60)
WATER_ML = (0, 20_000)
DRINKS = (0.0, 50.0)
CYCLE_DAY = (1, 366)
LAB_FIGURE = (0.0, 1_000_000.0)

# Slips of the pen only, such as a wrong unit or a missing point, in the international unit of `nutrients.labs`: set
# far outside whatever a report prints. They say nothing about anybody's health, and are never shown as a range.
LAB_VALUE = {
    "vitamin_d_25oh": (1.0, 2_500.0),
    "vitamin_b12": (5.0, 50_000.0),
    "active_b12": (0.5, 5_000.0),
    "mma": (5.0, 500_000.0),
    "ferritin": (0.1, 100_000.0),
    "haemoglobin": (20.0, 300.0),
    "magnesium": (0.1, 10.0),
    "calcium": (0.3, 6.0),
    "omega3_index": (0.1, 50.0),
}


def within(bounds: tuple[float, float]) -> list[BaseValidator]:
    """Return the validators that hold a number within one of the bounds above."""
    lowest, highest = bounds
    return [MinValueValidator(lowest), MaxValueValidator(highest)]
