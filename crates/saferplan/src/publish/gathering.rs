//! What would be published of a planning year: its documents' histories, its drafts, its consultations, its timetable.

use anyhow::Context;
use anyhow::Result;
use partnership::approval::adopted::Adopted;
use partnership::approval::document::DocumentKind;
use partnership::approval::history::Minutes;
use partnership::approval::text::Text;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::material::Supplied;
use partnership::publication::figures;
use partnership::publication::figures::DrawnWith;
use partnership::publication::left_out::LeftOut;
use partnership::publication::missing::Missing;
use partnership::publication::part::Part;
use partnership::publication::site::Gathered;
use partnership::publication::site::WouldPublish;
use partnership::publication::site::adopted;
use partnership::publication::whose::Whose;
use partnership::terms::day::Day;
use partnership::terms::extract::Extract;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::so_far::YearSoFar;
use records::Book;
use web::settings::Settings;

use crate::home::Home;
use crate::load;
use crate::material;
use crate::postcodes::named;
use crate::thread;

/// What would be published of a cycle on a day, without what is left out.
pub(crate) async fn would_publish(
    home: &Home,
    book: &Book,
    (cycle, today): (Cycle, Day),
    left_out: LeftOut,
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
        licence: Settings::read(home.folder(), None)?.data_licence,
    };
    let held = book.held_thread_of(&[cycle], today).await.context("reading the records")?;
    let mut besides = Vec::new();
    for of in &held.cycles {
        for text in of.documents.iter().filter_map(|history| adopted(history, today)) {
            match text.version().document.kind {
                DocumentKind::Assessment => {
                    besides.push(drawn(home, book, &whose, text, &of.circulated).await?);
                }
                DocumentKind::Plan => {
                    let kept = book.easy_read(cycle).await?.map(|held| held.value);
                    besides.push(Part::easy_read(kept.as_ref(), text, &whose, &of.circulated));
                }
            }
        }
    }
    besides.extend(reports((home, book), cycle, today).await?);
    let extracts = extracts(home).await?;
    let everything = held.everything(&extracts);
    Ok(WouldPublish::of(Gathered { whose, minutes, everything, besides, left_out })?)
}

/// The files that are held.
async fn extracts(home: &Home) -> Result<Vec<Extract>> {
    let home = home.clone();
    let read = move || Ok::<_, anyhow::Error>(thread::extracts(&load::open_list(&home)?));
    tokio::task::spawn_blocking(read).await.context("reading the archive")?
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
    let read = home.clone();
    // The archive has threads of its own, so it is read apart from those that answer.
    let load = move || material::loaded(&read, &partnership, about.area, &periods);
    let loaded = tokio::task::spawn_blocking(load).await.context("reading the archive")??;
    let held = loaded.completing(&mut supplied);
    let kept = material::kept_by_name((home, book), whose.cycle, about.area).await?;
    kept.complete(&mut supplied);
    let area = held.geography.name(about.area);
    let with = DrawnWith { area: &area, extracts: &held.extracts, supplied: &supplied };
    Ok(Part::figures(text, whose, drafts, with))
}

/// The reports on the consultations of the cycle, or why they are not there.
async fn reports(
    (home, book): (&Home, &Book),
    cycle: Cycle,
    today: Day,
) -> Result<Vec<Result<Part, Missing>>> {
    let mut reports = Vec::new();
    for held in book.consultations(cycle).await? {
        let (heard, home) = (book.heard_replies(cycle, &held).await?, home.clone());
        let tell =
            move || -> Result<_> { Ok(named(&home, heard)?.tell(today, Part::consultation)) };
        let told = tokio::task::spawn_blocking(tell).await.context("counting the answers")?;
        reports.push(told?);
    }
    Ok(reports)
}
