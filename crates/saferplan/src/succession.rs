//! `combine` and `split`: partnerships that follow others, when districts merge or part again.
//!
//! In come partnerships of the home and a day; out go new books with what goes on in them, and the old ones closed. Each book
//! is written by itself, the new ones first: a run that was cut off is started again, and goes on where it was.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::membership::Partnership;
use partnership::membership::succession;
use partnership::membership::succession::Covered;
use partnership::membership::succession::Other;
use partnership::membership::succession::Predecessors;
use partnership::membership::succession::Successors;
use partnership::plan::action::Action;
use partnership::plan::action::Origin;
use partnership::plan::carrying::followed;
use partnership::plan::rolling::Wording;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Beginning;
use records::Book;
use records::PartnershipId;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::cli::succession::CombineArguments;
use crate::cli::succession::SplitArguments;
use crate::cli::succession::Why;
use crate::home::Home;
use crate::print;
use crate::print::so_many;
use crate::timetable;

/// Combines partnerships into one.
pub(crate) fn combine(home: &Home, arguments: &CombineArguments) -> Result<()> {
    let CombineArguments { from, into, name, district, why } = arguments;
    let made = district.iter().map(|one| (one.code, one.name.clone()));
    let covered = match district.as_slice() {
        [] => Covered::AllOfTheirs,
        _ => Covered::MadeOfTheirs(made.collect()),
    };
    let follower = Follower { id: into, name, covered };
    Following::of(home, from, why)?.carried_out(&[follower])
}

/// Splits a partnership into several.
pub(crate) fn split(home: &Home, arguments: &SplitArguments) -> Result<()> {
    let following = Following::of(home, std::slice::from_ref(&arguments.from), &arguments.why)?;
    let shares: Vec<_> = arguments.into.iter().map(|share| share.districts.clone()).collect();
    for whole in &following.before {
        succession::shared_out(&whole.described, &shares, arguments.why.on)?;
    }
    let followers = arguments.into.iter().map(|share| {
        let covered = Covered::OfTheirs(share.districts.clone());
        Follower { id: &share.id, name: &share.name, covered }
    });
    following.carried_out(&followers.collect::<Vec<_>>())
}

/// A partnership that follows.
struct Follower<'a> {
    id: &'a PartnershipId,
    name: &'a str,
    covered: Covered,
}

/// A partnership that ends.
struct Before {
    book: Book,
    described: Partnership,
}

impl Before {
    fn named(&self) -> Other {
        Other { id: self.book.id().0.clone(), name: self.described.name().to_owned() }
    }
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
    fn carried_out(&self, followers: &[Follower<'_>]) -> Result<()> {
        let other = |one: &Follower| Other { id: one.id.0.clone(), name: one.name.to_owned() };
        let into = followers.iter().map(other).collect();
        let ending = Successors { on: self.on, into, because: self.because.clone() };
        for before in &self.before {
            let ended = self.books.wait(before.book.successors())?;
            if ended.is_some_and(|ended| ended != ending) {
                bail!(
                    "`{}` has ended already, otherwise than this; its page Partnership says when, why and as which: give the same",
                    before.book.id()
                );
            }
            if followers.iter().any(|one| one.id == before.book.id()) {
                bail!(
                    "`{}` ends, and cannot follow itself; choose another short name",
                    before.book.id()
                );
            }
        }
        for follower in followers {
            self.begin(follower)?;
        }
        for before in &self.before {
            if self.books.wait(before.book.successors())?.is_none() {
                self.books.wait(before.book.end(&self.signed, &ending))?;
            }
            print::line(format!("`{}`: {}", before.book.id(), ending.in_words()))?;
        }
        Ok(())
    }

    /// Enters one that follows, or takes up the one that was prepared.
    fn begin(&self, follower: &Follower<'_>) -> Result<()> {
        let Follower { id, name, covered } = follower;
        let prepared = self.books.wait(self.books.records().book(id))?;
        let from = self.before.iter().map(Before::named).collect();
        let predecessors = Predecessors { on: self.on, from, because: self.because.clone() };
        if let Some(book) = &prepared {
            match self.books.wait(book.predecessors())? {
                Some(said) if said == predecessors => {
                    return print::line(format!("`{id}` has begun already."));
                }
                Some(_) => {
                    bail!("`{id}` follows other partnerships already; choose another short name")
                }
                None => {}
            }
        }
        let beginning = self.beginning(predecessors, prepared.as_ref())?;
        match &prepared {
            Some(book) => self.books.wait(book.begin_from(&self.signed, &beginning))?,
            None => {
                let before: Vec<&Partnership> =
                    self.before.iter().map(|one| &one.described).collect();
                let typed = succession::following(name, &before, covered, self.on)?;
                let records = self.books.records();
                self.books.wait(records.enter_following(&self.signed, (*id, typed), &beginning))?;
            }
        }
        print::line(format!(
            "`{id}` begins on {}: its year {}, and {} that were not finished. See to its bodies and districts on its page Partnership. Nobody signs in there yet: saferplan person --partnership {id} add NAME",
            self.on.in_words(),
            beginning.plan.0.in_words(),
            so_many(u64::try_from(beginning.actions.len())?, "action"),
        ))
    }

    /// What one begins with. Where it has no timetable, that of the year after the first one's latest is entered with it.
    fn beginning(&self, predecessors: Predecessors, prepared: Option<&Book>) -> Result<Beginning> {
        let latest = match prepared {
            Some(book) => self.books.wait(book.cycles())?.last().copied(),
            None => None,
        };
        let (cycle, timetable) = match latest {
            Some(cycle) => (cycle, None),
            None => {
                let first = self.before.first().context("no partnership is named")?;
                let year = timetable::so_far(self.books.year(&first.book, None)?, self.today)?;
                let next =
                    year.next_cycle().context("the calendar that is held ends with this year")?;
                (next.typed.cycle, Some(next.typed))
            }
        };
        let plan = (cycle, self.wording(cycle)?);
        Ok(Beginning { predecessors, timetable, plan, actions: self.actions()? })
    }

    /// Their actions that are not finished, each with where it was.
    fn actions(&self) -> Result<Vec<Action>> {
        let mut actions = Vec::new();
        for before in &self.before {
            for cycle in self.books.wait(before.book.cycles())? {
                for kept in self.books.wait(before.book.plan_actions(cycle))? {
                    let origin = Origin {
                        partnership: Some(before.named()),
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
