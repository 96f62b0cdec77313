"""A second step at log-in: of whom it is demanded, and that nobody gets past or stuck (A7)."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from diary.models import PainEntry
from tests.factories import DAY

PASSWORD = "warm oats and figs"
SETTING_UP = reverse("mfa_index")
PAGE = reverse("diary:day", args=[DAY])
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def in_the_open(settings):
    settings.OPEN_INSTANCE = True
    cache.clear()  # which codes were used


def code_for(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def a_passkey(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "my phone"})


def leads_to_setting_up(answer) -> bool:
    return answer.status_code == 302 and answer["Location"] == SETTING_UP


def test_at_home_a_password_is_enough(as_alice):
    assert as_alice.get(PAGE).status_code == 200


def test_in_the_open_the_second_step_comes_before_the_diary(in_the_open, as_alice, alice):
    assert leads_to_setting_up(as_alice.get(PAGE))
    assert leads_to_setting_up(as_alice.post(reverse("diary:pain_add", args=[DAY]), {"score": "4"}))
    assert not PainEntry.objects.for_user(alice).exists()
    assert "A password alone opens no diary here" in as_alice.get(SETTING_UP).text


@pytest.mark.parametrize("make", [lambda user: totp.TOTP.activate(user, SECRET), a_passkey])
def test_with_a_second_step_the_diary_opens(make, in_the_open, as_alice, alice):
    make(alice)
    assert as_alice.get(PAGE).status_code == 200
    assert "A password alone" not in as_alice.get(SETTING_UP).text


def test_in_the_open_a_page_asks_the_database_no_more_than_at_home(as_alice, alice, settings):
    a_passkey(alice)
    asked = []
    for settings.OPEN_INSTANCE in (False, True):
        with CaptureQueriesContext(connection) as queries:
            assert as_alice.get(reverse("account_change_password")).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_one_added_just_now_counts_at_once_and_one_taken_away_no_longer(in_the_open, as_alice, alice):
    first, second = a_passkey(alice), a_passkey(alice)
    assert as_alice.get(PAGE).status_code == 200
    first.delete()
    assert as_alice.get(PAGE).status_code == 200
    second.delete()
    assert leads_to_setting_up(as_alice.get(PAGE))


def test_recovery_codes_alone_are_no_second_step(in_the_open, as_alice, alice):
    RecoveryCodes.activate(alice)
    assert leads_to_setting_up(as_alice.get(PAGE))


def test_staff_needs_one_even_at_home(as_alice, alice):
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    assert leads_to_setting_up(as_alice.get(PAGE))


def test_a_demo_diary_needs_none(in_the_open, as_alice, alice):
    User.objects.filter(pk=alice.pk).update(is_demo=True)
    assert as_alice.get(PAGE).status_code == 200


def test_htmx_is_led_there_as_a_whole_page(in_the_open, as_alice):
    answer = as_alice.get(PAGE, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == SETTING_UP
    assert answer.content == b""


@pytest.mark.parametrize("email", ["", "carol@example.org"])  # an address nobody confirmed must not keep the lock off
def test_a_new_person_goes_from_signing_up_to_the_diary_and_types_the_password_once(email, in_the_open, db):
    client = Client()
    client.post(reverse("account_signup"), {"username": "carol", "password1": PASSWORD, "email": email})
    assert leads_to_setting_up(client.get(reverse("diary:welcome")))
    drawn = client.get(reverse("mfa_activate_totp"))
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(drawn.context["form"].secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(done["Location"])
    assert codes.text.count("<li>") >= 10
    assert f'href="{reverse("diary:today")}"' in codes.text
    assert client.get(reverse("diary:today"))["Location"] == reverse("diary:consent")


def test_the_next_login_asks_for_the_code_or_a_recovery_code(in_the_open, alice):
    alice.set_password(PASSWORD)
    alice.save()
    totp.TOTP.activate(alice, SECRET)
    recovery = RecoveryCodes.activate(alice).get_unused_codes()[0]
    for code in (code_for(SECRET), recovery):
        client = Client()
        asked = client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD})
        assert reverse("mfa_authenticate") in asked["Location"]
        assert client.get(PAGE).status_code == 302
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(PAGE).status_code == 200


@pytest.fixture
def fresh(alice) -> Client:
    alice.set_password(PASSWORD)
    alice.save()
    client = Client()
    client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD})
    return client


def test_the_last_one_stays_until_there_is_another(in_the_open, fresh, alice):
    totp.TOTP.activate(alice, SECRET)
    assert leads_to_setting_up(fresh.post(reverse("mfa_deactivate_totp")))
    page = fresh.get(SETTING_UP).text
    assert "stays until you set up another" in page
    assert reverse("mfa_deactivate_totp") not in page
    key = a_passkey(alice)
    fresh.post(reverse("mfa_deactivate_totp"))
    assert list(Authenticator.objects.filter(user=alice).values_list("type", flat=True)) == ["webauthn"]
    assert leads_to_setting_up(fresh.post(reverse("mfa_remove_webauthn", args=[key.pk])))
    assert reverse("mfa_remove_webauthn", args=[key.pk]) not in fresh.get(reverse("mfa_list_webauthn")).text
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_at_home_the_last_one_may_be_turned_off(fresh, alice):
    totp.TOTP.activate(alice, SECRET)
    assert reverse("mfa_deactivate_totp") in fresh.get(SETTING_UP).text
    fresh.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=alice).exists()


def test_whoever_lost_everything_is_let_in_again_by_whoever_runs_the_site(in_the_open, fresh, alice, bob, capsys):
    totp.TOTP.activate(alice, SECRET)
    RecoveryCodes.activate(alice)
    totp.TOTP.activate(bob, SECRET)
    call_command("reset_second_step", username="alice")
    assert "alice logs in by password next" in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=alice).exists()
    assert Authenticator.objects.filter(user=bob).exists()
    assert fresh.get(PAGE)["Location"].startswith(reverse("account_login"))
    with pytest.raises(CommandError, match="nobody called eve"):
        call_command("reset_second_step", username="eve")
