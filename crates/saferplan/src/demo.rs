//! `demo`: the worked example from its own files alone, end to end, with a closing summary.

mod adoption;
mod assessment;
mod consultation;
mod cover_reports;
mod distribution;
mod files;
mod findings;
mod panels;
mod partner_data;
mod people;
mod plan;
mod priorities;
mod publication;
mod task_groups;
mod themes;
mod winter;

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use jiff::SignedDuration;
use partnership::terms::day::Day;
use partnership::timetable::step::StepId;
use records::Purpose;
use web::clock::Clock;
use web::settings::SECRET_KEY_FILE;
use web::settings::Settings;

use crate::books;
use crate::books::Books;
use crate::cli::BriefingArguments;
use crate::cli::Format;
use crate::cli::ImportArguments;
use crate::cli::ImportKind;
use crate::cli::serving::DemoArguments;
use crate::cli::year::InitArguments;
use crate::cli::year::RecordArguments;
use crate::cli::year::RecordedKind;
use crate::cli::year::ScrutinyArguments;
use crate::cli::year::Whose;
use crate::demo::files::FILES;
use crate::home::Home;
use crate::print;
use crate::serve;

/// Makes the home, imports the example, writes the briefing, checks the claims.
pub(crate) fn run(home: &Home, arguments: &DemoArguments) -> Result<()> {
    let example = laid_out(home)?;
    print::line("1. The worked example: Maidstone, Quarter 1 of 2014/15 (April to June 2014)\n")?;
    let csv = FILES.iter().filter(|(name, _)| name.ends_with(".csv") && !name.contains('/'));
    let paths = csv.map(|(name, _)| example.join(name)).collect();
    crate::import::import(home, &ImportArguments { kind: ImportKind::Auto, paths })?;
    let out = home.folder().join("briefing");
    print::line("\n2. The crime briefing\n")?;
    crate::briefing::write(home, &briefing(out.clone())?)?;
    print::line("\n3. What the partnership’s report claimed, held against the figures\n")?;
    crate::claim::check(home, &example.join("claims.toml"), Format::Table)?;
    let at = arguments.at;
    print::line(format!("4. The year 2015–16, as it stood on {}\n", at.in_words()))?;
    let update = year(home, &example, at)?;
    print::line(format!("\n5. {}\n", consultation::heading(at)?))?;
    let form = consultation::enter(home, &example, at)?;
    panels::enter(home, &example, at)?;
    task_groups::enter(home, &example, at)?;
    partner_data::enter(home, &example, at)?;
    findings::enter(home, &example, at)?;
    themes::code(home, &example, at)?;
    assessment::enter(home, &TEXTS.map(|name| example.join(name)), at)?;
    assessment::write(home, at)?;
    priorities::enter(home, &example, at)?;
    plan::enter(home, &example, at)?;
    adoption::enter(home, &example, at)?;
    // The plan that goes to the bodies was put forward before the answers were written.
    themes::answer(home, &example, at)?;
    plan::carry_out(home, &example, at)?;
    let launched = publication::write(home, &example, at)?;
    distribution::enter(home, &example, at, launched)?;
    consultation::report(home, &form, at)?;
    print::line(format!(
        "\nThe briefing is in {}. Open crime-briefing.html in a browser, or crime-briefing.pdf.\nThe \
         update for scrutiny is in {}.\nThe consultation’s form, and the report once there are replies, all illustrative, are in {}.\nThis example has a home of its own, {}: give it with --home to ask it more.",
        out.display(),
        update.display(),
        form.display(),
        home.folder().display()
    ))?;
    if arguments.no_serve { Ok(()) } else { pages(home, arguments.listen, at) }
}

/// Refuses a home in which somebody works, so that the example never mixes with what is theirs. Its own home may have others
/// beside it.
fn refuse_ones_own(home: &Home) -> Result<()> {
    let books = Books::open(home)?;
    let known = books.wait(books.records().partnerships())?;
    if !known.is_empty() && !known.contains(&books::of_example()?) {
        bail!(
            "`{}` is the home of {}, and the worked example is not in it; give the example a home of its own: saferplan \
             --home FOLDER demo",
            home.folder().display(),
            books::listed(&known)
        );
    }
    Ok(())
}

