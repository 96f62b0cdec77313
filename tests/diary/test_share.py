"""A link opens one summary, for as long as its owner wants, and tells a stranger nothing."""

import logging
import re
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from diary import limits, sharing
from diary.consent import withdraw
from diary.models import PainEntry, ShareLink, ShareView
from diary.services import Writing
from diary.views.share import PASS
from tests.diary.patients import CHOICE, LAST, patient
from tests.diary.people import fresh
from tests.factories import PainEntryFactory

TOKEN = re.compile(r'"X-CSRFToken": "\w+"')
DAYS = {"first": CHOICE.first.isoformat(), "last": LAST.isoformat()}


@pytest.fixture
def secret(alice, as_alice) -> str:
    patient(alice)
    return made(as_alice)


def made(client, **given) -> str:
    answer = fresh(client).post(
        reverse("diary:share_add"), {**DAYS, "valid_days": 14, "name": "Dr Patel", **given}, follow=True
    )
    return urlsplit(answer.context["address"]).fragment


def opened(secret: str, word: str = "", client: Client | None = None):
    return (client or Client()).post(reverse("diary:shared_open"), {"secret": secret, "code_word": word})


def test_a_stranger_with_the_link_reads_the_summary(secret):
    visitor = Client(headers={"user-agent": "Doctor's browser"})
    answer = opened(secret, client=visitor)
    assert (answer.status_code, answer["Location"]) == (302, reverse("diary:shared"))
    page = visitor.get(answer["Location"])
    assert "worst 9" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert ShareView.objects.get().device == "Doctor's browser"


def test_the_whole_address_is_taken_for_the_secret_behind_it(secret):
    assert opened(f" https://diary.example.org/shared/#{secret} ")["Location"] == reverse("diary:shared")


def test_looking_at_the_address_shows_nothing_and_notes_nothing(secret):
    page = Client().get(reverse("diary:shared"))
    assert "worst" not in page.content.decode()
    assert ShareView.objects.count() == 0


def test_only_a_digest_is_kept_and_the_secret_is_shown_once(secret, as_alice):
    assert len(secret) >= 43  # 256 bits
    link = ShareLink.objects.get()
    assert link.secret_hash == sharing.digest(secret)
    assert secret not in str(ShareLink.objects.values().get())
    assert secret not in as_alice.get(reverse("diary:share")).content.decode()


def test_the_secret_stands_in_no_address_the_server_sees_and_in_no_log(alice, as_alice, caplog):
    patient(alice)
    with caplog.at_level(logging.DEBUG):
        secret = made(as_alice)
        answer = opened(secret)
    assert secret not in answer["Location"]
    assert secret not in caplog.text


def test_no_link_says_why_it_does_not_open(secret, as_alice):
    expired, revoked = made(as_alice), made(as_alice)
    ShareLink.objects.filter(secret_hash=sharing.digest(expired)).update(expires_at=timezone.now())
    ShareLink.objects.filter(secret_hash=sharing.digest(revoked)).update(revoked_at=timezone.now())
    answers = [opened(each) for each in (expired, revoked, "", "x" * 400, secrets.token_urlsafe(32))]
    assert {answer.status_code for answer in answers} == {404}
    assert len({TOKEN.sub("", answer.content.decode()) for answer in answers}) == 1


def test_a_hundred_thousand_guesses_open_nothing(secret):
    found = 0
    for _ in range(100_000):
        found += sharing.digest(secrets.token_urlsafe(32)) == sharing.digest(secret)
    assert found == 0
    assert all(opened(secrets.token_urlsafe(32)).status_code == 404 for _ in range(20))


def test_a_code_word_is_asked_for_and_guessing_it_closes_the_link(alice, as_alice):
    patient(alice)
    secret = made(as_alice, code_word="marmalade")
    assert opened(secret).status_code == 422
    assert "code word" in opened(secret).content.decode()
    assert opened(secret, "marmalade").status_code == 302
    assert "marmalade" not in str(ShareLink.objects.values().get())
    for _ in range(limits.CODE_WORD_TRIES):
        opened(secret, "marmelade")
    assert opened(secret, "marmalade").status_code == 404


