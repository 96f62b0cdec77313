"""Reminders: off until asked for, one a day at most, silent when the day is written, and stopped in one click."""

from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from diary import reminders
from diary.calendar_file import daily_note, escaped, folded
from diary.models import Consent, Operation, Reminder, ReminderDay
from diary.reminders import Outcome, remind
from tests.factories import (
    DAY,
    LabResultFactory,
    LifeNoteFactory,
    MealFactory,
    MealItemFactory,
    PainEntryFactory,
    ProfileFactory,
    ReminderFactory,
)

PAGE = reverse("diary:reminders")
EVENING = datetime(2026, 11, 22, 20, 5, tzinfo=UTC)


@pytest.fixture
def reader(alice):
    """Somebody with a confirmed address who asked for a word at eight in the evening."""
    confirm(alice)
    ProfileFactory(user=alice, zone="UTC", welcomed=True)
    ReminderFactory(user=alice, clock=time(20))
    return alice


def confirm(user, verified=True):
    address = f"{user.username}@example.org"
    return EmailAddress.objects.create(user=user, email=address, primary=True, verified=verified)


def run():
    said = StringIO()
    call_command("send_reminders", stdout=said)
    return said.getvalue()


def reminder_of(user):
    return Reminder.objects.for_user(user).get()


def test_a_new_diary_sends_nothing(alice):
    confirm(alice)
    assert remind(alice, EVENING) is Outcome.NOT_DUE
    assert mail.outbox == []


def test_an_empty_day_at_its_hour_gets_one_email(reader):
    assert remind(reader, EVENING) is Outcome.SENT
    assert [each.to for each in mail.outbox] == [["alice@example.org"]]
    assert ReminderDay.objects.for_user(reader).get().was_sent


def test_a_second_run_sends_nothing(reader):
    remind(reader, EVENING)
    assert remind(reader, EVENING + timedelta(minutes=15)) is Outcome.NOT_DUE
    assert len(mail.outbox) == 1


def test_the_next_day_is_another_day(reader):
    remind(reader, EVENING)
    assert remind(reader, EVENING + timedelta(days=1)) is Outcome.SENT


@pytest.mark.parametrize("factory", [MealItemFactory, PainEntryFactory, LifeNoteFactory])
def test_a_day_with_an_entry_stays_silent_and_is_not_looked_at_again(reader, factory):
    entry = factory(user=reader, day=DAY)
    assert remind(reader, EVENING) is Outcome.NOT_NEEDED
    entry.delete()
    assert remind(reader, EVENING + timedelta(minutes=15)) is Outcome.NOT_DUE
    assert mail.outbox == []


def test_what_does_not_fill_a_day_does_not_silence_it(reader, bob):
    MealFactory(user=reader, day=DAY)  # a meal whose foods were all taken back
    MealItemFactory(user=reader, day=DAY, deleted_at=EVENING)
    MealItemFactory(user=reader, day=DAY - timedelta(days=1))
    LabResultFactory(user=reader, day=DAY)
    PainEntryFactory(user=bob, day=DAY)
    assert remind(reader, EVENING) is Outcome.SENT


@pytest.mark.parametrize(("minutes", "due"), [(-1, False), (0, True), (120, True), (121, False)])
def test_it_comes_at_the_hour_or_a_little_later(reader, minutes, due):
    now = datetime(2026, 11, 22, 20, tzinfo=UTC) + timedelta(minutes=minutes)
    assert (remind(reader, now) is Outcome.SENT) is due


@pytest.mark.parametrize(
    ("zone", "utc_hour"), [("Europe/Berlin", 19), ("America/New_York", 1), ("Pacific/Apia", 7), ("Asia/Kathmandu", 14)]
)
def test_the_hour_is_that_of_the_persons_clock(alice, zone, utc_hour):
    confirm(alice)
    ProfileFactory(user=alice, zone=zone)
    ReminderFactory(user=alice, clock=time(20))
    hours = [datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=hour, minutes=20) for hour in range(24)]
    assert [now.hour for now in hours if remind(alice, now) is Outcome.SENT] == [utc_hour]


