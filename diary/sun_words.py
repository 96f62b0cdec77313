"""How the sun estimate is put into words: rough, as a range, and never as a target."""

from math import floor, log10

from diary.wording import number, with_unit
from nutrients.science.sun import Burn

NOTHING = 0.5  # below this there is nothing to write [ug]

BURN_WORDS: dict[Burn, str] = {
    "none": "",
    "half": "More than half of what can redden skin of this type. It varies between people, even of one type.",
    "close": "Close to, or past, what can redden skin of this type. Shade or clothes are kind to it for a while.",
}
LITTLE_OR_NONE = "The sun stays low on this day: little or no vitamin D, even at noon."
PROTECT = "At midday the UV index can reach 3 or more here: shade, clothes and sunscreen keep the skin from burning."
UNCERTAIN = (
    "Rough, because nobody can see your skin, posture, the real clouds and ozone, or what your blood held before. "
    "Published answers for the same hour in the sun differ three- to tenfold."
)
ASK_FIRST = (
    "Do not use the sun for vitamin D, and ask your doctor or pharmacist, if you take a medicine that makes skin "
    "sensitive to light (such as tetracyclines, thiazides, amiodarone, retinoids, methotrexate, St John's wort), if "
    "you have or had lupus, skin cancer or dark patches in pregnancy, and for children."
)


def one_figure(value: float) -> float:
    """Round hard, to one significant figure, because nothing more is known."""
    return 0.0 if value <= 0 else round(value, -floor(log10(value)))


def rough_range(low: float, central: float, high: float) -> str:
    """Write "roughly 10 to 70 µg, perhaps 30 µg"; "little or none" where even the high answer is next to nothing."""
    if high < NOTHING:
        return "little or none"
    least, most = one_figure(low), one_figure(high)
    if least < 1:
        return f"up to roughly {_ug(most)}"
    if least == most:
        return f"roughly {_ug(most)}"
    return f"roughly {number(least)} to {_ug(most)}, perhaps {_ug(one_figure(central))}"


def _ug(value: float) -> str:
    return with_unit(value, "µg", 0 if value >= 1 else 1)
