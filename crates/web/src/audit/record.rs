//! The record, page by page, and whether it is whole.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use records::Entry;
use records::VerifyError;

use crate::audit;
use crate::audit::KINDS;
use crate::audit::Names;
use crate::audit::sought::Asked;
use crate::audit::sought::word;
use crate::clock;
use crate::clock::ClockError;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// So many entries are on a page.
const ON_A_PAGE: u32 = 50;

#[derive(Debug, serde::Serialize)]
struct Record {
    path: String,
    form: Shown,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    lines: Vec<Line>,
    /// Where earlier entries are.
    earlier: Option<String>,
    /// Where the latest are, from a page of earlier ones.
    latest: Option<String>,
    csv: String,
}

#[derive(Debug, serde::Serialize)]
struct Line {
    number: i64,
    href: String,
    at: String,
    who: String,
    kind: String,
    thing: String,
    deed: &'static str,
}

/// Whether the record is whole.
#[derive(Debug, serde::Serialize)]
struct Checked {
    whole: Option<Whole>,
    fault: Option<String>,
    at: String,
}

#[derive(Debug, serde::Serialize)]
struct Whole {
    entries: i64,
    things: usize,
    hash: String,
}

/// Shows entries, the latest first.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeAuditRecord)?;
    let names = Names::of(&visitor).await?;
    let mut form = asked.form();
    let sought = asked.sought(&mut form)?;
    // One more than is shown tells whether there are earlier ones.
    let mut entries = visitor.book.entries_sought(&sought, asked.before(), ON_A_PAGE + 1).await?;
    let shown = usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX);
    let more = shown < entries.len();
    entries.truncate(shown);
    let path = visitor.path("/audit");
    let last = entries.last().map(|entry| entry.number).filter(|_| more);
    let lines = entries.iter().map(|entry| line(&path, &names, entry));
    let anybody = Choice::of(&form, "who", "", "Anybody");
    let people = names.0.iter().map(|(id, name)| Choice::of(&form, "who", id, name));
    let any_kind = Choice::of(&form, "kind", "", "Anything");
    let kinds = KINDS
        .into_iter()
        .map(|kind| Choice::of(&form, "kind", &word(kind), &capitalised(kind.in_words())));
    let it = Record {
        lines: lines.collect::<Result<_, ClockError>>()?,
        form: form.shown(),
        kinds: std::iter::once(any_kind).chain(kinds).collect(),
        people: std::iter::once(anybody).chain(people).collect(),
        earlier: last.map(|number| format!("{path}?{}", asked.query(Some(number)))),
        latest: (asked.before() < i64::MAX).then(|| format!("{path}?{}", asked.query(None))),
        csv: format!("{path}/record.csv?{}", asked.query(None)),
        path,
    };
    let around = Page::of(&visitor, "Audit record").with(&form);
    page::draw(&visitor.app, "audit/record.html", around, &it)
}

fn line(path: &str, names: &Names, entry: &Entry) -> Result<Line, ClockError> {
    Ok(Line {
        number: entry.number,
        href: format!("{path}/{}", entry.number),
        at: clock::in_words(entry.at)?,
        who: names.called(&entry.who),
        kind: capitalised(entry.kind.in_words()),
        thing: audit::thing(entry),
        deed: audit::deed(entry),
    })
}

/// Walks the whole record and says whether it is whole.
pub(super) async fn check(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeAuditRecord)?;
    let (whole, fault) = match visitor.book.verify().await {
        Ok(verified) => {
            let hash = verified.head.hash.clone();
            let whole = Whole { entries: verified.head.entries, things: verified.things, hash };
            (Some(whole), None)
        }
        Err(VerifyError::Fault(fault)) => {
            (None, Some(partnership::terms::wording::sentence(&fault.to_string())))
        }
        Err(VerifyError::Records(error)) => return Err(error.into()),
    };
    let at = clock::in_words(visitor.app.settings.clock.now())?;
    let around =
        Page::of(&visitor, "Is the record whole?").below("audit record", visitor.path("/audit"));
    page::draw(&visitor.app, "audit/check.html", around, &Checked { whole, fault, at })
}