def test_the_hour_that_comes_twice_brings_one_email_and_the_skipped_one_comes_later(alice):
    confirm(alice)
    ProfileFactory(user=alice, zone="Europe/Berlin")
    ReminderFactory(user=alice, clock=time(2))
    for begin in (datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 3, 28, 23, tzinfo=UTC)):
        sent = [remind(alice, begin + timedelta(minutes=15 * step)) for step in range(24 * 4)]
        assert sent.count(Outcome.SENT) == 1


def test_nobody_is_written_to_at_an_address_they_did_not_confirm(alice):
    confirm(alice, verified=False)
    ProfileFactory(user=alice)
    ReminderFactory(user=alice)
    assert reminders.readers() == []
    assert reminders.address_of(alice) == ""


def test_nothing_is_sent_after_consent_was_taken_back(reader):
    Consent.objects.for_user(reader).delete()
    assert remind(reader, EVENING) is Outcome.NOT_DUE


def test_the_email_says_nothing_of_what_the_diary_holds(reader):
    PainEntryFactory(user=reader, day=DAY - timedelta(days=1), score=9)
    remind(reader, EVENING)
    [letter] = mail.outbox
    text = f"{letter.subject}\n{letter.body}".lower()
    secrets = ("pain", "food", "vitamin", "back", "symptom", "health", "sunlight", reader.username)
    assert all(word not in text for word in secrets)


