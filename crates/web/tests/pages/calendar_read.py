# Reads a calendar from standard input with the package icalendar and prints what it found as JSON.
import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
refresh = calendar["REFRESH-INTERVAL"]
print(json.dumps({
    "name": str(calendar["NAME"]),
    "version": str(calendar["VERSION"]),
    "product": str(calendar["PRODID"]),
    "refresh": str(getattr(refresh, "dt", refresh)),
    "errors": [str(error) for part in calendar.walk() for error in part.errors],
    "events": [
        {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "start": event["DTSTART"].dt.isoformat(),
            "end": event["DTEND"].dt.isoformat(),
            "stamp": event["DTSTAMP"].dt.isoformat(),
            "changed": event["LAST-MODIFIED"].dt.isoformat(),
            "status": str(event["STATUS"]),
            "alarms": [
                f"{alarm['TRIGGER'].dt.total_seconds() / 3600:.0f}:00:00"
                for alarm in event.walk("VALARM")
            ],
        }
        for event in calendar.walk("VEVENT")
    ],
}))
