//! What a figure rests on: its method, its extracts, the query and the first of its rows, and whether it still holds.

use anyhow::Result;
use axum::extract::State;
use axum::response::Html;
use partnership::assessment::edition::Edition;
use partnership::content::table::with_commas;
use partnership::evidence::figure::TracedFigure;
use partnership::membership::may::Deed;
use partnership::terms::area::AreaCode;
use partnership::terms::wording::capitalised;
use web::App;
use web::clock;
use web::page;
use web::page::Page;
use web::page::fault::PageError;
use web::page::form::Form;
use web::page::form::Shown;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::pages::OfHome;
use crate::pages::apart;
use crate::trace::Followed;
use crate::trace::Trace;

/// The page.
#[derive(Debug, serde::Serialize)]
struct TracePage {
    form: Shown,
    path: String,
    trace: Option<TraceShown>,
}

/// What a reference rests on, in words.
#[derive(Debug, serde::Serialize)]
struct TraceShown {
    reference: String,
    heading: String,
    table: String,
    made: String,
    figures: Vec<FigureShown>,
    rests_on: Vec<String>,
    counts: Vec<CountShown>,
    extracts: Vec<ExtractShown>,
    cautions: Vec<String>,
}

#[derive(Debug, serde::Serialize)]
struct FigureShown {
    measure: String,
    printed: String,
    method: String,
    period: String,
    against: Option<String>,
}

#[derive(Debug, serde::Serialize)]
struct CountShown {
    what: String,
    printed: String,
    now: String,
    holds: Holds,
    query: String,
    rows: Vec<String>,
}

/// Whether a count still is what was printed.
#[derive(Debug, Clone, Copy, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
enum Holds {
    Still,
    Stale,
}

#[derive(Debug, serde::Serialize)]
struct ExtractShown {
    id: String,
    file: String,
    publisher: String,
    licence: String,
    taken: String,
}

/// Which reference is asked for.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default, rename = "ref")]
    reference: String,
}

/// Follows a reference.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(Asked { reference }): Query<Asked>,
    home: OfHome,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::default();
    form.put("ref", &reference);
    let reference = reference.trim().to_owned();
    let mut trace = None;
    if !reference.is_empty() && !is_open(&reference, &visitor.book.id().to_string()) {
        form.fault("ref", &format!("`{reference}` is not a reference of this partnership; expected one such as E07000110/2014-Q1/1.3"));
    } else if !reference.is_empty() {
        if Edition::is_exempt(&reference) {
            visitor.may(Deed::DraftAssessment)?;
        }
        match apart(move || shown(&Trace::of(&home.0, &reference)?)).await {
            Ok(found) => trace = Some(found),
            Err(PageError::Refused(why)) => form.fault("ref", &why),
            Err(error) => return Err(error),
        }
    }
    let title = trace
        .as_ref()
        .map_or("Follow a figure".to_owned(), |trace| format!("What {} rests on", trace.reference));
    let around = Page::of(&visitor, title).below("Briefings", visitor.path("/briefings"));
    let it = TracePage { form: form.shown(), path: visitor.path("/trace"), trace };
    page::draw(&app, "evidence/trace.html", around.with(&form), &it)
}

/// Whether a reference may be followed here: one of open data, or of this partnership's own documents.
pub(super) fn is_open(reference: &str, partnership: &str) -> bool {
    let first = reference.split('/').next().unwrap_or_default();
    first == partnership || first.parse::<AreaCode>().is_ok()
}

fn shown(trace: &Trace) -> Result<TraceShown> {
    let row = &trace.row;
    let extracts = trace.extracts().into_iter().map(|extract| {
        Ok(ExtractShown {
            id: extract.id.short(),
            file: extract.file.clone(),
            publisher: extract.publisher.to_string(),
            licence: extract.licence.to_string(),
            taken: clock::in_words(extract.taken.parse()?)?,
        })
    });
    let cautions = row.figures.iter().flat_map(|figure| figure.breaks.clone());
    Ok(TraceShown {
        reference: row.reference.clone(),
        heading: row.heading.clone(),
        table: row.table.clone(),
        made: trace.ledger.made.clone(),
        figures: row.figures.iter().map(figure).collect(),
        rests_on: row.rests_on.clone(),
        counts: trace.followed.iter().map(count).collect(),
        extracts: extracts.collect::<Result<_>>()?,
        cautions: cautions.collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
    })
}

fn figure(figure: &TracedFigure) -> FigureShown {
    FigureShown {
        measure: figure.measure.clone(),
        printed: figure.printed.clone(),
        method: figure.method.clone(),
        period: figure.period.in_words(),
        against: figure.against.map(|against| against.in_words()),
    }
}

fn count(followed: &Followed) -> CountShown {
    CountShown {
        what: capitalised(&followed.what),
        printed: with_commas(followed.printed),
        now: with_commas(followed.now),
        holds: if followed.now == followed.printed { Holds::Still } else { Holds::Stale },
        query: followed.query.clone(),
        rows: followed.rows.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_data_and_ones_own_documents_are_followed_and_no_others() {
        assert!(is_open("E07000110/2014-Q1/1.3", "safer-maidstone"));
        assert!(is_open("safer-maidstone/2015-16/2014-10-14/1.3", "safer-maidstone"));
        assert!(!is_open("safer-ashford/2015-16/2014-10-14/1.3", "safer-maidstone"));
        assert!(!is_open("../records", "safer-maidstone"));
    }
}
