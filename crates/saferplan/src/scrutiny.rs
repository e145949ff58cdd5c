//! `scrutiny-update`: how far the year has come, as a document for the scrutiny committee.

use anyhow::Result;
use partnership::evidence::held::Held;
use partnership::evidence::quarter;
use partnership::evidence::quarter::QuarterEvidence;
use partnership::membership::Partnership;
use partnership::scrutiny_update;
use partnership::scrutiny_update::Findings;
use partnership::terms::day::Day;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::timetable::so_far::YearSoFar;

use crate::books;
use crate::books::Books;
use crate::cli::year::ScrutinyArguments;
use crate::home::Home;
use crate::load;
use crate::load::Group;
use crate::progress;
use crate::timetable;
use crate::written::Made;

/// Writes the update that the arguments ask for and says where it is.
pub(crate) fn write(home: &Home, arguments: &ScrutinyArguments) -> Result<()> {
    let bar = progress::spinner("reading the records");
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let on = arguments.at.map_or_else(books::today, Ok)?;
    let year = timetable::so_far(books.year(&book, arguments.whose.cycle)?, on)?;
    let partnership = books.wait(book.partnership())?.value;
    bar.set_message("reading the archive");
    let known_as = book.id().to_string();
    let made = compose(home, &known_as, &partnership, &year, arguments.quarter)?;
    bar.set_message("writing the files");
    let files = made.write(home, &arguments.out)?;
    bar.finish_and_clear();
    made.tell(&arguments.out, &files)
}

/// Composes the update of a year as it stood, with the early findings of a quarter: the latest whose figures are
/// out where none is named.
pub(crate) fn compose(
    home: &Home,
    known_as: &str,
    partnership: &Partnership,
    year: &YearSoFar,
    quarter: Option<Quarter>,
) -> Result<Made> {
    let on = year.today();
    let quarter = quarter.unwrap_or_else(|| scrutiny_update::latest_quarter(on));
    let evidence = evidence(home, partnership, on, quarter)?;
    let findings = match &evidence {
        Ok((held, evidence)) => Findings::Of(held, evidence),
        Err(why) => Findings::None(why.clone()),
    };
    let update = scrutiny_update::compose(known_as, partnership, year, &findings);
    let extracts = evidence.map_or_else(|_| Vec::new(), |(held, _)| held.extracts);
    let (document, traced) = (update.document, update.traced);
    Ok(Made { name: "scrutiny-update", document, traced, extracts })
}

/// The evidence of the quarter, or why there is none.
fn evidence(
    home: &Home,
    partnership: &Partnership,
    on: Day,
    quarter: Quarter,
) -> Result<Result<(Held, QuarterEvidence), String>> {
    let area = match load::district(partnership, on) {
        Ok(area) => area,
        Err(why) => return Ok(Err(why)),
    };
    let period = Period::Quarter(quarter);
    let periods = [period, period.year_before(), period.just_before()];
    let chosen = load::chosen_group(partnership);
    let group = chosen.as_deref().map_or(Group::Published, Group::Typed);
    let held = load::held(&load::open(home)?, area, &periods, group)?;
    Ok(match quarter::assess(&held, area, quarter) {
        Ok(evidence) => Ok((held, evidence)),
        Err(refused) => Err(refused.to_string()),
    })
}
