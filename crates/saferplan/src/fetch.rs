//! `fetch`: downloads the publisher's archives and imports the forces' months from them.

use std::fs;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use indicatif::ProgressBar;
use partnership::terms::extract::SourceKind;
use partnership::terms::force::FORCES;
use partnership::terms::force::Force;
use partnership::terms::month::Month;
use sources::fetch::Address;
use sources::fetch::Client;
use sources::fetch::Progress;
use sources::fetch::Proxy;
use sources::fetch::Settings;

use crate::cli::FetchArguments;
use crate::cli::FetchKind;
use crate::home::Home;
use crate::import;
use crate::print;
use crate::progress;

/// Downloads what the arguments ask for, then imports it.
pub(crate) fn fetch(home: &Home, arguments: &FetchArguments) -> Result<()> {
    match arguments.kind {
        FetchKind::PoliceStreet => {}
    }
    let unknown = arguments.force.iter().find(|force| Force::named(force).is_none());
    if let Some(force) = unknown {
        let known: Vec<&str> = FORCES.iter().map(Force::slug).collect();
        bail!("`{force}` is not a force; expected one of {}", known.join(", "));
    }
    let folder = home.downloads();
    fs::create_dir_all(&folder).with_context(|| format!("making `{}`", folder.display()))?;
    let client = Client::new(settings(arguments)?)?;
    let bar = progress::bytes("asking the publisher", None);
    let (from, to) = (arguments.from, arguments.to);
    let fetched =
        sources::fetch::fetch_archives(&client, from, to, &folder, &mut |step| show(&bar, &step));
    bar.finish_and_clear();
    let fetched = fetched?;
    for one in &fetched {
        print::line(format!("{}: SHA-256 {}", one.file.path.display(), one.file.checksums.sha256))?;
    }
    let paths: Vec<_> = fetched.into_iter().map(|one| one.file.path).collect();
    let slugs: Vec<&str> =
        arguments.force.iter().filter_map(|force| Force::named(force)).map(Force::slug).collect();
    let wanted = |name: &str| is_wanted(name, from, to, &slugs);
    import::import_some(home, Some(SourceKind::PoliceStreet), &paths, wanted)
}

fn settings(arguments: &FetchArguments) -> Result<Settings> {
    let mut settings = Settings { proxy: Proxy::try_from_env(), ..Settings::default() };
    settings.sent_on_to.extend(arguments.sent_on_to.iter().cloned());
    settings.trust.clone_from(&arguments.certificates);
    if let Some(address) = &arguments.from_address {
        settings.archives = Address::parse(address)?;
    }
    Ok(settings)
}

/// Whether a file of the archive is one of the forces' and months asked for:
/// `2025-12.zip/2025-06/2025-06-kent-street.csv`.
fn is_wanted(name: &str, from: Month, to: Month, slugs: &[&str]) -> bool {
    let own = name.rsplit('/').next().unwrap_or_default();
    let month = own.get(..7).and_then(|month| month.parse::<Month>().ok());
    let force = own.get(8..).and_then(|rest| {
        rest.strip_suffix("-street.csv").or_else(|| rest.strip_suffix("-outcomes.csv"))
    });
    let in_time = month.is_some_and(|month| (from..=to).contains(&month));
    in_time && force.is_some_and(|force| slugs.contains(&force))
}

fn show(bar: &ProgressBar, step: &Progress) {
    match step {
        Progress::Begun { archive, number, of } => {
            bar.set_message(format!("fetching {archive} ({number} of {of})"));
            bar.set_position(0);
        }
        Progress::Receiving { arrived, whole } => {
            bar.set_length(whole.unwrap_or(*arrived));
            bar.set_position(*arrived);
        }
        Progress::Waiting { wait, why, tries_left } => {
            let seconds = wait.as_secs();
            bar.println(format!("{why}; trying again in {seconds} s, {tries_left} tries left"));
        }
        Progress::Checking { done, of } => {
            bar.set_message("checking");
            bar.set_length(*of);
            bar.set_position(*done);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_forces_months_asked_for_are_taken_from_an_archive() {
        let (from, to) = ("2025-01".parse().unwrap(), "2025-12".parse().unwrap());
        let wanted = |name: &str| is_wanted(name, from, to, &["kent"]);
        assert!(wanted("2025-12.zip/2025-06/2025-06-kent-street.csv"));
        assert!(wanted("2025-12.zip/2025-06/2025-06-kent-outcomes.csv"));
        assert!(!wanted("2025-12.zip/2025-06/2025-06-essex-street.csv"));
        assert!(!wanted("2025-12.zip/2024-12/2024-12-kent-street.csv"));
        assert!(!wanted("2025-12.zip/2025-06/2025-06-kent-stop-and-search.csv"));
    }
}
