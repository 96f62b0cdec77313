"""Logging in: what a stranger can try, what it tells them, and what keeps the owner out of harm (A5, A7, A8, A9)."""

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urljoin, urlsplit

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config import settings as real_settings

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "warm oats and figs"
LOGIN, SIGNUP, RESET = reverse("account_login"), reverse("account_signup"), reverse("account_reset_password")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person(alice):
    alice.set_password(PASSWORD)
    alice.email = "alice@example.org"
    alice.save()
    alice.emailaddress_set.create(email=alice.email, verified=True, primary=True)
    return alice


@pytest.fixture
def limits(settings):
    """Rate limits as they are in production; the other tests go without."""
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    yield
    cache.clear()


def log_in(client: Client, login: str = "alice", password: str = PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password}, **more)


def production(expression: str) -> str:
    """Evaluate something under the production settings, in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key not in {"DEBUG", "DJANGO_SETTINGS_MODULE"}}
    code = f"import django; from django.conf import settings; django.setup(); print({expression})"
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "SECRET_KEY": "q7" * 30}
    return subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=environment, text=True).strip()


@pytest.mark.long
def test_cookies_in_production_are_bound_to_this_host_and_out_of_reach_of_scripts():
    names = [
        f"{which}_COOKIE_{what}" for which in ("SESSION", "CSRF") for what in ("NAME", "SECURE", "HTTPONLY", "SAMESITE")
    ]
    names += ["SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    values = eval(production("[" + ", ".join(f"settings.{name}" for name in names) + "]"))  # noqa: S307  # our own list
    assert values[:8] == ["__Host-sessionid", True, True, "Lax", "__Host-csrftoken", True, True, "Lax"]
    assert values[8:] == [None, "/", True, 365 * 24 * 3600]


@pytest.mark.long
def test_passwords_are_kept_with_argon2id():
    assert production("settings.PASSWORD_HASHERS") == "['django.contrib.auth.hashers.Argon2PasswordHasher']"
    made = production("__import__('django.contrib.auth.hashers', fromlist=['x']).make_password('x')")
    assert made.startswith("argon2$argon2id$")


@pytest.mark.parametrize("password", ["elevenchars", "x" * 129, "1qaz2wsx3edc", "alice-alice-alice"])
def test_a_password_too_short_too_long_common_or_like_the_name_is_refused(password):
    person = get_user_model()(username="alice-alice-alice")
    with pytest.raises(ValidationError):
        validate_password(password, person)


@pytest.mark.parametrize(
    "password", ["twelve chars", "alllowercasenodigits", "x9" * 64, "日本語のパスワードは長い方がいい"]
)
def test_any_other_composition_is_fine(password):
    validate_password(password)


def test_twenty_wrong_tries_are_answered_with_too_many(person, limits):
    stranger = Client()
    statuses = [log_in(stranger, password="wrong").status_code for _ in range(20)]
    assert statuses[0] == 200
    assert 429 in statuses or "Too many" in log_in(stranger, password="wrong").text


def test_the_owner_still_gets_in_from_elsewhere_while_a_stranger_tries(person, limits):
    for number in range(30):
        log_in(Client(), password="wrong", REMOTE_ADDR=f"203.0.113.{number % 3}")
    owner = Client()
    assert log_in(owner, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_the_owner_with_a_second_step_gets_in_after_twenty_wrong_tries(with_second_step, limits):
    for _ in range(20):
        last = log_in(Client(), password="wrong", REMOTE_ADDR="203.0.113.9")
    assert last.status_code == 429 or "Too many" in last.text
    assert second_step(code_now())


@pytest.mark.parametrize(("url", "data"), [(SIGNUP, {"username": "x"}), (RESET, {"email": "nobody@example.org"})])
def test_signing_up_and_resetting_have_their_limits(db, limits, url, data):
    stranger = Client()
    assert 429 in [stranger.post(url, data).status_code for _ in range(25)]


def test_a_known_and_an_unknown_name_are_answered_alike(person):
    client = Client()
    answers = [log_in(client, login=name, password="wrong") for name in ("alice", "nobody")]
    assert answers[0].status_code == answers[1].status_code
    assert _without(answers[0].text, "alice") == _without(answers[1].text, "nobody")


def test_a_reset_says_the_same_whether_the_address_is_known(person, mailoutbox):
    answers = [Client().post(RESET, {"email": f"{name}@example.org"}, follow=True) for name in ("alice", "nobody")]
    assert answers[0].status_code == answers[1].status_code == 200
    assert _without(answers[0].text, "alice") == _without(answers[1].text, "nobody")


def _without(text: str, name: str) -> str:
    tokens = r'(name="csrfmiddlewaretoken" value="|CSRFToken": ")[^"]*"'
    return re.sub(tokens, "", text).replace(name, "")


def test_signing_up_does_not_say_whose_address_is_known(person):
    answers = [sign_up(Client(), f"{name}@example.org", f"new-{name}") for name in ("alice", "nobody")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, reverse("diary:welcome"))}
    assert [user.email for user in get_user_model().objects.filter(username__startswith="new-").order_by("pk")] == [
        "alice@example.org",
        "nobody@example.org",
    ]


def test_an_address_that_two_gave_opens_each_ones_own_diary_and_no_other(person):
    person.emailaddress_set.update(verified=False)
    sign_up(Client(), person.email, "stranger", "seven quiet lanterns")
    for password, name in ((PASSWORD, "alice"), ("seven quiet lanterns", "stranger")):
        client = Client()
        assert log_in(client, login=person.email, password=password).status_code == 302
        assert client.session["_auth_user_id"] == str(get_user_model().objects.get(username=name).pk)


def test_who_proved_an_address_is_the_only_one_it_opens_anything_for(person, mailoutbox):
    sign_up(Client(), person.email, "stranger", "seven quiet lanterns")
    assert log_in(Client(), login=person.email, password="seven quiet lanterns").status_code == 200
    Client().post(RESET, {"email": person.email})
    assert [message.to for message in mailoutbox] == [[person.email]]
    assert "alice" in mailoutbox[0].body
    assert "stranger" not in mailoutbox[0].body


def sign_up(client: Client, email: str, username: str, password: str = PASSWORD):
    return client.post(SIGNUP, {"username": username, "email": email, "password1": password})


@pytest.mark.parametrize("login", ["alice", "alice@example.org", "nobody", "nobody@example.org"])
@pytest.mark.parametrize("proved", [True, False])
def test_a_wrong_password_is_looked_at_once_whoever_it_is_for(person, monkeypatch, login, proved):
    person.emailaddress_set.update(verified=proved)
    looks, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: (looks.append(given), encode(*given))[1])
    log_in(Client(), login=login, password="wrong")
    assert len(looks) == 1


def test_asking_for_a_reset_asks_the_database_as_much_for_nobody(person, django_assert_num_queries):
    for name in ("alice", "nobody"):
        with django_assert_num_queries(5):
            Client().post(RESET, {"email": f"{name}@example.org"})


DOORS = {
    "log in by name": lambda client, name, number: log_in(client, login=name, password="wrong"),
    "log in by address": lambda client, name, number: log_in(client, login=f"{name}@example.org", password="wrong"),
    "sign up": lambda client, name, number: sign_up(client, f"{name}@example.org", f"{name}-{number}"),
    "ask for a reset": lambda client, name, number: client.post(RESET, {"email": f"{name}@example.org"}),
}
SAMPLES = 200
UNKNOWN = "nobod"  # as long as the known name, as lengths show in what is sent back


@contextmanager
def undone():
    """Take back what the block wrote, so that whoever is unknown stays so."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize(("door", "proved"), [*((door, False) for door in DOORS), ("ask for a reset", True)])
