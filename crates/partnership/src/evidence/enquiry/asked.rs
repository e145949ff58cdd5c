//! An enquiry with what it takes to answer it: the territory, the periods and the extracts that hold them.
//!
//! In come what is held and an enquiry; out goes one that can be answered, or the first thing that stands against it.

use std::collections::BTreeSet;

use crate::content::table::Cell;
use crate::evidence::disclosure;
use crate::evidence::disclosure::Shown;
use crate::evidence::enquiry::Against;
use crate::evidence::enquiry::Enquiry;
use crate::evidence::enquiry::Measure;
use crate::evidence::enquiry::refused::Refused;
use crate::evidence::enquiry::territory::Territory;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::evidence::held::Held;
use crate::terms::area::AreaKind;
use crate::terms::extract::ExtractId;
use crate::terms::month::Month;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;
use crate::terms::period::Season;
use crate::terms::span::Span;

/// How a count is made.
pub(super) const COUNTED: &str = "Count of rows in `crime` of the area, months and force; anti-social behaviour is in no \
    total of crime.";

/// An enquiry that can be answered.
pub(super) struct Asked<'h> {
    pub(super) held: &'h Held,
    pub(super) enquiry: Enquiry,
    pub(super) territory: Territory,
    /// The period told of.
    pub(super) now: Period,
    /// The period that it is compared with, and whether seasons cancel.
    pub(super) before: Option<(Period, Season)>,
    /// The extracts that hold both.
    pub(super) sources: BTreeSet<ExtractId>,
}

impl<'h> Asked<'h> {
    /// The enquiry with what it takes to answer it.
    pub(super) fn of(held: &'h Held, enquiry: Enquiry) -> Result<Asked<'h>, Refused> {
        let territory = Territory::of(held, enquiry.area)?;
        fits(&enquiry, &territory)?;
        let now = enquiry.told();
        let mut sources = territory.sources(held, now)?;
        let mut before = None;
        if let Some(period) = enquiry.compared() {
            let season = now.compared_with(period)?;
            let force = territory.force.name();
            let of = held.coverage.whole(force, period).map_err(Refused::BeforeNotHeld)?;
            sources.extend(of);
            before = Some((period, season));
        }
        let asked = Asked { held, enquiry, territory, now, before, sources };
        asked.same_classes()?;
        Ok(asked)
    }

    /// Refuses a class across the change of types, of which one side would be missing.
    fn same_classes(&self) -> Result<(), Refused> {
        let Line::Class(class) = self.enquiry.line else { return Ok(()) };
        let ended = |period| {
            let ended = OffenceClass::all().filter(|class| class.ended_in_2013());
            ended.map(|class| self.count(period, Line::Class(class))).sum::<u64>()
        };
        let before = self.before.map_or(0, |(before, _)| ended(before));
        if class.is_crime() && before + ended(self.now) > 0 {
            let of = self.before.map_or(self.now, |(before, _)| before);
            let line = capital(&class.in_sentence());
            return Err(Refused::OtherClasses { line, before: of.in_words() });
        }
        Ok(())
    }

    /// How many rows of a line there were in a period.
    pub(super) fn count(&self, period: Period, line: Line) -> u64 {
        self.territory.count(self.held, period, line)
    }

    /// The rows counted of a line in a period.
    pub(super) fn counted(&self, purpose: &str, period: Period, line: Line) -> Vec<Counted> {
        self.territory.counted(self.held, purpose, period, line)
    }

    /// A count as it may be shown: of a small area, a small one is withheld.
    pub(super) fn shown(&self, count: u64) -> Cell {
        if !self.territory.is_small() {
            return Cell::Count(count);
        }
        match disclosure::without_total(&[count]).get().first() {
            Some(Shown::Withheld(reason)) => Cell::Withheld(reason.in_words().to_owned()),
            Some(Shown::Count(count)) => Cell::Count(*count),
            None => Cell::Missing("not counted".to_owned()),
        }
    }

    /// A figure of a period.
    pub(super) fn figure(
        &self,
        measure: &str,
        method: &str,
        value: Cell,
        period: Period,
    ) -> Figure {
        Figure {
            measure: measure.to_owned(),
            method: method.to_owned(),
            value,
            area: self.territory.area,
            period,
            against: None,
            sources: self.sources.clone(),
            counted: Vec::new(),
            status: Status::Provisional,
            breaks: Vec::new(),
        }
    }

    /// The cautions of the recording breaks that lie in a span of months.
    pub(super) fn breaks(&self, months: Span<Month>) -> Vec<String> {
        let force = self.territory.force.name();
        let crossed = self.held.breaks.iter().filter(|one| one.crossed_within(force, months));
        crossed.map(|one| one.caution().trim_end().to_owned()).collect()
    }
}

fn capital(words: &str) -> String {
    crate::terms::wording::capitalised(words)
}

/// Refuses what makes no sense together.
fn fits(enquiry: &Enquiry, territory: &Territory) -> Result<(), Refused> {
    if territory.is_small() {
        if enquiry.measure != Measure::Count {
            return Err(Refused::SmallAreaMeasure);
        }
        match enquiry.period {
            Period::Quarter(_) | Period::FinancialYear(_) | Period::CalendarYear(_) => {}
            Period::Month(_) | Period::TwelveMonthsTo(_) | Period::YearToDate(_) => {
                return Err(Refused::SmallAreaPeriod);
            }
        }
    }
    let incidents = enquiry.line == Line::Class(OffenceClass::AntiSocialBehaviour);
    if enquiry.measure == Measure::Share && (incidents || enquiry.line == Line::AllCrime) {
        return Err(Refused::NoShare(capital(&all_of(enquiry.line))));
    }
    if enquiry.measure == Measure::Severity && incidents {
        return Err(Refused::NoWeightOf(capital(&all_of(enquiry.line))));
    }
    if enquiry.against == Against::Group {
        if territory.area.kind() != AreaKind::District {
            return Err(Refused::GroupWantsDistrict);
        }
        if enquiry.measure != Measure::Rate {
            return Err(Refused::GroupWantsRate);
        }
        if incidents {
            return Err(Refused::GroupWantsCrime);
        }
    }
    Ok(())
}

fn all_of(line: Line) -> String {
    match line {
        Line::AllCrime => "all recorded crime".to_owned(),
        Line::Class(class) => class.in_sentence(),
    }
}
