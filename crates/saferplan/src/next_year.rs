//! `next-year`: the timetable of the next cycle, proposed from this one.

use anyhow::Context;
use anyhow::Result;
use partnership::terms::wording::sentence;
use partnership::timetable::Timetable;
use partnership::timetable::roll::NextCycle;
use partnership::timetable::so_far::YearSoFar;

use crate::books;
use crate::books::Books;
use crate::cli::Format;
use crate::cli::year::NextYearArguments;
use crate::home::Home;
use crate::print;
use crate::timetable;

/// Shows the next year as it is proposed, and enters it where that is asked for.
pub(crate) fn propose(home: &Home, arguments: &NextYearArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let held = books.year(&book, arguments.whose.cycle)?;
    let today = books::today()?;
    let this_year = timetable::so_far(held, today)?;
    let NextCycle { typed, not_carried } =
        this_year.next_cycle().context("the calendar that is held ends with this year")?;
    let bodies = books.wait(book.partnership())?.value.bodies().to_vec();
    let next = YearSoFar::of(Timetable::of(typed.clone(), &bodies)?, &[], today)?;
    print::line(format!("The year {}, as proposed:", typed.cycle.in_words()))?;
    timetable::steps(&next, Format::Table)?;
    if !not_carried.is_empty() {
        print::line("\nTo see to by hand:")?;
        for one in &not_carried {
            print::line(format!("- {}", sentence(&one.in_words())))?;
        }
    }
    timetable::concerns(&next)?;
    if !arguments.enter {
        return print::line("\nNothing was entered. Enter it with: saferplan next-year --enter");
    }
    let (cycle, signed) = (typed.cycle, books::signed(arguments.by.as_deref()));
    books.wait(book.enter_timetable(&signed, typed))?;
    print::line(format!("\nThe timetable {cycle} is entered."))
}
