//! The polls and school holidays of a cycle: one a line, as people write them.
//!
//! In comes a form with two texts; out go the days of the cycle, or which line is wrong.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::span::Span;
use partnership::timetable::SchoolHoliday;
use partnership::timetable::TypedTimetable;
use partnership::timetable::spoken::Spoken;
use partnership::timetable::when::When;
use records::CycleDays;
use records::Version;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown as ShownForm;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;
use crate::year::refused;
use crate::year::timetable::address;

/// The page.
#[derive(Debug, serde::Serialize)]
struct DaysPage {
    action: String,
    back: String,
    version: i64,
    now: Option<[String; 2]>,
    form: ShownForm,
}

/// Asks for the days.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path((_, cycle)): Path<(String, String)>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let opened = open(&visitor, cycle).await?;
    let [polls, holidays] = written(opened.so_far.timetable().typed());
    let mut form = Form::default();
    form.put("polls", &polls);
    form.put("school_holidays", &holidays);
    show(&app, &visitor, &opened, &form, opened.held.days)
}

/// Changes the days.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path((_, cycle)): Path<(String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let opened = open(&visitor, cycle).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let (polls, school_holidays) = (polls(&mut form), school_holidays(&mut form));
    if form.has_faults() {
        return show(&app, &visitor, &opened, &form, seen);
    }
    let (cycle, days) = (opened.cycle(), CycleDays { polls, school_holidays });
    match visitor.book.change_cycle_days(&visitor.signed(), cycle, seen, days).await {
        Ok(_) => {
            visitor.tell(&session, "The polls and school holidays were saved.").await?;
            Ok(Redirect::to(&address(&visitor, cycle)).into_response())
        }
        Err(error) => {
            refused::note(&visitor, &mut form, "polls", error).await?;
            show(&app, &visitor, &opened, &form, seen)
        }
    }
}

async fn open(visitor: &Visitor, cycle: String) -> Result<Opened, PageError> {
    let asked = Asked { cycle, ..Asked::default() };
    Opened::of(visitor, &asked).await?.ok_or(PageError::NotFound)
}

fn show(
    app: &App,
    visitor: &Visitor,
    opened: &Opened,
    form: &Form,
    seen: Version,
) -> Result<Response, PageError> {
    let (cycle, now) = (opened.cycle(), opened.held.days);
    let it = DaysPage {
        action: visitor.path(&format!("/timetable/{cycle}/days")),
        back: address(visitor, cycle),
        version: now.0,
        now: (seen != now).then(|| written(opened.so_far.timetable().typed())),
        form: form.shown(),
    };
    let title = format!("Polls and school holidays {}", cycle.in_words());
    let timetable = format!("Timetable {}", cycle.in_words());
    let around = Page::of(visitor, title).below(&timetable, address(visitor, cycle));
    Ok(page::draw(app, "year/days.html", around.with(form), &it)?.into_response())
}

/// Polls and school holidays, one a line.
fn written(typed: &TypedTimetable) -> [String; 2] {
    let polls: Vec<String> = typed.polls.iter().map(|poll| poll.in_words()).collect();
    let holidays = typed.school_holidays.iter();
    let holidays: Vec<String> =
        holidays.map(|one| format!("{}: {}", one.name, one.days.in_words())).collect();
    [polls.join("\n"), holidays.join("\n")]
}

/// The lines of a field that hold anything, numbered from 1.
fn lines(form: &Form, name: &str) -> Vec<(usize, String)> {
    let lines = (1..).zip(form.text(name).lines()).map(|(number, line)| (number, line.trim()));
    let lines = lines.filter(|(_, line)| !line.is_empty());
    lines.map(|(number, line)| (number, line.to_owned())).collect()
}

fn polls(form: &mut Form) -> BTreeSet<Day> {
    let mut polls = BTreeSet::new();
    for (number, line) in lines(form, "polls") {
        match line.parse::<Spoken<Day>>() {
            Ok(poll) => {
                polls.insert(poll.0);
            }
            Err(error) => form.fault("polls", &format!("line {number}: {error}")),
        }
    }
    polls
}

fn school_holidays(form: &mut Form) -> Vec<SchoolHoliday> {
    let mut holidays = Vec::new();
    for (number, line) in lines(form, "school_holidays") {
        match school_holiday(&line) {
            Ok(holiday) => holidays.push(holiday),
            Err(why) => form.fault("school_holidays", &format!("line {number}: {why}")),
        }
    }
    holidays
}

/// A holiday from its name and its days, with a colon between them.
fn school_holiday(line: &str) -> Result<SchoolHoliday, String> {
    let written = "Easter holidays: 30 March to 10 April 2015";
    let Some((name, days)) = line.split_once(':').filter(|(name, _)| !name.trim().is_empty())
    else {
        return Err(format!("`{line}` has no name before a colon; write it as {written}"));
    };
    let when: Spoken<When> = days.parse().map_err(|_| {
        format!("`{}` does not say from which day to which; write it as {written}", days.trim())
    })?;
    let days: Span<Day> = match when.0 {
        When::On(_) | When::Between(_) => when.0.days(),
        When::Through(_) | When::In(_) | When::From(_) => {
            return Err(format!(
                "`{}` are months; write the first and the last day, as {written}",
                days.trim()
            ));
        }
    };
    Ok(SchoolHoliday { name: name.trim().to_owned(), days })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_holiday_is_a_name_and_days() {
        let holiday = school_holiday("Easter holidays: 30 March to 10 April 2015").unwrap();
        assert_eq!(holiday.name, "Easter holidays");
        assert_eq!(holiday.days.in_words(), "30 March to 10 April 2015");
        for (line, why) in [
            ("30 March to 10 April 2015", "has no name before a colon"),
            (": 30 March 2015", "has no name before a colon"),
            ("Easter: soon", "`soon` does not say from which day to which"),
            ("Summer: July to August 2015", "are months; write the first and the last day"),
        ] {
            let refused = school_holiday(line).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
    }
}
