"""One person's records, a module for each kind of note."""

from diary.models.history import Operation, Revision
from diary.models.meals import (
    DayMark,
    DayState,
    Meal,
    MealItem,
    MealKind,
    OwnFood,
    Recipe,
    RecipeIngredient,
)
from diary.models.pain import PainEntry
from diary.models.profile import Authority, Diet, LifeStage, Profile, Sex, Theme
from diary.models.sun import Cloud, Shade, SunExposure
from diary.models.supplements import Product, Schedule, ScheduleSkip, SupplementDose

__all__ = [
    "Authority",
    "Cloud",
    "DayMark",
    "DayState",
    "Diet",
    "LifeStage",
    "Meal",
    "MealItem",
    "MealKind",
    "Operation",
    "OwnFood",
    "PainEntry",
    "Product",
    "Profile",
    "Recipe",
    "RecipeIngredient",
    "Revision",
    "Schedule",
    "ScheduleSkip",
    "Sex",
    "Shade",
    "SunExposure",
    "SupplementDose",
    "Theme",
]
