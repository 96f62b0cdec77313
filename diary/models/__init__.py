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
from diary.models.pain import PainEntry, PegScore, RedFlagReport
from diary.models.profile import Authority, Background, Diet, LifeStage, Profile, Sex, SkinType, Theme
from diary.models.sun import Cloud, Shade, SunExposure
from diary.models.supplements import Product, Schedule, ScheduleSkip, SupplementDose
from diary.models.symptoms import Severity, SymptomEntry

__all__ = [
    "Authority",
    "Background",
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
    "PegScore",
    "Product",
    "Profile",
    "Recipe",
    "RecipeIngredient",
    "RedFlagReport",
    "Revision",
    "Schedule",
    "ScheduleSkip",
    "Severity",
    "Sex",
    "Shade",
    "SkinType",
    "SunExposure",
    "SupplementDose",
    "SymptomEntry",
    "Theme",
]
