//! The value of a measure in a quarter: entered, changed, taken away, and judged by hand.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::task_groups::judgement::Rag;
use partnership::task_groups::judgement::SetByHand;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::on_track;
use partnership::task_groups::quarterly::QuarterlyValue;
use partnership::task_groups::quarterly::ValueStatus;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use records::Held;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::task_groups::measure;
use crate::task_groups::refused;
use crate::task_groups::which::Group;
use crate::task_groups::which::Known;
use crate::task_groups::which::Tag;
use crate::task_groups::which::around;
use crate::task_groups::which::quarter_in;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ValuePage {
    form: Shown,
    path: String,
    back: String,
    measure: String,
    unit: String,
    usual_source: String,
    quarter: String,
    counts: Option<String>,
    judgement: Tag,
    reason: Option<String>,
    statuses: Vec<Choice>,
    judgements: Vec<Choice>,
    /// The version of the value that there is, to take it away.
    kept: Option<String>,
    /// The version of the judgement by hand that there is.
    by_hand: Option<String>,
}

/// The measure and quarter of an address.
struct At {
    known: Known,
    group: Group,
    measure: Held<Measure>,
    quarter: Quarter,
}

type Named = Path<(String, String, String, String)>;

impl At {
    async fn found(visitor: &Visitor, named: Named) -> Result<At, PageError> {
        let Path((_, slug, measure, quarter)) = named;
        let (known, group, measure) = measure::found(visitor, (&slug, &measure)).await?;
        Ok(At { known, group, measure, quarter: quarter_in(&quarter)? })
    }

    fn value(&self) -> Option<&Held<QuarterlyValue>> {
        self.known.value(self.measure.value.id(), self.quarter)
    }

    fn by_hand(&self) -> Option<&Held<SetByHand>> {
        self.known.by_hand(self.measure.value.id(), self.quarter)
    }

    fn group_path(&self, visitor: &Visitor) -> String {
        visitor.path(&format!("/task-groups/{}", self.group.slug))
    }

    /// The form as the value and the judgement fill it in.
    fn filled(&self) -> Form {
        let mut form = Form::default();
        if let Some(held) = self.value() {
            form.put("value", &held.value.value.to_string());
            form.put("status", held.value.status.in_words());
            form.put("source", held.value.source.as_deref().unwrap_or_default());
            form.put("version", &held.version.0.to_string());
        } else {
            form.put("status", ValueStatus::Provisional.in_words());
        }
        if let Some(held) = self.by_hand() {
            form.put("judgement", held.value.judgement().code());
            form.put("reason", held.value.reason());
            form.put("judgement_version", &held.version.0.to_string());
        }
        form
    }

    /// A form that was sent, with the fields of the page's other form as they are kept.
    fn with_other_form(&self, sent: Vec<(String, String)>, fields: &[&str]) -> Form {
        let (mut form, kept) = (Form::of(sent), self.filled());
        for field in fields {
            form.put(field, kept.text(field));
        }
        form
    }

    async fn lead_on(
        &self,
        visitor: &Visitor,
        session: &Session,
        told: &str,
    ) -> Result<Response, PageError> {
        let measure = &self.measure.value.typed().name;
        let quarter = Period::Quarter(self.quarter).in_words();
        visitor.tell(session, &format!("{told}: {measure}, {quarter}.")).await?;
        Ok(Redirect::to(&self.group_path(visitor)).into_response())
    }
}

/// Shows the form.
pub(super) async fn ask(visitor: Visitor, named: Named) -> Result<Response, PageError> {
    let at = At::found(&visitor, named).await?;
    draw(&visitor, &at, &at.filled())
}

/// Keeps a value.
pub(super) async fn keep(
    visitor: Visitor,
    session: Session,
    named: Named,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let at = At::found(&visitor, named).await?;
    let mut form = at.with_other_form(pairs, &["judgement", "reason"]);
    let seen = version(&form, "version")?;
    let value = form.value("value", "enter the value");
    let status = ValueStatus::of_words(form.text("status"));
    if status.is_none() {
        form.fault("status", "choose whether somebody has checked it");
    }
    let (Some(value), Some(status)) = (value, status) else { return draw(&visitor, &at, &form) };
    let source = form.optional("source");
    let measure = at.measure.value.id().clone();
    let one = QuarterlyValue { measure, quarter: at.quarter, value, status, source };
    if let Err(error) = visitor.book.keep_quarterly_value(&visitor.signed(), seen, &one).await {
        refused::note(&mut form, "value", error)?;
        return draw(&visitor, &at, &form);
    }
    at.lead_on(&visitor, &session, "The value was saved").await
}

