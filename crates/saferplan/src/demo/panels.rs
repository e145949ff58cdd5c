//! The example's neighbourhood panels, with all that happened at them until a day.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::panels::register::TypedPanel;
use partnership::panels::register::TypedRegister;
use partnership::terms::day::Day;
use records::Book;

use crate::books;
use crate::books::Books;
use crate::home::Home;
use crate::print;

/// Enters them as they stood on the day `at`, unless they are there.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let path = example.join("panels.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    let typed: TypedRegister = toml::from_str(&text).context("the example’s panels")?;
    let panels = typed.until(at).checked(at).context("the example’s panels")?;
    let books = Books::open(home)?;
    let book = books.book(None)?;
    if !books.wait(book.panels())?.is_empty() {
        return Ok(());
    }
    let count = panels.len();
    for panel in panels {
        one(&books, &book, panel, at)?;
    }
    print::line(format!(
        "\nIts neighbourhood panels, illustrative: {}, with what was raised at them until then.",
        print::so_many(u64::try_from(count)?, "panel")
    ))
}

/// Enters a panel, its meetings, and each issue with what was done about it.
fn one(books: &Books, book: &Book, panel: TypedPanel, at: Day) -> Result<()> {
    let (signed, id) = (books::signed(None), panel.is.id.clone());
    books.wait(book.enter_panel(&signed, panel.is))?;
    for meeting in panel.meeting {
        books.wait(book.enter_panel_meeting(&signed, &id, meeting, at))?;
    }
    for issue in panel.issue {
        let raised = vec![(id.clone(), issue.raised().clone())];
        let numbers = books.wait(book.enter_panel_issues(&signed, raised, at))?;
        let number = numbers.first().copied().context("the number of the issue")?;
        for deed in issue.deeds() {
            let kept = books.wait(book.panel_issues())?;
            let kept = kept.into_iter().find(|kept| kept.number == number);
            let version = kept.context("the issue that was just entered")?.version;
            let seen = (&id, number, version);
            books.wait(book.record_issue_deed(&signed, seen, deed.clone(), at))?;
        }
    }
    Ok(())
}
