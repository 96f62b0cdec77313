"""A bad day on a phone without any script: one tap saves, the map and the list are one, urgent words stand alone."""

import pytest

from tests.browser.conftest import PHONE, sign_up


@pytest.fixture
def plain(open_window):
    """A phone whose browser runs no script."""
    visit = open_window(PHONE, java_script_enabled=False)
    sign_up(visit)
    return visit


def test_a_tap_saves_and_the_map_ticks_the_list(plain):
    page = plain.go("/day/")
    page.get_by_role("button", name="7", exact=True).click()
    page.wait_for_url("**/pain/**")
    assert "Pain 7 saved" in page.locator("main").inner_text()
    page.locator("label[for=region-lower_left]").first.click()
    page.get_by_label("Lower leg, right").focus()
    page.keyboard.press("Space")
    assert page.get_by_label("Lower back, left").is_checked()
    page.get_by_role("button", name="Save", exact=True).click()
    plain.go("/day/")
    assert "Lower back, left, lower leg, right" in page.locator("main").inner_text()


def test_a_score_is_saved_by_keyboard_alone(plain):
    page = plain.go("/day/")
    page.get_by_role("button", name="0", exact=True).focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pain/**")
    assert page.locator("h1").inner_text() == "Pain 4"


def test_a_ticked_sign_shows_urgent_words_alone(plain):
    page = plain.go("/pain/warning-signs/")
    page.get_by_label("both legs").check()
    page.get_by_role("button", name="Done").click()
    assert page.locator("h1").inner_text() == "Get help now"
    assert page.locator("nav").count() == 0
    assert "vitamin" not in page.locator("body").inner_text().lower()


def test_everything_to_tap_on_a_bad_day_is_large_enough(plain):
    plain.go("/day/").get_by_role("button", name="7", exact=True).click()
    for folded in plain.page.locator("main summary").all():
        folded.click()
    for target in plain.page.locator("main button, main .chip, main summary").all():
        assert target.bounding_box()["height"] >= 44