def test_a_known_and_an_unknown_person_are_answered_alike_and_as_fast(person, settings, door, proved):
    person.emailaddress_set.update(verified=proved)
    settings.PASSWORD_HASHERS = real_settings.PASSWORD_HASHERS
    person.set_password(PASSWORD)
    person.save()
    taken: dict[str, list[float]] = {"alice": [], UNKNOWN: []}
    answers: dict[str, set[tuple[int, str, str]]] = {"alice": set(), UNKNOWN: set()}
    for number in range(SAMPLES):
        for name in sorted(taken, reverse=bool(number % 2)):
            with undone():
                client = Client()
                start = time.process_time()  # the work done, which other work on the machine does not blur
                answer = DOORS[door](client, name, number)
                taken[name].append(time.process_time() - start)
            answers[name].add((answer.status_code, answer.get("Location", ""), _without(answer.text, name)))
    known, unknown = median(taken["alice"]), median(taken[UNKNOWN])
    print(f"\nA8, {door}: known {known * 1e3:.1f} ms, unknown {unknown * 1e3:.1f} ms, {known / unknown - 1:+.1%}")
    assert answers["alice"] == answers[UNKNOWN]
    assert len(answers["alice"]) == 1
    assert abs(known - unknown) / known < 0.10, (known, unknown)


