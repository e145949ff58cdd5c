//! The example's long list with its scores, and the priorities that December's meeting decided, as on a day.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::membership::person::PersonId;
use partnership::priorities::candidate::DatedDeed;
use partnership::priorities::decided::deciding::Choices;
use partnership::priorities::typed::TypedLongList;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::home::Home;
use crate::print;

/// The example's records, and the numbers that its issues have there.
struct Entering<'a> {
    books: &'a Books,
    book: &'a Book,
    cycle: Cycle,
    signed: Signed,
    numbers: BTreeMap<Slug, i64>,
}

/// Enters them as they stood on the day `at`, unless they are there. The long list is entered once its scores are in.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let path = example.join("priorities.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    let typed: TypedLongList = toml::from_str(&text).context("the example’s long list")?;
    let books = Books::open(home)?;
    let book = books.book(None)?;
    let cycle = books.year(&book, None)?.year.timetable.cycle();
    if at < typed.closed {
        return Ok(());
    }
    let signed = books::signed(None);
    let mut entering =
        Entering { books: &books, book: &book, cycle, signed, numbers: BTreeMap::new() };
    if !entering.find(&typed)? {
        entering.list(&typed)?;
        entering.scores(&typed)?;
    }
    let before = books.wait(book.decided_priorities(cycle))?.pop();
    let decided = match before {
        Some(held) => held.value.priorities().len(),
        None if at >= typed.decision.on => entering.decide(&typed)?,
        None => 0,
    };
    print::line(format!(
        "\nIts long list, illustrative: {}, of which a meeting made {}.",
        print::so_many(u64::try_from(typed.issue.len())?, "candidate issue"),
        print::so_many(u64::try_from(decided)?, "priority")
    ))
}

impl Entering<'_> {
    /// Finds the issues that were entered on a day before, by what was proposed; whether there are any.
    fn find(&mut self, typed: &TypedLongList) -> Result<bool> {
        let held = self.books.wait(self.book.candidate_issues(self.cycle))?;
        for kept in &held {
            let title = &kept.issue.proposed().title;
            if let Some(issue) = typed.issue.iter().find(|issue| issue.title == *title) {
                self.numbers.insert(issue.name.clone(), kept.number);
            }
        }
        Ok(!self.numbers.is_empty())
    }

    /// The issues, then what was done about them, since one may be merged into another that was proposed later.
    fn list(&mut self, typed: &TypedLongList) -> Result<()> {
        for issue in &typed.issue {
            let proposed = issue.proposed();
            let entered = self.book.propose_issue(&self.signed, self.cycle, proposed, issue.on);
            self.numbers.insert(issue.name.clone(), self.books.wait(entered)?);
        }
        for issue in &typed.issue {
            for dated in &issue.deeds {
                let deed = dated.deed(&self.numbers).context("what was done about an issue")?;
                let number = self.number(&issue.name)?;
                let held = self.books.wait(self.book.candidate_issues(self.cycle))?;
                let held = held.into_iter().find(|kept| kept.number == number);
                let seen = (self.cycle, number, held.context("the issue just entered")?.version);
                let dated = DatedDeed { on: dated.on, deed };
                let today = dated.on;
                let done = self.book.record_candidate_deed(&self.signed, seen, dated, today);
                self.books.wait(done)?;
            }
        }
        Ok(())
    }

    fn number(&self, name: &Slug) -> Result<i64> {
        self.numbers.get(name).copied().with_context(|| format!("the issue `{name}`"))
    }

    /// The method, the scores, and that scoring was closed.
    fn scores(&self, typed: &TypedLongList) -> Result<()> {
        let (book, signed, cycle) = (self.book, &self.signed, self.cycle);
        let first = typed.issue.iter().map(|issue| issue.on).min().unwrap_or(typed.scored);
        let method = typed.method.clone();
        self.books.wait(book.choose_method(signed, (cycle, None), method, ("", first)))?;
        for issue in &typed.issue {
            let which = (cycle, self.number(&issue.name)?, None);
            for score in &issue.scores {
                let by = PersonId(score.by.clone());
                let given = score.given(typed.scored);
                self.books.wait(book.give_score(signed, which, &by, given))?;
            }
        }
        let round = self.books.wait(book.scoring_rounds(cycle))?.pop();
        let round = round.context("the round of scoring")?;
        let seen = (cycle, round.value.number, round.version);
        self.books.wait(book.close_scoring(signed, seen, typed.closed))?;
        Ok(())
    }

    /// The meeting's decision, and how many priorities it made.
    fn decide(&self, typed: &TypedLongList) -> Result<usize> {
        let decision = &typed.decision;
        let mut choices = Choices::default();
        for one in &decision.chosen {
            choices.chosen.push((self.number(&one.issue)?, one.wording.clone()));
        }
        for (name, because) in &decision.because {
            choices.because.insert(self.number(name)?, because.clone());
        }
        let (at, which) = ((self.cycle, None), (&decision.meeting, &decision.step));
        let decided = self.book.decide_priorities(&self.signed, at, which, &choices);
        Ok(self.books.wait(decided)?.priorities().len())
    }
}
