//! `briefing`: loads what is held, composes the briefing, writes it and keeps its record.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::briefing;
use partnership::briefing::Commission;
use partnership::terms::period::Period;

use crate::books;
use crate::cli::BriefingArguments;
use crate::home::Home;
use crate::load;
use crate::load::Group;
use crate::progress;
use crate::written::Made;

/// Writes the briefing that the arguments ask for and says where it is.
pub(crate) fn write(home: &Home, arguments: &BriefingArguments) -> Result<()> {
    let bar = progress::spinner("reading the archive");
    let archive = load::open(home)?;
    let period = Period::Quarter(arguments.quarter);
    let typed = arguments.group.as_deref().map(read_group).transpose()?;
    let group = typed.as_deref().map_or(Group::Published, Group::Typed);
    let periods = [period, period.year_before(), period.just_before()];
    let held = load::held(&archive, arguments.area, &periods, group)?;
    bar.set_message("composing the briefing");
    let commission = Commission {
        area: arguments.area,
        quarter: arguments.quarter,
        publisher: arguments.publisher.clone(),
        today: arguments.date.map_or_else(books::today, Ok)?,
    };
    let briefing = briefing::compose(&held, &commission)
        .with_context(|| format!("no briefing can be made of {} for {period}", arguments.area))?;
    bar.set_message("writing the files");
    let (document, traced) = (&briefing.document, briefing.traced.as_slice());
    let made = Made { name: "crime-briefing", document, traced, extracts: &held.extracts };
    let files = made.write(home, &arguments.out)?;
    bar.finish_and_clear();
    made.tell(&arguments.out, &files)
}

fn read_group(file: &Path) -> Result<String> {
    fs::read_to_string(file)
        .with_context(|| format!("reading the comparison group `{}`", file.display()))
}
