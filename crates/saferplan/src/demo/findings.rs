//! The example's findings: enquiries that were asked of its figures and kept, each on its day.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::evidence::finding::Asked;
use partnership::evidence::finding::Finding;
use partnership::terms::day::Day;
use partnership::terms::slug;

use crate::books;
use crate::books::Books;
use crate::evidence::HeldEvidence;
use crate::home::Home;
use crate::print;

/// The file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedFindings {
    finding: Vec<TypedFinding>,
}

/// A finding as it was kept.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedFinding {
    name: String,
    note: String,
    on: Day,
    enquiry: Asked,
}

/// Keeps those that are not there yet and had been kept by the day `at`.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let path = example.join("findings.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    let typed: TypedFindings = toml::from_str(&text).context("the example’s findings")?;
    let (books, evidence) = (Books::open(home)?, HeldEvidence::of(home));
    let book = books.book(None)?;
    let group = books.wait(book.partnership())?.value.typed().comparison_group.clone();
    let held = books.wait(book.findings())?;
    let mut kept = 0;
    for one in typed.finding.into_iter().filter(|one| one.on <= at) {
        kept += 1;
        let id = slug::plain(&one.name, "finding").parse().context("the example’s finding")?;
        if held.iter().any(|held| held.value.id == id) {
            continue;
        }
        let stood = web::stood(&evidence, &group, one.enquiry, one.on);
        let stood = stood.map_err(anyhow::Error::msg)?.map_err(anyhow::Error::msg)?;
        let finding = Finding { id, name: one.name, note: one.note, enquiry: one.enquiry, stood };
        books.wait(book.keep_finding(&books::signed(None), &finding))?;
    }
    if kept == 0 {
        return Ok(());
    }
    let told = print::so_many(kept, "finding");
    print::line(format!("\nOf its evidence, {told} kept by then, with illustrative notes."))
}
