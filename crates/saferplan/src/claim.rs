//! `check-claim`: reads a file of claims and says of each whether the figures bear it out.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::evidence::claim;
use partnership::evidence::claim::Checked;
use partnership::evidence::claim::Claims;

use crate::cli::Format;
use crate::home::Home;
use crate::load;
use crate::print;

/// Checks every claim of the file and prints the verdicts.
pub(crate) fn check(home: &Home, file: &Path, format: Format) -> Result<()> {
    let shown = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("reading `{shown}`"))?;
    let claims: Claims = toml::from_str(&text).with_context(|| {
        format!(
            "`{shown}` is not a file of claims; examples/maidstone-2014/claims.toml shows the form"
        )
    })?;
    let archive = load::open(home)?;
    let mut checked = Vec::new();
    for one in &claims.claims {
        let against = one.against.unwrap_or_else(|| one.period.year_before());
        let held = load::held(&archive, one.area, &[one.period, against], load::Group::Published)?;
        checked.push(claim::check(&held, one));
    }
    match format {
        Format::Json => print::json(&checked),
        Format::Csv => print::list(format, &HEADINGS, &rows(&checked)),
        Format::Table => in_words(&claims.source, &checked),
    }
}

const HEADINGS: [&str; 4] = ["claim", "about", "verdict", "because"];

fn rows(checked: &[Checked]) -> Vec<Vec<String>> {
    let of = |one: &Checked| {
        let says = one.says.clone();
        one.findings
            .iter()
            .map(|finding| {
                let verdict = finding.verdict.in_words().to_owned();
                vec![says.clone(), finding.about.clone(), verdict, finding.because.clone()]
            })
            .collect::<Vec<_>>()
    };
    checked.iter().flat_map(of).collect()
}

fn in_words(source: &str, checked: &[Checked]) -> Result<()> {
    print::line(format!("Claims of: {source}\n"))?;
    for one in checked {
        print::line(format!("“{}”\n  {}", one.says, one.verdict.in_words().to_uppercase()))?;
        for finding in &one.findings {
            let verdict = finding.verdict.in_words();
            print::line(format!("  - {}: {verdict}. {}", finding.about, finding.because))?;
        }
        for caution in &one.cautions {
            print::line(format!("  Caution: {caution}"))?;
        }
        print::line("")?;
    }
    Ok(())
}
