"""Sun on skin, step by step."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutrients.science.sun import (
    MODEL,
    OUTFITS,
    Range,
    Skin,
    Sky,
    burn_note,
    clear_sky_uv_index,
    day_estimate,
    exposure,
    is_little_or_none,
    noon_uv_index,
)

NOON = datetime(2026, 6, 21, 12, tzinfo=UTC)
LONDON = (51.5, 0.0)
SKIN = Skin(skin_type=2, area=0.25, age=30)


def estimate(minutes=15.0, skin=SKIN, start=NOON, place=LONDON, model=MODEL, **sky):
    return exposure(start, minutes, *place, skin, Sky(**sky), model)


def amounts(found):
    return found.low_ug, found.central_ug, found.high_ug


@pytest.mark.parametrize(
    ("zenith", "ozone", "index"), [(0, 300, 12.50), (30, 300, 8.83), (45, 300, 5.40), (60, 300, 2.34), (30, 350, 7.30)]
)
def test_reproduces_the_clear_sky_formula(zenith, ozone, index):  # S60
    assert clear_sky_uv_index(zenith, ozone) == pytest.approx(index, abs=0.005)


def test_reproduces_the_whole_model_in_full_sun():  # vectors: 10 / 31 / 70 ug and 0.54 MED
    found = estimate(15, uv_index=6.0)
    assert amounts(found) == (pytest.approx(10.4, abs=0.1), pytest.approx(31.4, abs=0.1), pytest.approx(70.0, abs=0.1))
    assert found.med_fraction == pytest.approx(0.54)


def test_reproduces_the_whole_model_under_broken_cloud():  # vectors: 0 / 1.0 / 9 ug
    found = estimate(30, Skin(2, 0.10, 65), uv_index=3.0, cloud="broken")
    assert amounts(found) == (0.0, pytest.approx(1.0, abs=0.1), pytest.approx(9.0, abs=0.1))


def test_reproduces_the_burn_time():  # S67: UVI 12, 2.5 SED -> 13.9 min; SPF 20 -> 278 min
    assert estimate(13.9, uv_index=12.0).med_fraction == pytest.approx(1.0, abs=0.01)
    creamed = estimate(278, uv_index=12.0, spf=20.0)
    assert creamed.dose.counted.low == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    ("index", "minutes"), [(1, (46, 93, 140)), (3, (15, 31, 47)), (6, (8, 16, 24)), (12, (4, 8, 12))]
)
def test_reproduces_the_exposure_table(index, minutes):  # S70: 6 % of skin, MED 210; 600 IU from one MED
    printed = replace(MODEL, med={2: 210.0})
    for thirds, expected in enumerate(minutes, start=1):
        found = estimate(expected, uv_index=float(index), model=printed)
        assert 600 * found.med_fraction == pytest.approx(200 * thirds, rel=0.05)


def test_reproduces_the_dose_of_an_hour():  # S70: 1 UVI = 0.42 MED an hour at MED 210
    assert estimate(60, uv_index=1.0, model=replace(MODEL, med={2: 210.0})).med_fraction == pytest.approx(
        0.42, abs=0.01
    )


def test_reproduces_a_thousand_units_in_a_minute():  # S74, cross-check: 15 J/m2 / 250 x 16,000 = 960 IU
    grown = replace(MODEL, geometry=Range(1, 1, 1), ages=((200, 1.0),))
    assert 40 * estimate(1, Skin(2, 1.0, 30), uv_index=10.0, model=grown).central_ug == pytest.approx(960)


@pytest.mark.parametrize(
    ("cloud", "share"), [("clear", 1.0), ("scattered", 0.89), ("broken", 0.73), ("overcast", 0.31)]
)
def test_cloud_lets_its_share_through(cloud, share):  # S62
    assert estimate(cloud=cloud).uv_index == pytest.approx(share * estimate().uv_index)


def test_height_adds_eight_per_cent_a_kilometre():  # S61
    assert estimate(altitude_km=2).uv_index == pytest.approx(1.16 * estimate().uv_index)


def test_sand_adds_fifteen_per_cent():  # sun_vitamin_d, step 3, from memory
    assert estimate(ground="sand").uv_index == pytest.approx(1.15 * estimate().uv_index)


def test_a_measured_index_replaces_formula_height_and_ground():
    assert estimate(uv_index=6.0, altitude_km=2, ground="sand").uv_index == 6.0


@pytest.mark.parametrize(("shade", "share"), [("partial", 0.5), ("full", 0.25)])
def test_shade_lowers_the_dose_and_not_the_index(shade, share):
    found = estimate(uv_index=6.0, shade=shade)
    assert (found.uv_index, found.med_fraction) == (6.0, pytest.approx(0.54 * share))


def test_glass_lets_no_vitamin_d_through():
    found = estimate(uv_index=10.0, glass=True)
    assert (*amounts(found), found.med_fraction) == (0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(("skin_type", "med"), [(1, 200), (2, 250), (3, 300), (4, 450), (5, 600), (6, 1000)])
def test_each_skin_type_has_its_dose(skin_type, med):  # S66
    assert estimate(10, replace(SKIN, skin_type=skin_type), uv_index=4.0).med_fraction == pytest.approx(60 / med)


@pytest.mark.parametrize(("age", "share"), [(21, 1.0), (22, 0.83), (40, 0.83), (41, 0.66), (59, 0.66), (60, 0.50)])
def test_older_skin_makes_less(age, share):
    young = estimate(5, replace(SKIN, age=20), uv_index=6.0)
    assert estimate(5, replace(SKIN, age=age), uv_index=6.0).central_ug == pytest.approx(share * young.central_ug)


def test_sunscreen_lowers_vitamin_d_three_ways_and_the_burn_not_at_all():  # SPF 15: 1/15, 1/5, 1/sqrt(15)
    bare, creamed = estimate(5, uv_index=6.0), estimate(5, uv_index=6.0, spf=15.0)
    assert creamed.low_ug == pytest.approx(bare.low_ug / 15)
    assert creamed.central_ug == pytest.approx(bare.central_ug / 5)
    assert creamed.high_ug == pytest.approx(bare.high_ug / 15**0.5)
    assert creamed.med_fraction == bare.med_fraction


def test_a_weak_sunscreen_goes_by_the_same_three_rules():  # sun_vitamin_d, step 8: SPF 6 lets 1/6, 1/2, 1/sqrt(6) pass
    assert MODEL.through_sunscreen(6.0) == Range(*(pytest.approx(share, abs=1e-4) for share in (0.1667, 0.5, 0.4082)))


@given(st.floats(1, 100))
def test_no_sunscreen_adds_light(spf):
    share = MODEL.through_sunscreen(spf)
    assert max(share.low, share.central, share.high) <= 1
    assert share.low <= min(share.central, share.high)


@pytest.mark.parametrize(
    ("index", "low", "central", "high"), [(1.5, 0, 0, 0.5), (2.5, 0, 0.25, 5 / 6), (4.0, 0.5, 0.625, 1), (6.0, 1, 1, 1)]
)
def test_a_low_sun_makes_less_vitamin_d_than_it_reddens(index, low, central, high):  # sun_vitamin_d, step 10
    assert MODEL.efficiency(index) == Range(*(pytest.approx(share) for share in (low, central, high)))


def test_one_exposure_counts_only_up_to_the_daily_cap():
    hour = estimate(60, uv_index=8.0)
    assert hour.med_fraction > 1
    assert amounts(hour) == amounts(estimate(120, uv_index=8.0))


def test_exposures_of_a_day_share_the_cap():
    half, whole = estimate(10, uv_index=6.0).dose, estimate(20, uv_index=6.0).dose
    assert half.med_fraction == pytest.approx(0.36)
    assert day_estimate([half, half]) == Range(*map(pytest.approx, amounts(estimate(20, uv_index=6.0))))
    assert day_estimate([whole, whole]).high == pytest.approx(day_estimate([whole]).high / 0.72)
    assert day_estimate([]) == Range(0, 0, 0)


def test_position_and_index_are_those_of_the_middle():
    long, short = estimate(60), estimate(2, start=datetime(2026, 6, 21, 12, 29, tzinfo=UTC))
    assert (long.solar_zenith_deg, long.uv_index) == (short.solar_zenith_deg, short.uv_index)


def test_a_setting_sun_is_summed_up_and_not_taken_at_its_middle():
    evening = estimate(240, start=datetime(2026, 6, 21, 17, tzinfo=UTC))
    parts = [estimate(60, start=datetime(2026, 6, 21, hour, tzinfo=UTC)) for hour in (17, 18, 19, 20)]
    assert evening.med_fraction == pytest.approx(sum(part.med_fraction for part in parts), rel=0.01)


def test_the_answer_has_the_keys_that_programs_read():
    assert set(estimate().answer()) == {
        "solar_zenith_deg",
        "uv_index",
        "low_ug",
        "central_ug",
        "high_ug",
        "med_fraction",
    }


def test_night_gives_nothing_whatever_was_measured():
    found = estimate(start=datetime(2026, 12, 21, 0, tzinfo=UTC), uv_index=6.0)
    assert (found.uv_index, *amounts(found), found.med_fraction) == (0.0, 0.0, 0.0, 0.0, 0.0)


def test_winter_noon_in_london_is_little_or_none_and_summer_is_not():
    assert is_little_or_none(noon_uv_index(date(2026, 12, 21), *LONDON))
    assert not is_little_or_none(noon_uv_index(date(2026, 6, 21), *LONDON))
    assert noon_uv_index(date(2026, 12, 21), 80, 0) == 0
    assert is_little_or_none(1.999)
    assert not is_little_or_none(2.0)


@pytest.mark.parametrize(
    ("fraction", "note"), [(0.0, "none"), (0.49, "none"), (0.5, "half"), (0.79, "half"), (0.8, "close"), (3.0, "close")]
)
def test_the_burn_note_begins_at_half_and_is_strong_at_eight_tenths(fraction, note):
    assert burn_note(fraction) == note


@given(
    st.floats(0.1, 600),
    st.floats(-66, 66),
    st.integers(1, 6),
    st.none() | st.floats(1, 60),
    st.sampled_from(["clear", "scattered", "broken", "overcast"]),
)
def test_low_central_and_high_stay_in_order(minutes, latitude, skin_type, spf, cloud):
    found = estimate(minutes, replace(SKIN, skin_type=skin_type), place=(latitude, 0.0), spf=spf, cloud=cloud)
    assert 0 <= found.low_ug <= found.central_ug <= found.high_ug


def test_more_clothes_leave_less_skin():
    areas = [outfit.area for outfit in OUTFITS.values()]
    assert areas == sorted(areas) == [0.04, 0.10, 0.18, 0.35, 0.75]  # sun_vitamin_d, step 14


@pytest.mark.parametrize(
    "sky",
    [
        {"cloud": "fog"},
        {"shade": "deep"},
        {"ground": "snow"},
        {"altitude_km": 12},
        {"uv_index": -1},
        {"uv_index": float("nan")},
        {"ozone": 249},
        {"ozone": 451},
        {"spf": 0.5},
    ],
)
def test_impossible_skies_are_refused(sky):
    with pytest.raises(ValueError, match=r"."):
        Sky(**sky)


@pytest.mark.parametrize("skin", [(0, 0.2, 30), (7, 0.2, 30), (2, 1.1, 30), (2, -0.1, 30), (2, 0.2, -1)])
def test_impossible_skin_is_refused(skin):
    with pytest.raises(ValueError, match=r"."):
        Skin(*skin)


@pytest.mark.parametrize("minutes", [0, -5, 1441, float("nan"), float("inf")])
def test_impossible_spells_are_refused(minutes):
    with pytest.raises(ValueError, match="minutes"):
        estimate(minutes)


def test_impossible_questions_about_light_are_refused():
    with pytest.raises(ValueError, match="ozone"):
        clear_sky_uv_index(30, 200)
    with pytest.raises(ValueError, match="zone"):
        estimate(start=datetime(2026, 6, 21, 12))  # noqa: DTZ001
