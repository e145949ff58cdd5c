//! The example's task groups, with what was known of them and what they said until a day.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::described::TaskGroups;
use partnership::task_groups::described::TypedTaskGroups;
use partnership::task_groups::happened::deeds;
use partnership::task_groups::happened::until;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::quarterly::QuarterlyValue;
use partnership::terms::day::Day;
use records::Book;
use records::Held;

use crate::books;
use crate::books::Books;
use crate::home::Home;
use crate::print;

/// Enters what is not there yet of them as they stood on the day `at`.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let path = example.join("task-groups.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    let typed: TypedTaskGroups = toml::from_str(&text).context("the example’s task groups")?;
    let known = until(TaskGroups::of(typed).context("the example’s task groups")?, at);
    let books = Books::open(home)?;
    let book = books.book(None)?;
    measured(&books, &book, &known)?;
    for commentary in &known.commentaries {
        said(&books, &book, commentary, at)?;
    }
    print::line(format!(
        "\nIts task groups, illustrative: {}, and {} on a quarter as far as they had come then.",
        print::so_many(u64::try_from(known.measures.len())?, "measure"),
        print::so_many(u64::try_from(known.commentaries.len())?, "commentary")
    ))
}

/// Enters measures, values and judgements, where there are none yet.
fn measured(books: &Books, book: &Book, known: &TaskGroups) -> Result<()> {
    let signed = books::signed(None);
    let held = books.wait(book.measures())?;
    let is_new = |one: &&Measure| held.iter().all(|held| held.value.id() != one.id());
    let measures: Vec<Measure> = known.measures.iter().filter(is_new).cloned().collect();
    books.wait(book.bring_measures(&signed, &measures))?;
    let held = books.wait(book.quarterly_values())?;
    let of = |one: &QuarterlyValue| (one.measure.clone(), one.quarter);
    let is_new = |one: &&QuarterlyValue| held.iter().all(|held| of(&held.value) != of(one));
    let values: Vec<QuarterlyValue> = known.values.iter().filter(is_new).cloned().collect();
    books.wait(book.bring_quarterly_values(&signed, &values))?;
    let held = books.wait(book.judgements_by_hand())?;
    for set in &known.by_hand {
        if held.iter().all(|held| held.value.of_what() != set.of_what()) {
            books.wait(book.keep_judgement_by_hand(&signed, None, set))?;
        }
    }
    Ok(())
}

/// Asks for a commentary unless it was, and enters what was done with it since and by the day `at`. One that somebody
/// wrote otherwise stays as it is.
fn said(books: &Books, book: &Book, commentary: &Commentary, at: Day) -> Result<()> {
    let signed = books::signed(None);
    let Commentary { group, quarter, asked, due, .. } = commentary;
    let held = || -> Result<Option<(i64, Held<Commentary>)>> {
        let kept = books.wait(book.commentaries(Some(*quarter)))?;
        Ok(kept.into_iter().find(|(_, held)| held.value.group == *group))
    };
    let mut stood = Commentary::asked(group, *quarter, *asked, *due);
    if held()?.is_none() {
        books.wait(book.ask_for_commentary(&signed, &stood))?;
    }
    for (on, deed) in deeds(commentary).into_iter().filter(|(on, _)| *on <= at) {
        let (number, held) = held()?.context("the commentary that was asked for")?;
        if held.value == stood {
            books.wait(book.change_commentary(
                &signed,
                (number, held.version),
                deed.clone(),
                on,
            ))?;
        }
        stood = stood.after(deed, on).context("the example’s commentary")?;
    }
    Ok(())
}
