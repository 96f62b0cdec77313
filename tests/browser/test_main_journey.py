"""The main job from end to end: sign up, say a little, write a day down, look back, take a page to the doctor."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import sign_up
from tests.paper import text_of

# Worked out by hand from the original SR28 table, per 100 g: banana (09040) 27 mg magnesium and 5 mg calcium, a medium
# one is 118 g; almonds (12061) 270 mg magnesium and 269 mg calcium, an ounce is 28.35 g.
MAGNESIUM = "108\u202fmg"  # 1.18 × 27 + 0.2835 × 270 = 31.86 + 76.55 = 108.41
CALCIUM = "82\u202fmg"  # 1.18 × 5 + 0.2835 × 269 = 5.90 + 76.26 = 82.16
VITAMIN_D = "25.0\u202fµg"  # neither food has any; the tablet has 1,000 IU at 40 IU to the microgram
NASEM_MAGNESIUM = "320\u202fmg"  # RDA of a woman of 42 (NASEM 1997)


def test_from_signing_up_to_the_page_for_the_doctor(phone, tmp_path):
    sign_up(phone)
    say_who_i_am(phone.page)
    log_food(phone, "banana", "medium")
    log_food(phone, "almonds", "oz")
    take_a_tablet(phone)
    sit_in_the_sun(phone)
    score_the_pain(phone)
    read_the_day(phone)
    today = day_shown(phone)
    first = today - timedelta(days=2)  # an average needs three days (adequacy_method, section 6)
    for day in (first, today - timedelta(days=1)):
        write_the_same_down(phone, today, day)
    look_back(phone, first, today)
    read_the_pdf(phone, tmp_path)


def say_who_i_am(page):
    page.get_by_label("Female", exact=True).check()
    page.get_by_label("Year of birth").fill("1984")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Country you live in").select_option("US")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Nearest town").fill("Boston")
    page.get_by_label("Fair: burns easily").check()
    page.get_by_role("button", name="Save and begin").click()
    page.get_by_label("Boston, MA, United States").check()  # there are three
    page.get_by_role("button", name="Save and begin").click()
    page.wait_for_url("**/day/**")


def log_food(visit, name, portion):
    page = visit.go(f"/foods/?q={name}")
    page.locator("main").get_by_role("link", name=name, exact=False).first.click()
    measure = page.get_by_label("Measure")
    option = measure.locator("option").filter(has_text=portion).first
    measure.select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/day/**")


def take_a_tablet(visit):
    page = visit.go("/supplements/add/")
    page.get_by_label("Name").fill("Vitamin D3")
    page.get_by_label("Nutrient").first.select_option("vitamin_d")
    page.get_by_label("Amount").first.fill("1000")
    page.get_by_label("Unit").first.select_option("IU")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".message").wait_for()
    page = visit.go("/supplements/")
    page.get_by_role("button", name="Took one").click()
    page.wait_for_url("**/day/**")


def sit_in_the_sun(visit):
    page = visit.go("/day/")
    page.get_by_role("link", name="Add time in the sun").click()
    page.get_by_label("Minutes outside").fill("20")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/day/**")


def score_the_pain(visit):
    page = visit.go("/day/")
    page.get_by_role("button", name="6", exact=True).click()
    expect(page.locator("main")).to_contain_text("Pain 6")
    expect(visit.go("/day/").locator("main")).to_contain_text("Pain 6")


def read_the_day(visit):
    day = visit.go("/day/").inner_text("main")
    for figure in (MAGNESIUM, CALCIUM, VITAMIN_D, NASEM_MAGNESIUM, "118\u202fg", "28\u202fg", "20 min"):
        assert figure in day, f"{figure} is not on the day page:\n{day}"
    say_it_is_all(visit.page)


def say_it_is_all(page):
    page.get_by_role("button", name="That's everything").click()
    expect(page.locator("main")).to_contain_text("This day counts in averages.")


def day_shown(visit):
    """The site's own today: a person in Boston is not on the server's day all the time."""
    link = visit.go("/day/").get_by_role("link", name="Copy these meals").get_attribute("href")
    return date.fromisoformat(link.split("/")[2])


def write_the_same_down(visit, today, day):
    page = visit.go(f"/day/{today}/copy/")
    page.get_by_label("To which day").fill(day.isoformat())
    page.get_by_role("button", name="Copy all meals").click()
    page.wait_for_url(f"**/day/{day}/*")
    page.get_by_role("link", name="Add a supplement").click()
    page.get_by_role("button", name="Took one").click()
    page.wait_for_url(f"**/day/{day}/*")
    say_it_is_all(page)


def look_back(visit, first, last):
    page = visit.go(f"/review/?first={first}&last={last}")
    page.wait_for_selector("canvas")
    assert page.locator("canvas").count() >= 9  # seven rows of nutrients, pain, sun
    for table in page.locator("details").all():
        table.evaluate("details => details.open = true")
    text = page.inner_text("main")
    assert "3 of 3 days complete" in text
    for figure in (MAGNESIUM, CALCIUM, VITAMIN_D):
        assert figure in text


def read_the_pdf(visit, folder):
    page = visit.go("/summary/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF").click()
    path = folder / "summary.pdf"
    waiting.value.save_as(path)
    text = text_of(path.read_bytes())
    for figure in (MAGNESIUM, CALCIUM, VITAMIN_D, NASEM_MAGNESIUM):
        assert plain(figure) in text, f"{figure} is not in the PDF:\n{text}"


def plain(text):
    """Fold all kinds of space into one, as a reader does."""
    return " ".join(text.split())
