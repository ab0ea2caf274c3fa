"""Calendar files: two independent readers accept them, and say the same days as the report."""

from __future__ import annotations

import datetime as dt

import msgspec
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from borrower_help import Case, Knowledge, advise
from borrower_help.advice.calendar import dated_items
from borrower_help.advice.views.clocks import DatedItemView
from borrower_help.case.model import ReceivedPaper
from borrower_help.render.formats.ics import to_ics, uid

D = dt.date
AS_OF = D(2026, 11, 20)
ORDER = Case(lender="haier", days_overdue=400, papers=(ReceivedPaper(kind="payment_order", received=D(2026, 11, 6)),))


def written(case: Case, knowledge: Knowledge, as_of: dt.date = AS_OF) -> bytes:
    """The calendar of a case."""
    return to_ics(dated_items(advise(case, knowledge, as_of), knowledge), as_of)


def by_icalendar(data: bytes) -> dict[str, tuple[dt.date, str, int]]:
    """Day, title and number of alarms of every event, by its UID, as one reader sees them."""
    return {
        str(event["uid"]): (event.decoded("dtstart"), str(event["summary"]), len(event.walk("VALARM")))
        for event in Calendar.from_ical(data).walk("VEVENT")
    }


def by_vobject(data: bytes) -> dict[str, tuple[dt.date, str, int]]:
    """The same, as the other reader sees them."""
    events = vobject.readOne(data.decode()).contents.get("vevent", [])
    return {
        event.uid.value: (event.dtstart.value, event.summary.value, len(event.contents.get("valarm", [])))
        for event in events
    }


def test_a_payment_order_stands_on_its_safe_day(knowledge: Knowledge) -> None:
    """Who got a payment order on 2026-11-06 finds Saturday 2026-11-21, and Monday 2026-11-23 in the note."""
    data = written(ORDER, knowledge)
    ((day, title, alarms),) = by_icalendar(data).values()
    assert (day, title, alarms) == (D(2026, 11, 21), "最晚：交书面异议或还清（支付令）", 2)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert "顺延到 2026-11-23（周一）" in str(event["description"])


def test_alarms_ring_in_the_morning_three_days_and_one_day_before(knowledge: Knowledge) -> None:
    """An all-day event begins at midnight; nobody is woken by its alarms."""
    (event,) = Calendar.from_ical(written(ORDER, knowledge)).walk("VEVENT")
    rings = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert rings == [dt.timedelta(days=-3, hours=9), dt.timedelta(days=-1, hours=9)]


def test_two_readers_see_the_same(knowledge: Knowledge) -> None:
    """Both readers find the same events, days, titles and alarms; a hearing is one of them."""
    case = msgspec.structs.replace(
        ORDER,
        complained=D(2026, 11, 10),
        papers=(*ORDER.papers, ReceivedPaper(kind="summons", received=D(2026, 11, 9), hearing=D(2026, 12, 7))),
    )
    data = written(case, knowledge)
    assert by_icalendar(data) == by_vobject(data)
    days = {title: day for day, title, _ in by_icalendar(data).values()}
    assert days["开庭：传票、应诉通知、起诉状副本"] == D(2026, 12, 7)
    assert days["到期：机构作决定：一般 15 日（投诉）"] == D(2026, 11, 25)


def test_a_corrected_day_moves_the_event(knowledge: Knowledge) -> None:
    """The UID is made of case, paper and clock: with another day of receipt it is the same event on another day."""
    moved = msgspec.structs.replace(ORDER, papers=(ReceivedPaper(kind="payment_order", received=D(2026, 11, 9)),))
    before, after = by_icalendar(written(ORDER, knowledge)), by_icalendar(written(moved, knowledge))
    assert list(before) == list(after)
    assert [day for day, _, _ in before.values()] != [day for day, _, _ in after.values()]


def test_two_papers_of_a_kind_and_two_cases_are_kept_apart(knowledge: Knowledge) -> None:
    """Two payment orders are two events, and so are those of two cases with labels."""
    twice = msgspec.structs.replace(ORDER, papers=ORDER.papers * 2)
    assert len(by_icalendar(written(twice, knowledge))) == 2
    advice = advise(ORDER, knowledge, AS_OF)
    assert {uid(item) for item in dated_items(advice, knowledge, "a")} != {
        uid(item) for item in dated_items(advice, knowledge, "b")
    }


def test_no_name_of_a_person_or_lender(knowledge: Knowledge) -> None:
    """A calendar is often shared: it says what to do and when, and of nobody for whom."""
    data = written(msgspec.structs.replace(ORDER, lender="张三的借款", kind=None), knowledge).decode()
    whole = written(ORDER, knowledge).decode().replace("\r\n ", "")
    assert "张三" not in data.replace("\r\n ", "")
    assert "海尔" not in whole
    assert "haier" not in whole


def test_nothing_is_dated_that_has_no_day(knowledge: Knowledge) -> None:
    """A paper without its day of receipt, and a complaint nobody lodged, give an empty calendar that can be read."""
    data = written(Case(lender="haier", days_overdue=40, papers=(ReceivedPaper(kind="summons"),)), knowledge)
    assert by_icalendar(data) == by_vobject(data) == {}


@settings(deadline=None, max_examples=50, database=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1), st.dates(D(1990, 1, 1), D(2100, 1, 1)))
def test_any_text_comes_back_as_text(text: str, day: dt.date) -> None:
    """Whatever stands in a title, no line of it becomes a property of the calendar."""
    item = DatedItemView(title=text, day=day, last=None, note=f"{text}\nEND:VEVENT\nBEGIN:X", uid=(text,))
    (event,) = Calendar.from_ical(to_ics([item], AS_OF)).walk("VEVENT")
    assert str(event["summary"]) == text
    assert event.decoded("dtstart") == day


def test_the_same_case_gives_the_same_bytes(knowledge: Knowledge) -> None:
    """A file written twice does not differ."""
    assert written(ORDER, knowledge) == written(ORDER, knowledge)
