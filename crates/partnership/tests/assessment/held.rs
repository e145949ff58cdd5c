//! What the worked example holds: the committed files of real, open figures, read into the core's own types.

use partnership::assessment::kept::Kept;
use partnership::assessment::material::Supplied;
use partnership::assessment::passage::Given;
use partnership::assessment::text::Source;
use partnership::content::table::Cell;
use partnership::evidence::figure::Figure;
use partnership::evidence::figure::Status;
use partnership::evidence::geography::Geography;
use partnership::evidence::group::ComparisonGroup;
use partnership::evidence::held::Held;
use partnership::evidence::recording_break;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::rows::Neighbour;
use partnership::evidence::rows::PublishedFigure;
use partnership::evidence::rows::Residents;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::extract::ExtractId;
use partnership::terms::offence::OffenceClass;

macro_rules! example {
    ($name:literal) => {
        include_str!(concat!("../../../../examples/maidstone-2014/", $name))
    };
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

pub(crate) fn maidstone() -> AreaCode {
    "E07000110".parse().unwrap()
}

/// What is held of the example: counts by district and, of Maidstone, by LSOA.
pub(crate) fn example() -> Held {
    let links: Vec<AreaLink> = rows(example!("lookups.csv")).iter().map(|row| link(row)).collect();
    let geography = Geography::of(&links);
    let mut held = Held { breaks: recording_break::known().unwrap(), ..Held::default() };
    for row in rows(example!("counts.csv")) {
        let (month, class) = (row[0].parse().unwrap(), OffenceClass::published(&row[4]).unwrap());
        held.coverage.note(&row[1], month, ExtractId::of([1; 32]));
        let Ok(area) = row[2].parse::<AreaCode>() else { continue };
        let count = row[5].parse().unwrap();
        if area.kind() == AreaKind::Lsoa {
            held.counts.note(area, &row[1], month, class, count);
            held.counts.note(maidstone(), &row[1], month, class, count);
        } else {
            held.counts.note(geography.latest(area), &row[1], month, class, count);
        }
    }
    for row in rows(example!("residents.csv")) {
        let (area, year) = (row[0].parse().unwrap(), row[2].parse().unwrap());
        let residents = row[3].parse().unwrap();
        let row = Residents { area, name: row[1].clone(), year, residents };
        held.residents.note(&row, ExtractId::of([2; 32]));
    }
    let neighbours = rows(example!("neighbours.csv")).into_iter().map(|row| Neighbour {
        area: row[0].parse().unwrap(),
        neighbour: row[1].parse().unwrap(),
        rank: row[2].parse().unwrap(),
        variant: row[3].clone(),
    });
    let neighbours: Vec<Neighbour> = neighbours.collect();
    held.group = ComparisonGroup::of_neighbours(maidstone(), "global", &neighbours);
    held.published.rows =
        rows(example!("published.csv")).iter().map(|row| published(row)).collect();
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

fn published(row: &[String]) -> PublishedFigure {
    PublishedFigure {
        area: row[0].parse().unwrap(),
        area_name: row[1].clone(),
        period: row[2].parse().unwrap(),
        counted: row[3].clone(),
        count: row[4].parse().unwrap(),
        published_in: row[5].clone(),
    }
}

/// The sections of the draft of 4 December 2014.
pub(crate) fn draft() -> Vec<Source> {
    let files = [
        ("1-about.md", example!("assessment/1-about.md")),
        ("2-levels.md", example!("assessment/2-levels.md")),
        ("2b-classes.md", example!("assessment/2b-classes.md")),
        ("3-changes.md", example!("assessment/3-changes.md")),
        ("4-why.md", example!("assessment/4-why.md")),
        ("5-people.md", example!("assessment/5-people.md")),
        ("6-last-plan.md", example!("assessment/6-last-plan.md")),
        ("7-priorities.md", example!("assessment/7-priorities.md")),
    ];
    let files = files.map(|(file, text)| Source { file: file.to_owned(), text: text.to_owned() });
    files.to_vec()
}

fn kept() -> Kept {
    toml::from_str(example!("assessment/kept.toml")).unwrap()
}

/// How many passages of the example were numbered.
pub(crate) fn given() -> Given {
    kept().given()
}

/// The illustrative findings, themes, panel issues, commentaries and figure.
pub(crate) fn supplied() -> Supplied {
    kept().supplied(maidstone())
}

/// A confidential figure of the district.
pub(crate) fn confidential(measure: &str, count: u64) -> Figure {
    Figure {
        measure: measure.to_owned(),
        method: "As the partner counted them.".to_owned(),
        value: Cell::Count(count),
        area: maidstone(),
        period: "2014-Q2".parse().unwrap(),
        against: None,
        sources: Default::default(),
        counted: Vec::new(),
        status: Status::Confidential,
        breaks: Vec::new(),
    }
}
