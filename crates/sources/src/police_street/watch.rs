//! What is noticed about street-level rows that are kept.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use flate2::Crc;
use partnership::evidence::rows::StreetCrime;
use partnership::terms::force::Force;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use crate::report::FileReport;
use crate::report::Trap;

/// Crimes among which repeated identifiers are sought: the largest force has a tenth in a month.
const MOST_IDS: usize = 1 << 20;
/// The first month of the present crime types.
const TYPES_CHANGED: (i16, i8) = (2013, 5);

/// Watches the rows of one file for what misleads.
pub(super) struct Watch {
    file_month: Option<Month>,
    file_force: Option<&'static Force>,
    month: Option<Month>,
    force_name: String,
    force: Option<&'static Force>,
    /// Never walked through, only asked, so its order does not matter.
    ids: HashMap<[u8; 32], u32>,
}

impl Watch {
    /// Begins to watch the file `name`, such as `2014-06/2014-06-kent-street.csv`.
    pub(super) fn over(name: &str) -> Watch {
        let own = name.rsplit('/').next().unwrap_or_default();
        let file_month = own.get(..7).and_then(|month| month.parse().ok());
        let force = own.get(8..).and_then(|rest| rest.split_once("-street"));
        let force = force.and_then(|(slug, _)| Force::named(slug));
        Watch {
            file_month,
            file_force: file_month.and(force),
            month: None,
            force_name: String::new(),
            force: None,
            ids: HashMap::new(),
        }
    }

    /// Notes what a row shows; `whole` is all of it.
    pub(super) fn note(&mut self, crime: &StreetCrime<'_>, whole: &[u8], report: &mut FileReport) {
        self.note_time_and_force(crime, report);
        if crime.lsoa.is_none() {
            report.meet(Trap::NoLsoa, crime.line);
        }
        if crime.position.is_none() {
            report.meet(Trap::NoPosition, crime.line);
        }
        if matches!(
            crime.class,
            OffenceClass::ViolentCrime | OffenceClass::PublicDisorderAndWeapons
        ) {
            let ended = (crime.month.year(), crime.month.month()) >= TYPES_CHANGED;
            let trap = if ended { Trap::TypeOutOfTime } else { Trap::TypeBeforeMay2013 };
            report.meet(trap, crime.line);
        }
        match crime.crime_id {
            Some(id) => self.note_id(id, whole, crime.line, report),
            None if crime.class.is_crime() => report.meet(Trap::CrimeWithoutId, crime.line),
            None => report.meet(Trap::IncidentWithoutId, crime.line),
        }
    }

    fn note_time_and_force(&mut self, crime: &StreetCrime<'_>, report: &mut FileReport) {
        if self.month != Some(crime.month) {
            self.month = Some(crime.month);
            report.months.insert(crime.month);
        }
        if self.force_name != crime.reported_by {
            crime.reported_by.clone_into(&mut self.force_name);
            self.force = Force::named(crime.reported_by);
            report.note_set(crime.reported_by);
        }
        if self.file_month.is_some_and(|month| month != crime.month) {
            report.meet(Trap::MonthUnlikeFileName, crime.line);
        }
        if self.force.is_none() {
            report.meet(Trap::UnknownForce, crime.line);
        } else if self.file_force.is_some() && self.file_force != self.force {
            report.meet(Trap::ForceUnlikeFileName, crime.line);
        }
        if crime.falls_within != crime.reported_by {
            report.meet(Trap::OtherForcesArea, crime.line);
        }
    }

    fn note_id(&mut self, id: [u8; 32], whole: &[u8], line: u64, report: &mut FileReport) {
        // A check sum tells rows apart well enough once their identifiers are the same.
        let mut row = Crc::new();
        row.update(whole);
        let enough = self.ids.len() >= MOST_IDS;
        match self.ids.entry(id) {
            Entry::Occupied(seen) if *seen.get() == row.sum() => {
                report.meet(Trap::RepeatedRow, line)
            }
            Entry::Occupied(_) => report.meet(Trap::RepeatedId, line),
            Entry::Vacant(_) if enough => report.meet(Trap::RepeatsNotSought, line),
            Entry::Vacant(free) => {
                free.insert(row.sum());
            }
        }
    }
}
