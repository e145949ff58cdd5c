//! `briefing --all`: a briefing of every district in one run.
//!
//! Each is put in place whole, so that a run that was cut off goes on where it was. What is common to all is read once,
//! and no more of them are in memory than there are processors.

use std::fs;
use std::io;
use std::num::NonZero;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use archive::Archive;
use indicatif::ProgressBar;
use partnership::briefing::Commission;
use partnership::evidence::held::Held;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;

use crate::briefing::Share;
use crate::briefing::composed;
use crate::briefing::periods;
use crate::home::Home;
use crate::load;
use crate::load::Group;
use crate::print;
use crate::progress;

/// What every briefing of a run is made from, and the folder that each gets its own below.
struct Run<'a> {
    home: &'a Home,
    archive: Archive,
    periods: [Period; 3],
    common: Held,
    commission: &'a (dyn Fn(AreaCode) -> Commission + Sync),
    folder: PathBuf,
}

/// Writes the briefings of a share of a quarter's that are not there yet, and says how many, and which could not be made and why.
pub(super) fn write(
    home: &Home,
    quarter: Quarter,
    share: Share,
    commission: &(dyn Fn(AreaCode) -> Commission + Sync),
    out: &Path,
) -> Result<()> {
    let (archive, periods) = (load::open(home)?, periods(quarter));
    let common = load::common_to_reports(&archive, &periods)?;
    let folder = out.join(quarter.to_string());
    let run = Run { home, archive, periods, common, commission, folder };
    let held = run.districts();
    if held.is_empty() {
        bail!("of no district are crimes held for {quarter}: `saferplan sources` lists what is");
    }
    let districts = share.of(held);
    let is_missing = |area: &AreaCode| !run.place(*area).exists();
    let missing: Vec<AreaCode> = districts.iter().copied().filter(is_missing).collect();
    let refused = run.write(&missing);
    print::line(format!(
        "{} written to {}; {} there already.",
        print::so_many(u64::try_from(missing.len() - refused.len())?, "briefing"),
        run.folder.display(),
        districts.len() - missing.len()
    ))?;
    if refused.is_empty() {
        return Ok(());
    }
    let many = print::so_many(u64::try_from(refused.len())?, "briefing");
    let reasons: Vec<String> = refused.iter().map(|reason| format!("\n- {reason}")).collect();
    bail!("{many} could not be made:{}", reasons.concat())
}

impl Run<'_> {
    /// The districts whose own force's crimes of the quarter are held, in the order of their codes. Where another force
    /// alone recorded some, which lies beside it, there is nothing to report on.
    fn districts(&self) -> Vec<AreaCode> {
        let Held { counts, geography, .. } = &self.common;
        let is_held = |area: &AreaCode| {
            let force = geography.force(*area);
            force.is_ok_and(|force| counts.any(*area, force.name(), self.periods[0]))
        };
        let districts = counts.areas(|area| area.kind() == AreaKind::District);
        districts.into_iter().filter(is_held).collect()
    }

    /// Where a district's briefing is once it is whole.
    fn place(&self, area: AreaCode) -> PathBuf {
        self.folder.join(area.as_str())
    }

    /// Writes the briefings of `areas`, one on each processor at a time; which could not be made, and why.
    fn write(&self, areas: &[AreaCode]) -> Vec<String> {
        let bar = progress::steps("writing briefings", areas.len());
        let (waiting, refused) = (Mutex::new(areas.iter()), Mutex::new(Vec::new()));
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            for _ in 0..processors.min(areas.len()) {
                scope.spawn(|| self.write_while(&waiting, &refused, &bar));
            }
        });
        bar.finish_and_clear();
        let mut refused = refused.into_inner().unwrap_or_else(PoisonError::into_inner);
        refused.sort();
        refused
    }

    fn write_while<'a>(
        &self,
        waiting: &Mutex<impl Iterator<Item = &'a AreaCode>>,
        refused: &Mutex<Vec<String>>,
        bar: &ProgressBar,
    ) {
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(area) = next else { return };
            if let Err(error) = self.write_one(*area) {
                let reason = format!("{area}: {error:#}");
                refused.lock().unwrap_or_else(PoisonError::into_inner).push(reason);
            }
            bar.inc(1);
        }
    }

    /// Writes one beside its place and puts it there by one rename.
    fn write_one(&self, area: AreaCode) -> Result<()> {
        let common = self.common.clone();
        let held = load::of_report(&self.archive, area, &self.periods, Group::Published, common)?;
        let made = composed(held, &(self.commission)(area))?;
        let (place, unfinished) = (self.place(area), self.folder.join(format!("{area}.part")));
        away(&unfinished)?;
        made.write(self.home, &unfinished)?;
        fs::rename(&unfinished, &place)
            .with_context(|| format!("putting `{}` in place", place.display()))
    }
}

/// Takes away what a run that was cut off left.
fn away(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("clearing `{}`", folder.display()))
        }
        _ => Ok(()),
    }
}
