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
use partnership::terms::day::Day;
use records::Book;

use crate::books;
use crate::books::Books;
use crate::home::Home;
use crate::print;

/// Enters them as they stood on the day `at`, unless they are there.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let path = example.join("task-groups.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    let typed: TypedTaskGroups = toml::from_str(&text).context("the example’s task groups")?;
    let known = until(TaskGroups::of(typed).context("the example’s task groups")?, at);
    let books = Books::open(home)?;
    let book = books.book(None)?;
    if !books.wait(book.measures())?.is_empty() {
        return Ok(());
    }
    let signed = books::signed(None);
    books.wait(book.bring_measures(&signed, &known.measures))?;
    books.wait(book.bring_quarterly_values(&signed, &known.values))?;
    for set in &known.by_hand {
        books.wait(book.keep_judgement_by_hand(&signed, None, set))?;
    }
    for commentary in &known.commentaries {
        said(&books, &book, commentary, at)?;
    }
    print::line(format!(
        "\nIts task groups, illustrative: {}, and {} on a quarter as far as they had come then.",
        print::so_many(u64::try_from(known.measures.len())?, "measure"),
        print::so_many(u64::try_from(known.commentaries.len())?, "commentary")
    ))
}

/// Asks for a commentary, and enters what was done with it by then.
fn said(books: &Books, book: &Book, commentary: &Commentary, at: Day) -> Result<()> {
    let signed = books::signed(None);
    let Commentary { group, quarter, asked, due, .. } = commentary;
    let asked = Commentary::asked(group, *quarter, *asked, *due);
    let number = books.wait(book.ask_for_commentary(&signed, &asked))?;
    for (on, deed) in deeds(commentary).into_iter().filter(|(on, _)| *on <= at) {
        let kept = books.wait(book.commentaries(Some(*quarter)))?;
        let kept = kept.into_iter().find(|(held, _)| *held == number);
        let (_, held) = kept.context("the commentary that was just asked for")?;
        books.wait(book.change_commentary(&signed, (number, held.version), deed, on))?;
    }
    Ok(())
}
