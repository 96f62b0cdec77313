"""The pages around log-in wear our look, and hold nothing the content policy forbids."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

FOR_VISITORS = [
    "landing",
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]
FOR_PEOPLE = [
    "account_logout",
    "account_change_password",
    "account_email",
    "mfa_index",
    "usersessions_list",
    "account_reauthenticate",
]
AFTER_A_FRESH_LOGIN = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_generate_recovery_codes"]
ERRORS = ["403.html", "403_csrf.html", "404.html", "500.html", "503.html"]


def assert_ours(html: str) -> None:
    assert "css/sunplate.css" in html
    assert len(re.findall("<h1", html)) == 1
    assert not re.search(r"""\s(style|on[a-z]+)\s*=\s*["']""", html)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FOR_VISITORS)
def test_a_visitor_gets_a_page_of_ours(name, client):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert_ours(response.text)


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_person_gets_a_page_of_ours(name, as_alice):
    response = as_alice.get(reverse(name))
    assert response.status_code == 200
    assert_ours(response.text)


STIFF = "Your password can", "(again)", "placeholder=", "Email", "Enabling passwordless", "Master key"


@pytest.mark.parametrize("name", ["account_change_password", "account_email", "account_reauthenticate"])
def test_forms_around_the_account_speak_in_our_voice(name, as_alice):
    page = as_alice.get(reverse(name)).text
    assert [words for words in STIFF if words in page] == []


def test_every_page_of_the_account_leads_back_to_the_settings(as_alice):
    for name in ("account_change_password", "account_email", "mfa_index", "usersessions_list"):
        assert f'href="{reverse("diary:settings")}"' in as_alice.get(reverse(name)).text.partition("<h1")[0]


@pytest.fixture
def fresh_alice(alice) -> Client:
    alice.set_password("warm oats and figs")
    alice.save()
    client = Client()
    client.post(reverse("account_login"), {"login": "alice", "password": "warm oats and figs"})
    client.post(reverse("account_reauthenticate"), {"password": "warm oats and figs"})
    return client


@pytest.mark.parametrize("name", AFTER_A_FRESH_LOGIN)
def test_the_second_step_is_set_up_on_pages_of_ours(name, alice, fresh_alice):
    RecoveryCodes.activate(alice)
    response = fresh_alice.get(reverse(name))
    assert response.status_code == 200
    assert_ours(response.text)


def test_recovery_codes_are_listed_one_by_one(alice, fresh_alice):
    codes = RecoveryCodes.activate(alice).get_unused_codes()
    text = fresh_alice.get(reverse("mfa_view_recovery_codes")).text
    assert_ours(text)
    assert all(f"<li>{code}</li>" in text for code in codes)


@pytest.mark.parametrize("template", ERRORS)
def test_an_error_page_needs_neither_session_nor_database(template):
    html = render_to_string(template, {"error_id": "4711"})
    assert_ours(html)
    assert "4711" in html


def labels(page: str) -> list[str]:
    return [
        " ".join(re.sub("<[^>]*>", " ", found).split()) for found in re.findall("<label.*?</label>", page, re.DOTALL)
    ]


def test_the_way_in_speaks_as_the_rest_does(client, db):
    login, signup = (client.get(reverse(name)).content.decode() for name in ("account_login", "account_signup"))
    assert labels(login) == ["Username or e-mail *", "Password *", "Keep me logged in on this device"]
    assert labels(signup) == ["Username *", "E-mail, if you like", "Password *"]
    assert "At least 12 characters" in signup
    assert "placeholder" not in login + signup


def test_a_passkey_is_named_by_its_owner(fresh_alice):
    page = fresh_alice.get(reverse("mfa_add_webauthn")).text
    assert [words for words in STIFF if words in page] == []
    assert "Log in with it alone" in page
