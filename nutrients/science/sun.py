"""Sun on skin: a rough range of vitamin D, and how far towards a burn. Never added to what is eaten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, cos, isfinite, radians
from typing import Literal

from nutrients.science.solar import check_place, solar_noon, solar_zenith
from nutrients.science.sunlight import MODEL, OPEN_SKY, OUTFITS, ZERO, Range, Skin, Sky, SunModel, within
from nutrients.science.units import IU_PER_UG

__all__ = [
    "MODEL",
    "OUTFITS",
    "Dose",
    "Range",
    "Skin",
    "Sky",
    "SunEstimate",
    "SunModel",
    "burn_note",
    "clear_sky_uv_index",
    "day_estimate",
    "exposure",
    "is_little_or_none",
    "noon_uv_index",
    "solar_zenith",
]

Burn = Literal["none", "half", "close"]


@dataclass(frozen=True, slots=True)
class Dose:
    """
    One exposure, boiled down to what a day's sum needs; store it and nothing has to be worked out again.

    Parameters
    ----------
    med_fraction : float
        Dose on bare skin over the dose that just reddens it. [MED]
    counted : Range
        The same after sunscreen. [MED]
    ug_per_med : Range
        Vitamin D for each counted MED. [ug/MED]
    """

    med_fraction: float
    counted: Range
    ug_per_med: Range


@dataclass(frozen=True, slots=True)
class SunEstimate:
    """
    What one exposure may have come to.

    Parameters
    ----------
    solar_zenith_deg : float
        In the middle of the exposure. [degree]
    uv_index : float
        In the middle of the exposure, under that sky, outside any shade. [unitless]
    low_ug, central_ug, high_ug : float
        Rough vitamin D, were it the day's only exposure. [ug]
    med_fraction : float
        Of the dose that just reddens such skin, without sunscreen. [MED]
    dose : Dose
    """

    solar_zenith_deg: float
    uv_index: float
    low_ug: float
    central_ug: float
    high_ug: float
    med_fraction: float
    dose: Dose

    def answer(self) -> dict[str, float]:
        """The keys that programs read."""
        names = ("solar_zenith_deg", "uv_index", "low_ug", "central_ug", "high_ug", "med_fraction")
        return {name: getattr(self, name) for name in names}


def clear_sky_uv_index(zenith: float, ozone: float | None = None, model: SunModel = MODEL) -> float:
    """
    Return the UV index of a clean sky at sea level.

    Parameters
    ----------
    zenith : float
        [degree]
    ozone : float, optional
        [Dobson unit]
    model : SunModel

    Returns
    -------
    float
        0 when the sun is down. [unitless]

    Raises
    ------
    ValueError
        If the ozone column lies outside what the model accepts.

    References
    ----------
    Madronich 2007 (S60).
    """
    within("ozone", ozone, *model.ozone_span)
    column = model.ozone if ozone is None else ozone
    height = cos(radians(zenith))
    if height <= 0:
        return 0.0
    return float(model.overhead * height**model.height_power * (column / 300) ** model.ozone_power)


def noon_uv_index(day: date, latitude: float, longitude: float, sky: Sky = OPEN_SKY, model: SunModel = MODEL) -> float:
    """
    Return the UV index at solar noon under a sky.

    Parameters
    ----------
    day : date
    latitude, longitude : float
        [degree]
    sky : Sky
    model : SunModel

    Returns
    -------
    float
        0 in polar night. [unitless]

    Raises
    ------
    ValueError
        If the place is not on Earth.
    """
    check_place(latitude, longitude)
    return _uv_index(solar_zenith(solar_noon(day, longitude), latitude, longitude), sky, model)


def is_little_or_none(noon_index: float, model: SunModel = MODEL) -> bool:
    """
    Say whether a day's noon is too low for more than "little or none".

    Parameters
    ----------
    noon_index : float
        UV index at solar noon. [unitless]
    model : SunModel

    Returns
    -------
    bool

    References
    ----------
    sun_vitamin_d, "Winter" (`SunModel.little`).
    """
    return noon_index < model.little


def exposure(
    start: datetime,
    minutes: float,
    latitude: float,
    longitude: float,
    skin: Skin,
    sky: Sky = OPEN_SKY,
    model: SunModel = MODEL,
) -> SunEstimate:
    """
    Estimate what one spell in the sun came to.

    Parameters
    ----------
    start : datetime
        Aware.
    minutes : float
        [minute]
    latitude, longitude : float
        North and east positive. [degree]
    skin : Skin
    sky : Sky
    model : SunModel

    Returns
    -------
    SunEstimate

    Raises
    ------
    ValueError
        If the time is naive, the place is not on Earth, or the minutes are not above 0 and at most a day.

    Notes
    -----
    Rough: published answers for the same exposure differ 3- to 10-fold. Never to be added to vitamin D that is eaten,
    nor compared with a reference amount. Burning counts the dose without sunscreen.

    References
    ----------
    sun_vitamin_d, steps 1 to 15 (S60-S74).
    """
    if not (isfinite(minutes) and 0 < minutes <= model.longest):
        raise ValueError("an exposure lasts more than 0 and at most 1,440 minutes")
    steps = ceil(minutes / model.step)
    length = minutes / steps
    middles = (start + timedelta(minutes=length * (number + 0.5)) for number in range(steps))
    indices = [_uv_index(solar_zenith(at, latitude, longitude), sky, model) for at in middles]
    dose = _dose(indices, length, skin, sky, model)
    amount = day_estimate([dose], model)
    zenith = solar_zenith(start + timedelta(minutes=minutes / 2), latitude, longitude)
    index = _uv_index(zenith, sky, model)
    return SunEstimate(zenith, index, amount.low, amount.central, amount.high, dose.med_fraction, dose)


def day_estimate(doses: Iterable[Dose], model: SunModel = MODEL) -> Range:
    """
    Add up one day's exposures, which share what a day can count.

    Parameters
    ----------
    doses : iterable of Dose
        In the order they happened.
    model : SunModel

    Returns
    -------
    Range
        Rough vitamin D. [ug]

    Notes
    -----
    Production levels off well before skin reddens, so at most `model.cap` counts in a day, whatever skin was bare when.
    """
    room, amount = model.cap, ZERO
    for dose in doses:
        counts = dose.counted.at_most(room)
        room, amount = room.minus(counts), amount + counts * dose.ug_per_med
    return amount


def burn_note(med_fraction: float, model: SunModel = MODEL) -> Burn:
    """
    Say how near a day's sun came to reddening the skin.

    Parameters
    ----------
    med_fraction : float
        Sum over the day, without sunscreen. [MED]
    model : SunModel

    Returns
    -------
    {"none", "half", "close"}

    Notes
    -----
    The dose that reddens varies between people of the same type; never shown as minutes that are left.
    """
    return "close" if med_fraction >= model.close else "half" if med_fraction >= model.half else "none"


def _uv_index(zenith: float, sky: Sky, model: SunModel) -> float:
    """Under this sky, outside any shade; a measured index holds only while the sun is up."""
    if sky.uv_index is not None:
        return sky.uv_index * model.cloud[sky.cloud] if zenith < 90 else 0.0
    clear = clear_sky_uv_index(zenith, sky.ozone, model)
    return clear * (1 + model.per_km * sky.altitude_km) * model.ground[sky.ground] * model.cloud[sky.cloud]


def _dose(indices: Iterable[float], length: float, skin: Skin, sky: Sky, model: SunModel) -> Dose:
    """Steps 5 to 14 over equal spells; the low-sun share is weighted by each spell's dose."""
    on_skin = [0.0 if sky.glass else index * model.shade[sky.shade] for index in indices]
    fractions = [index * model.dose_per_minute * length / model.med[skin.skin_type] for index in on_skin]
    total = sum(fractions)
    useful = sum(
        (model.efficiency(index).scaled(part) for index, part in zip(on_skin, fractions, strict=True)), start=ZERO
    )
    share = useful.scaled(skin.area * model.age_share(skin.age) / total) if total else ZERO
    per_med = model.yield_iu.scaled(1 / IU_PER_UG["vitamin_d"]) * model.geometry * share
    return Dose(total, model.through_sunscreen(sky.spf).scaled(total), per_med)
