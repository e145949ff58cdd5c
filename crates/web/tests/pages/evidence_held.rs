//! What the worked example holds of the evidence, read from its committed files into the core's own types.

use std::sync::Arc;

use partnership::assessment::material::Supplied;
use partnership::evidence::figure::Line;
use partnership::evidence::geography::Geography;
use partnership::evidence::group::ComparisonGroup;
use partnership::evidence::held::Held;
use partnership::evidence::recording_break;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::Deprivation;
use partnership::evidence::rows::Households;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::rows::Neighbour;
use partnership::evidence::rows::Residents;
use partnership::evidence::small_areas::SmallAreas;
use partnership::membership::GroupChoice;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::extract::Extract;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;
use partnership::terms::period::Period;
use partnership::terms::span::Span;
use web::Gathered;

use crate::house::example;

/// The evidence of the worked example, all of it whatever is asked.
pub(crate) struct HeldEvidence(pub(crate) Arc<Held>);

impl HeldEvidence {
    /// The worked example's.
    pub(crate) fn of_the_example() -> HeldEvidence {
        HeldEvidence(Arc::new(held()))
    }

    /// The same after the force recorded so many more burglaries in June 2014.
    pub(crate) fn with_more_burglary(more: u64) -> HeldEvidence {
        let mut held = held();
        let (maidstone, june) = ("E07000110".parse().unwrap(), "2014-06".parse().unwrap());
        held.counts.note(maidstone, "Kent Police", june, OffenceClass::Burglary, more);
        HeldEvidence(Arc::new(held))
    }

    /// The same with made-up drug offences in every month of six years, with a season, and 30 more in the last.
    pub(crate) fn with_six_years_of_drugs() -> HeldEvidence {
        let season = [60, 52, 55, 50, 48, 45, 40, 42, 47, 53, 58, 62];
        let mut held = held();
        let (area, last): (AreaCode, Month) =
            ("E07000110".parse().unwrap(), "2014-09".parse().unwrap());
        for (at, month) in (0_u64..).zip(last.plus_months(-71).up_to(last)) {
            let class = OffenceClass::Drugs;
            let there =
                held.counts.sum(area, "Kent Police", Period::Month(month), Line::Class(class));
            let more = if month == last { 30 } else { at * 7 % 5 };
            let of_year = usize::try_from(month.month() - 1).unwrap();
            let count = (season[of_year] + more).saturating_sub(there);
            held.coverage.note("Kent Police", month, ExtractId::of([1; 32]));
            held.counts.note(area, "Kent Police", month, class, count);
        }
        HeldEvidence(Arc::new(held))
    }

    /// Nothing at all.
    pub(crate) fn of_nothing() -> HeldEvidence {
        HeldEvidence(Arc::default())
    }
}

impl web::Evidence for HeldEvidence {
    fn held(
        &self,
        _: AreaCode,
        _: Option<Span<Month>>,
        _: &GroupChoice,
    ) -> Result<Arc<Held>, String> {
        Ok(Arc::clone(&self.0))
    }

    fn mapped(&self, _: AreaCode, _: Period) -> Result<Arc<Gathered>, String> {
        let held = (*self.0).clone();
        let outlines = outlines(&held);
        let small_areas = small_areas(&outlines);
        let supplied = Supplied { outlines, small_areas, ..Supplied::default() };
        Ok(Arc::new(Gathered { held, supplied }))
    }

    fn extracts(&self) -> Result<Vec<Extract>, String> {
        Ok(self.0.extracts.clone())
    }
}

/// Each neighbourhood that is counted as a square of its own, side by side.
fn outlines(held: &Held) -> Vec<Boundary> {
    let areas = held.counts.areas(|area| area.kind() == AreaKind::Lsoa).into_iter();
    let squares = areas.zip(0_u8..).map(|(area, place)| {
        let (west, south) =
            (0.4 + f64::from(place % 12) / 100.0, 51.1 + f64::from(place / 12) / 100.0);
        let (east, north) = (west + 0.01, south + 0.01);
        let ring = vec![(west, south), (east, south), (east, north), (west, north), (west, south)];
        Boundary { area, name: held.geography.name(area), polygons: vec![vec![ring]] }
    });
    squares.collect()
}

