"""Themes without a script, nothing past the edge, one's own typed text never lost, and a way in without a password."""

import pytest
from playwright.sync_api import expect

from scripts.local_site import LocalSite
from tests.browser.conftest import DESKTOP, PHONE, log_in_as_demo, sign_up
from tests.paper import text_of

PAPER = {"light": "rgb(250, 245, 234)", "dark": "rgb(26, 23, 20)"}
OUTSIDE = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
ACCOUNT = [f"/accounts/{page}/" for page in ("email", "password/change", "2fa", "sessions", "logout")]
PAST_THE_EDGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class ByName(LocalSite):
    """The same site by its name: passkeys are bound to names, not to addresses."""

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


def ground(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_device_chooses_the_theme_without_a_script(theme, open_window):
    page = open_window(theme=theme, java_script_enabled=False).go("/accounts/login/")
    assert ground(page) == PAPER[theme]


@pytest.mark.parametrize(("device", "chosen"), [("light", "dark"), ("dark", "light")])
def test_an_own_choice_beats_the_device(device, chosen, open_window):
    page = open_window(theme=device).go("/accounts/login/")
    page.evaluate(f"document.documentElement.dataset.bsTheme = '{chosen}'")
    assert ground(page) == PAPER[chosen]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", OUTSIDE)
def test_pages_for_visitors_stay_within_the_window(path, width, open_window):
    page = open_window({"width": width, "height": 740}).go(path)
    assert page.evaluate(PAST_THE_EDGE) == 0


def test_account_pages_stay_within_a_phone(phone):
    log_in_as_demo(phone)
    wide = [path for path in ACCOUNT if phone.go(path).evaluate(PAST_THE_EDGE) > 0]
    assert wide == []


def test_the_first_key_leads_past_the_navigation(desktop):
    log_in_as_demo(desktop)
    page = desktop.go("/accounts/email/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_menu_closes_with_escape_and_keeps_its_place(phone):
    log_in_as_demo(phone)
    page = phone.go("/accounts/email/")
    page.click("details.more summary")
    assert page.is_visible(".more-menu")
    page.keyboard.press("Escape")
    assert page.is_hidden(".more-menu")
    assert page.evaluate("document.activeElement.localName") == "summary"


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_was_typed_is_there_after_logging_in_again(window, open_window):
    visit = open_window(window)
    log_in_as_demo(visit)
    page = visit.go("/my-foods/")
    page.fill("input[name=name]", "Aunt Ida's <b>granola</b>")
    page.context.clear_cookies(name="sessionid")
    page.press("input[name=name]", "Enter")
    page.fill("input[name=login]", "demo")
    page.fill("input[name=password]", "a sunny plate")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/my-foods/")
    assert page.input_value("input[name=name]") == "Aunt Ida's <b>granola</b>"
    assert page.inner_text("#live") == "What you typed before is back. It is not saved yet."
    assert page.evaluate("sessionStorage.getItem('typed')") is None


def test_what_was_typed_is_not_shown_to_somebody_else(phone):
    log_in_as_demo(phone)
    page = phone.go("/accounts/email/")
    page.evaluate("""() => sessionStorage.setItem("typed", JSON.stringify(
        {person: "another", here: "/my-foods/", fields: [["name", "not yours"]], lost: true}))""")
    phone.go("/my-foods/")
    assert page.input_value("input[name=name]") == ""
    assert page.evaluate("sessionStorage.getItem('typed')") is None


def test_htmx_runs_without_its_inline_parts(phone):
    page = phone.go("/accounts/login/")
    config = page.evaluate("({...htmx.config})")
    switched = ("allowEval", "allowScriptTags", "includeIndicatorStyles", "historyCacheSize", "selfRequestsOnly")
    assert [config[name] for name in switched] == [False, False, False, 0, True]


def test_a_failed_request_keeps_what_was_typed_and_says_so(phone):
    log_in_as_demo(phone)
    page = phone.go("/accounts/email/")
    page.evaluate("""() => {
        const form = document.createElement("form");
        form.setAttribute("hx-post", "/no-such-page/");
        form.append(Object.assign(document.createElement("input"), {name: "line", id: "line", value: "two eggs"}));
        document.querySelector("main").append(form);
        htmx.process(form);
    }""")
    page.press("#line", "Enter")
    page.wait_for_selector("#problem p")
    assert "no longer there" in page.inner_text("#problem")
    assert page.input_value("#line") == "two eggs"


def test_no_list_of_facts_squeezes_its_answers_on_a_phone(phone):
    page = phone.go("/about/method/")
    shares = page.evaluate("""() => [...document.querySelectorAll("dl.facts > dd")]
        .map((answer) => answer.getBoundingClientRect().width / answer.parentElement.getBoundingClientRect().width)""")
    assert len(shares) > 10
    assert min(shares) > 0.35


LONG = "Donaudampfschifffahrtsgesellschaftskapitaensbrot"


@pytest.mark.parametrize("path", ["/my-foods/", "/recipes/", "/supplements/add/"])
def test_a_word_longer_than_a_phone_is_wide_stays_on_the_page(path, phone):
    sign_up(phone)
    page = phone.go(path)
    page.fill("main [name=name]", LONG)
    page.locator("main .btn-primary").first.click()
    expect(page.locator("h1")).to_contain_text(LONG)
    page.wait_for_load_state()
    assert page.evaluate(PAST_THE_EDGE) == 0


def test_a_link_to_a_source_opens_the_part_it_is_folded_in(phone):
    page = phone.go("/about/sources/")
    assert not page.locator("#S91").is_visible()
    page.evaluate("location.hash = '#S91'")
    expect(page.locator("#S91")).to_be_in_viewport()
    page = phone.go("/about/method/")
    page = phone.go("/about/sources/#S12")
    expect(page.locator("#S12")).to_be_in_viewport()


def test_the_second_sheet_of_a_summary_is_folded_on_the_screen_and_printed(desktop):
    log_in_as_demo(desktop)
    page = desktop.go("/summary/")
    assert not page.get_by_text("Method and sources").is_visible()
    assert "Method and sources" in text_of(page.pdf(format="A4"))


def test_a_printed_day_holds_what_was_written_and_no_buttons(desktop):
    log_in_as_demo(desktop)
    page = desktop.go("/day/2026-11-22/")
    page.emulate_media(media="print")
    shown = "each => each.checkVisibility()"
    assert page.locator(".entry").first.evaluate(shown)
    assert page.locator(".nutrient").first.evaluate(shown)
    buttons = page.locator("main button, main .btn, main .step, #line-form")
    assert buttons.count() > 20
    assert [each for each in buttons.evaluate_all(f"all => all.map({shown})") if each] == []


def test_a_passkey_opens_the_diary_under_the_content_policy(open_window):
    visit = open_window()
    devtools = visit.page.context.new_cdp_session(visit.page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": key | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    visit.site = ByName(visit.site.environment, visit.site.port)
    page = visit.go("/accounts/signup/")
    page.fill("input[name=username]", "key-holder")
    page.fill("input[name=password1]", "a kitchen notebook")
    page.click("main button[type=submit]")
    page.wait_for_url("**/consent/**")
    visit.go("/accounts/2fa/webauthn/add/")  # the password was chosen a moment ago, so nobody asks for it again
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    visit.go("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "/accounts/" not in url)
