"""Nothing is kept before somebody agreed, agreeing is a choice, and it can be taken back as easily."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from diary import consent
from diary.models import Consent, Operation, PainEntry
from tests.diary.patients import patient
from tests.factories import DAY, ProfileFactory, UserFactory


@pytest.fixture
def newcomer(db):
    return UserFactory(username="nora", consented=False)


@pytest.fixture
def as_newcomer(newcomer) -> Client:
    client = Client()
    client.force_login(newcomer)
    return client


def score(client, **headers):
    return client.post(reverse("diary:pain_add", args=[DAY]), {"score": 4}, headers=headers)


def agree(client, **given):
    return client.post(reverse("diary:consent"), given)


def test_no_entry_is_written_before_consent(as_newcomer):
    assert score(as_newcomer)["Location"] == reverse("diary:consent")
    assert PainEntry.objects.count() == Operation.objects.count() == 0


def test_htmx_is_sent_to_the_page_that_asks_as_a_whole_page(as_newcomer):
    answer = score(as_newcomer, **{"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("diary:consent")


def test_the_box_is_not_ticked_and_must_be(as_newcomer, newcomer):
    page = as_newcomer.get(reverse("diary:consent")).content.decode()
    assert 'name="agrees"' in page
    assert "checked" not in page
    answer = agree(as_newcomer)
    assert answer.status_code == 422
    assert "Nothing can be written down before you agree." in answer.content.decode()
    assert Consent.objects.for_user(newcomer).count() == 0


def test_before_the_diary_opens_there_is_one_thing_to_do_and_a_way_out(as_newcomer):
    page = as_newcomer.get(reverse("diary:consent")).content.decode()
    assert reverse("diary:review") not in page
    assert f'action="{reverse("account_logout")}"' in page
    agree(as_newcomer, agrees="on")
    assert reverse("diary:review") in as_newcomer.get(reverse("diary:consent")).content.decode()


def test_agreeing_opens_the_diary_and_is_kept_with_its_wording(as_newcomer, newcomer):
    assert reverse("diary:welcome") in agree(as_newcomer, agrees="on")["Location"]
    given = Consent.objects.for_user(newcomer).get()
    assert (given.wording, given.withdrawn_at) == (consent.WORDING, None)
    assert score(as_newcomer).status_code == 303
    assert PainEntry.objects.count() == 1


def test_agreeing_twice_is_one_consent(as_newcomer, newcomer):
    for _ in range(2):
        agree(as_newcomer, agrees="on")
    assert Consent.objects.for_user(newcomer).count() == 1


def test_taking_it_back_is_one_button_and_stops_everything(as_alice, alice):
    patient(alice)
    before = PainEntry.objects.for_user(alice).count()
    assert "Take it back" in as_alice.get(reverse("diary:consent")).content.decode()
    as_alice.post(reverse("diary:consent_withdraw"))
    assert Consent.objects.for_user(alice).get().withdrawn_at is not None
    names = ("today", "days", "review", "summary", "summary_pdf", "prompts", "labs", "supplements", "settings", "share")
    pages = [reverse("diary:day", args=[DAY]), *(reverse(f"diary:{name}") for name in names)]
    for page in pages:
        assert as_alice.get(page)["Location"] == reverse("diary:consent"), page
    score(as_alice)
    assert PainEntry.objects.for_user(alice).count() == before
    assert as_alice.get(reverse("diary:data")).status_code == 200


def test_who_took_it_back_can_agree_again_and_finds_their_notes(as_alice, alice):
    patient(alice)
    as_alice.post(reverse("diary:consent_withdraw"))
    agree(as_alice, agrees="on")
    assert as_alice.get(reverse("diary:today")).status_code == 200
    assert [each.withdrawn_at is None for each in Consent.objects.for_user(alice).order_by("id")] == [False, True]


def test_a_new_wording_asks_again(as_alice, alice, monkeypatch):
    ProfileFactory(user=alice)
    monkeypatch.setattr(consent, "WORDING", "2027-01")
    assert as_alice.get(reverse("diary:today"))["Location"] == reverse("diary:consent")


def test_one_persons_consent_is_nobody_elses(as_newcomer, alice):
    assert as_newcomer.get(reverse("diary:today"))["Location"] == reverse("diary:consent")


@pytest.mark.parametrize("has_profile", [True, False])
def test_asking_costs_no_more_than_the_profile_does(alice, django_assert_num_queries, has_profile):
    from diary.person import profile_of

    if has_profile:
        ProfileFactory(user=alice)
    with django_assert_num_queries(1 if has_profile else 2):
        assert profile_of(alice).has_consented


def test_the_pages_that_stand_open_are_these_and_exist():
    names = {name for name in _names(get_resolver()) if isinstance(name, str)}
    assert names >= consent.OPEN


def _names(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _names(pattern)
        else:
            yield pattern.name
