"""Seven days, four weeks, twelve months, and nobody who was erased for longer than 35 days (B1, P2)."""

from datetime import UTC, datetime, timedelta

from safekeeping.rotation import to_keep

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
DAILY = [NOW - timedelta(days=days) for days in range(800)]


def test_two_years_of_daily_backups_leave_a_week_a_month_and_a_year():
    kept = sorted(to_keep(DAILY, [], NOW), reverse=True)
    assert kept[:7] == DAILY[:7]
    assert len({each.isocalendar()[:2] for each in kept}) >= 4
    assert len({(each.year, each.month) for each in kept}) == 12
    assert len(kept) <= 7 + 4 + 12


def test_running_every_day_for_two_years_ends_where_one_look_back_does():
    kept: set[datetime] = set()
    for made in sorted(DAILY):
        kept = to_keep({*kept, made}, [], made)
    assert len({(each.year, each.month) for each in kept}) == 12
    assert set(DAILY[:7]) <= kept


def test_the_newest_of_a_day_stays():
    morning, noon = NOW, NOW + timedelta(hours=9)
    assert to_keep([morning, noon], [], noon) == {noon}


def test_no_backup_holds_somebody_for_35_days_after_they_left():
    left = NOW - timedelta(days=34, hours=1)
    kept = to_keep(DAILY, [left], NOW)
    assert min(kept) > left


def test_an_erasure_of_last_week_leaves_the_older_backups_for_now():
    assert to_keep(DAILY, [NOW - timedelta(days=7)], NOW) == to_keep(DAILY, [], NOW)


def test_a_single_backup_is_kept_however_old():
    assert to_keep([NOW - timedelta(days=400)], [], NOW) == {NOW - timedelta(days=400)}
