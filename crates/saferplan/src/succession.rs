//! `combine` and `split`: partnerships that follow others, when districts merge or part again.
//!
//! In come partnerships of the home and a day; out go new books with what goes on in them, and the old ones closed. Each book
//! is written by itself, the new ones first: a run that was cut off is started again, and goes on where it was.

use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::membership::Partnership;
use partnership::membership::succession;
use partnership::membership::succession::Predecessors;
use partnership::membership::succession::Successors;
use partnership::plan::action::Action;
use partnership::plan::action::Origin;
use partnership::plan::carrying::followed;
use partnership::plan::rolling::Wording;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::PartnershipId;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::cli::succession::CombineArguments;
use crate::cli::succession::Share;
use crate::cli::succession::SplitArguments;
use crate::cli::succession::Why;
use crate::home::Home;
use crate::print;
use crate::print::so_many;
use crate::timetable;

/// Combines partnerships into one.
pub(crate) fn combine(home: &Home, arguments: &CombineArguments) -> Result<()> {
    let CombineArguments { from, into, name, why } = arguments;
    let share = Share { id: into.clone(), name: name.clone(), districts: None };
    Following::of(home, from, why)?.carried_out(&[share])
}

/// Splits a partnership into several.
pub(crate) fn split(home: &Home, arguments: &SplitArguments) -> Result<()> {
    let following = Following::of(home, std::slice::from_ref(&arguments.from), &arguments.why)?;
    let shares: Vec<_> =
        arguments.into.iter().filter_map(|share| share.districts.clone()).collect();
    for whole in &following.before {
        succession::shared_out(&whole.described, &shares, arguments.why.on)?;
    }
    following.carried_out(&arguments.into)
}

/// A partnership that ends.
struct Before {
    book: Book,
    described: Partnership,
}

/// What ends, and when and why something follows it.
struct Following {
    books: Books,
    signed: Signed,
    today: Day,
    before: Vec<Before>,
    on: Day,
    because: String,
}

impl Following {
    fn of(home: &Home, from: &[PartnershipId], why: &Why) -> Result<Following> {
        let (books, today) = (Books::open(home)?, books::today()?);
        if why.on > today {
            bail!(
                "{} is still to come: until then they go on. Prepare the one that follows with `saferplan init`, and do this on the day",
                why.on.in_words()
            );
        }
        let before = from.iter().map(|id| {
            let book = books.book(Some(id))?;
            let described = books.wait(book.partnership())?.value;
            Ok(Before { book, described })
        });
        let before = before.collect::<Result<Vec<_>>>()?;
        let (signed, because) = (books::signed(why.by.as_deref()), why.because.trim().to_owned());
        if because.is_empty() {
            bail!("say why with --because, such as the order that merged the districts");
        }
        Ok(Following { books, signed, today, before, on: why.on, because })
    }

    /// Enters what follows, then ends what was before.
    fn carried_out(&self, shares: &[Share]) -> Result<()> {
        let into = shares.iter().map(|share| share.id.0.clone()).collect();
        let ending = Successors { on: self.on, into, because: self.because.clone() };
        for before in &self.before {
            let ended = self.books.wait(before.book.successors())?;
            if ended.is_some_and(|ended| ended != ending) {
                bail!("`{}` has ended already, otherwise than this", before.book.id());
            }
            if shares.iter().any(|share| share.id == *before.book.id()) {
                bail!(
                    "`{}` ends, and cannot follow itself; choose another short name",
                    before.book.id()
                );
            }
        }
        for share in shares {
            self.begin(share)?;
        }
        for before in &self.before {
            if self.books.wait(before.book.successors())?.is_none() {
                self.books.wait(before.book.end(&self.signed, &ending))?;
            }
            print::line(format!("`{}`: {}", before.book.id(), ending.in_words()))?;
        }
        Ok(())
    }

    /// Enters one that follows, as far as it is not entered yet.
    fn begin(&self, share: &Share) -> Result<()> {
        let book = self.book_of(share)?;
        let from: BTreeSet<_> = self.before.iter().map(|one| one.book.id().0.clone()).collect();
        let beginning = Predecessors { on: self.on, from, because: self.because.clone() };
        match self.books.wait(book.predecessors())? {
            Some(said) if said == beginning => {
                return print::line(format!("`{}` has begun already.", share.id));
            }
            Some(_) => bail!("`{}` follows other partnerships already", share.id),
            None => {}
        }
        let cycle = self.timetable_of(&book)?;
        let (actions, wording) = (self.actions()?, self.wording(cycle)?);
        self.books.wait(book.begin_from(&self.signed, &beginning, (cycle, wording), &actions))?;
        print::line(format!(
            "`{}` begins on {}: its year {}, and {} that were not finished. Nobody signs in there yet: saferplan person --partnership {} add NAME",
            share.id,
            self.on.in_words(),
            cycle.in_words(),
            so_many(u64::try_from(actions.len())?, "action"),
            share.id
        ))
    }

    /// The book of one that follows: that which was prepared, or a new one.
    fn book_of(&self, share: &Share) -> Result<Book> {
        if let Some(book) = self.books.wait(self.books.records().book(&share.id))? {
            return Ok(book);
        }
        let before: Vec<&Partnership> = self.before.iter().map(|one| &one.described).collect();
        let typed = succession::following(&share.name, &before, share.districts.as_ref(), self.on)?;
        let entered = self.books.records().enter_partnership(&self.signed, &share.id, typed);
        Ok(self.books.wait(entered)?)
    }

    /// The latest cycle of one that follows; where it has none, the year after the first one's latest is entered.
    fn timetable_of(&self, book: &Book) -> Result<Cycle> {
        if let Some(cycle) = self.books.wait(book.cycles())?.last() {
            return Ok(*cycle);
        }
        let first = self.before.first().context("no partnership is named")?;
        let year = timetable::so_far(self.books.year(&first.book, None)?, self.today)?;
        let next = year.next_cycle().context("the calendar that is held ends with this year")?;
        let cycle = next.typed.cycle;
        self.books.wait(book.enter_timetable(&self.signed, next.typed))?;
        Ok(cycle)
    }

    /// Their actions that are not finished, each with where it was.
    fn actions(&self) -> Result<Vec<Action>> {
        let mut actions = Vec::new();
        for before in &self.before {
            for cycle in self.books.wait(before.book.cycles())? {
                for kept in self.books.wait(before.book.plan_actions(cycle))? {
                    let origin = Origin {
                        partnership: Some(before.book.id().0.clone()),
                        cycle,
                        number: kept.number,
                        because: self.because.clone(),
                    };
                    actions.extend(followed(origin, &kept.action, self.today));
                }
            }
        }
        Ok(actions)
    }

    /// What is written in the plan that takes them up, where it is begun by this: only until when it goes, and whether it was
    /// made up.
    fn wording(&self, cycle: Cycle) -> Result<Wording> {
        let mut wording = Wording {
            until: cycle,
            strategy: String::new(),
            views: String::new(),
            illustrative: false,
        };
        for before in &self.before {
            for of in self.books.wait(before.book.cycles())? {
                let plan = self.books.wait(before.book.plan(of))?;
                wording.illustrative |= plan.is_some_and(|held| held.value.wording().illustrative);
            }
        }
        Ok(wording)
    }
}
