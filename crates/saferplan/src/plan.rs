//! `plan`: the rolling plan as it is in the records, as a document in every format.

use anyhow::Result;
use anyhow::bail;
use partnership::membership::Partnership;
use partnership::plan::document::Commission;
use partnership::plan::document::compose;
use partnership::terms::day::Day;
use records::HeldPlan;

use crate::books;
use crate::books::Books;
use crate::cli::plan::PlanArguments;
use crate::home::Home;
use crate::progress;
use crate::written::Made;

/// Writes the plan of a cycle and says where it is.
pub(crate) fn write(home: &Home, arguments: &PlanArguments) -> Result<()> {
    let bar = progress::spinner("reading the records");
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let cycle = books.year(&book, arguments.whose.cycle)?.year.timetable.cycle();
    let today = arguments.date.map_or_else(books::today, Ok)?;
    let partnership = books.wait(book.partnership())?.value;
    let Some(plan) = books.wait(book.plan_in_full(cycle))? else {
        bail!("no plan of {cycle} was begun; begin it on the pages, under Plan");
    };
    let made = made(&book.id().to_string(), &partnership, &plan, today);
    bar.set_message("writing the files");
    let files = made.write(home, &arguments.out)?;
    bar.finish_and_clear();
    made.tell(&arguments.out, &files)
}

/// The document of a plan.
pub(crate) fn made(known_as: &str, partnership: &Partnership, plan: &HeldPlan, today: Day) -> Made {
    let (full, decided) = (plan.full(), plan.decided.as_ref());
    let printed = compose(&Commission { known_as, partnership, full, decided, today });
    let (document, traced) = (printed.document, printed.traced);
    Made { name: "rolling-plan", document, traced, extracts: Vec::new() }
}
