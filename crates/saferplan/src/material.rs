//! What a draft of the assessment may refer to: the holdings of a district, and what was kept by name in the records.

mod at_hand;

use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;
use partnership::assessment::gathered;
use partnership::assessment::gathered::Named;
use partnership::assessment::gathered::answers;
use partnership::assessment::gathered::answers::Charted;
use partnership::assessment::gathered::partners;
use partnership::assessment::material::PartnerFigure;
use partnership::assessment::material::Supplied;
use partnership::consultation::report::results;
use partnership::consultation::version::Stage;
use partnership::evidence::held::Held;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::CrimePoint;
use partnership::evidence::small_areas::SmallAreas;
use partnership::membership::Partnership;
use partnership::partner_data::delivery::Delivery;
use partnership::plan::retold;
use partnership::terms::area::AreaCode;
use partnership::terms::period::Period;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::HeldConsultation;
use records::HeldPlan;

use crate::home::Home;
use crate::load;
use crate::load::Group;
use crate::postcodes::named;

pub(crate) use crate::material::at_hand::HeldMaterials;

/// What is read of the archive for a draft.
#[derive(Clone)]
pub(crate) struct Loaded {
    /// What is held of the district.
    pub(crate) held: Held,
    /// The outlines of its neighbourhoods.
    pub(crate) outlines: Vec<Boundary>,
    /// Where its crimes were recorded.
    pub(crate) points: Vec<CrimePoint>,
    /// Residents, deprivation and wards of its neighbourhoods.
    pub(crate) small_areas: SmallAreas,
}

impl Loaded {
    /// What is held, with `supplied` completed.
    pub(crate) fn completing(self, supplied: &mut Supplied) -> Held {
        supplied.outlines = self.outlines;
        supplied.points = self.points;
        supplied.small_areas = self.small_areas;
        self.held
    }
}

/// What is held of a district over some periods, beside the group that its partnership chose, the outlines of its
/// neighbourhoods and what else is held of these, and where its crimes were recorded.
pub(crate) fn loaded(
    home: &Home,
    partnership: &Partnership,
    area: AreaCode,
    periods: &BTreeSet<Period>,
) -> Result<Loaded> {
    let chosen = load::chosen_group(partnership);
    let group = chosen.as_deref().map_or(Group::Published, Group::Typed);
    let archive = load::open(home)?;
    let periods: Vec<Period> = periods.iter().copied().collect();
    let held = load::held(&archive, area, &periods, group)?;
    let outlines = load::outlines(&archive, &held)?;
    let points = load::points(&archive, &held, area, &periods)?;
    let small_areas = load::small_areas(&archive, &held, area)?;
    Ok(Loaded { held, outlines, points, small_areas })
}

/// What was kept by name in the records.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeptByName {
    /// Findings, answers, themes, issues of the panels, and what task groups said.
    noted: Vec<Named>,
    /// Charts of the answers, tables and charts of partner data.
    shown: Vec<Charted>,
    /// Figures of partner data.
    partner: Vec<(String, PartnerFigure)>,
}

impl KeptByName {
    /// Adds it to `supplied`, where what is there stays.
    pub(crate) fn complete(self, supplied: &mut Supplied) {
        for (name, noted) in self.noted {
            supplied.noted.entry(name).or_insert(noted);
        }
        for (name, shown) in self.shown {
            supplied.shown.entry(name).or_insert(shown);
        }
        for (name, figure) in self.partner {
            supplied.partner.entry(name).or_insert(figure);
        }
    }
}

/// What was kept by name: the findings, what the cycle's consultations came to, the issues of the panels, what task groups
/// said and what partners supplied; what names no area of its own is of `area`.
pub(crate) async fn kept_by_name(
    (home, book): (&Home, &Book),
    cycle: Cycle,
    area: AreaCode,
) -> Result<KeptByName> {
    let mut kept = KeptByName::default();
    for held in book.consultations(cycle).await? {
        said((home, book), cycle, &held, &mut kept).await?;
    }
    let noted = &mut kept.noted;
    noted.extend(book.findings().await?.iter().map(|held| gathered::finding(&held.value)));
    let panels = book.panels().await?;
    for kept in book.panel_issues().await? {
        let panel = panels.iter().find(|panel| panel.value.id == kept.panel);
        let name = panel.map_or_else(|| kept.panel.to_string(), |panel| panel.value.name.clone());
        noted.push(gathered::panel_issue(kept.number, &name, &kept.issue));
    }
    let commentaries = book.commentaries(None).await?;
    noted.extend(commentaries.iter().flat_map(|(_, held)| gathered::commentary(&held.value)));
    if let Some(plan) = plan_before(book, cycle).await? {
        noted.extend(retold::named(plan.full()));
        kept.shown.extend(retold::shown(plan.full()));
    }
    let deliveries = book.partner_deliveries().await?;
    let numbered: Vec<(i64, &Delivery)> =
        deliveries.iter().map(|kept| (kept.number, &*kept.delivery)).collect();
    let partners = partners::supplied(&numbered, area);
    kept.shown.extend(partners.shown);
    kept.partner = partners.figures;
    Ok(kept)
}

/// The plan of the cycle before, if there was one.
async fn plan_before(book: &Book, cycle: Cycle) -> Result<Option<HeldPlan>> {
    match Cycle::beginning(cycle.year().start() - 1) {
        Some(before) => Ok(book.plan_in_full(before).await?),
        None => Ok(None),
    }
}

/// Adds the themes of a consultation, and what each of its questions came to.
async fn said(
    (home, book): (&Home, &Book),
    cycle: Cycle,
    held: &HeldConsultation,
    kept: &mut KeptByName,
) -> Result<()> {
    let heard = book.heard_replies(cycle, held).await?;
    if heard.replies().is_empty() {
        return Ok(());
    }
    let is_closed = matches!(held.latest.value.stage(), Stage::Closed { .. });
    let title = held.consultation.typed().text.title.as_str();
    let themes = heard.themes().iter();
    kept.noted.extend(themes.flat_map(|one| gathered::themes(one, title, is_closed)));
    // Of what was said nothing hangs on the day on which it is told.
    let day = held.consultation.typed().days.last();
    let home = home.clone();
    let count =
        move || -> Result<_> { Ok(named(&home, heard)?.tell(day, |told| results(told, None))) };
    let results = tokio::task::spawn_blocking(count).await.context("counting the answers")?;
    let results = results?;
    kept.noted.extend(answers::in_words(&results, title, is_closed));
    kept.shown.extend(answers::charts(&results));
    Ok(())
}
