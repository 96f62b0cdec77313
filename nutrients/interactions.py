"""
What to keep apart, and what to ask about: notes for supplements, in the words of `symptoms_and_prompts`.

Each is a general note for a pharmacist's desk. None says to start, stop or change anything.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

MINERALS: Final = frozenset({"calcium", "iron", "magnesium"})


@dataclass(frozen=True, slots=True)
class Interaction:
    """
    One note.

    Parameters
    ----------
    nutrients : frozenset of str
        It concerns products with any of these.
    factors : frozenset of str
        Keys of `background` it concerns; empty where it concerns everybody.
    text : str
        What follows "If you take …" or "You mentioned …".
    source_ids : tuple of str
        Empty where the figure is from memory.
    """

    nutrients: frozenset[str]
    factors: frozenset[str]
    text: str
    source_ids: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """What to print behind the note."""
        return ", ".join(self.source_ids) or "unconfirmed"


def _note(nutrients: Collection[str], factors: Collection[str], text: str, *source_ids: str) -> Interaction:
    return Interaction(frozenset(nutrients), frozenset(factors), text, source_ids)


INTERACTIONS: Final = (
    _note(
        MINERALS,
        {"levothyroxine"},
        "Levothyroxine: labels say to keep it 4 hours apart from calcium, iron, magnesium and antacids.",
        "S100",
        "S101",
    ),
    _note(
        MINERALS | {"zinc"},
        {"antibiotic"},
        "Tetracycline and quinolone antibiotics: keep apart from calcium, iron, magnesium and zinc. The hours differ "
        "by product, so ask your pharmacist.",
        "S102",
    ),
    _note(
        MINERALS,
        {"bisphosphonate"},
        "Bisphosphonate tablets: take them separately from these minerals and from food, at least 30 to 60 minutes "
        "apart, ideally at another time of day.",
    ),
    _note({"calcium", "vitamin_d"}, {"thiazide"}, "Thiazide water tablets: blood calcium can rise. Ask first."),
    _note({"calcium", "vitamin_d"}, {"digoxin"}, "Digoxin: the heart's rhythm can suffer. Ask first."),
    _note(
        {"omega3_epa_dha"},
        {"blood_thinner"},
        "Warfarin and other blood thinners: much fish oil may make bleeding easier. Ask first.",
    ),
    _note(
        {"potassium"},
        {"potassium_sparing"},
        "Spironolactone, ACE inhibitors and sartans: extra potassium can be dangerous. Ask first.",
    ),
    _note({"iron"}, {"levodopa"}, "Levodopa, methyldopa and mycophenolate: keep apart from iron."),
    _note(
        {"magnesium", "potassium", "calcium", "vitamin_d", "phosphorus"},
        {"kidney"},
        "Kidney disease: magnesium, potassium, calcium, phosphorus or vitamin D from supplements can be dangerous. "
        "Ask first.",
        "S93",
    ),
    _note(
        {"iron", "calcium"},
        (),
        "Calcium and iron together: less iron is taken up, and antacids do the same. Two hours apart help.",
        "S103",
    ),
    _note({"iron"}, (), "Tea and coffee lower how much iron is taken up from plants and tablets; vitamin C raises it."),
    _note(
        {"omega3_epa_dha"},
        (),
        "Much fish oil: trials with 1 to 4 g of EPA+DHA a day saw an irregular heartbeat more often.",
    ),
    _note({"omega3_epa_dha"}, (), "The FDA says that supplements should not go beyond 5 g of EPA+DHA a day.", "S06"),
    _note({"zinc"}, (), "Zinc above 25 to 40 mg a day for long uses up copper."),
)


def notes(nutrients: Collection[str], mentioned: Collection[str]) -> Sequence[Interaction]:
    """Return the notes for a product, those about what the person mentioned first."""
    found = [note for note in INTERACTIONS if not note.nutrients.isdisjoint(nutrients)]
    return sorted(found, key=lambda note: note.factors.isdisjoint(mentioned))
