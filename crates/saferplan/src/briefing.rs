//! `briefing`: loads what is held, composes the briefing, writes it in every format, keeps its record.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use jiff::Timestamp;
use jiff::tz::Offset;
use partnership::briefing;
use partnership::briefing::Commission;
use partnership::content::Document;
use partnership::evidence::held::Held;
use partnership::terms::period::Period;

use crate::cli::BriefingArguments;
use crate::home::Home;
use crate::ledger::Ledger;
use crate::load;
use crate::load::Group;
use crate::print;
use crate::progress;

/// The name that the briefing's files begin with.
const NAME: &str = "crime-briefing";

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
        today: arguments.date.unwrap_or_else(|| Offset::UTC.to_datetime(Timestamp::now()).date()),
    };
    let briefing = briefing::compose(&held, &commission)
        .with_context(|| format!("no briefing can be made of {} for {period}", arguments.area))?;
    bar.set_message("writing the files");
    let files = write_files(&briefing.document, &arguments.out)?;
    keep_record(home, &held, &briefing)?;
    bar.finish_and_clear();
    for file in &files {
        print::line(arguments.out.join(file).display().to_string())?;
    }
    let prefix = &briefing.document.reference_prefix;
    print::line(format!(
        "Follow any figure with its reference, as in: saferplan trace {prefix}/1.1"
    ))
}

fn read_group(file: &Path) -> Result<String> {
    fs::read_to_string(file)
        .with_context(|| format!("reading the comparison group `{}`", file.display()))
}

/// Writes the document in every format; gives the files' names. Everything is made before anything
/// is written, so that a failure leaves no half a briefing.
fn write_files(document: &Document, out: &Path) -> Result<Vec<String>> {
    let mut files = vec![
        (format!("{NAME}.html"), documents::html::page(document).into_bytes()),
        (format!("{NAME}.pdf"), documents::pdf::file(document).context("typesetting the PDF")?),
        (format!("{NAME}.docx"), documents::docx::file(document).context("writing the .docx")?),
        (format!("{NAME}.xlsx"), documents::xlsx::file(document).context("writing the .xlsx")?),
        (format!("{NAME}.ods"), documents::ods::file(document).context("writing the .ods")?),
    ];
    files.extend(documents::csv::files(document));
    fs::create_dir_all(out).with_context(|| format!("making the folder `{}`", out.display()))?;
    for (name, bytes) in &files {
        let path = out.join(name);
        fs::write(&path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

fn keep_record(home: &Home, held: &Held, briefing: &briefing::Briefing) -> Result<()> {
    let used: std::collections::BTreeSet<_> = briefing
        .traced
        .iter()
        .flat_map(|row| &row.figures)
        .flat_map(|figure| &figure.sources)
        .collect();
    let extracts = held.extracts.iter().filter(|extract| used.contains(&extract.id)).cloned();
    let ledger = Ledger {
        made: briefing.document.dated.clone(),
        rows: briefing.traced.clone(),
        extracts: extracts.collect(),
    };
    ledger.keep(home, &briefing.document.reference_prefix)
}