def test_the_email_carries_the_one_click_header_of_rfc_8058(reader):
    remind(reader, EVENING)
    headers = mail.outbox[0].message()
    link = headers["List-Unsubscribe"].strip("<>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in mail.outbox[0].body
    path = link.removeprefix("http://127.0.0.1:8000")
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not reminder_of(reader).is_on


def test_looking_at_the_link_stops_nothing(reader, client):
    url = reverse("diary:reminder_stop", args=[reminders.stop_token(reader)])
    page = client.get(url)
    assert page.status_code == 200
    assert "<form" in page.content.decode()
    assert reminder_of(reader).is_on


def test_stopping_needs_no_log_in_and_no_page_first_and_can_be_repeated(reader, bob):
    ReminderFactory(user=bob)
    browser = Client(enforce_csrf_checks=True)
    url = reverse("diary:reminder_stop", args=[reminders.stop_token(reader)])
    assert [browser.post(url).status_code for _ in range(3)] == [200, 200, 200]
    assert not reminder_of(reader).is_on
    assert reminder_of(bob).is_on
    assert Operation.objects.for_user(reader).count() == 1


@given(st.text(st.characters(codec="ascii", exclude_characters="/?#%", min_codepoint=33), min_size=1, max_size=60))
def test_a_forged_link_is_nobodys(token):
    assert reminders.who_stops(token) is None


def test_a_changed_link_is_no_page(reader, client):
    token = reminders.stop_token(reader)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x" + token, token.split(":")[0]):
        assert client.post(reverse("diary:reminder_stop", args=[forged])).status_code == 404
    assert reminder_of(reader).is_on


def test_the_link_for_reminders_opens_nothing_else(reader, client):
    client.get(reverse("diary:reminder_stop", args=[reminders.stop_token(reader)]))
    assert client.get(PAGE).status_code == 302


def test_switching_on_needs_a_confirmed_address(as_alice, alice):
    answer = as_alice.post(PAGE, {"is_on": "on", "clock": "07:00"})
    assert answer.status_code == 422
    assert "needs an address" in answer.content.decode()
    assert not Reminder.objects.for_user(alice).exists()


def test_switching_on_and_off(as_alice, alice):
    confirm(alice)
    assert as_alice.post(PAGE, {"is_on": "on", "clock": "07:00"}).status_code == 303
    assert (reminder_of(alice).is_on, reminder_of(alice).clock) == (True, time(7))
    assert '<option value="07:00" selected>' in as_alice.get(PAGE).content.decode()
    as_alice.post(PAGE, {"clock": "07:00"})
    assert not reminder_of(alice).is_on


def test_an_hour_that_is_none_is_refused(as_alice, alice):
    assert as_alice.post(PAGE, {"clock": "25:00"}).status_code == 422


def test_the_command_counts_and_is_idempotent(reader, bob):
    confirm(bob)
    now = timezone.now()
    for user in (reader, bob):
        Reminder.objects.for_user(user).update(clock=time(now.hour))
    ReminderFactory(user=bob, clock=time(now.hour))
    PainEntryFactory(user=bob, day=now.date())
    assert run() == "Reminders: 1 sent, 1 not needed.\n"
    assert run() == "Reminders: 0 sent, 0 not needed.\n"
    assert len(mail.outbox) == 1


def test_a_mail_server_that_fails_keeps_nobody_else_waiting_and_nobody_is_sent_two(reader, bob, monkeypatch):
    confirm(bob)
    now = timezone.now()
    Reminder.objects.for_user(reader).update(clock=time(now.hour))
    ReminderFactory(user=bob, clock=time(now.hour))
    send, letters = mail.EmailMessage.send, iter(range(9))

    def falter(letter):
        if next(letters) == 0:
            raise ConnectionRefusedError
        return send(letter)

    monkeypatch.setattr(mail.EmailMessage, "send", falter)
    with pytest.raises(CommandError, match=r"1 sent, 0 not needed\. 1 could not be sent"):
        run()
    assert [each.to for each in mail.outbox] == [["bob@example.org"]]
    assert run() == "Reminders: 0 sent, 0 not needed.\n"
    assert not ReminderDay.objects.for_user(reader).get().was_sent


def test_the_calendar_file_is_a_daily_event_at_the_saved_hour(as_alice, reader):
    answer = as_alice.get(reverse("diary:reminders_calendar"))
    lines = answer.content.decode().split("\r\n")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [lines[0], *lines[-3:]] == ["BEGIN:VCALENDAR", "END:VEVENT", "END:VCALENDAR", ""]
    assert "RRULE:FREQ=DAILY" in lines
    [start] = [line for line in lines if line.startswith("DTSTART")]
    assert start.endswith("T200000")  # no Z and no zone: eight by whatever clock the phone shows
    begun = [line.removeprefix("BEGIN:") for line in lines if line.startswith("BEGIN:")]
    assert sorted(begun) == sorted(line.removeprefix("END:") for line in lines if line.startswith("END:"))


def test_a_second_download_replaces_the_first_in_a_calendar(as_alice, reader):
    first, second = (as_alice.get(reverse("diary:reminders_calendar")).content.decode() for _ in range(2))
    [uid] = [line for line in first.split("\r\n") if line.startswith("UID:")]
    assert uid in second.split("\r\n")


def test_marks_of_the_format_are_escaped():
    assert escaped("a\\b;c,d\ne\r\nf") == r"a\\b\;c\,d\ne\nf"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300))
def test_long_lines_fold_at_75_octets_and_unfold_to_themselves(text):
    lines = folded(text).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == text


@given(st.text(max_size=200))
def test_no_text_can_add_a_line_to_the_calendar(text):
    file = daily_note("id", text, "http://127.0.0.1/day/", DAY, time(20), EVENING)
    unfolded = file.replace("\r\n ", "").split("\r\n")
    assert len(unfolded) == len(daily_note("id", "", "http://127.0.0.1/day/", DAY, time(20), EVENING).split("\r\n"))
    [summary] = [line for line in unfolded if line.startswith("SUMMARY:")]
    assert summary == f"SUMMARY:{escaped(text)}"
