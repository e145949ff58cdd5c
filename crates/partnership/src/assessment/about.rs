//! What an assessment is about: a district, a period, and the period that it is compared with.
//!
//! In come an area and two periods as an officer chose them; out goes the choice, and every period for which figures must
//! be held before the draft's references can be answered.

use std::collections::BTreeSet;

use crate::assessment::answering::looks_back;
use crate::assessment::passage::passages;
use crate::assessment::text::Section;
use crate::terms::area::AreaCode;
use crate::terms::period::NotComparable;
use crate::terms::period::Period;

/// What an assessment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct About {
    /// The district.
    pub area: AreaCode,
    /// The period that is told of where a reference names none.
    pub period: Period,
    /// The period that it is compared with where a reference names none.
    pub against: Period,
}

impl About {
    /// The choice, where the two periods can be compared.
    ///
    /// # Errors
    /// When they cannot, such as a quarter with a year.
    pub fn of(area: AreaCode, period: Period, against: Period) -> Result<About, NotComparable> {
        period.compared_with(against)?;
        Ok(About { area, period, against })
    }

    /// What the assessment of the next year is about: the same a year later, with what this one told of as its baseline.
    #[must_use]
    pub fn a_year_later(self) -> About {
        About { area: self.area, period: self.period.year_later(), against: self.period }
    }

    /// Its own two periods and every one that a reference names, each with that of the year before; and the earlier years
    /// that a reference judges months by.
    pub fn periods(&self, sections: &[Section]) -> BTreeSet<Period> {
        let references = passages(sections).flat_map(|(_, passage)| passage.body.references());
        let named = references.flat_map(|reference| reference.arguments());
        let named = named.filter_map(|word| word.parse::<Period>().ok());
        let all = named.chain([self.period, self.against]);
        let all = all.flat_map(|period| [period, period.year_before()]);
        all.chain(self.looked_back_on(sections)).collect()
    }

    /// The first of the months that each reference looks back on, where it judges months by earlier ones.
    fn looked_back_on(&self, sections: &[Section]) -> BTreeSet<Period> {
        let references = passages(sections).flat_map(|(_, passage)| passage.body.references());
        let first = references.filter_map(|reference| {
            let back = looks_back(reference.name())?;
            let named = reference.arguments().iter().find_map(|word| word.parse::<Period>().ok());
            let last = named.unwrap_or(self.period).last();
            Some(Period::Month(last.plus_months(-back)))
        });
        first.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::reading::read;
    use crate::assessment::text::Source;

    #[test]
    fn a_reference_that_judges_months_asks_for_the_earlier_ones_that_it_judges_by() {
        let text = "# A\n\n{phrase:usual-range burglary} and {phrase:expected burglary 2012-Q3}\n";
        let source = Source { file: "a.md".to_owned(), text: text.to_owned() };
        let period = |text: &str| text.parse::<Period>().unwrap();
        let area = "E07000110".parse().unwrap();
        let about = About::of(area, period("2014-Q2"), period("2014-Q1")).unwrap();
        let found = about.periods(&read(&[source]).sections);
        // Two years to September 2014, and six to December 2012.
        assert!(found.contains(&period("2012-10")) && found.contains(&period("2007-01")));
    }

    #[test]
    fn a_year_later_what_was_told_of_is_what_is_compared_with() {
        let period = |text: &str| text.parse::<Period>().unwrap();
        for (told, against, next) in
            [("2014-Q1", "2013-Q1", "2015-Q1"), ("12m-2014-06", "12m-2013-06", "12m-2015-06")]
        {
            let area = "E07000110".parse().unwrap();
            let later = About::of(area, period(told), period(against)).unwrap().a_year_later();
            assert_eq!(Ok(later), About::of(area, period(next), period(told)));
        }
    }

    #[test]
    fn the_periods_are_its_own_and_those_that_references_name() {
        let text = "# A\n\n{figure:burglary.count 2012-Q3} and {phrase:changed robbery}\n";
        let source = Source { file: "a.md".to_owned(), text: text.to_owned() };
        let period = |text: &str| text.parse::<Period>().unwrap();
        let area = "E07000110".parse().unwrap();
        let about = About::of(area, period("2014-Q2"), period("2014-Q1")).unwrap();
        let found = about.periods(&read(&[source]).sections);
        let wanted = ["2014-Q2", "2013-Q2", "2014-Q1", "2013-Q1", "2012-Q3", "2011-Q3"];
        assert_eq!(found, wanted.map(period).into());
        assert!(About::of(area, period("2014-Q2"), period("2014")).is_err());
    }
}
