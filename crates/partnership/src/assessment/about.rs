//! What an assessment is about: a district, a period, and the period that it is compared with.
//!
//! In come an area and two periods as an officer chose them; out goes the choice, and every period for which figures must
//! be held before the draft's references can be answered.

use std::collections::BTreeSet;

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

    /// Its own two periods and every one that a reference names, each with that of the year before.
    pub fn periods(&self, sections: &[Section]) -> BTreeSet<Period> {
        let references = passages(sections).flat_map(|(_, passage)| passage.body.references());
        let named = references.flat_map(|reference| reference.arguments());
        let named = named.filter_map(|word| word.parse::<Period>().ok());
        let all = named.chain([self.period, self.against]);
        all.flat_map(|period| [period, period.year_before()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::reading::read;
    use crate::assessment::text::Source;

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
