"""What the sun estimate rests on: its constants, the skin, and the sky."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from types import MappingProxyType
from typing import Final, Literal

Cloud = Literal["clear", "scattered", "broken", "overcast"]
Shade = Literal["open", "partial", "full"]
Ground = Literal["plain", "sand"]


@dataclass(frozen=True, slots=True)
class Range:
    """
    Three answers instead of one, because published answers differ several-fold.

    Parameters
    ----------
    low, central, high : float
    """

    low: float
    central: float
    high: float

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.central + other.central, self.high + other.high)

    def __mul__(self, other: "Range") -> "Range":
        return Range(self.low * other.low, self.central * other.central, self.high * other.high)

    def minus(self, other: "Range") -> "Range":
        """What is left of each, never below nothing."""
        pairs = ((self.low, other.low), (self.central, other.central), (self.high, other.high))
        return Range(*(max(0.0, whole - part) for whole, part in pairs))

    def at_most(self, other: "Range") -> "Range":
        """The smaller of each pair."""
        return Range(min(self.low, other.low), min(self.central, other.central), min(self.high, other.high))

    def scaled(self, factor: float) -> "Range":
        """Every end times a factor without unit."""
        return Range(self.low * factor, self.central * factor, self.high * factor)


ZERO: Final = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Outfit:
    """
    What was worn, and the skin it leaves to the sun.

    Parameters
    ----------
    key, label : str
    area : float
        Share of the whole skin. [unitless]
    """

    key: str
    label: str
    area: float


# Step 14: hands and face 600 cm2 (S73), the rest by the rule of nines from memory; swimwear at its lower end.
OUTFITS: Final[Mapping[str, Outfit]] = MappingProxyType(
    {
        outfit.key: outfit
        for outfit in (
            Outfit("face_hands", "Long sleeves: face and backs of the hands", 0.04),
            Outfit("face_neck_hands", "Long sleeves, open collar: face, neck and hands", 0.10),
            Outfit("forearms", "Sleeves rolled up: face, neck, hands and forearms", 0.18),
            Outfit("shirt_shorts", "T-shirt and shorts or skirt", 0.35),
            Outfit("swimwear", "Swimwear", 0.75),
        )
    }
)


@dataclass(frozen=True, slots=True)
class SunModel:
    """
    Every constant of the estimate, in one place. Those marked [D] are our own choice, to be changed here.

    Parameters
    ----------
    overhead, height_power, ozone_power : float
        Clear-sky UV index (S60): overhead x cosine^height_power x (ozone/300)^ozone_power.
    ozone : float
        Usual ozone column. [Dobson unit]
    ozone_span : tuple of float
        What is accepted. [Dobson unit]
    per_km : float
        Rise of the UV index with height (S61). [1/km]
    dose_per_minute : float
        One UV index for one minute: 0.025 W/m2 x 60 s (S64, S65). [J/m2]
    cloud, shade, ground : mapping of str to float
        Share that comes through (S62), [D], and what sand adds (from memory).
    med : mapping of int to float
        Dose that just reddens the skin, by skin type (S66). [J/m2]
    yield_iu : Range
        Vitamin D for one MED on the whole skin (S69, S70). [IU]
    efficiency_from, efficiency_over : Range
        [D] Low sun: (UV index - from) / over, held between 0 and 1.
    cap : Range
        [D] Most that counts in a day. [MED]
    geometry : Range
        [D] A body is not a flat plate.
    ages : tuple of (int, float)
        Up to this age, this share (S68, from memory). [years, unitless]
    oldest : float
        Share above the last of `ages`.
    step : float
        Longest step of the sum over time. [minute]
    longest : float
        [minute]
    little : float
        Noon UV index below which there is "little or none".
    half, close : float
        [MED] Where the two notes about burning begin.
    """

    overhead: float = 12.5
    height_power: float = 2.42
    ozone_power: float = -1.23
    ozone: float = 300.0
    ozone_span: tuple[float, float] = (250.0, 450.0)
    per_km: float = 0.08
    dose_per_minute: float = 1.5
    cloud: Mapping[str, float] = field(
        default_factory=lambda: {"clear": 1.0, "scattered": 0.89, "broken": 0.73, "overcast": 0.31}
    )
    shade: Mapping[str, float] = field(default_factory=lambda: {"open": 1.0, "partial": 0.5, "full": 0.25})
    ground: Mapping[str, float] = field(default_factory=lambda: {"plain": 1.0, "sand": 1.15})
    med: Mapping[int, float] = field(default_factory=lambda: {1: 200.0, 2: 250.0, 3: 300.0, 4: 450.0, 5: 600.0, 6: 1e3})
    yield_iu: Range = Range(10_000.0, 16_000.0, 25_000.0)
    efficiency_from: Range = Range(2.5, 1.5, 0.0)
    efficiency_over: Range = Range(3.0, 4.0, 3.0)
    cap: Range = Range(0.5, 0.75, 1.0)
    geometry: Range = Range(0.4, 0.7, 1.0)
    ages: tuple[tuple[int, float], ...] = ((21, 1.0), (40, 0.83), (59, 0.66))
    oldest: float = 0.50
    step: float = 5.0
    longest: float = 1440.0
    little: float = 2.0
    half: float = 0.5
    close: float = 0.8

    def age_share(self, age: int) -> float:
        """Step 13: share of a young adult's vitamin D that skin of this age makes. [unitless]"""
        return next((share for last, share in self.ages if age <= last), self.oldest)

    def efficiency(self, uv_index: float) -> Range:
        """Step 10: how much of reddening light also makes vitamin D when the sun is low."""
        starts, spans = self.efficiency_from, self.efficiency_over
        pairs = ((starts.low, spans.low), (starts.central, spans.central), (starts.high, spans.high))
        return Range(*(min(1.0, max(0.0, (uv_index - start) / span)) for start, span in pairs))

    def through_sunscreen(self, spf: float | None) -> Range:
        """Step 8: share of the dose that passes: as labelled, spread a third as thick as tested, and its root [D]."""
        return Range(1.0, 1.0, 1.0) if spf is None else Range(1 / spf, 1 / max(1.0, spf / 3), 1 / sqrt(spf))