/// Takes a value away.
pub(super) async fn take_away(
    visitor: Visitor,
    session: Session,
    named: Named,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let at = At::found(&visitor, named).await?;
    let seen = Form::of(pairs).seen()?;
    let which = (at.measure.value.id(), at.quarter);
    let removed = visitor.book.remove_quarterly_value(&visitor.signed(), seen, which).await;
    removed.map_err(|error| refused::told(error.into()))?;
    at.lead_on(&visitor, &session, "The value was taken away").await
}

/// Sets another judgement than the rule's.
pub(super) async fn judge(
    visitor: Visitor,
    session: Session,
    named: Named,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let at = At::found(&visitor, named).await?;
    let mut form = at.with_other_form(pairs, &["value", "status", "source"]);
    let seen = version(&form, "judgement_version")?;
    let judgement = Rag::of_code(form.text("judgement"));
    if judgement.is_none() {
        form.fault("judgement", "choose the judgement");
    }
    let by = (visitor.person.id.clone(), visitor.today);
    let which = (at.measure.value.id().clone(), at.quarter);
    let set = SetByHand::of(which, judgement.unwrap_or(Rag::OnTrack), form.text("reason"), by);
    let set = match set {
        Ok(set) if judgement.is_some() => set,
        Ok(_) => return draw(&visitor, &at, &form),
        Err(error) => {
            form.fault("reason", &error.to_string());
            return draw(&visitor, &at, &form);
        }
    };
    if let Err(error) = visitor.book.keep_judgement_by_hand(&visitor.signed(), seen, &set).await {
        refused::note(&mut form, "judgement", error)?;
        return draw(&visitor, &at, &form);
    }
    at.lead_on(&visitor, &session, "The judgement was set").await
}

/// Lets the rule judge again.
pub(super) async fn take_judgement_away(
    visitor: Visitor,
    session: Session,
    named: Named,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let at = At::found(&visitor, named).await?;
    let seen = Form::of(pairs).seen()?;
    let which = (at.measure.value.id(), at.quarter);
    let removed = visitor.book.remove_judgement_by_hand(&visitor.signed(), seen, which).await;
    removed.map_err(|error| refused::told(error.into()))?;
    at.lead_on(&visitor, &session, "The rule judges again").await
}

/// The version that a form carries along, where there was something to change.
fn version(form: &Form, field: &str) -> Result<Option<Version>, PageError> {
    let text = form.optional(field);
    let parsed = text.map(|text| text.parse().map(Version)).transpose();
    parsed.map_err(|_| crate::page::taken::Unreadable::Form.into())
}

fn draw(visitor: &Visitor, at: &At, form: &Form) -> Result<Response, PageError> {
    visitor.may_for(Deed::ChangeTaskGroups, &at.group.name)?;
    let (measure, quarter) = (&at.measure.value, at.quarter);
    let judgement = at.known.judgement(measure, quarter);
    let back = at.group_path(visitor);
    let status = |one: ValueStatus| {
        let told = match one {
            ValueStatus::Provisional => "It may still change: nobody has checked it.",
            ValueStatus::Audited => "Somebody has checked it against its source.",
        };
        let words = one.in_words();
        Choice::of(form, "status", words, &capitalised(words)).with_hint(told.to_owned())
    };
    let it = ValuePage {
        path: format!("{back}/{}/{quarter}", measure.id()),
        measure: measure.typed().name.clone(),
        unit: measure.typed().unit.clone(),
        usual_source: measure.typed().source.clone(),
        quarter: Period::Quarter(quarter).in_words(),
        counts: on_track::in_words(measure, quarter),
        judgement: Tag::of(judgement.in_words()),
        reason: judgement.reason().map(|reason| sentence(&reason)),
        statuses: ValueStatus::ALL.map(status).to_vec(),
        judgements: Rag::ALL
            .map(|rag| Choice::of(form, "judgement", rag.code(), rag.in_words()))
            .to_vec(),
        kept: at.value().map(|held| held.version.0.to_string()),
        by_hand: at.by_hand().map(|held| held.version.0.to_string()),
        form: form.shown(),
        back,
    };
    let around = around(visitor, &it.measure).below(&at.group.name, it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "task_groups/value.html", around, &it)?.into_response())
}
