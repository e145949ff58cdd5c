//! What the partnership is called, its police force, and whom it is set beside.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::GroupChoice;
use partnership::membership::TypedPartnership;
use partnership::membership::may::Deed;
use partnership::terms::area::AreaCode;
use partnership::terms::force::FORCES;
use tower_sessions::Session;

use crate::membership;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct Description {
    form: Shown,
    path: String,
    forces: Vec<Choice>,
    neighbours: Choice,
    chosen: Choice,
}

const NEIGHBOURS: &str = "nearest-neighbours";
const CHOSEN: &str = "chosen";
const FIELDS: [&str; 3] = ["name", "police_force", "codes"];

/// Shows the description, to be changed.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnership)?;
    let held = visitor.book.partnership().await?;
    let mut form = Form::default();
    form.put("name", held.value.name());
    form.put("police_force", held.value.force().name());
    match &held.value.typed().comparison_group {
        GroupChoice::NearestNeighbours => form.put("group", NEIGHBOURS),
        GroupChoice::Chosen(codes) => {
            form.put("group", CHOSEN);
            let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
            form.put("codes", &codes.join("\n"));
        }
    }
    form.put("version", &held.version.0.to_string());
    show(&visitor, &form)
}

/// Changes the description.
pub(super) async fn change(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnership)?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let typed = visitor.book.partnership().await?.value.typed().clone();
    let Some(typed) = read(&mut form, typed) else { return show(&visitor, &form) };
    match visitor.book.change_partnership(&visitor.signed(), seen, typed).await {
        Ok(_) => {
            visitor.tell(&session, "The partnership was changed.").await?;
            Ok(Redirect::to(&visitor.path("/partnership")).into_response())
        }
        Err(refused) => {
            membership::tell(&mut form, refused, &FIELDS)?;
            show(&visitor, &form)
        }
    }
}

/// The description with what the form has; what is wrong stands in the form.
fn read(form: &mut Form, typed: TypedPartnership) -> Option<TypedPartnership> {
    let name = form.needed("name", "Enter what the partnership is called");
    let police_force = form.needed("police_force", "Choose the police force");
    let comparison_group = group(form);
    Some(TypedPartnership {
        name: name?,
        police_force: police_force?,
        comparison_group: comparison_group?,
        ..typed
    })
}

fn group(form: &mut Form) -> Option<GroupChoice> {
    match form.text("group") {
        NEIGHBOURS => Some(GroupChoice::NearestNeighbours),
        CHOSEN => {
            let typed = form.text("codes").to_owned();
            let codes = typed.split([',', ';', ' ', '\n', '\r']).filter(|code| !code.is_empty());
            let codes: Vec<Result<AreaCode, _>> = codes.map(str::parse).collect();
            for wrong in codes.iter().filter_map(|code| code.as_ref().err()) {
                form.fault("codes", &wrong.to_string());
            }
            if codes.is_empty() {
                form.fault(
                    "codes",
                    "Enter the codes of the districts to be set beside, one a line",
                );
            }
            let codes: Result<_, _> = codes.into_iter().collect();
            codes.ok().filter(|_| !form.has_faults()).map(GroupChoice::Chosen)
        }
        _ => {
            form.fault("group", "Choose whom the partnership is set beside");
            None
        }
    }
}

fn show(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let force = |name: &str| Choice::of(form, "police_force", name, name);
    let it = Description {
        form: form.shown(),
        path: visitor.path("/partnership/description"),
        forces: FORCES.iter().map(|one| force(one.name())).collect(),
        neighbours: Choice::of(
            form,
            "group",
            NEIGHBOURS,
            "The nearest statistical neighbours that the ONS finds",
        ),
        chosen: Choice::of(form, "group", CHOSEN, "Districts that we choose"),
    };
    let around = Page::of(visitor, "Name, force and comparison group")
        .below("the partnership", visitor.path("/partnership"))
        .with(form);
    Ok(page::draw(&visitor.app, "membership/description.html", around, &it)?.into_response())
}
