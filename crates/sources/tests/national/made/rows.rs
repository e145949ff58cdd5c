//! Rows of one force's month, as the publisher writes them, with the traps that its files have.
//!
//! The traps: anti-social behaviour has no identifier; some identifiers come again; some rows have no place; some lie in
//! another force's area; some words for a place hold a comma; types of crime, outcomes and neighbourhoods are those of
//! the time; a file's lines end in one of two ways, and some files begin with a mark.

use std::io::Write as _;

use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use super::chance::Chance;
use super::country::Country;
use super::country::Lsoa;
use super::country::Policed;

const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,\
                      Crime type,Last outcome category,Context";

const STREETS: [&str; 24] = [
    "High Street",
    "Church Lane",
    "Station Road",
    "The Street",
    "Victoria Road",
    "Mill Lane",
    "Green Lane",
    "Park Avenue",
    "Supermarket",
    "Parking Area",
    "Petrol Station",
    "Shopping Area",
    "Nightclub",
    "Sports/Recreation Area",
    "Queens Road",
    "Manor Close",
    "School Lane",
    "Kings Drive",
    "London Road",
    "New Road",
    "Chapel Street",
    "Grange Gardens",
    "Parking Area, The Mall",
    "St John's \"\"Court\"\", East",
];

const OUTCOMES: [&str; 8] = [
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Under investigation",
    "Court result unavailable",
    "Local resolution",
    "Offender given a caution",
    "Awaiting court outcome",
    "Formal action is not in the public interest",
];

use OffenceClass as Class;

/// Until August 2011.
const FIRST: &[(Class, usize)] = &[
    (Class::AntiSocialBehaviour, 45),
    (Class::OtherCrime, 30),
    (Class::ViolentCrime, 12),
    (Class::Burglary, 7),
    (Class::VehicleCrime, 5),
    (Class::Robbery, 1),
];
/// From September 2011 to April 2013.
const SECOND: &[(Class, usize)] = &[
    (Class::AntiSocialBehaviour, 38),
    (Class::OtherTheft, 13),
    (Class::ViolentCrime, 13),
    (Class::CriminalDamageAndArson, 10),
    (Class::Burglary, 8),
    (Class::VehicleCrime, 7),
    (Class::Shoplifting, 5),
    (Class::Drugs, 3),
    (Class::PublicDisorderAndWeapons, 2),
    (Class::Robbery, 1),
];
/// From May 2013.
const THIRD: &[(Class, usize)] = &[
    (Class::ViolenceAndSexualOffences, 30),
    (Class::AntiSocialBehaviour, 20),
    (Class::CriminalDamageAndArson, 9),
    (Class::PublicOrder, 8),
    (Class::OtherTheft, 8),
    (Class::Shoplifting, 7),
    (Class::VehicleCrime, 6),
    (Class::Burglary, 5),
    (Class::Drugs, 3),
    (Class::OtherCrime, 2),
    (Class::BicycleTheft, 1),
    (Class::Robbery, 1),
    (Class::TheftFromThePerson, 1),
    (Class::PossessionOfWeapons, 1),
];

/// The rows of one force's month.
pub(crate) struct Rows<'a> {
    country: &'a Country,
    force: &'a Policed,
    month_text: String,
    chance: Chance,
    classes: Vec<Class>,
    new_areas: bool,
    with_outcomes: bool,
    end: &'static str,
    identifier: [u64; 4],
}

impl<'a> Rows<'a> {
    /// The rows of the force that stands at `place` in the country.
    pub(crate) fn of(
        country: &'a Country,
        place: usize,
        month: Month,
        mut chance: Chance,
    ) -> Rows<'a> {
        let since = |year, of_year| (month.year(), month.month()) >= (year, of_year);
        let weighed = if since(2013, 5) {
            THIRD
        } else if since(2011, 9) {
            SECOND
        } else {
            FIRST
        };
        let classes = weighed.iter().flat_map(|(class, times)| vec![*class; *times]).collect();
        let end = if chance.happens(5_000) { "\r\n" } else { "\n" };
        Rows {
            country,
            force: &country.policed[place],
            month_text: month.to_string(),
            chance,
            classes,
            new_areas: since(2023, 7),
            with_outcomes: since(2012, 1),
            end,
            identifier: [0; 4],
        }
    }

    /// Writes the first line.
    pub(crate) fn header(&mut self, to: &mut Vec<u8>) {
        if self.chance.happens(300) {
            to.extend("\u{feff}".as_bytes());
        }
        to.extend(HEADER.as_bytes());
        to.extend(self.end.as_bytes());
    }

    /// Writes a row.
    pub(crate) fn row(&mut self, to: &mut Vec<u8>) {
        let class = self.classes[self.chance.below(self.classes.len())];
        if class.is_crime() {
            // Some identifiers come again, in the next row.
            if !self.chance.happens(30) || self.identifier == [0; 4] {
                self.identifier = std::array::from_fn(|_| self.chance.draw());
            }
            for part in self.identifier {
                put(to, format_args!("{part:016x}"));
            }
        }
        let name = self.force.force.name();
        put(to, format_args!(",{},{name},{name},", self.month_text));
        self.place(to);
        let outcome = self.outcome(class);
        put(to, format_args!(",{},{outcome},{}", class.name(), self.end));
    }

    /// Writes coordinates, words for the place, and the neighbourhood's code and name.
    fn place(&mut self, to: &mut Vec<u8>) {
        if self.chance.happens(120) {
            to.extend(b",,No Location,,");
            return;
        }
        let street = STREETS[self.chance.low(STREETS.len())];
        let round = quote(street);
        let corner = i32::try_from(self.chance.low(20)).unwrap_or(0);
        let (middle, lsoa) = match self.lsoa() {
            Some(lsoa) => (lsoa.middle, Some(lsoa)),
            None => ((-6_300_000, 54_500_000), None),
        };
        let degrees = |millionths: i32| f64::from(millionths) / 1e6;
        let (east, north) = (degrees(middle.0 + corner * 173), degrees(middle.1 + corner * 97));
        put(to, format_args!("{east:.6},{north:.6},{round}On or near {street}{round},"));
        if let Some(lsoa) = lsoa {
            let round = quote(&lsoa.name);
            put(to, format_args!("{},{round}{}{round}", lsoa.code, lsoa.name));
        } else {
            to.push(b',');
        }
    }

    /// A neighbourhood of the force, or now and then of another; any at all for a force without an area, but for Northern
    /// Ireland, whose areas are not among them.
    fn lsoa(&mut self) -> Option<&'a Lsoa> {
        if self.force.force.slug() == "northern-ireland" {
            return None;
        }
        let elsewhere = self.force.of_2011.is_empty() || self.chance.happens(25);
        let policed = if elsewhere {
            &self.country.policed[self.chance.below(self.country.policed.len())]
        } else {
            self.force
        };
        let lsoas = if self.new_areas { &policed.of_2021 } else { &policed.of_2011 };
        let at = self.chance.low(lsoas.len().max(1));
        lsoas.get(at)
    }

    fn outcome(&mut self, class: Class) -> &'static str {
        if class.is_crime() && self.with_outcomes {
            OUTCOMES[self.chance.low(OUTCOMES.len())]
        } else {
            ""
        }
    }
}

/// What stands round a text that holds a comma.
fn quote(text: &str) -> &'static str {
    if text.contains(',') { "\"" } else { "" }
}

fn put(to: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    // Writing into memory cannot fail.
    let _ = to.write_fmt(words);
}