def test_revoking_ends_it_for_those_who_are_reading(secret, as_alice):
    visitor = Client()
    opened(secret, client=visitor)
    link = ShareLink.objects.get()
    as_alice.post(reverse("diary:share_revoke", args=[link.pk]))
    assert "worst 9" not in visitor.get(reverse("diary:shared")).content.decode()
    assert opened(secret).status_code == 404


def test_a_pass_holds_for_half_an_hour(secret, monkeypatch):
    visitor = Client()
    opened(secret, client=visitor)
    monkeypatch.setattr(sharing, "PASS_MINUTES", -1)
    assert "worst 9" not in visitor.get(reverse("diary:shared")).content.decode()


def test_the_pass_is_a_cookie_no_script_and_no_other_site_can_use(secret):
    cookie = opened(secret).cookies[PASS]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", 1800)


def test_a_forged_pass_opens_nothing(secret):
    visitor = Client()
    visitor.cookies[PASS] = "forged:pass"
    assert "worst 9" not in visitor.get(reverse("diary:shared")).content.decode()


def test_consent_taken_back_closes_every_link(secret, alice):
    withdraw(Writing.begin(alice))
    assert opened(secret).status_code == 404


def test_a_visitor_can_write_nothing_and_sees_one_person_only(secret, bob):
    PainEntryFactory(user=bob, day=LAST, score=10)
    visitor = Client()
    opened(secret, client=visitor)
    before = PainEntry.objects.count()
    shown = visitor.get(reverse("diary:shared")).content.decode()
    assert "worst 9" in shown
    assert "<form" not in shown.partition("<main")[2]
    assert visitor.post(reverse("diary:shared")).status_code == 405
    assert PainEntry.objects.count() == before


def test_only_the_chosen_sections_can_be_read(alice, as_alice):
    patient(alice)
    visitor = Client()
    opened(made(as_alice, sections=["sun"]), client=visitor)
    shown = visitor.get(reverse("diary:shared")).content.decode()
    assert "minutes on average" in shown
    assert "worst 9" not in shown
    assert "Ferritin" not in shown


def test_the_owner_sees_who_looked_and_nobody_else_can_close_a_link(secret, as_alice, as_bob):
    opened(secret, client=Client(headers={"user-agent": "Doctor's browser"}))
    assert "Doctor&#x27;s browser" in as_alice.get(reverse("diary:share")).content.decode()
    link = ShareLink.objects.get()
    assert as_bob.post(reverse("diary:share_revoke", args=[link.pk])).status_code == 404
    assert "Dr Patel" not in fresh(as_bob).get(reverse("diary:share")).content.decode()


def test_sharing_asks_for_a_fresh_login(as_alice):
    for answer in (as_alice.get(reverse("diary:share")), as_alice.post(reverse("diary:share_add"), DAYS)):
        assert "/accounts/reauthenticate/" in answer["Location"]
    assert ShareLink.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"valid_days": 91}, "At most 90."),
        ({"valid_days": 0}, "At least 1."),
        ({"valid_days": 14, "code_word": "short"}, "at least 6 characters"),
        ({"valid_days": 14, "name": "n" * (limits.NAME + 1)}, "At most 120 characters"),
        ({"valid_days": 14, "first": "2026-11-23"}, "comes before the first"),
    ],
)
def test_a_link_beyond_its_bounds_is_a_field_error(as_alice, given, problem):
    answer = fresh(as_alice).post(reverse("diary:share_add"), {**DAYS, **given})
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert ShareLink.objects.count() == 0


def test_a_link_lasts_a_fortnight_if_nothing_is_said(as_alice):
    cache.clear()
    assert 'value="14"' in fresh(as_alice).get(reverse("diary:share")).content.decode()
    made(as_alice)
    left = ShareLink.objects.get().expires_at - timezone.now()
    assert timedelta(days=13) < left <= timedelta(days=14)
