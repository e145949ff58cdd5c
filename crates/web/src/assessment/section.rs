//! The page of one section, and adding or taking out a whole one.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::answering::Offer;
use partnership::assessment::answering::palette;
use partnership::assessment::completeness::Item;
use partnership::assessment::looked_over::look_over;
use partnership::assessment::order::free_name;
use partnership::assessment::order::moved_up;
use partnership::assessment::reading::read;
use partnership::assessment::skeleton::guidance;
use partnership::assessment::text::Source;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use tower_sessions::Session;

use crate::assessment::at::At;
use crate::assessment::changed::Changed;
use crate::assessment::draft;
use crate::assessment::draft::Draft;
use crate::assessment::editing::of_file;
use crate::assessment::material::Stock;
use crate::assessment::material::remark_stale;
use crate::assessment::ready::has_ready_text;
use crate::assessment::shown;
use crate::assessment::shown::ShownRemark;
use crate::assessment::shown::ShownSection;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
use crate::people::choices::Choice;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page of a section.
#[derive(Debug, serde::Serialize)]
pub(super) struct SectionPage {
    form: Shown,
    path: String,
    back: String,
    preview: String,
    evidence: String,
    heading: String,
    typed: String,
    /// Whether the text is another than the one that was saved last.
    unsaved: bool,
    guidance: Vec<(String, &'static str)>,
    why_not: Option<String>,
    groups: Vec<Group>,
    elsewhere: Vec<ShownRemark>,
    sections: Vec<ShownSection>,
    remarks: usize,
    beside: Option<Beside>,
    /// Where it is filled with what the figures say, while nothing is written.
    ready: Option<String>,
}

/// What somebody else saved meanwhile.
#[derive(Debug, serde::Serialize)]
struct Beside {
    told: String,
    text: String,
    differences: Vec<Changed>,
}

/// References of a kind, to insert.
#[derive(Debug, serde::Serialize)]
struct Group {
    heading: String,
    offers: Vec<Offered>,
}

/// A reference to insert.
#[derive(Debug, serde::Serialize)]
struct Offered {
    typed: String,
    says: String,
    what: String,
    alone: bool,
}

impl SectionPage {
    /// The page with what stands in the form.
    pub(super) async fn of(
        visitor: &Visitor,
        at: &At,
        draft: &Draft,
        form: &Form,
    ) -> Result<SectionPage, PageError> {
        let file: String = at.part("file")?;
        let typed = form.secret("text").replace("\r\n", "\n");
        let sources = vec![Source { file: file.clone(), text: typed.clone() }];
        let stock = Stock::of(visitor, at.cycle, draft.about.value, &sources).await;
        let (held, files, draw) = (stock.clone(), sources.clone(), visitor.app.draw_chart);
        let (mut looked, offers) = apart(move || {
            let material = held.material().ok();
            let offers = material.as_ref().map(palette).unwrap_or_default();
            (look_over(&files, material.as_ref()), offers)
        })
        .await?;
        remark_stale(visitor, &mut looked).await?;
        let sections = read(&sources).sections;
        let items = sections.iter().flat_map(|section| &section.items);
        let items = items.filter_map(|name| Item::named(name));
        let heading = sections.first().map_or_else(|| file.clone(), |one| one.heading.clone());
        Ok(SectionPage {
            form: form.shown(),
            path: at.path(visitor, &format!("/sections/{file}")),
            back: at.path(visitor, ""),
            preview: at.path(visitor, "/preview"),
            evidence: visitor.path("/evidence"),
            heading,
            unsaved: of_file(draft.last()?, &file)
                .is_none_or(|one| one.text.trim_end() != typed.trim_end()),
            typed,
            guidance: items.map(|item| (capitalised(item.in_words()), guidance(item))).collect(),
            why_not: stock.why_not(),
            groups: groups(offers),
            remarks: looked.remarks().count(),
            elsewhere: shown::remarks(&looked.elsewhere),
            sections: shown::sections(&looked, draw),
            beside: None,
            ready: (looked.is_unwritten() && has_ready_text(&file))
                .then(|| at.path(visitor, &format!("/sections/{file}?with=ready"))),
        })
    }

    /// The page with what somebody else saved meanwhile.
    pub(super) fn beside(self, text: &str, differences: Vec<Changed>, told: String) -> SectionPage {
        SectionPage { beside: Some(Beside { told, text: text.to_owned(), differences }), ..self }
    }

