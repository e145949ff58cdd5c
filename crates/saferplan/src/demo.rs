//! `demo`: the worked example from its own files alone, end to end, with a closing summary.

use std::fs;

use anyhow::Context;
use anyhow::Result;

use crate::cli::BriefingArguments;
use crate::cli::DemoArguments;
use crate::cli::Format;
use crate::cli::ImportArguments;
use crate::cli::ImportKind;
use crate::home::Home;
use crate::print;

/// The worked example's files, kept inside the program.
const FILES: [(&str, &str); 9] = [
    ("lookups.csv", include_str!("../../../examples/maidstone-2014/lookups.csv")),
    ("counts.csv", include_str!("../../../examples/maidstone-2014/counts.csv")),
    ("residents.csv", include_str!("../../../examples/maidstone-2014/residents.csv")),
    ("neighbours.csv", include_str!("../../../examples/maidstone-2014/neighbours.csv")),
    ("severity.csv", include_str!("../../../examples/maidstone-2014/severity.csv")),
    ("recorded-crime.csv", include_str!("../../../examples/maidstone-2014/recorded-crime.csv")),
    ("published.csv", include_str!("../../../examples/maidstone-2014/published.csv")),
    ("claims.toml", include_str!("../../../examples/maidstone-2014/claims.toml")),
    ("README.md", include_str!("../../../examples/maidstone-2014/README.md")),
];

/// Makes the home, imports the example, writes the briefing, checks the claims.
pub(crate) fn run(home: &Home, arguments: &DemoArguments) -> Result<()> {
    let example = home.folder().join("example");
    fs::create_dir_all(&example).with_context(|| format!("making `{}`", example.display()))?;
    for (name, content) in FILES {
        let path = example.join(name);
        fs::write(&path, content).with_context(|| format!("writing `{}`", path.display()))?;
    }
    print::line("1. The worked example: Maidstone, Quarter 1 of 2014/15 (April to June 2014)\n")?;
    let csv = FILES.iter().filter(|(name, _)| name.ends_with(".csv"));
    let paths = csv.map(|(name, _)| example.join(name)).collect();
    crate::import::import(home, &ImportArguments { kind: ImportKind::Auto, paths })?;
    let out = home.folder().join("briefing");
    print::line("\n2. The crime briefing\n")?;
    crate::briefing::write(home, &briefing(out.clone())?)?;
    print::line("\n3. What the partnership’s report claimed, held against the figures\n")?;
    crate::claim::check(home, &example.join("claims.toml"), Format::Table)?;
    print::line(format!(
        "The briefing is in {}. Open crime-briefing.html in a browser, or crime-briefing.pdf.\nThis \
         example has a home of its own, {}: give it with --home to ask it more.",
        out.display(),
        home.folder().display()
    ))?;
    if !arguments.no_serve {
        print::line("Pages are not served yet; --no-serve will say that they should not be.")?;
    }
    Ok(())
}

fn briefing(out: std::path::PathBuf) -> Result<BriefingArguments> {
    Ok(BriefingArguments {
        area: "E07000110".parse().context("the example's area")?,
        quarter: "2014-Q1".parse().context("the example's quarter")?,
        out,
        group: None,
        publisher: Some("Safer Maidstone Partnership".to_owned()),
        date: None,
    })
}
