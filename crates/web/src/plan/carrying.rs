//! What is not finished in the plan of the year before is carried over into that of a cycle, each action with its reason.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::carrying::Carrying;
use partnership::plan::carrying::against;
use partnership::plan::rolling::Plan;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::spoken::Spoken;
use records::Book;
use records::KeptAction;
use records::RecordsError;
use records::ToCarry;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::at::path;
use crate::plan::refused;
use crate::plan::told;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct CarryingPage {
    form: Shown,
    path: String,
    back: String,
    /// The cycle from whose plan they come, if there is one.
    from: Option<String>,
    actions: Vec<Row>,
}

/// An action that is not finished.
#[derive(Debug, serde::Serialize)]
struct Row {
    number: i64,
    title: String,
    href: String,
    told: String,
    version: i64,
    chosen: bool,
}

/// The plan before, with its actions.
struct Before {
    cycle: Cycle,
    actions: Vec<KeptAction>,
}

/// The last cycle before this one that has a plan.
pub(super) async fn before(book: &Book, cycle: Cycle) -> Result<Option<Cycle>, RecordsError> {
    let earlier = book.cycles().await?.into_iter().filter(|one| *one < cycle);
    let mut earlier: Vec<Cycle> = earlier.collect();
    earlier.sort_unstable();
    while let Some(one) = earlier.pop() {
        if book.plan(one).await?.is_some() {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

impl Before {
    /// The last plan before that of a cycle, if there is one.
    async fn of(visitor: &Visitor, cycle: Cycle) -> Result<Option<Before>, PageError> {
        let book = &visitor.book;
        let Some(from) = before(book, cycle).await? else { return Ok(None) };
        Ok(Some(Before { cycle: from, actions: book.plan_actions(from).await? }))
    }

    /// What is not finished.
    fn open(&self) -> impl Iterator<Item = &KeptAction> {
        self.actions.iter().filter(|kept| kept.action.standing().is_open())
    }
}

/// Asks which are carried over.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let before = Before::of(&visitor, at.cycle).await?;
    let mut form = Form::default();
    for kept in before.iter().flat_map(Before::open) {
        form.put(&format!("due-{}", kept.number), &kept.action.due().in_words());
    }
    draw(&visitor, &opened, before.as_ref(), &form)
}

/// Carries them over: all that were ticked, or none.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let (before, mut form) = (Before::of(&visitor, at.cycle).await?, Form::of(pairs));
    let Some(before) = before else { return draw(&visitor, &opened, None, &form) };
    let carried = read(&mut form, &before, (&opened.plan.held.value, visitor.today));
    if carried.is_empty() && !form.has_faults() {
        form.fault("chosen", "Tick the actions that go on in this plan");
    }
    if form.has_faults() {
        return draw(&visitor, &opened, Some(&before), &form);
    }
    let (book, signed) = (&visitor.book, visitor.signed());
    match book.carry_over(&signed, (before.cycle, at.cycle), carried, visitor.today).await {
        Ok(numbers) => {
            let done = match numbers.len() {
                1 => "One action was carried over.".to_owned(),
                many => format!("{many} actions were carried over."),
            };
            lead_on(&visitor, &session, at.cycle, ("", &done)).await
        }
        Err(why) => {
            refused::note(&mut form, "chosen", why)?;
            let now = Before::of(&visitor, at.cycle).await?;
            draw(&visitor, &opened, now.as_ref(), &form)
        }
    }
}

/// What was ticked, with its reasons and days; all that is wrong stands in the form, and so does what was ticked and is not
/// open any more.
fn read(form: &mut Form, before: &Before, (into, today): (&Plan, Day)) -> Vec<ToCarry> {
    let ticked: Vec<i64> = form.texts("chosen").filter_map(|text| text.parse().ok()).collect();
    let mut carried = Vec::new();
    for kept in before.actions.iter().filter(|kept| ticked.contains(&kept.number)) {
        let (number, standing) = (kept.number, kept.action.standing());
        if !standing.is_open() {
            let (title, standing) = (told::title(number, &kept.action), standing.in_words());
            let text = format!("“{title}” was {standing} meanwhile; send the others again");
            form.fault("chosen", &text);
            continue;
        }
        let missing = "Enter the day by which it shall be done now";
        let due: Option<Spoken<Day>> = form.value(&format!("due-{number}"), missing);
        let seen: Option<i64> =
            form.value(&format!("version-{number}"), "Look at the action again");
        let because = form.text(&format!("because-{number}")).to_owned();
        // Where the day is wrong, today stands for it, so that the rest is looked at too.
        let carrying = Carrying { because, due: due.as_ref().map_or(today, |due| due.0) };
        for refused in against(before.cycle, &kept.action, into, (&carrying, today)) {
            refused::note_carry(form, number, &refused);
        }
        if let (Some(_), Some(seen)) = (due, seen) {
            carried.push((number, Version(seen), carrying));
        }
    }
    carried
}

fn draw(
    visitor: &Visitor,
    opened: &Opened,
    before: Option<&Before>,
    form: &Form,
) -> Result<Response, PageError> {
    let conflict = form.has_conflict();
    let row = |from: Cycle, kept: &KeptAction| {
        let (number, described) = (kept.number, kept.action.described());
        let seen = form.text(&format!("version-{number}")).parse().ok().filter(|_| !conflict);
        Row {
            number,
            title: told::title(number, &kept.action),
            href: path(visitor, from, &format!("/actions/{number}")),
            told: format!("{}, due {}", described.lead, kept.action.due().in_words()),
            version: seen.unwrap_or(kept.version.0),
            chosen: form.texts("chosen").any(|text| text == number.to_string()),
        }
    };
    let rows = before.into_iter().flat_map(|one| one.open().map(move |kept| (one.cycle, kept)));
    let it = CarryingPage {
        form: form.shown(),
        path: opened.path(visitor, "/carry-over"),
        back: opened.path(visitor, ""),
        from: before.map(|before| before.cycle.in_words()),
        actions: rows.map(|(from, kept)| row(from, kept)).collect(),
    };
    let around = opened.page(visitor, "Carry over what is not finished").with(form);
    Ok(page::draw(&visitor.app, "plan/carrying.html", around, &it)?.into_response())
}
