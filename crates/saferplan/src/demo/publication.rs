//! The example's public site, once its plan was adopted and the pre-election period was over.

use anyhow::Context;
use anyhow::Result;
use partnership::terms::day::Day;

use crate::cli::publish::PublishArguments;
use crate::cli::year::Whose;
use crate::home::Home;
use crate::print;
use crate::publish;

/// The day on which it is launched: the Tuesday after the elections of 7 May 2015.
const LAUNCHED: &str = "2015-05-12";

/// Writes the site as it was launched, where that is by the day `at`.
pub(super) fn write(home: &Home, at: Day) -> Result<()> {
    let launched: Day = LAUNCHED.parse().context("the example’s day")?;
    if at < launched {
        return Ok(());
    }
    print::line("\nIts public site (illustrative)\n")?;
    let (whose, out) = (Whose { partnership: None, cycle: None }, home.folder().join("site"));
    publish::write(home, &PublishArguments { whose, despite: None, date: Some(launched), out })
}
