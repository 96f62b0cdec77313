"""One person's records, a module for each kind of note."""

from diary.models.consent import Consent
from diary.models.day_sums import DaySum
from diary.models.history import Operation, Revision
from diary.models.labs import LabResult
from diary.models.life import LifeNote, Tracked
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
from diary.models.prompts import PromptState, Question
from diary.models.reminders import Reminder, ReminderDay
from diary.models.sharing import ShareLink, ShareView
from diary.models.sun import Cloud, Shade, SunExposure
from diary.models.supplements import Product, Schedule, ScheduleSkip, SupplementDose
from diary.models.symptoms import Severity, SymptomEntry
from diary.models.upload import KeptLine, Upload

__all__ = [
    "Authority",
    "Background",
    "Cloud",
    "Consent",
    "DayMark",
    "DayState",
    "DaySum",
    "Diet",
    "KeptLine",
    "LabResult",
    "LifeNote",
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
    "PromptState",
    "Question",
    "Recipe",
    "RecipeIngredient",
    "RedFlagReport",
    "Reminder",
    "ReminderDay",
    "Revision",
    "Schedule",
    "ScheduleSkip",
    "Severity",
    "Sex",
    "Shade",
    "ShareLink",
    "ShareView",
    "SkinType",
    "SunExposure",
    "SupplementDose",
    "SymptomEntry",
    "Theme",
    "Tracked",
    "Upload",
]
