//! A probability sample: people drawn by chance from a list, so that what they say can be estimated for all on it.
//!
//! In comes a sample as somebody typed it: the list, how many are on it, how many were drawn, stratum by stratum; out go
//! its faults. A consultation that names none is answered by whoever chooses to, and of them nothing is estimated.

pub mod lines;

use crate::content::table::with_commas;

/// So many must be drawn in each stratum at the least. Of a reply the records keep its stratum, and nothing is
/// estimated from fewer replies of one than [`FEWEST_REPLIES`](super::results::drawn::FEWEST_REPLIES).
pub const FEWEST_DRAWN: u64 = 10;
/// No list is longer.
pub const LONGEST_LIST: u64 = 1_000_000_000;
/// More strata than these are a mistake.
pub const MOST_STRATA: usize = 50;

/// A sample as somebody typed it, in a file or on a page; not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedSample {
    /// The list from which people were drawn, and how, such as "Electoral register of 1 December 2014, one adult at each
    /// of 1,500 addresses drawn by random numbers".
    pub frame: String,
    /// How many are on the list.
    pub population: u64,
    /// How many were drawn.
    pub drawn: u64,
    /// The parts of the list that were drawn from one by one; none where it was drawn from as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strata: Vec<Stratum>,
    /// Whether intervals are narrower for drawing from a list that ends.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub correction: Correction,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_usual(correction: &Correction) -> bool {
    *correction == Correction::Finite
}

/// A part of the list that was drawn from by itself.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stratum {
    /// What it is called, such as a ward; empty where there is one for the whole list.
    pub name: String,
    /// How many are in it.
    pub population: u64,
    /// How many of them were drawn.
    pub drawn: u64,
}

/// Whether the finite population correction is made: the more of a list reply, the less is left to chance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Correction {
    /// It is made.
    #[default]
    Finite,
    /// It is not, as where those on the list stand for people to come.
    None,
}

/// What is wrong with a sample.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleFault {
    /// Nobody could tell of whom it speaks.
    #[error(
        "the sample does not say from what it was drawn; name the list, and how people were drawn"
    )]
    NoFrame,
    /// A stratum without a name.
    #[error("stratum {0} has no name; write one")]
    NoName(usize),
    /// Two of a name.
    #[error("two strata are called `{0}`; give each a name of its own")]
    SameName(String),
    /// Too few to keep anybody's reply from being known.
    #[error(
        "{} drawn {of}; draw at least {FEWEST_DRAWN}, since nothing is estimated from fewer replies{}",
        were(*.drawn), or_join(.of)
    )]
    TooFew {
        /// In which stratum.
        of: InWhich,
        /// How many were drawn.
        drawn: u64,
    },
    /// More than there are.
    #[error(
        "{} drawn {of}, which has {}; a population is all on the list, not those drawn",
        were(*.drawn), with_commas(*.population)
    )]
    TooMany {
        /// In which stratum.
        of: InWhich,
        /// How many were drawn.
        drawn: u64,
        /// How many there are.
        population: u64,
    },
    /// A population of more than anybody has.
    #[error("the list has at most {} people; {} is too many", with_commas(LONGEST_LIST), with_commas(*.0))]
    TooLong(u64),
    /// Too many strata.
    #[error("there are {0} strata; name {MOST_STRATA} at most")]
    ManyStrata(usize),
    /// The strata do not add up.
    #[error(
        "the strata have {} {what} together, and the whole list {}; mend the one or the other",
        with_commas(*.found), with_commas(*.wanted)
    )]
    Sum {
        /// Which numbers.
        what: Summed,
        /// Their sum.
        found: u64,
        /// What was typed of the whole.
        wanted: u64,
    },
}

/// The whole list or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InWhich {
    /// The whole.
    List,
    /// The stratum of that name.
    Stratum(String),
}

impl std::fmt::Display for InWhich {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            InWhich::List => to.write_str("from the list"),
            InWhich::Stratum(name) => write!(to, "in stratum `{name}`"),
        }
    }
}

/// Which numbers of the strata add up to one of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summed {
    /// Those in them.
    Population,
    /// Those drawn.
    Drawn,
}

impl std::fmt::Display for Summed {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Summed::Population => "people",
            Summed::Drawn => "drawn",
        })
    }
}

fn were(drawn: u64) -> String {
    if drawn == 1 { "1 was".to_owned() } else { format!("{} were", with_commas(drawn)) }
}

fn or_join(of: &InWhich) -> &'static str {
    match of {
        InWhich::List => "",
        InWhich::Stratum(_) => ", or join it with another stratum",
    }
}

impl TypedSample {
    /// The strata; where the list was drawn from as a whole, that is the only one, without a name.
    pub fn parts(&self) -> Vec<Stratum> {
        if self.strata.is_empty() {
            let (population, drawn) = (self.population, self.drawn);
            vec![Stratum { name: String::new(), population, drawn }]
        } else {
            self.strata.clone()
        }
    }

    /// Whether a reply of a stratum of this sample is one of the stratum of the same number of `other`.
    pub fn has_strata_of(&self, other: &TypedSample) -> bool {
        let names = |sample: &TypedSample| -> Vec<String> {
            sample.strata.iter().map(|one| one.name.trim().to_owned()).collect()
        };
        names(self) == names(other)
    }