/// Neighbourhoods of 1,500 residents each, the first the most deprived, four to a ward, which is drawn as its first.
fn small_areas(outlines: &[Boundary]) -> SmallAreas {
    let mut small = SmallAreas::default();
    for (outline, place) in outlines.iter().zip(0_u32..) {
        let lsoa = outline.area;
        let ward = format!("E05{:06}", place / 4 + 1).parse().unwrap();
        let name = format!("Ward {}", place / 4 + 1);
        small.residents.rows.push(Households {
            lsoa,
            name: outline.name.clone(),
            district: ("E07000110".parse().unwrap(), "Maidstone".to_owned()),
            year: 2011,
            residents: 1_500,
            households: 600,
            hectares: 50.0,
        });
        let rank = (place + 1) * 300;
        small.deprivation.rows.push(Deprivation { lsoa, edition: 2015, rank, ranked: 32_844 });
        if place % 4 == 0 {
            let polygons = outline.polygons.clone();
            small.ward_outlines.push(Boundary { area: ward, name: name.clone(), polygons });
        }
        small.wards.rows.push(AreaLink {
            from: lsoa,
            from_name: outline.name.clone(),
            to: ward,
            to_name: name,
            meaning: LinkMeaning::BestFit,
            year: 2017,
        });
    }
    small
}

/// The rows of a file without its header; none of these has a comma in a cell.
fn rows(name: &str) -> Vec<Vec<String>> {
    let text = example(name);
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn held() -> Held {
    let links: Vec<AreaLink> = rows("lookups.csv").iter().map(|row| link(row)).collect();
    let geography = Geography::of(&links);
    let mut held = Held { breaks: recording_break::known().unwrap(), ..Held::default() };
    held.extracts = vec![extract(1, "data.police.uk", "counts"), extract(2, "ONS", "residents")];
    let maidstone: AreaCode = "E07000110".parse().unwrap();
    for row in rows("counts.csv") {
        let (month, class) = (row[0].parse().unwrap(), OffenceClass::published(&row[4]).unwrap());
        held.coverage.note(&row[1], month, ExtractId::of([1; 32]));
        let count = row[5].parse().unwrap();
        if row[1] == "Kent Police" {
            held.counts.note("E23000032".parse().unwrap(), &row[1], month, class, count);
        }
        let Ok(area) = row[2].parse::<AreaCode>() else { continue };
        let of = if area.kind() == AreaKind::Lsoa { maidstone } else { geography.latest(area) };
        held.counts.note(of, &row[1], month, class, count);
        if area.kind() == AreaKind::Lsoa {
            held.counts.note(area, &row[1], month, class, count);
        }
    }
    for row in rows("residents.csv") {
        let (area, year) = (row[0].parse().unwrap(), row[2].parse().unwrap());
        let residents = row[3].parse().unwrap();
        let row = Residents { area, name: row[1].clone(), year, residents };
        held.residents.note(&row, ExtractId::of([2; 32]));
    }
    let neighbours = rows("neighbours.csv").into_iter().map(|row| Neighbour {
        area: row[0].parse().unwrap(),
        neighbour: row[1].parse().unwrap(),
        rank: row[2].parse().unwrap(),
        variant: row[3].clone(),
    });
    let neighbours: Vec<Neighbour> = neighbours.collect();
    held.group = ComparisonGroup::of_neighbours(maidstone, "global", &neighbours);
    held.geography = geography;
    held
}

fn link(row: &[String]) -> AreaLink {
    AreaLink {
        from: row[0].parse().unwrap(),
        from_name: row[1].clone(),
        to: row[2].parse().unwrap(),
        to_name: row[3].clone(),
        meaning: match row[4].as_str() {
            "within" => LinkMeaning::Within,
            _ => LinkMeaning::Became,
        },
        year: row[5].parse().unwrap(),
    }
}

fn extract(id: u8, publisher: &str, layout: &str) -> Extract {
    Extract {
        id: ExtractId::of([id; 32]),
        kind: SourceKind::Counts,
        layout: layout.to_owned(),
        file: format!("{layout}.csv"),
        publisher: publisher.to_owned(),
        licence: "Open Government Licence v3.0".to_owned(),
        covers: Some(("2014-01".parse().unwrap(), "2014-09".parse().unwrap())),
        areas: "Kent".to_owned(),
        taken: "2014-10-14T09:00:00Z".to_owned(),
        kept: 6_687,
        refused: 0,
    }
}
