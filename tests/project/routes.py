"""Every address of the site, read from the resolver, each with an example that leads somewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import User
from diary.exchange.archive import Export
from diary.ids import uuid7
from diary.models import Background, Operation, RedFlagReport, ShareLink, SymptomEntry, Upload
from diary.owned import Owned
from diary.reminders import stop_token
from nutrients.models import Food
from nutrients.registry import NUTRIENTS
from tests import factories as made
from tests.factories import DAY, NOON

MARKER = "zebrafinch"
METHODS = ("get", "post", "put", "patch", "delete")
MOMENT: dict[str, Any] = {"day": DAY, "at": NOON, "zone": "UTC", "offset_minutes": 0}

# Pages anybody may open, logged in or not. Whoever adds a name here has reviewed what that page tells a stranger.
PUBLIC = {
    "landing",
    "healthz",
    "diary:try_demo",
    "diary:method",
    "diary:sources",
    "diary:reminder_stop",
    "diary:shared",  # a door; what is behind it needs a secret
    "diary:shared_open",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
}

# A mail program stops reminders with a signed link and nothing else (RFC 8058); that is all the link can do.
WITHOUT_A_PAGE = {"diary:reminder_stop"}

# An address with the id of somebody's own row needs such a row to point at: a new one fails until it stands here.
Make = Callable[[User], Owned]


def _meal_item(user: User) -> Owned:
    return made.MealItemFactory(user=user, label=MARKER, batch=uuid7())


def _own_food(user: User) -> Owned:
    return made.OwnFoodFactory(user=user, name=MARKER)


def _recipe(user: User) -> Owned:
    return made.RecipeIngredientFactory(user=user, label=MARKER, recipe__name=MARKER).recipe


def _ingredient(user: User) -> Owned:
    return made.RecipeIngredientFactory(user=user, label=MARKER)


def _sun(user: User) -> Owned:
    return made.SunExposureFactory(user=user)


def _pain(user: User) -> Owned:
    return made.PainEntryFactory(user=user, note=MARKER, activity=MARKER)


def _symptom(user: User) -> Owned:
    return SymptomEntry.objects.create(user=user, name=MARKER, severity=1, note=MARKER, **MOMENT)


def _red_flags(user: User) -> Owned:
    return RedFlagReport.objects.create(user=user, signs=["bladder"], **MOMENT)


def _operation(user: User) -> Owned:
    return Operation.objects.create(user=user, message=MARKER, location="/day/")


def _product(user: User) -> Owned:
    return made.ProductFactory(user=user, name=MARKER)


def _schedule(user: User) -> Owned:
    return made.ScheduleFactory(user=user, label=MARKER, product__name=MARKER)


def _dose(user: User) -> Owned:
    return made.SupplementDoseFactory(user=user, label=MARKER)


def _lab(user: User) -> Owned:
    return made.LabResultFactory(user=user, test_name=MARKER, note=MARKER)


def _background(user: User) -> Owned:
    return Background.objects.create(user=user, kind="habit", text=MARKER)


def _zip(user: User) -> Owned:
    return Upload.objects.create(user=user, kind="zip", content=b"".join(Export(user).pieces()))


def _table(user: User) -> Owned:
    return Upload.objects.create(user=user, kind="csv", content=f"day,food\n{DAY},{MARKER}\n".encode())


def _link(user: User) -> Owned:
    soon = timezone.now() + timedelta(days=1)
    return ShareLink.objects.create(
        user=user, name=MARKER, secret_hash=uuid7().hex * 2, first=DAY, last=DAY, expires_at=soon
    )


OWN_ROWS: dict[str, Make] = {
    "question": lambda user: made.QuestionFactory(user=user, text=MARKER),
    "question_remove": lambda user: made.QuestionFactory(user=user, text=MARKER),
    "bring_look": _zip,
    "elsewhere_look": _table,
    "share_revoke": _link,
    "undo": _operation,
    "own_food": _own_food,
    "eat_own_food": _own_food,
    "edit_own_food": _own_food,
    "remove_own_food": _own_food,
    "rewrite_own_food": _own_food,
    "meal_item": _meal_item,
    "remove_item": _meal_item,
    "remove_dish": _meal_item,
    "repeat_meal": lambda user: made.MealItemFactory(user=user).meal,
    "recipe": _recipe,
    "eat_recipe": _recipe,
    "remove_recipe": _recipe,
    "rewrite_recipe": _recipe,
    "ingredients": _recipe,
    "add_ingredients": _recipe,
    "remove_ingredient": _ingredient,
    "sun_edit": _sun,
    "sun_remove": _sun,
    "pain_edit": _pain,
    "pain_like_last": _pain,
    "pain_remove": _pain,
    "red_flag_report": _red_flags,
    "symptom_edit": _symptom,
    "symptom_remove": _symptom,
    "lab_edit": _lab,
    "lab_remove": _lab,
    "product": _product,
    "product_edit": _product,
    "product_remove": _product,
    "take": _product,
    "daily_begin": _product,
    "daily_stop": _schedule,
    "daily_skip": _schedule,
    "dose_edit": _dose,
    "dose_notice": _dose,
    "dose_remove": _dose,
}


def a_food(user: User) -> int:
    amounts = dict.fromkeys(NUTRIENTS, 1.0)
    found, _ = Food.objects.get_or_create(
        source="SR28", code="1", defaults={"description": "Oats", "group": "Grains", "qualities": "A" * 63, **amounts}
    )
    return int(found.pk)


# What else can stand in an address: by name of the hole, or by route and hole where one name has two meanings.
HOLES: dict[str, Callable[[User], object]] = {
    "day": lambda user: DAY,
    "pk": lambda user: 1,
    "food/pk": a_food,
    "eat_food/pk": a_food,
    "nutrient_csv/name": lambda user: "magnesium",
    "review_csv/name": lambda user: "nutrients",
    "key": lambda user: "magnesium",
    "labs_csv/key": lambda user: made.LabResultFactory(user=user).analyte,
    "account_confirm_email/key": lambda user: "Mw:1abc",
    "account_reset_password_from_key/key": lambda user: "abc-def",
    "token": stop_token,
    "uidb36": lambda user: "1",
    "step": lambda user: 1,
    "section": lambda user: "about",
}


@dataclass(frozen=True)
class Route:
    """One named address, with what stands in it."""

    name: str
    holes: dict[str, bool]  # and whether it is the id of somebody's own row

    @property
    def short(self) -> str:
        return self.name.split(":")[-1]

    @property
    def owned(self) -> bool:
        return any(self.holes.values())

    def url(self, user: User) -> str:
        """Return the address with this person's own rows in it."""
        return reverse(self.name, kwargs={hole: self._fill(hole, user) for hole in self.holes})

    def url_of_nothing(self, user: User) -> str:
        """Return the address with an id that nobody has."""
        return reverse(
            self.name, kwargs={hole: uuid7() if own else self._fill(hole, user) for hole, own in self.holes.items()}
        )

    def _fill(self, hole: str, user: User) -> object:
        if self.holes[hole]:
            row = OWN_ROWS[self.short](user)
            return getattr(row, hole)
        return (HOLES.get(f"{self.short}/{hole}") or HOLES[hole])(user)

    def __str__(self) -> str:
        return self.name

    @property
    def unknown_holes(self) -> list[str]:
        """What stands in the address and has no example yet."""
        return [
            hole
            for hole, own in self.holes.items()
            if not (self.short in OWN_ROWS if own else {hole, f"{self.short}/{hole}"} & HOLES.keys())
        ]


def _walk(patterns: list[Any], space: str = "", above: dict[str, bool] | None = None) -> Iterator[Route]:
    for each in patterns:
        converters = each.pattern.converters
        holes = (above or {}) | dict.fromkeys(each.pattern.regex.groupindex, False)
        holes |= {name: type(converter).__name__ == "UUIDConverter" for name, converter in converters.items()}
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space, holes)
        elif isinstance(each, URLPattern):
            yield Route(f"{space}{each.name}", holes)


ALL = sorted(_walk(get_resolver().url_patterns), key=str)
ROUTES = [route for route in ALL if not route.unknown_holes]  # the others fail in one test, once


def database(*, without: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Return every row of every table, as text: equal before and after means nothing was written."""
    with connection.cursor() as cursor:
        tables = {}
        for table in sorted(set(connection.introspection.table_names(cursor)) - without - {"nutrients_food"}):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables
