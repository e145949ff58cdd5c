//! What partners supplied, for a draft to refer to: figures, tables and charts of returns and of series.
//!
//! In come deliveries; out goes each that counts under its name, with who supplied it, when, by which file, and how sure it
//! is. Of a return nothing is told that its own page withholds.

mod returns;
mod series;

use crate::assessment::answer::Row;
use crate::assessment::answer::Value;
use crate::assessment::gathered::answers::Charted;
use crate::assessment::gathered::partners::returns::returns;
use crate::assessment::gathered::partners::series::series;
use crate::assessment::material::PartnerFigure;
use crate::content::table::Cell;
use crate::content::table::RowWeight;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::partner_data::delivery::Delivery;
use crate::partner_data::delivery::in_force;
use crate::terms::area::AreaCode;
use crate::terms::period::Period;
use crate::terms::slug;

/// What partners supplied, each thing under its name.
#[derive(Debug, Clone, Default)]
pub struct FromPartners {
    /// Figures: `{partner:assault-attendances/2014-q2}`.
    pub figures: Vec<(String, PartnerFigure)>,
    /// Tables and charts: `{table:partner/assault-attendances}`.
    pub shown: Vec<Charted>,
}

/// What can be referred to of all deliveries, as they were numbered; a figure whose file names no area is of `area`.
pub fn supplied(all: &[(i64, &Delivery)], area: AreaCode) -> FromPartners {
    let counts = in_force(all);
    let mut found = FromPartners::default();
    returns(&counts, area, &mut found);
    series(&counts, area, &mut found);
    found
}

/// How a table or chart of partner data is named behind `partner/`.
fn shown_as(name: &str) -> String {
    format!("partner/{name}")
}

/// A period within a name, such as `2014-q2`.
fn named(period: Period) -> String {
    period.to_string().to_lowercase().replace('/', "-")
}

/// An organisation within a name, such as `kent-police`.
fn organisation(delivery: &Delivery) -> String {
    slug::plain(delivery.of.supplier(), "partner")
}

/// Who supplied a delivery, when, and by which file, as a sentence.
fn provenance(number: i64, delivery: &Delivery) -> String {
    let file: String = delivery.file.chars().take(12).collect();
    format!(
        "Supplied by {}, received on {} as delivery {number} (file {file}…).",
        delivery.of.supplier(),
        delivery.received.in_words()
    )
}

/// What a figure is of, and how sure it is.
struct Of {
    measure: String,
    method: String,
    area: AreaCode,
    period: Period,
    status: Status,
}

fn figure(of: Of, value: Cell) -> Figure {
    Figure {
        measure: of.measure,
        method: of.method,
        value,
        area: of.area,
        period: of.period,
        against: None,
        sources: Default::default(),
        counted: Vec::new(),
        status: of.status,
        breaks: Vec::new(),
    }
}

fn row(heading: String, entries: Vec<Value>, weight: RowWeight) -> Row {
    Row { place: None, heading, entries, weight }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partner_data::described::TypedPartnerData;

    macro_rules! example {
        ($name:expr) => {
            include_str!(concat!("../../../../../examples/maidstone-2014/", $name))
        };
    }

    /// The files of the example whose counts its text names.
    const FILES: [(&str, &str); 4] = [
        ("fire-2014-q2.csv", example!("partner-data/fire-2014-q2.csv")),
        ("ambulance-2014-q1.csv", example!("partner-data/ambulance-2014-q1.csv")),
        ("council-2014-q2.csv", example!("partner-data/council-2014-q2.csv")),
        ("health-2014-q2.csv", example!("partner-data/health-2014-q2.csv")),
    ];

    #[test]
    fn the_counts_that_the_examples_text_names_are_those_of_its_files() {
        let typed: TypedPartnerData = toml::from_str(example!("partner-data.toml")).unwrap();
        let each = typed.deliveries.iter().filter_map(|one| {
            let (_, text) = FILES.iter().find(|(file, _)| *file == one.file)?;
            Some(one.delivered(text.as_bytes(), "a".repeat(64)).unwrap())
        });
        let deliveries: Vec<Delivery> = each.collect();
        let numbered: Vec<(i64, &Delivery)> = (1..).zip(&deliveries).collect();
        let found = supplied(&numbered, "E07000110".parse().unwrap());
        let told = |name: &str| {
            let found = found.figures.iter().find(|(own, _)| own == name);
            found.unwrap_or_else(|| panic!("no {name}")).1.figure.value.printed()
        };
        // Counted in the files by another program.
        for (name, count) in [
            ("fire/fire-and-rescue-example/2014-q2/deliberate-secondary-fire-not-vehicle", "76"),
            ("fire/fire-and-rescue-example/2014-q2", "126"),
            ("ambulance/ambulance-service-example/2014-q1", "126"),
            ("council/borough-council-example/2014-q2/anti-social-behaviour", "106"),
            ("council/borough-council-example/2014-q2/road-collision", "56"),
            ("health/clinical-group-example/2014-q2/toxic-effect-of-alcohol", "49"),
        ] {
            assert_eq!(told(name), count, "{name}");
        }
    }
}