@pytest.fixture
def with_second_step(person):
    totp.TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    return person


def code_now() -> str:
    return totp.format_hotp_value(totp.hotp_value(SECRET, next(totp.yield_hotp_counters_from_time())))


def second_step(code: str) -> bool:
    client = Client()
    assert reverse("mfa_authenticate") in log_in(client)["Location"]
    client.post(reverse("mfa_authenticate"), {"code": code})
    return bool(client.session.get("_auth_user_id"))


def test_a_code_opens_the_diary_once(with_second_step):
    cache.clear()
    code = code_now()
    assert second_step(code)
    assert not second_step(code)


def test_a_recovery_code_works_once(with_second_step):
    code = RecoveryCodes.activate(with_second_step).get_unused_codes()[0]
    assert second_step(code)
    assert not second_step(code)


def test_the_password_alone_does_not_open_a_diary_with_a_second_step(with_second_step):
    client = Client()
    log_in(client)
    assert client.get(reverse("diary:today")).status_code == 302
    assert not client.session.get("_auth_user_id")


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "account_email"]
)
def test_changing_how_one_logs_in_asks_for_a_fresh_login(person, name):
    client = Client()
    log_in(client)
    session = client.session
    for method in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        method["at"] -= 16 * 60
    session.save()
    response = client.post(reverse(name), {"email": "new@example.org", "action_add": ""})
    assert response.status_code == 302
    assert reverse("account_reauthenticate") in response["Location"]


def test_there_is_no_back_office(as_alice, alice):
    alice.is_staff = alice.is_superuser = True
    alice.save()
    assert not apps.is_installed("django.contrib.admin")
    assert as_alice.get("/admin/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


def test_staff_sees_nobody_elses_diary(as_bob, bob, alice):
    from tests.factories import PainEntryFactory

    bob.is_staff = bob.is_superuser = True
    bob.save()
    totp.TOTP.activate(bob, SECRET)  # without a second step, staff sees no diary at all
    entry = PainEntryFactory(user=alice)
    assert as_bob.get(reverse("diary:pain_edit", args=[entry.pk])).status_code == 404


AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "////evil.example",
    "http:evil.example",
    "http:///evil.example",
    "https:/evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "%2F%2Fevil.example\r\nX: y",
]


@pytest.mark.parametrize("target", AWAY)
def test_no_redirect_leaves_the_site(person, target):
    client = Client()
    location = client.post(LOGIN, {"login": "alice", "password": PASSWORD, "next": target})["Location"]
    as_browsers_read_it = re.sub(r"[\t\r\n]", "", location).replace("\\", "/")
    assert urlsplit(urljoin(f"http://testserver{LOGIN}", as_browsers_read_it)).netloc == "testserver"
    assert not re.match(r"[a-z]+:", as_browsers_read_it)


def test_htmx_without_a_session_gets_the_login_as_a_whole_page(client, db):
    response = client.post(reverse("diary:today"), headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith(LOGIN)
    assert response.content == b""


def test_what_is_disposable_lies_apart_from_the_diary():
    kept = real_settings.CACHES["default"]
    if "postgresql" in real_settings.DATABASES["default"]["ENGINE"]:
        assert kept["LOCATION"] == "disposable_cache"
    else:
        assert kept["BACKEND"].endswith("FileBasedCache")


def test_the_disposable_files_may_go_at_any_time(person, limits, settings, tmp_path):
    cache_folder = tmp_path / "cache"
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(cache_folder)}}
    log_in(Client(), password="wrong")
    assert list(cache_folder.iterdir())
    shutil.rmtree(cache_folder)
    assert log_in(Client(), password="wrong").status_code == 200
    shutil.rmtree(cache_folder)
    assert log_in(Client()).status_code == 302
