//! How a calendar is written, so that every calendar program reads it alike (RFC 5545, RFC 7986).
//!
//! In come entries of the core; out goes a text, the same bytes for the same entries. All entries are of whole days, so
//! no time zone is in it.

use icalendar::Alarm;
use icalendar::Calendar;
use icalendar::Component;
use icalendar::Event;
use icalendar::EventLike;
use icalendar::EventStatus;
use icalendar::Property;
use icalendar::Trigger;
use jiff::Timestamp;
use partnership::terms::day::Day;
use partnership::timetable::calendar::CalendarEntry;
use partnership::timetable::calendar::Certainty;
use records::PartnershipId;

/// Who wrote the file.
const PRODUCT: &str = "-//Saferplan//Partnership year//EN";
/// How often a program is asked to look again: a deadline that moved is seen within half a day.
const LOOK_AGAIN: &str = "PT6H";
/// At this hour of the day before, an alarm sounds: an entry of a whole day begins at midnight.
const MORNING: i64 = 9;

/// The calendar of a partnership's year.
pub(super) fn calendar(id: &PartnershipId, name: &str, entries: &[CalendarEntry]) -> String {
    let mut calendar = Calendar::empty();
    for (field, text) in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-PUBLISHED-TTL", LOOK_AGAIN),
    ] {
        calendar.append_property(Property::new(field, text));
    }
    let refresh =
        Property::new("REFRESH-INTERVAL", LOOK_AGAIN).add_parameter("VALUE", "DURATION").done();
    calendar.append_property(refresh);
    calendar.name(&in_one_line(name));
    for entry in entries {
        calendar.push(event(id, entry));
    }
    calendar.to_string()
}

fn event(id: &PartnershipId, entry: &CalendarEntry) -> Event {
    let mut event = Event::new();
    event
        .add_property("UID", format!("{}@{id}.saferplan", entry.id))
        .add_property("DTSTAMP", stamp(entry.changed))
        .add_property("LAST-MODIFIED", stamp(entry.changed))
        .add_property("SUMMARY", in_one_line(&entry.title))
        .add_property("DESCRIPTION", plain(&entry.description))
        // A day of somebody's calendar is not taken up by what must be done on it.
        .add_property("TRANSP", "TRANSPARENT")
        .append_property(day("DTSTART", entry.days.first()))
        // The last day is the first on which it is over.
        .append_property(day("DTEND", entry.days.last().plus_days(1)));
    event.status(match entry.certainty {
        Certainty::Confirmed => EventStatus::Confirmed,
        Certainty::Tentative => EventStatus::Tentative,
    });
    for alarm in entry.alarms.iter().filter_map(|days| alarm(id, entry, *days)) {
        event.alarm(alarm);
    }
    event.done()
}

/// An alarm so many days before, in the morning; none where the library does not take it.
fn alarm(id: &PartnershipId, entry: &CalendarEntry, days: i32) -> Option<Alarm> {
    let hours = i64::from(days) * 24 - MORNING;
    // The library's own way to a trigger before something asks for another library's durations.
    let any = Trigger::try_from(&Property::new("TRIGGER", "PT1H")).ok()?;
    let mut alarm = Alarm::display(&in_one_line(&entry.title), any);
    alarm
        .add_property("TRIGGER", format!("-PT{hours}H"))
        // Without these two the library would take the time of day and a name by chance.
        .add_property("DTSTAMP", stamp(entry.changed))
        .add_property("UID", format!("{}/{days}-days-before@{id}.saferplan", entry.id));
    Some(alarm.done())
}

fn day(field: &str, day: Day) -> Property {
    let date = day.date().strftime("%Y%m%d").to_string();
    Property::new(field, &date).add_parameter("VALUE", "DATE").done()
}

fn stamp(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text without the control characters that no calendar may hold; line breaks stay.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect()
}

/// A text in one line.
fn in_one_line(text: &str) -> String {
    plain(text).replace('\n', " ")
}
