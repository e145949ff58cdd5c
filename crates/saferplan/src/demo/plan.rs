//! The example's rolling plan: begun in January, written by the end of the month, its progress noted in July.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::plan::typed::TypedPlanInFull;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::HeldPlan;
use records::PlanChange;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::home::Home;
use crate::print;

/// The example's records.
struct Writing<'a> {
    books: &'a Books,
    book: &'a Book,
    cycle: Cycle,
    signed: Signed,
}

/// Enters the plan as it was written by the day `at`, unless it is there.
pub(super) fn enter(home: &Home, example: &Path, at: Day) -> Result<()> {
    let typed = typed(example)?;
    let (books, signed) = (Books::open(home)?, books::signed(None));
    let (book, books) = (&books.book(None)?, &books);
    let cycle = books.year(book, None)?.year.timetable.cycle();
    let writing = Writing { books, book, cycle, signed };
    if at < typed.begun {
        return Ok(());
    }
    if writing.held()?.is_none() {
        let begun = book.begin_plan(&writing.signed, cycle, typed.wording.clone());
        books.wait(begun)?;
    }
    if at >= typed.written && writing.is_bare()? {
        writing.write(&typed)?;
    }
    let held = writing.held()?.context("the plan just entered")?;
    print::line(format!(
        "\nIts rolling plan, illustrative: {} under {}.",
        print::so_many(u64::try_from(held.actions.len())?, "action"),
        print::so_many(u64::try_from(held.held.value.objectives().len())?, "objective"),
    ))
}

/// Records what was done about its actions by the day `at`, unless it is recorded. What was put forward is entered before,
/// since it says what the plan said then.
pub(super) fn carry_out(home: &Home, example: &Path, at: Day) -> Result<()> {
    let typed = typed(example)?;
    let (books, signed) = (Books::open(home)?, books::signed(None));
    let (book, books) = (&books.book(None)?, &books);
    let cycle = books.year(book, None)?.year.timetable.cycle();
    Writing { books, book, cycle, signed }.carry_out(&typed, at)
}

fn typed(example: &Path) -> Result<TypedPlanInFull> {
    let path = example.join("plan.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    toml::from_str(&text).context("the example’s plan")
}

impl Writing<'_> {
    fn held(&self) -> Result<Option<HeldPlan>> {
        Ok(self.books.wait(self.book.plan_in_full(self.cycle))?)
    }

    /// Whether nothing is in the plan yet but its texts.
    fn is_bare(&self) -> Result<bool> {
        let held = self.held()?;
        Ok(held
            .is_some_and(|plan| plan.held.value.objectives().is_empty() && plan.actions.is_empty()))
    }

    /// The objectives, the actions, and what each authority undertakes.
    fn write(&self, typed: &TypedPlanInFull) -> Result<()> {
        let on = typed.written;
        for objective in &typed.objective {
            let held = self.held()?.context("the plan just begun")?;
            let place = objective.priority.checked_sub(1);
            let priority = place.and_then(|place| held.priorities().get(place));
            let priority = priority.context("the priority of an objective")?.id().clone();
            let words = objective.words.clone();
            self.change(PlanChange::AddObjective { priority, words }, on)?;
        }
        for action in &typed.action {
            let entered = self.book.enter_action(&self.signed, self.cycle, action.clone(), on);
            self.books.wait(entered)?;
        }
        for (authority, undertaking) in &typed.undertaking {
            let (authority, undertaking) = (authority.clone(), undertaking.clone());
            self.change(PlanChange::Undertake { authority, undertaking }, on)?;
        }
        Ok(())
    }

    fn change(&self, what: PlanChange, on: Day) -> Result<()> {
        let held = self.held()?.context("the plan just begun")?.held;
        let seen = (self.cycle, held.version);
        self.books.wait(self.book.change_plan(&self.signed, seen, what, on))?;
        Ok(())
    }

    /// What was done about actions by the day `at` and is not recorded yet.
    fn carry_out(&self, typed: &TypedPlanInFull, at: Day) -> Result<()> {
        for deed in typed.deed.iter().filter(|deed| deed.on <= at) {
            let held = self.held()?.context("the plan")?;
            let kept = held.kept(deed.action).context("an action of the plan")?;
            if kept.action.deeds().iter().any(|one| one.on == deed.on && one.deed == deed.what) {
                continue;
            }
            let seen = (self.cycle, kept.number, kept.version);
            let done = self.book.record_action_deed(&self.signed, seen, deed.what.clone(), deed.on);
            self.books.wait(done)?;
        }
        Ok(())
    }
}
