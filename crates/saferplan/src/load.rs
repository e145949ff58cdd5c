//! Loads from the archive what the core reasons about, for one district and some periods.

mod small_areas;

use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;
use archive::Archive;
use archive::HeldCount;
use archive::Table;
use partnership::evidence::coverage::Coverage;
use partnership::evidence::denominator::ResidentsHeld;
use partnership::evidence::geography::Geography;
use partnership::evidence::group::ComparisonGroup;
use partnership::evidence::held::CountsHeld;
use partnership::evidence::held::Held;
use partnership::evidence::held::Sourced;
use partnership::evidence::recording_break;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::CrimePoint;
use partnership::evidence::rows::Neighbour;
use partnership::evidence::rows::RecordedCrime;
use partnership::membership::GroupChoice;
use partnership::membership::Partnership;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::day::Day;
use partnership::terms::extract::ExtractId;
use partnership::terms::force::Force;
use partnership::terms::force::Territory;
use partnership::terms::month::Month;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::asked_where;
use crate::home::Home;

pub(crate) use crate::load::small_areas::small_areas;

/// Which comparison group a report is to use.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Group<'a> {
    /// The published neighbours.
    Published,
    /// A list that somebody typed.
    Typed(&'a str),
}

/// The published set of neighbours that is used where several are held.
const VARIANT: &str = "global";
/// How many months a monthly series goes back.
const SERIES: i32 = 24;

/// The home's archive as it stands now.
pub(crate) fn open(home: &Home) -> Result<Archive> {
    let folder = home.archive();
    Archive::open_on(&folder, &asked_where::runs_on(home)?)
        .with_context(|| format!("opening the archive `{}`", folder.display()))
}

/// The same, where no query is to be asked of it: no cluster need be there.
pub(crate) fn open_list(home: &Home) -> Result<Archive> {
    let folder = home.archive();
    Archive::open(&folder).with_context(|| format!("opening the archive `{}`", folder.display()))
}

/// The district that a partnership's evidence is drawn of, or why there is none.
pub(crate) fn district(partnership: &Partnership, on: Day) -> Result<AreaCode, String> {
    let districts: Vec<AreaCode> = partnership.districts_on(on).map(|one| one.code).collect();
    match districts.as_slice() {
        [area] => Ok(*area),
        several => Err(format!(
            "the partnership covers {} districts on {}, and evidence is drawn of one",
            several.len(),
            on.in_words()
        )),
    }
}

/// The areas that a partnership chose to be compared with, a line each; none where it takes the published neighbours.
pub(crate) fn chosen_group(partnership: &Partnership) -> Option<String> {
    typed_group(&partnership.typed().comparison_group)
}

