//! A district beside its comparison group in one line: words, a table of the members, and a bar for each.
//!
//! In comes an enquiry against the group; out goes where the district stands, by the rule that the briefing goes by.

use crate::content::chart::Chart;
use crate::content::chart::Comparison;
use crate::content::chart::ComparisonRow;
use crate::content::chart::Drawing;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::decimal;
use crate::evidence::enquiry::asked::Asked;
use crate::evidence::enquiry::asked::COUNTED;
use crate::evidence::enquiry::refused::Refused;
use crate::evidence::figure::Figure;
use crate::evidence::phrases;
use crate::evidence::phrases::rate_decimals;
use crate::evidence::quarter;
use crate::evidence::quarter::Subject;
use crate::evidence::quarter::beside_group;
use crate::evidence::quarter::beside_group::BesideGroup;
use crate::evidence::quarter::beside_group::NoComparison;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::statistics::comparison;

const RATE: &str =
    "Count divided by the mid-year estimate of residents, times 1,000; the period alone.";
const RESIDENTS: &str = "Mid-year estimate of residents, Office for National Statistics.";

/// One member of the group.
struct Member {
    name: String,
    own: Own,
    count: u64,
    residents: u64,
    rate: f64,
    figure: Figure,
}

/// Whether a member is the district itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    Itself,
    Peer,
}

/// A district beside its group.
pub(super) struct Beside {
    group: BesideGroup,
    found: comparison::Comparison,
    members: Vec<Member>,
}

impl Beside {
    /// The district of an enquiry beside the group that is held for it.
    pub(super) fn of(asked: &Asked<'_>) -> Result<Beside, Refused> {
        let (area, force) = (asked.territory.area, asked.territory.force);
        let subject = Subject { area, force, period: asked.now };
        let group = beside_group::beside_group(asked.held, subject)?;
        let found = *group.comparison(asked.enquiry.line).ok_or(NoComparison::NoGroup)?;
        let mut members = Vec::new();
        for member in &group.members {
            let line = asked.enquiry.line;
            let counted =
                asked.held.counted("the period", member.area, member.reported_by, asked.now, line);
            let rate = quarter::rate_of(counted.count, member.residents)?.estimate.value();
            let figure = asked.figure("Count", COUNTED, Cell::Count(counted.count), asked.now);
            members.push(Member {
                name: member.name.clone(),
                own: if member.area == area { Own::Itself } else { Own::Peer },
                count: counted.count,
                residents: member.residents,
                rate,
                figure: Figure {
                    area: member.area,
                    counted: vec![counted],
                    sources: group.sources.clone(),
                    ..figure
                },
            });
        }
        members.sort_by(|one, other| other.rate.total_cmp(&one.rate));
        Ok(Beside { group, found, members })
    }

    /// Where the district stands, in a sentence.
    pub(super) fn sentence(&self) -> String {
        let mean = self.found.group_mean.value();
        format!(
            "That is {}: the mean of {} is {}, and it ranks {}.",
            phrases::standing(self.found.standing),
            self.group.group.name,
            decimal(mean, rate_decimals(mean)),
            phrases::rank(self.found.rank),
        )
    }

    /// What must be known of the comparison.
    pub(super) fn notes(&self) -> Vec<String> {
        let group = &self.group.group;
        let mut notes = vec![format!("The group: {} ({}).", group.name, group.source)];
        if !self.group.left_out.is_empty() {
            let left_out = self.group.left_out.join("; ");
            notes.push(format!("Left out for want of data: {left_out}."));
        }
        notes
    }

    /// The extracts that it rests on.
    pub(super) fn sources(&self) -> impl Iterator<Item = crate::terms::extract::ExtractId> {
        self.group.sources.iter().copied()
    }

    /// The columns of the table.
    pub(super) fn columns() -> Vec<Column> {
        let figures = ["Recorded", "Residents", "Per 1,000 residents"].map(Column::figures);
        [Column::words("District")].into_iter().chain(figures).collect()
    }

    /// The rows of the table, the highest rate first.
    pub(super) fn rows(&self) -> Vec<Drafted> {
        let row = |member: &Member| {
            let of = |measure: &str, method: &str, value: Cell| -> Entry {
                let (measure, method) = (measure.to_owned(), method.to_owned());
                Figure { measure, method, value, ..member.figure.clone() }.into()
            };
            let entries = vec![
                of("Count", COUNTED, Cell::Count(member.count)),
                of("Residents", RESIDENTS, Cell::Count(member.residents)),
                of(
                    "Rate per 1,000 residents",
                    RATE,
                    Cell::Number { value: member.rate, decimals: 2 },
                ),
            ];
            let weight = match member.own {
                Own::Itself => RowWeight::Strong,
                Own::Peer => RowWeight::Ordinary,
            };
            Drafted { heading: member.name.clone(), entries, weight }
        };
        self.members.iter().map(row).collect()
    }

    /// A bar for each member.
    pub(super) fn chart(&self, asked: &Asked<'_>, table: &Table) -> Chart {
        let mean = self.found.group_mean.value();
        let (lowest, highest) = self.group.range(asked.enquiry.line).unwrap_or((mean, mean));
        let row = |(place, member): (usize, &Member)| ComparisonRow {
            label: member.name.clone(),
            area: member.rate,
            mean,
            range: (lowest, highest),
            verdict: match member.own {
                Own::Itself => phrases::standing(self.found.standing).to_owned(),
                Own::Peer => String::new(),
            },
            reference: table.reference(place),
        };
        let (area, line) = (&asked.territory.name, asked.enquiry.line.name());
        let unit = format!("{line} per 1,000 residents, {}", asked.now.span());
        Chart {
            name: "beside-group".to_owned(),
            title: format!("{area} beside {}: {line}", self.group.group.name),
            subtitle: unit.clone(),
            alternative: format!(
                "Bars of {} districts from {} to {} per 1,000 residents, with their mean at {}.",
                self.members.len(),
                decimal(highest, rate_decimals(highest)),
                decimal(lowest, rate_decimals(lowest)),
                decimal(mean, rate_decimals(mean)),
            ),
            source: "data.police.uk, street-level crime; ONS, mid-year estimates.".to_owned(),
            table: table.number,
            drawing: Drawing::Comparison(Comparison {
                area: "Rate of the district".to_owned(),
                group: format!("Mean of the {}", self.members.len()),
                range: Comparison::OF_GROUP.to_owned(),
                verdicts: Comparison::AGAINST_GROUP.to_owned(),
                unit,
                rows: self.members.iter().enumerate().map(row).collect(),
            }),
        }
    }
}
