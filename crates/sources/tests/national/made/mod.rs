//! The street-level archive of the whole country since December 2010, made up by seed: real areas and forces, the
//! publisher's layout and its traps, any number of rows.
//!
//! In come the links of areas and how many rows there are to be; out go files, a month and force each, as the publisher
//! lays them out. What is made up is how much happened where, and the places within each area.

pub(crate) mod chance;
pub(crate) mod country;
pub(crate) mod rows;

use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Write as _;
use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

use partnership::terms::month::Month;

use chance::Chance;
use country::Country;
use country::Policed;
use rows::Rows;

/// How many months there are: December 2010 to November 2025.
pub(crate) const MONTHS: u16 = 180;

/// How much is recorded in each month of the year, of 100: summer has more than winter.
const SEASON: [u64; 12] = [94, 90, 100, 99, 104, 105, 108, 106, 101, 103, 98, 92];

/// The `index`-th month.
fn month(index: u16) -> Month {
    Month::EARLIEST.plus_months(12 * 110 + 11 + i32::from(index))
}

/// Writes `rows` rows below `folder`.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write(country: &Country, rows: u64, seed: u64, folder: &Path) -> io::Result<()> {
    let seasons =
        (0..MONTHS).map(|index| SEASON[(usize::from(index) + 11) % 12]).collect::<Vec<_>>();
    let months = shared_out(rows, &seasons);
    let waiting = Mutex::new((0..MONTHS).zip(months));
    let faults = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((index, rows)) = next else { return };
                    if let Err(fault) = write_month(country, month(index), rows, seed, folder) {
                        faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
    faults.into_iter().next().map_or(Ok(()), Err)
}

fn write_month(
    country: &Country,
    month: Month,
    rows: u64,
    seed: u64,
    folder: &Path,
) -> io::Result<()> {
    let folder = folder.join(month.to_string());
    std::fs::create_dir_all(&folder)?;
    let weights: Vec<u64> = country.policed.iter().map(Policed::weight).collect();
    for (place, rows) in shared_out(rows, &weights).into_iter().enumerate() {
        if rows == 0 {
            continue;
        }
        let force = &country.policed[place];
        let name = format!("{month}-{}-street.csv", force.force.slug());
        let mut file = BufWriter::with_capacity(1 << 20, File::create(folder.join(name))?);
        let chance = Chance::of(seed, month, place);
        let mut made = Rows::of(country, place, month, chance);
        let mut line = Vec::with_capacity(512);
        made.header(&mut line);
        for _ in 0..rows {
            made.row(&mut line);
            file.write_all(&line)?;
            line.clear();
        }
        file.flush()?;
    }
    Ok(())
}

/// A number shared out by weights, without a rest.
fn shared_out(number: u64, weights: &[u64]) -> Vec<u64> {
    let all: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let (mut before, mut given) = (0u128, 0u64);
    let share = |weight: &u64| {
        before += u128::from(*weight);
        // Never more than the number itself.
        let up_to = u64::try_from(u128::from(number) * before / all.max(1)).unwrap_or(number);
        let share = up_to - given;
        given = up_to;
        share
    };
    weights.iter().map(share).collect()
}