/// The folders of the assessment's text: the first draft, and what the final text has instead.
const TEXTS: [&str; 2] = ["assessment", "assessment-final"];

/// Writes the example's files into a folder of the home, unless it is somebody's own.
fn laid_out(home: &Home) -> Result<PathBuf> {
    refuse_ones_own(home)?;
    let example = home.folder().join("example");
    for (name, content) in FILES {
        let path = example.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("making `{}`", folder.display()))?;
        }
        fs::write(&path, content).with_context(|| format!("writing `{}`", path.display()))?;
    }
    Ok(example)
}

/// For how long the link stands by which one signs in to the example.
const LINK_STANDS: SignedDuration = SignedDuration::from_hours(12);

/// Serves the example's pages as on its own day, and prints the link by which its manager signs in.
fn pages(home: &Home, listen: SocketAddr, day: Day) -> Result<()> {
    let (books, signed) = (Books::open(home)?, books::signed(None));
    let book = books.book(None)?;
    let manager = people::manager()?;
    let origin = format!("http://{listen}").parse().context("the address to listen at")?;
    let secret_key_file = home.folder().join(SECRET_KEY_FILE);
    let usual = Settings::of(origin, Clock::Standing(day));
    let settings = Settings { listen, secret_key_file, ..usual };
    let once = Purpose::SignInOnce;
    let link = crate::person::made(&books, &book, &signed, &manager, once, LINK_STANDS)?;
    print::line(format!(
        "\n7. The pages, as on {}\n\nOpen this link in a browser; it signs you in, once:\n{}\n\nPress \
         Ctrl+C to stop.",
        day.in_words(),
        settings.origin.page(&link)
    ))?;
    serve::example(home, &books, settings)
}

/// The day on which the example's update went to the scrutiny committee.
const UPDATES_DAY: &str = "2014-10-14";

/// Enters the example's partnership and year, unless they are, with what happened until the day `at`, and writes the
/// update for scrutiny of that day.
fn year(home: &Home, example: &Path, at: Day) -> Result<PathBuf> {
    let whose = || Whose { partnership: None, cycle: None };
    let books = Books::open(home)?;
    if !books.wait(books.records().partnerships())?.contains(&books::of_example()?) {
        let (partnership, timetable) =
            (Some(example.join("partnership.toml")), Some(example.join("timetable.toml")));
        crate::init::init(home, &InitArguments { partnership, timetable, id: None, by: None })?;
        let step = StepId("quarter-1-briefing".parse().context("the example's step")?);
        let on = UPDATES_DAY.parse().context("the example's day")?;
        let what = RecordedKind::Finished;
        let (to, why, by) = (None, None, None);
        let finished = RecordArguments { step, what, whose: whose(), on: Some(on), to, why, by };
        crate::timetable::record(home, &finished)?;
    }
    let book = books.book(None)?;
    people::enter(&books, &book)?;
    winter::until(&books, &book, at)?;
    crate::timetable::concerns(&crate::timetable::so_far(books.year(&book, None)?, at)?)?;
    print::line("")?;
    let out = home.folder().join("scrutiny-update");
    let arguments =
        ScrutinyArguments { whose: whose(), at: Some(at), quarter: None, out: out.clone() };
    crate::scrutiny::write(home, &arguments)?;
    Ok(out)
}

fn briefing(out: PathBuf) -> Result<BriefingArguments> {
    Ok(BriefingArguments {
        area: Some("E07000110".parse().context("the example's area")?),
        all: false,
        share: None,
        quarter: "2014-Q1".parse().context("the example's quarter")?,
        out,
        group: None,
        publisher: Some("Safer Maidstone Partnership".to_owned()),
        date: None,
    })
}
