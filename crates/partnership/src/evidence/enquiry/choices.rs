//! What can be asked of what is held: areas, offences, periods, measures and comparisons, each as a short list.
//!
//! In come what is held and the partnership's own districts; out go the choices, and the enquiry to begin with.

use crate::evidence::enquiry::Against;
use crate::evidence::enquiry::Enquiry;
use crate::evidence::enquiry::Measure;
use crate::evidence::figure::Line;
use crate::evidence::held::Held;
use crate::terms::area::AreaCode;
use crate::terms::force::Force;
use crate::terms::force::Territory;
use crate::terms::month::Month;
use crate::terms::period::FinancialYear;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As an address has it.
    pub value: String,
    /// As it is offered.
    pub words: String,
}

/// What can be asked of what is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The partnership's districts, its police force area, then the force's other districts.
    pub areas: Vec<Choice>,
    /// All recorded crime, and the offence classes.
    pub offences: Vec<Choice>,
    /// The periods that are held whole, the latest first of each kind.
    pub periods: Vec<Choice>,
    /// The measures.
    pub measures: Vec<Choice>,
    /// The comparisons.
    pub against: Vec<Choice>,
    /// The enquiry to begin with: the first district's crime in the latest quarter, against what is held.
    pub first: Enquiry,
}

/// How many periods of each kind are offered.
const QUARTERS: i32 = 8;
const MONTHS: i32 = 6;
const YEARS: i16 = 3;

/// What can be asked; none where nothing is held of the force of the partnership's districts.
pub fn choices(held: &Held, own: &[AreaCode]) -> Option<Choices> {
    let district = own.iter().copied().find(|area| held.geography.force(*area).is_ok())?;
    let force = held.geography.force(district).ok()?;
    let latest = held.coverage.months(force.name()).last().copied()?;
    let periods = periods(held, force, latest);
    Some(Choices {
        areas: areas(held, own, force),
        offences: Line::all().map(|line| choice(line.short_name(), line.name())).collect(),
        measures: Measure::ALL.map(|one| choice(one.name(), one.in_words())).to_vec(),
        against: Against::ALL.map(|one| choice(one.name(), one.in_words())).to_vec(),
        first: first(held, district, force, periods.first().copied()?),
        periods: periods.iter().map(|one| choice(one.to_string(), offered(*one))).collect(),
    })
}

fn choice(value: impl Into<String>, words: impl Into<String>) -> Choice {
    Choice { value: value.into(), words: words.into() }
}

/// A period as it is offered: its months first, since a list may be narrow.
pub fn offered(period: Period) -> String {
    match period {
        Period::Quarter(quarter) => format!("{} (quarter {})", period.span(), quarter.number()),
        Period::FinancialYear(year) => format!("{year}, the financial year"),
        Period::YearToDate(_) => format!("{}, the year so far", period.span()),
        Period::TwelveMonthsTo(_) => format!("{}, 12 months", period.span()),
        Period::Month(_) | Period::CalendarYear(_) => period.in_words(),
    }
}

fn areas(held: &Held, own: &[AreaCode], force: &Force) -> Vec<Choice> {
    let named = |area: AreaCode| choice(area.to_string(), held.geography.name(area));
    let whole = match force.territory() {
        Territory::Area(code) => code.parse::<AreaCode>().ok(),
        Territory::None => None,
    };
    let mut others: Vec<Choice> = whole
        .map(|area| held.geography.districts_in(area))
        .unwrap_or_default()
        .into_iter()
        .filter(|area| !own.contains(area))
        .map(named)
        .collect();
    others.sort_by(|one, other| one.words.cmp(&other.words));
    let whole = whole.map(|area| {
        choice(area.to_string(), format!("{}, the whole force area", held.geography.name(area)))
    });
    own.iter().copied().map(named).chain(whole).chain(others).collect()
}

/// The periods held whole: quarters, years, the year so far, the last twelve months, months.
fn periods(held: &Held, force: &Force, latest: Month) -> Vec<Period> {
    let quarter = Quarter::containing(latest);
    let quarters = (0..QUARTERS).map(|back| Period::Quarter(quarter.plus_quarters(-back)));
    let start = quarter.year().start();
    let years = (0..YEARS).filter_map(|back| FinancialYear::beginning(start - back));
    let so_far = [Period::YearToDate(latest), Period::TwelveMonthsTo(latest)];
    let months = (0..MONTHS).map(|back| Period::Month(latest.plus_months(-back)));
    let all = quarters.chain(years.map(Period::FinancialYear)).chain(so_far).chain(months);
    all.filter(|period| held.coverage.whole(force.name(), *period).is_ok()).collect()
}

fn first(held: &Held, area: AreaCode, force: &Force, period: Period) -> Enquiry {
    let whole = |period| held.coverage.whole(force.name(), period).is_ok();
    let against = match (whole(period.year_before()), whole(period.just_before())) {
        (true, _) => Against::LastYear,
        (false, true) => Against::PeriodBefore,
        (false, false) => Against::Nothing,
    };
    Enquiry { area, line: Line::AllCrime, period, measure: Measure::Count, against }
}