    /// The page drawn.
    pub(super) fn drawn(
        self,
        visitor: &Visitor,
        at: &At,
        form: &Form,
    ) -> Result<Response, PageError> {
        let around = at.page(visitor, &self.heading).with(form);
        Ok(page::draw(&visitor.app, "assessment/section.html", around, &self)?.into_response())
    }
}

/// References by kind, in the order in which the core offers them.
fn groups(offers: Vec<Offer>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for offer in offers {
        let heading = capitalised(offer.reference.kind.name());
        let offered = Offered {
            typed: offer.reference.to_string(),
            alone: offer.stands_alone(),
            says: offer.says,
            what: offer.what,
        };
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.offers.push(offered),
            None => groups.push(Group { heading, offers: vec![offered] }),
        }
    }
    groups
}

/// The form of a new section.
#[derive(Debug, serde::Serialize)]
struct NewPage {
    form: Shown,
    path: String,
    back: String,
    items: Vec<Choice>,
}

/// Asks for a new section.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    Draft::of(&visitor, &at).await?;
    draw_new(&visitor, &at, &Form::default())
}

/// Adds a section.
pub(super) async fn add(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let last = draft.last()?;
    let mut form = Form::of(pairs);
    let heading = form.needed("heading", "Write the section’s heading");
    let item = form.optional("item");
    if item.as_ref().is_some_and(|name| Item::named(name).is_none()) {
        form.fault("item", "Choose one of the statutory items, or none");
    }
    let Some(heading) = heading.filter(|_| !form.has_faults()) else {
        return draw_new(&visitor, &at, &form);
    };
    let mark = item.map(|name| format!(" {{item:{name}}}")).unwrap_or_default();
    let text = format!("# {}{mark}\n", heading.replace(['\r', '\n'], " "));
    let file = free_name(&last.version.sources, &heading);
    let source = Source { file: file.clone(), text };
    if let Some(fault) = read(std::slice::from_ref(&source)).faults.first() {
        form.fault("heading", &format!("found {}; wanted {}", fault.found, fault.wanted));
        return draw_new(&visitor, &at, &form);
    }
    let sources = [last.version.sources.clone(), vec![source]].concat();
    let note = format!("Added the section {heading}");
    draft::save(&visitor, &at, (last.version.number, sources, &note)).await?;
    visitor.tell(&session, "The section was added: write it.").await?;
    Ok(Redirect::to(&at.path(&visitor, &format!("/sections/{file}"))).into_response())
}

/// Takes a section out; it stays in the versions before.
pub(super) async fn take_out(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let (last, file) = (draft.last()?, at.part::<String>("file")?);
    let form = Form::of(pairs);
    let seen: u32 = form.text("seen").parse().map_err(|_| PageError::from(Unreadable::Form))?;
    let before = draft.version(seen).ok_or(PageError::NotFound)?;
    let now = of_file(last, &file).ok_or(PageError::NotFound)?;
    if of_file(before, &file) != Some(now) {
        let told = format!(
            "{} changed the section in version {} meanwhile: look at it again",
            draft.names.name(&last.version.by),
            last.version.number
        );
        return Err(PageError::Refused(told));
    }
    let mut sources = last.version.sources.clone();
    sources.retain(|source| source.file != file);
    if sources.is_empty() {
        return Err(PageError::Refused("a draft has at least one section".to_owned()));
    }
    let note = format!("Took {file} out");
    draft::save(&visitor, &at, (last.version.number, sources, &note)).await?;
    visitor.tell(&session, "The section was taken out. Earlier versions still have it.").await?;
    Ok(Redirect::to(&at.path(&visitor, "")).into_response())
}

/// Moves a section up by one place.
pub(super) async fn move_up(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let (last, file) = (draft.last()?, at.part::<String>("file")?);
    let form = Form::of(pairs);
    if form.text("seen") != last.version.number.to_string() {
        let told = "the draft was changed meanwhile: look at the sections again, then move it";
        return Err(PageError::Refused(told.to_owned()));
    }
    let moved = moved_up(&last.version.sources, &file).ok_or(PageError::NotFound)?;
    let note = format!("Moved {file} up");
    draft::save(&visitor, &at, (last.version.number, moved, &note)).await?;
    visitor.tell(&session, "The section was moved up.").await?;
    Ok(Redirect::to(&at.path(&visitor, "")).into_response())
}

fn draw_new(visitor: &Visitor, at: &At, form: &Form) -> Result<Response, PageError> {
    let none = Choice::of(form, "item", "", "None of them");
    let items = Item::all()
        .map(|item| Choice::of(form, "item", item.name(), &capitalised(item.in_words())));
    let it = NewPage {
        form: form.shown(),
        path: at.path(visitor, "/new-section"),
        back: at.path(visitor, ""),
        items: std::iter::once(none).chain(items).collect(),
    };
    let around = at.page(visitor, "Add a section").with(form);
    Ok(page::draw(&visitor.app, "assessment/new_section.html", around, &it)?.into_response())
}
