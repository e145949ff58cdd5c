//! `query`: the archive by SQL, read-only.

use std::io::Write;
use std::time::Instant;

use anyhow::Context;
use anyhow::Result;

use crate::cli::Format;
use crate::cli::QueryArguments;
use crate::home::Home;
use crate::load;

/// Prints the answer to the query.
pub(crate) fn answer(home: &Home, arguments: &QueryArguments) -> Result<()> {
    let archive = load::open(home)?;
    let format = match arguments.format {
        Format::Table => archive::Format::Table,
        Format::Csv => archive::Format::Csv,
        Format::Json => archive::Format::Json,
    };
    let mut out = std::io::stdout().lock();
    archive.query_to(&arguments.sql, format, &mut out)?;
    out.flush().context("printing")?;
    for turn in 1..=arguments.repeat {
        let begun = Instant::now();
        archive.query_to(&arguments.sql, format, &mut std::io::sink())?;
        let took = begun.elapsed().as_secs_f64() * 1000.0;
        writeln!(std::io::stderr(), "repeat {turn}: {took:.1} ms").context("printing")?;
    }
    Ok(())
}
