"""A file from another diary, as it is looked at and as it is taken in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from accounts.models import User
from diary.eating import first_meals
from diary.exchange.elsewhere import Columns, Line, read_lines, read_table
from diary.exchange.packed import Packed
from diary.models import KeptLine, Meal, MealItem, Profile, Revision
from diary.owned import Owned
from diary.person import profile_of
from diary.services import check
from nutrients.models import Food


@dataclass(frozen=True, slots=True)
class Seen:
    """The first lines of a file, how many there are, and how many of them become food."""

    lines: list[Line]
    count: int
    foods: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a file is new here, ready to be written; meals that were deleted and are needed again."""

    packed: Packed = field(default_factory=Packed)
    foods: int = 0
    notes: int = 0
    deleted: tuple[UUID, ...] = ()


def look(content: bytes, columns: Columns, person: int, shown: int) -> Seen:
    lines = _lines(content, columns, _profile(person))
    return Seen(lines[:shown], len(lines), sum(line.helping is not None for line in lines))


def make_ready(content: bytes, columns: Columns, person: int, operation: UUID) -> Taken:
    """Put helpings into their meals and keep the rest as notes, and write nothing; the same line comes in once."""
    profile = _profile(person)
    lines = _lines(content, columns, profile)
    known = {*_known(MealItem, profile.user), *_known(KeptLine, profile.user)}
    eaten = [line for line in lines if line.helping and line.day and line.key not in known]
    others = [line for line in lines if not line.helping and line.key not in known]
    here, new = first_meals(profile, ((line.day, line.meal) for line in eaten if line.day))
    items = _items(eaten, here | new)
    notes = [KeptLine(id=line.key, day=line.day, text=line.text) for line in others]
    packed = Packed()
    packed.add(Meal, _checked(profile.user, new.values()))
    packed.add(MealItem, _checked(profile.user, items))
    packed.add(KeptLine, _checked(profile.user, notes))
    packed.add(Revision, (_made(row, operation) for row in (*items, *notes)))
    return Taken(packed, len(items), len(notes), tuple(meal.pk for meal in here.values() if meal.deleted_at))


def _profile(person: int) -> Profile:
    return profile_of(User.objects.get(pk=person))


def _lines(content: bytes, columns: Columns, profile: Profile) -> list[Line]:
    return read_lines(read_table(content)[1], columns, owner=str(profile.user_id), country=profile.country)


def _known(model: type[Owned], user: User) -> Iterable[UUID]:
    return model.objects.of_user_with_deleted(user).values_list("pk", flat=True)


def _items(lines: Sequence[Line], meals: dict[tuple[date, str], Meal]) -> list[MealItem]:
    codes = {line.helping.code for line in lines if line.helping}
    foods = {food.code: food for food in Food.objects.filter(code__in=codes)}
    positions: Counter[UUID] = Counter()
    items = []
    for line in lines:
        if line.helping and line.day:
            meal, item = meals[line.day, line.meal], line.helping.item(foods)
            item.pk, item.meal, item.day, item.position = line.key, meal, meal.day, positions[meal.pk]
            positions[meal.pk] += 1
            items.append(item)
    return items


def _checked(user: User, rows: Iterable[Owned]) -> Iterable[Owned]:
    for row in rows:
        row.user = user
        check(row)
        yield row


def _made(row: Owned, operation: UUID) -> Revision:
    return Revision(
        user=row.user, operation_id=operation, kind=row._meta.label, entry_id=row.pk, entry_version=row.version
    )
