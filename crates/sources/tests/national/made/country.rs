//! The country: its forces, and the neighbourhoods that each polices, before and after the census of 2021.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use partnership::terms::force;
use partnership::terms::force::Force;
use partnership::terms::force::Territory;

use super::chance::mixed;

/// The file of neighbourhoods (LSOAs) of 2011 and of 2021 with their districts of 2022.
pub(crate) const LSOAS: &str = "lookup_lsoa11_lsoa21_ltla22.csv";
/// The file of what became of each district.
pub(crate) const DISTRICTS: &str = "lookup_ltla_ltla.csv";
/// The file of the force area of each district.
pub(crate) const FORCES: &str = "lookup_ltla24_csp24_pfa24.csv";

/// All that is policed.
#[derive(Debug)]
pub(crate) struct Country {
    /// Each force, in the order of its name in files.
    pub(crate) policed: Vec<Policed>,
}

/// A force and where it works.
#[derive(Debug)]
pub(crate) struct Policed {
    /// The force.
    pub(crate) force: &'static Force,
    /// Its neighbourhoods as they were from 2011; none for a force without an area of its own.
    pub(crate) of_2011: Vec<Lsoa>,
    /// Its neighbourhoods as they are from 2021.
    pub(crate) of_2021: Vec<Lsoa>,
}

/// A neighbourhood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lsoa {
    /// Its code.
    pub(crate) code: String,
    /// Its name.
    pub(crate) name: String,
    /// Where its middle is made up to lie: millionths of a degree, east and north.
    pub(crate) middle: (i32, i32),
}

impl Lsoa {
    /// A neighbourhood near those of its district.
    fn of(code: &str, name: &str) -> Lsoa {
        let district = name.rsplit_once(' ').map_or(name, |(district, _)| district);
        let (far, near) = (hashed(district), hashed(name));
        let spread = |hash: u64, by: u64| i32::try_from(hash % by).unwrap_or(0);
        let east = -4_400_000 + spread(far, 5_600_000) + spread(near, 160_000);
        let north = 50_500_000 + spread(far >> 32, 4_300_000) + spread(near >> 32, 100_000);
        Lsoa { code: code.to_owned(), name: name.to_owned(), middle: (east, north) }
    }
}

impl Policed {
    /// How much is recorded here beside elsewhere: by neighbourhoods, and a little for those without any.
    pub(crate) fn weight(&self) -> u64 {
        match (self.of_2011.len() as u64, self.force.slug()) {
            (0, "btp") => 400,
            (0, "northern-ireland") => 1_000,
            (lsoas, _) => lsoas,
        }
    }
}

impl Country {
    /// The country of the links in `folder`.
    ///
    /// # Errors
    /// When a file cannot be read, or has not the columns that are looked for.
    pub(crate) fn read(folder: &Path) -> io::Result<Country> {
        let now: BTreeMap<String, String> =
            columns(&folder.join(DISTRICTS), ["ltla22_code", "ltla24_code"])?
                .into_iter()
                .map(|[then, now]| (then, now))
                .collect();
        let areas: BTreeMap<String, String> =
            columns(&folder.join(FORCES), ["ltla24_code", "pfa24_code"])?
                .into_iter()
                .map(|[district, area]| (district, area))
                .collect();
        let mut held: BTreeMap<&str, [BTreeSet<Lsoa>; 2]> = BTreeMap::new();
        let wanted = ["lsoa11_code", "lsoa11_name", "lsoa21_code", "lsoa21_name", "ltla22_code"];
        for [old, old_name, new, new_name, district] in columns(&folder.join(LSOAS), wanted)? {
            let district = now.get(&district).unwrap_or(&district);
            let Some(force) = areas.get(district).and_then(|area| Force::policing(area)) else {
                continue;
            };
            let [of_2011, of_2021] = held.entry(force.slug()).or_default();
            of_2011.insert(Lsoa::of(&old, &old_name));
            of_2021.insert(Lsoa::of(&new, &new_name));
        }
        let policed = force::FORCES.iter().filter_map(|force| {
            let [of_2011, of_2021] = held.remove(force.slug()).unwrap_or_default();
            let elsewhere = matches!(force.territory(), Territory::None);
            let sorted = |lsoas: BTreeSet<Lsoa>| lsoas.into_iter().collect::<Vec<_>>();
            let policed = Policed { force, of_2011: sorted(of_2011), of_2021: sorted(of_2021) };
            (elsewhere || !policed.of_2011.is_empty()).then_some(policed)
        });
        Ok(Country { policed: policed.collect() })
    }
}

/// Some columns of a file with a header, by name.
fn columns<const N: usize>(file: &Path, names: [&str; N]) -> io::Result<Vec<[String; N]>> {
    let text = fs::read_to_string(file)?;
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header = fields(lines.next().unwrap_or_default());
    let places = names.map(|name| header.iter().position(|field| field == name));
    if places.contains(&None) {
        let missing = format!("{} has not the columns {}", file.display(), names.join(", "));
        return Err(io::Error::other(missing));
    }
    let row = |line: &str| {
        let fields = fields(line);
        places.map(|place| place.and_then(|at| fields.get(at).cloned()).unwrap_or_default())
    };
    Ok(lines.filter(|line| !line.is_empty()).map(row).collect())
}

/// The fields of a line, some of them in quotes.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            sign => {
                if let Some(field) = fields.last_mut() {
                    field.push(sign);
                }
            }
        }
    }
    fields
}

/// A number for a text (FNV-1a), mixed.
fn hashed(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mixed(text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}
