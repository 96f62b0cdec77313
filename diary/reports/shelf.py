"""What stands on a person's shelf, what one serving holds, and what is worth knowing about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from diary import wording
from diary.models import Background, Product, Profile, Schedule, ScheduleSkip
from nutrients.interactions import Interaction, notes
from nutrients.registry import NUTRIENTS
from nutrients.science.safety import IRON_AND_CHILDREN, Notice, notice, poison_notice


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One product, with its running schedule and whether that was skipped on the day."""

    product: Product
    schedule: Schedule | None
    is_skipped: bool
    contents: str


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """One product with everything its page says."""

    product: Product
    contents: Sequence[tuple[str, str]]
    schedule: Schedule | None
    mentioned: Sequence[Interaction]
    general: Sequence[Interaction]
    notices: Sequence[Notice]


def contents_of(product: Product) -> list[tuple[str, str]]:
    """Name and amount of each nutrient one serving is known to hold."""
    known = [(NUTRIENTS[key], amount) for key, amount in product.amounts().items() if amount is not None]
    return [(nutrient.name, wording.amount(amount, nutrient)) for nutrient, amount in known]


def shelf(user: User, day: date) -> list[OnShelf]:
    """Return the person's products by name."""
    running = {each.product_id: each for each in Schedule.objects.for_user(user).filter(last_day=None)}
    skipped = set(ScheduleSkip.objects.for_user(user).on(day).values_list("schedule_id", flat=True))
    found = []
    for product in Product.objects.for_user(user).order_by("name", "id"):
        schedule = running.get(product.pk)
        line = ", ".join(f"{name} {amount}" for name, amount in contents_of(product))
        found.append(OnShelf(product, schedule, schedule is not None and schedule.pk in skipped, line))
    return found


def product_facts(profile: Profile, product: Product) -> ProductFacts:
    """Read one product; the notes about what the person mentioned stand apart from the general ones."""
    user = product.user
    told = set(Background.objects.for_user(user).exclude(key="").values_list("key", flat=True))
    amounts = product.amounts()
    found = notes([key for key, amount in amounts.items() if amount], told)
    schedule = Schedule.objects.for_user(user).filter(product=product, last_day=None).first()
    times = schedule.servings if schedule else 1.0
    for_the_house = [IRON_AND_CHILDREN] if amounts["iron"] else []
    at_once = {key: amount * times for key, amount in amounts.items() if amount}
    return ProductFacts(
        product=product,
        contents=contents_of(product),
        schedule=schedule,
        mentioned=[note for note in found if not note.factors.isdisjoint(told)],
        general=[note for note in found if note.factors.isdisjoint(told)],
        notices=[*notices_of(at_once, f"{product.name} {product.note}", usual=schedule is not None), *for_the_house],
    )


def notices_of(amounts: Mapping[str, float | None], text: str, *, usual: bool = False) -> list[Notice]:
    """Return the safety texts that these amounts, taken at once or day after day, or these words call for."""
    held = {key: amount for key, amount in amounts.items() if amount}
    found = [notice(key, total=amount, from_supplements=amount, usual=usual) for key, amount in held.items()]
    return sorted(filter(None, [poison_notice(text), *found]), key=lambda each: each.urgency != "now")
