//! What the worked example holds: the committed files of real, open figures, read into the core's own types.

use partnership::assessment::gathered;
use partnership::assessment::gathered::partners;
use partnership::assessment::kept::Kept;
use partnership::assessment::material::Noted;
use partnership::assessment::material::Supplied;
use partnership::assessment::passage::Given;
use partnership::assessment::reference::Kind;
use partnership::assessment::text::Source;
use partnership::content::table::Cell;
use partnership::evidence::enquiry::Enquiry;
use partnership::evidence::enquiry::answered::answered;
use partnership::evidence::figure::Figure;
use partnership::evidence::figure::Status;
use partnership::evidence::finding::Asked;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Stood;
use partnership::evidence::geography::Geography;
use partnership::evidence::group::ComparisonGroup;
use partnership::evidence::held::Held;
use partnership::evidence::recording_break;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::rows::Neighbour;
use partnership::evidence::rows::PublishedFigure;
use partnership::evidence::rows::Residents;
use partnership::panels::register::TypedRegister;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::described::TypedPartnerData;
use partnership::task_groups::described::TaskGroups;
use partnership::task_groups::described::TypedTaskGroups;
use partnership::task_groups::happened::until;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::day::Day;
use partnership::terms::extract::ExtractId;
use partnership::terms::offence::OffenceClass;
use partnership::terms::slug;

macro_rules! example {
    ($($name:literal),+) => {
        include_str!(concat!("../../../../examples/maidstone-2014/", $($name),+))
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

/// What the records of the example hold to refer to on the day on which its draft is circulated, and a theme or two that a
/// test may refer to, of which the example has none yet.
pub(crate) fn supplied() -> Supplied {
    let mut supplied = kept().supplied(maidstone());
    let on = "2014-11-26".parse().unwrap();
    let typed: TypedThemes = toml::from_str(THEMES).unwrap();
    for (name, words, count) in typed.theme {
        let (counted, rests_on) = (Some((count, 412)), vec!["A theme of a test.".to_owned()]);
        let noted = Noted { words, counted, status: Status::Final, rests_on };
        supplied.noted.insert((Kind::Theme, name), noted);
    }
    supplied.noted.extend(findings(on).iter().map(gathered::finding));
    supplied.noted.extend(panel_issues(on));
    let groups: TypedTaskGroups = toml::from_str(example!("task-groups.toml")).unwrap();
    let known = until(TaskGroups::of(groups).unwrap(), on);
    supplied.noted.extend(known.commentaries.iter().flat_map(gathered::commentary));
    let deliveries = deliveries();
    let numbered: Vec<(i64, &Delivery)> = (1..).zip(&deliveries).collect();
    let partners = partners::supplied(&numbered, maidstone());
    supplied.partner.extend(partners.figures);
    supplied.shown.extend(partners.shown);
    supplied
}

const THEMES: &str = "theme = [[\"speeding\", \"Speeding through villages\", 118], \
    [\"fly-tipping\", \"Fly-tipping in one lane\", 3]]";

#[derive(serde::Deserialize)]
struct TypedThemes {
    theme: Vec<(String, String, u64)>,
}

#[derive(serde::Deserialize)]
struct TypedFindings {
    finding: Vec<TypedFinding>,
}

#[derive(serde::Deserialize)]
struct TypedFinding {
    name: String,
    note: String,
    on: Day,
    enquiry: Enquiry,
}

/// The findings that were kept by a day.
fn findings(day: Day) -> Vec<Finding> {
    let held = example();
    let typed: TypedFindings = toml::from_str(example!("findings.toml")).unwrap();
    let known = typed.finding.into_iter().filter(|one| one.on <= day);
    let kept = known.map(|one| Finding {
        id: slug::plain(&one.name, "finding").parse().unwrap(),
        stood: Stood::of(&answered(&held, one.enquiry).unwrap(), one.on),
        name: one.name,
        note: one.note,
        enquiry: Asked::Enquiry(one.enquiry),
    });
    kept.collect()
}

/// The issues of the panels by a day, numbered as the records number them.
fn panel_issues(day: Day) -> Vec<gathered::Named> {
    let typed: TypedRegister = toml::from_str(example!("panels.toml")).unwrap();
    let panels = typed.until(day).checked(day).unwrap();
    let issues =
        panels.iter().flat_map(|panel| panel.issue.iter().map(|one| (&panel.is.name, one)));
    (1..)
        .zip(issues)
        .map(|(number, (name, one))| gathered::panel_issue(number, name, one))
        .collect()
}

/// The files of partner data, each as it was taken or refused.
pub(crate) fn deliveries() -> Vec<Delivery> {
    let typed: TypedPartnerData = toml::from_str(example!("partner-data.toml")).unwrap();
    let each = typed.deliveries.iter().map(|one| {
        let bytes = partner_file(&one.file).as_bytes();
        one.delivered(bytes, format!("{:0>64}", bytes.len())).unwrap()
    });
    each.collect()
}

macro_rules! partner_files {
    ($asked:expr, $($name:literal),+) => {
        match $asked {
            $($name => example!("partner-data/", $name),)+
            other => panic!("no file {other}"),
        }
    };
}

fn partner_file(name: &str) -> &'static str {
    partner_files!(
        name,
        "police-2014-q1.csv",
        "police-2014-q2.csv",
        "fire-2014-q1.csv",
        "fire-2014-q2.csv",
        "ambulance-2014-q1-refused.csv",
        "ambulance-2014-q1.csv",
        "health-2014-q1.csv",
        "health-2014-q2.csv",
        "council-2014-q1.csv",
        "council-2014-q2.csv",
        "assault-attendances.csv",
        "noise-at-night.csv"
    )
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
