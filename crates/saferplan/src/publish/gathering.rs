//! What would be published of a planning year: its documents' histories, its drafts, its consultations, its timetable.

use anyhow::Context;
use anyhow::Result;
use partnership::approval::adopted::Adopted;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::text::Text;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::material::Supplied;
use partnership::publication::figures;
use partnership::publication::figures::DrawnWith;
use partnership::publication::missing::Missing;
use partnership::publication::part::Part;
use partnership::publication::site::Gathered;
use partnership::publication::site::WouldPublish;
use partnership::publication::site::adopted;
use partnership::publication::whose::Whose;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::so_far::YearSoFar;
use records::Book;

use crate::home::Home;
use crate::material;

/// What would be published of a cycle on a day.
pub(crate) async fn would_publish(
    home: &Home,
    book: &Book,
    cycle: Cycle,
    today: Day,
) -> Result<WouldPublish> {
    let year = book.year(cycle).await?.with_context(|| format!("there is no timetable {cycle}"))?;
    let meetings = year.year.meetings;
    let so_far = YearSoFar::of(year.year.timetable, &year.year.events, today)?;
    let minutes = Minutes { year: &so_far, meetings: &meetings };
    let whose = Whose {
        known_as: book.id().to_string().parse().context("the partnership's short name")?,
        publisher: book.partnership().await?.value.name().to_owned(),
        cycle,
        today,
    };
    let mut histories: Vec<History> = Vec::new();
    for kind in DocumentKind::ALL {
        let held = book.document(DocumentId { kind, cycle }).await?;
        histories.push(held.history(minutes)?);
    }
    let drafts = drafts(book, cycle).await?;
    let mut besides = Vec::new();
    for text in histories.iter().filter_map(|history| adopted(history, today)) {
        match text.version().document.kind {
            DocumentKind::Assessment => {
                besides.push(drawn(home, book, &whose, text, &drafts).await?);
            }
            DocumentKind::Plan => {
                let kept = book.easy_read(cycle).await?.map(|held| held.value);
                besides.push(Part::easy_read(kept.as_ref(), text, &whose, &drafts));
            }
        }
    }
    besides.extend(reports(book, cycle, today).await?);
    let histories = &histories;
    Ok(WouldPublish::of(Gathered { whose, minutes, histories, drafts: &drafts, besides }))
}

/// Every draft that was circulated.
async fn drafts(book: &Book, cycle: Cycle) -> Result<Vec<Circulated>> {
    let mut drafts = Vec::new();
    for (number, _) in book.circulated_drafts(cycle).await? {
        drafts.extend(book.circulated_draft(cycle, number).await?);
    }
    Ok(drafts)
}

/// The tables and charts of the adopted assessment.
async fn drawn(
    home: &Home,
    book: &Book,
    whose: &Whose,
    text: &Adopted<Text>,
    drafts: &[Circulated],
) -> Result<Result<Part, Missing>> {
    let mut supplied = Supplied::default();
    let Some(draft) = figures::draft(text, drafts) else {
        let with = DrawnWith { area: "", extracts: &[], supplied: &supplied };
        return Ok(Part::figures(text, whose, drafts, with));
    };
    let (about, periods) = (draft.about, draft.about.periods(&draft.sections()));
    let partnership = book.partnership().await?.value;
    let home = home.clone();
    // The archive has threads of its own, so it is read apart from those that answer.
    let load = move || material::loaded(&home, &partnership, about.area, &periods);
    let loaded = tokio::task::spawn_blocking(load).await.context("reading the archive")??;
    let held = loaded.completing(&mut supplied);
    material::kept_by_name(book, whose.cycle, about.area).await?.complete(&mut supplied);
    let area = held.geography.name(about.area);
    let with = DrawnWith { area: &area, extracts: &held.extracts, supplied: &supplied };
    Ok(Part::figures(text, whose, drafts, with))
}

/// The reports on the consultations of the cycle, or why they are not there.
async fn reports(book: &Book, cycle: Cycle, today: Day) -> Result<Vec<Result<Part, Missing>>> {
    let mut reports = Vec::new();
    for held in book.consultations(cycle).await? {
        let heard = book.heard_replies(cycle, &held).await?;
        let tell = move || heard.tell(today, Part::consultation);
        reports.push(tokio::task::spawn_blocking(tell).await.context("counting the answers")?);
    }
    Ok(reports)
}
