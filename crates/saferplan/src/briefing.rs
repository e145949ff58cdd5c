//! `briefing`: loads what is held, composes the briefing, writes it and keeps its record.

mod all;
mod share;

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::briefing;
use partnership::briefing::Commission;
use partnership::evidence::held::Held;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::books;
pub(crate) use crate::briefing::share::Share;
use crate::cli::BriefingArguments;
use crate::home::Home;
use crate::load;
use crate::load::Group;
use crate::progress;
use crate::written::Made;

/// Writes the briefing that the arguments ask for, or every district's, and says where it is.
pub(crate) fn write(home: &Home, arguments: &BriefingArguments) -> Result<()> {
    let today = arguments.date.map_or_else(books::today, Ok)?;
    let commission = |area| Commission {
        area,
        quarter: arguments.quarter,
        publisher: arguments.publisher.clone(),
        today,
    };
    match arguments.area {
        Some(area) => write_one(home, &commission(area), arguments),
        None => {
            let share = arguments.share.unwrap_or(Share::ALL);
            all::write(home, arguments.quarter, share, &commission, &arguments.out)
        }
    }
}

fn write_one(home: &Home, commission: &Commission, arguments: &BriefingArguments) -> Result<()> {
    let bar = progress::spinner("composing the briefing");
    let typed = arguments.group.as_deref().map(read_group).transpose()?;
    let group = typed.as_deref().map_or(Group::Published, Group::Typed);
    let made = compose(home, commission, group)?;
    bar.set_message("writing the files");
    let files = made.write(home, &arguments.out)?;
    bar.finish_and_clear();
    made.tell(&arguments.out, &files)
}

/// Composes the briefing of a commission from what the home holds.
pub(crate) fn compose(home: &Home, commission: &Commission, group: Group<'_>) -> Result<Made> {
    let periods = periods(commission.quarter);
    composed(load::held(&load::open(home)?, commission.area, &periods, group)?, commission)
}

/// The quarter, and those that it is compared with.
fn periods(quarter: Quarter) -> [Period; 3] {
    let period = Period::Quarter(quarter);
    [period, period.year_before(), period.just_before()]
}

fn composed(held: Held, commission: &Commission) -> Result<Made> {
    let (area, period) = (commission.area, Period::Quarter(commission.quarter));
    let briefing = briefing::compose(&held, commission)
        .with_context(|| format!("no briefing can be made of {area} for {period}"))?;
    let (document, traced) = (briefing.document, briefing.traced);
    Ok(Made { name: "crime-briefing", document, traced, extracts: held.extracts })
}

fn read_group(file: &Path) -> Result<String> {
    fs::read_to_string(file)
        .with_context(|| format!("reading the comparison group `{}`", file.display()))
}