/// The same of a choice alone.
pub(crate) fn typed_group(choice: &GroupChoice) -> Option<String> {
    match choice {
        GroupChoice::NearestNeighbours => None,
        GroupChoice::Chosen(areas) => {
            Some(areas.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The outlines of the neighbourhoods (LSOAs) counted; none where they were not imported.
pub(crate) fn outlines(archive: &Archive, held: &Held) -> Result<Vec<Boundary>> {
    let lsoas = held.counts.areas(|area| area.kind() == AreaKind::Lsoa);
    small_areas::outlines(archive, &lsoas.into_iter().collect::<Vec<_>>())
}

/// Where the crimes of the district of `held` were recorded in `periods`.
pub(crate) fn points(
    archive: &Archive,
    held: &Held,
    area: AreaCode,
    periods: &[Period],
) -> Result<Vec<CrimePoint>> {
    let (Some(months), Ok(force)) = (span(periods), held.geography.force(area)) else {
        return Ok(Vec::new());
    };
    archive.crime_points(area, force.name(), months).context("reading where crimes lie")
}

/// What is held for a report on `area` over `periods`.
pub(crate) fn held(
    archive: &Archive,
    area: AreaCode,
    periods: &[Period],
    group: Group<'_>,
) -> Result<Held> {
    of_report(archive, area, periods, group, common_to_reports(archive, periods)?)
}

/// What is held for reports on every area alike: what is `common`, and the counts by district over `periods`, and long
/// enough before for a monthly series.
pub(crate) fn common_to_reports(archive: &Archive, periods: &[Period]) -> Result<Held> {
    let mut held = common(archive)?;
    if let Some((first, last)) = span(periods) {
        let from = first.min(last.plus_months(1 - SERIES));
        held.counts = counts_by_district(archive, &held.geography, (from, last))?;
    }
    Ok(held)
}

/// What is held for a report on `area`, from what is common to reports on every area.
pub(crate) fn of_report(
    archive: &Archive,
    area: AreaCode,
    periods: &[Period],
    group: Group<'_>,
    common: Held,
) -> Result<Held> {
    let group = comparison_group(archive, area, group, &common.geography)?;
    let force = common.geography.force(area).ok();
    let mut held = Held {
        residents: residents(archive, area, group.as_ref(), &common.geography)?,
        recorded: force
            .map_or_else(|| Ok(Sourced::default()), |force| recorded(archive, force, periods))?,
        published: sourced(archive.published(&[area])?),
        group,
        ..common
    };
    if let Some(months) = span(periods) {
        note_lsoas(&mut held.counts, archive, area, months)?;
    }
    Ok(held)
}

/// What is held for every enquiry alike: which area lies where, which months are held, the weights, the extracts.
pub(crate) fn common(archive: &Archive) -> Result<Held> {
    Ok(Held {
        geography: Geography::of(archive.links()?.iter().map(|(link, _)| link)),
        coverage: coverage(archive),
        weights: sourced(archive.severity_weights()?),
        breaks: recording_break::known()?,
        extracts: archive.extracts().iter().map(|held| held.extract.clone()).collect(),
        ..Held::default()
    })
}

/// Counts by present district and by force area, from `first` to `last`.
pub(crate) fn counts_by_district(
    archive: &Archive,
    geography: &Geography,
    (first, last): (Month, Month),
) -> Result<CountsHeld> {
    let mut counts = CountsHeld::default();
    note_districts(&mut counts, archive, geography, (first, last))?;
    Ok(counts)
}

/// What is held for enquiries of `area` from `first` to `last`: what is `common`, the counts by district, and what is the
/// area's own.
pub(crate) fn of_area(
    archive: &Archive,
    area: AreaCode,
    group: Group<'_>,
    common: &Held,
    counts: Option<(CountsHeld, (Month, Month))>,
) -> Result<Held> {
    let geography = &common.geography;
    let group = match area.kind() {
        AreaKind::District => comparison_group(archive, area, group, geography)?,
        _ => None,
    };
    let district = geography.enclosing(area, AreaKind::District).map(|of| geography.latest(of));
    let force = force_of(area, district.unwrap_or(area), geography);
    let mut held = Held {
        residents: residents(archive, area, group.as_ref(), geography)?,
        group,
        ..common.clone()
    };
    if let Some((counts, (first, last))) = counts {
        held.counts = counts;
        if let (AreaKind::Lsoa, Some(district)) = (area.kind(), district) {
            note_lsoas(&mut held.counts, archive, district, (first, last))?;
        }
        let periods = [Period::Month(first), Period::Month(last)];
        held.recorded = force
            .map_or_else(|| Ok(Sourced::default()), |force| recorded(archive, force, &periods))?;
    }
    Ok(held)
}

/// The force of an area of any kind.
fn force_of(area: AreaCode, district: AreaCode, geography: &Geography) -> Option<&'static Force> {
    let own = Force::policing(area.as_str()).or_else(|| geography.force(district).ok());
    let first = || geography.districts_in(area).into_iter().next();
    own.or_else(|| geography.force(first()?).ok())
}

fn comparison_group(
    archive: &Archive,
    area: AreaCode,
    group: Group<'_>,
    geography: &Geography,
) -> Result<Option<ComparisonGroup>> {
    match group {
        Group::Typed(text) => Ok(Some(ComparisonGroup::typed(area, text, geography)?)),
        Group::Published => {
            let neighbours = archive.neighbours(area)?.into_iter().map(|(neighbour, _)| neighbour);
            let neighbours: Vec<Neighbour> = neighbours.collect();
            let first = neighbours.first().map(|row| row.variant.clone());
            let of = |variant: &str| ComparisonGroup::of_neighbours(area, variant, &neighbours);
            Ok(of(VARIANT).or_else(|| first.and_then(|variant| of(&variant))))
        }
    }
}

fn note_districts(
    counts: &mut CountsHeld,
    archive: &Archive,
    geography: &Geography,
    (first, last): (Month, Month),
) -> Result<()> {
    for held in archive.crime_counts_by_district(first, last)? {
        if let Some(force_area) = force_area(&held.count.reported_by) {
            note(counts, force_area, &held);
        }
        if let Some(district) = held.count.area {
            note(counts, geography.latest(district), &held);
        }
    }
    Ok(())
}

/// Notes the counts of a district's neighbourhoods (LSOAs) by month.
pub(crate) fn note_lsoas(
    counts: &mut CountsHeld,
    archive: &Archive,
    district: AreaCode,
    (first, last): (Month, Month),
) -> Result<()> {
    for held in archive.crime_counts_by_lsoa(district, first, last)? {
        if let Some(lsoa) = held.count.area {
            note(counts, lsoa, &held);
        }
    }
    Ok(())
}

fn note(counts: &mut CountsHeld, area: AreaCode, held: &HeldCount) {
    let count = &held.count;
    counts.note(area, &count.reported_by, count.month, count.class, count.count);
}

fn force_area(reported_by: &str) -> Option<AreaCode> {
    match Force::named(reported_by)?.territory() {
        Territory::Area(code) => code.parse().ok(),
        Territory::None => None,
    }
}

fn span(periods: &[Period]) -> Option<(Month, Month)> {
    let first = periods.iter().map(|period| period.first()).min();
    first.zip(periods.iter().map(|period| period.last()).max())
}

fn coverage(archive: &Archive) -> Coverage {
    let mut coverage = Coverage::default();
    for held in archive.coverage() {
        if matches!(held.table, Table::Crime | Table::CrimeCount) {
            coverage.note(&held.force, held.month, held.extract);
        }
    }
    coverage
}

fn residents(
    archive: &Archive,
    area: AreaCode,
    group: Option<&ComparisonGroup>,
    geography: &Geography,
) -> Result<ResidentsHeld> {
    let own = geography.districts_in(area).into_iter().chain([area]);
    let members = group.iter().flat_map(|group| group.peers.iter().copied()).chain(own);
    let with_parts =
        members.flat_map(|member| [vec![member], geography.merged_into(member)].concat());
    let areas: Vec<AreaCode> = with_parts.collect::<BTreeSet<_>>().into_iter().collect();
    let mut residents = ResidentsHeld::default();
    for (row, extract) in archive.residents(&areas)? {
        residents.note(&row, extract);
    }
    Ok(residents)
}

fn recorded(
    archive: &Archive,
    force: &Force,
    periods: &[Period],
) -> Result<Sourced<RecordedCrime>> {
    let Some((first, last)) = span(periods) else { return Ok(Sourced::default()) };
    let (first, last) = (Quarter::containing(first), Quarter::containing(last));
    Ok(sourced(archive.recorded_crime(force.home_office_name(), first, last)?))
}

fn sourced<T>(held: Vec<(T, ExtractId)>) -> Sourced<T> {
    let from = held.iter().map(|(_, extract)| *extract).collect();
    Sourced { rows: held.into_iter().map(|(row, _)| row).collect(), from }
}