    /// All that is wrong with it.
    pub fn faults(&self) -> Vec<SampleFault> {
        let mut faults = Vec::new();
        if self.frame.trim().is_empty() {
            faults.push(SampleFault::NoFrame);
        }
        if self.strata.len() > MOST_STRATA {
            faults.push(SampleFault::ManyStrata(self.strata.len()));
            return faults;
        }
        let whole = (InWhich::List, self.population, self.drawn);
        let parts = self
            .strata
            .iter()
            .map(|one| (InWhich::Stratum(one.name.trim().to_owned()), one.population, one.drawn));
        faults.extend(std::iter::once(whole).chain(parts).filter_map(fault_of));
        faults.extend(self.names());
        if !self.strata.is_empty() {
            let sum = |number: fn(&Stratum) -> u64| {
                self.strata.iter().map(number).fold(0, u64::saturating_add)
            };
            let sums = [
                (Summed::Population, sum(|one| one.population), self.population),
                (Summed::Drawn, sum(|one| one.drawn), self.drawn),
            ];
            let unlike = sums.into_iter().filter(|(_, found, wanted)| found != wanted);
            faults.extend(unlike.map(|(what, found, wanted)| SampleFault::Sum {
                what,
                found,
                wanted,
            }));
        }
        faults
    }

    /// What is wrong with the names of strata.
    fn names(&self) -> Vec<SampleFault> {
        let names: Vec<&str> = self.strata.iter().map(|one| one.name.trim()).collect();
        let faults = names.iter().enumerate().filter_map(|(at, name)| {
            if name.is_empty() {
                Some(SampleFault::NoName(at + 1))
            } else {
                names[..at].contains(name).then(|| SampleFault::SameName((*name).to_owned()))
            }
        });
        faults.collect()
    }

    /// What is told of it in one sentence.
    ///
    /// ```
    /// use partnership::consultation::sample::{Correction, TypedSample};
    /// let frame = "Electoral register of 1 December 2014".to_owned();
    /// let (strata, correction) = (Vec::new(), Correction::Finite);
    /// let sample = TypedSample { frame, population: 120_000, drawn: 1_500, strata, correction };
    /// assert_eq!(
    ///     sample.in_words(),
    ///     "1,500 people were drawn by chance of the 120,000 on this list: Electoral register of 1 December 2014."
    /// );
    /// ```
    pub fn in_words(&self) -> String {
        let strata = match self.strata.len() {
            0 => String::new(),
            number => format!(", in {number} strata"),
        };
        let frame = self.frame.trim().trim_end_matches('.');
        format!(
            "{} people were drawn by chance of the {} on this list{strata}: {frame}.",
            with_commas(self.drawn),
            with_commas(self.population)
        )
    }
}

/// What is wrong with the numbers of the list or of a stratum.
fn fault_of((of, population, drawn): (InWhich, u64, u64)) -> Option<SampleFault> {
    if population > LONGEST_LIST {
        Some(SampleFault::TooLong(population))
    } else if drawn > population {
        Some(SampleFault::TooMany { of, drawn, population })
    } else if drawn < FEWEST_DRAWN {
        Some(SampleFault::TooFew { of, drawn })
    } else {
        None
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn sample(strata: &[(&str, u64, u64)]) -> TypedSample {
        let one = |(name, population, drawn): &(&str, u64, u64)| Stratum {
            name: (*name).to_owned(),
            population: *population,
            drawn: *drawn,
        };
        TypedSample {
            frame: "A list made up for a test.".to_owned(),
            population: strata.iter().map(|one| one.1).sum(),
            drawn: strata.iter().map(|one| one.2).sum(),
            strata: strata.iter().map(one).collect(),
            correction: Correction::Finite,
        }
    }

    fn told(sample: &TypedSample) -> Vec<String> {
        sample.faults().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_sample_of_strata_that_add_up_has_no_fault() {
        let sample = sample(&[("Town", 9_000, 600), ("Villages", 3_000, 400)]);
        assert_eq!(sample.faults(), []);
        assert!(sample.in_words().starts_with("1,000 people were drawn by chance of the 12,000"));
        assert_eq!(sample.parts().len(), 2);
    }

    #[test]
    fn strata_that_do_not_add_up_are_told_with_both_sums() {
        let mut sample = sample(&[("Town", 9_000, 600), ("Villages", 3_000, 400)]);
        (sample.population, sample.drawn) = (12_500, 1_001);
        let told = told(&sample);
        assert!(told[0].starts_with("the strata have 12,000 people together"), "{told:?}");
        assert!(told[1].contains("1,000 drawn together, and the whole list 1,001"), "{told:?}");
    }

    #[test]
    fn nobody_can_be_known_by_a_stratum_of_a_few() {
        let told = told(&sample(&[("Town", 9_000, 600), ("Island", 40, 9)]));
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("9 were drawn in stratum `Island`; draw at least 10"));
        assert!(told[0].contains("join it with another"));
    }

    #[test]
    fn what_lacks_is_told_all_together() {
        let mut wrong = sample(&[("Town", 9_000, 600), ("Town", 20, 30), (" ", 90, 10)]);
        wrong.frame = " ".to_owned();
        let told = told(&wrong).join("\n");
        for part in
            ["from what it was drawn", "30 were drawn in stratum `Town`", "two strata", "stratum 3"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
        wrong.population = u64::MAX;
        assert!(!wrong.faults().is_empty());
    }

    #[test]
    fn strata_are_the_same_by_their_names_in_order() {
        let one = sample(&[("Town", 9_000, 600), ("Villages", 3_000, 400)]);
        let sizes = sample(&[("Town", 9_100, 600), ("Villages", 3_000, 390)]);
        let order = sample(&[("Villages", 3_000, 400), ("Town", 9_000, 600)]);
        assert!(one.has_strata_of(&sizes) && !one.has_strata_of(&order));
    }
}