MODEL: Final = SunModel()


def within(name: str, figure: float | None, least: float, most: float) -> None:
    """Raise ValueError unless a figure, where there is one, lies between two others."""
    if figure is not None and not least <= figure <= most:
        raise ValueError(f"{name} lies between {least:g} and {most:g}")


@dataclass(frozen=True, slots=True)
class Skin:
    """
    Whose skin, and how much of it.

    Parameters
    ----------
    skin_type : int
        Fitzpatrick I to VI as 1 to 6.
    area : float
        Share of the whole skin that the sun reaches, from an `Outfit`. [unitless]
    age : int
        [years]

    Raises
    ------
    ValueError
        If the type is not 1 to 6, the area not between 0 and 1, or the age impossible.
    """

    skin_type: int
    area: float
    age: int

    def __post_init__(self) -> None:
        if self.skin_type not in range(1, 7):
            raise ValueError("skin type is 1 to 6")
        if not 0 <= self.area <= 1:
            raise ValueError("bare skin is a share between 0 and 1")
        if not 0 <= self.age <= 130:
            raise ValueError("age is in years")


@dataclass(frozen=True, slots=True)
class Sky:
    """
    What stands between sun and skin.

    Parameters
    ----------
    cloud : {"clear", "scattered", "broken", "overcast"}
    shade : {"open", "partial", "full"}
    ground : {"plain", "sand"}
        Snow is left out: it can nearly double the light, but no figure is at hand.
    altitude_km : float
        [km]
    ozone : float or None
        [Dobson unit]; None for the usual column.
    uv_index : float or None
        Measured or forecast, for a clear sky, at this place; replaces formula, height and ground.
    spf : float or None
        As labelled.
    glass : bool
        Behind a window: no UVB, so no vitamin D.

    Raises
    ------
    ValueError
        If a word is not one of these or a figure is impossible.
    """

    cloud: Cloud = "clear"
    shade: Shade = "open"
    ground: Ground = "plain"
    altitude_km: float = 0.0
    ozone: float | None = None
    uv_index: float | None = None
    spf: float | None = None
    glass: bool = False

    def __post_init__(self) -> None:
        for name in ("cloud", "shade", "ground"):
            if getattr(self, name) not in getattr(MODEL, name):
                raise ValueError(f"{name} must be one of {', '.join(getattr(MODEL, name))}")
        within("altitude", self.altitude_km, -0.5, 9.0)
        within("UV index", self.uv_index, 0.0, 25.0)
        within("ozone", self.ozone, *MODEL.ozone_span)
        within("SPF", self.spf, 1.0, 200.0)


OPEN_SKY: Final = Sky()
