//! Strata as somebody typed them, a line for each: its name, how many are in it, how many were drawn.
//!
//! In come lines, such as those pasted from a spreadsheet; out go strata, or every line that is none.

use crate::consultation::sample::Stratum;
use crate::content::table::with_commas;

/// Why a text is no whole number.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a whole number; write one, such as 1,500")]
pub struct NoNumber(String);

/// A whole number of people, whose thousands may be separated by commas or blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct People(pub u64);

impl std::str::FromStr for People {
    type Err = NoNumber;

    fn from_str(text: &str) -> Result<People, NoNumber> {
        let plain: String =
            text.chars().filter(|sign| !sign.is_whitespace() && *sign != ',').collect();
        let is_number = !plain.is_empty() && plain.chars().all(|sign| sign.is_ascii_digit());
        let number = plain.parse().ok().filter(|_| is_number);
        number.map(People).ok_or_else(|| NoNumber(text.trim().chars().take(40).collect()))
    }
}

/// A line that is no stratum.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum StratumFault {
    /// It has other than three parts.
    #[error(
        "line {line} has {found} parts where 3 are wanted; write the name, how many are in it and how many were drawn, such \
         as Town; 9,000; 600"
    )]
    Parts {
        /// Its number, from 1.
        line: usize,
        /// How many parts it has.
        found: usize,
    },
    /// One of its numbers is none.
    #[error("line {line}: {wrong}")]
    Number {
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        wrong: NoNumber,
    },
}

/// The strata in lines, whose parts are separated by semicolons or tabs.
///
/// # Errors
/// Every line that is none.
///
/// ```
/// use partnership::consultation::sample::lines::strata;
/// let found = strata("Town; 9,000; 600\nVillages\t3000\t400").unwrap();
/// assert_eq!((found[0].population, found[1].name.as_str()), (9_000, "Villages"));
/// ```
pub fn strata(lines: &str) -> Result<Vec<Stratum>, Vec<StratumFault>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (text, line) in lines.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty()) {
        match stratum(text, line) {
            Ok(stratum) => found.push(stratum),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn stratum(text: &str, line: usize) -> Result<Stratum, StratumFault> {
    let parts: Vec<&str> = text.split([';', '\t']).map(str::trim).collect();
    let [name, population, drawn] = parts[..] else {
        return Err(StratumFault::Parts { line, found: parts.len() });
    };
    let number = |text: &str| {
        let People(number) = text.parse().map_err(|wrong| StratumFault::Number { line, wrong })?;
        Ok(number)
    };
    Ok(Stratum { name: name.to_owned(), population: number(population)?, drawn: number(drawn)? })
}

/// The lines that read as these strata.
pub fn in_lines(strata: &[Stratum]) -> String {
    let line = |one: &Stratum| {
        format!("{}; {}; {}", one.name.trim(), with_commas(one.population), with_commas(one.drawn))
    };
    strata.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::sample::tests::sample;

    #[test]
    fn what_is_written_reads_the_same() {
        let strata_of = sample(&[("High Street", 9_000, 600), ("Villages", 1_003_000, 400)]).strata;
        assert_eq!(strata(&in_lines(&strata_of)).unwrap(), strata_of);
        assert_eq!(strata(" \n\n").unwrap(), []);
    }

    #[test]
    fn every_line_that_is_no_stratum_is_told() {
        let told = strata("Town, 9000, 600\nVillages; many; 40\n\nIsland; 40; -1").unwrap_err();
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert!(told[0].starts_with("line 1 has 1 parts where 3 are wanted"), "{told:?}");
        assert!(told[1].starts_with("line 2: `many` is not a whole number"), "{told:?}");
        assert!(told[2].starts_with("line 4: `-1` is not a whole number"), "{told:?}");
    }
}
