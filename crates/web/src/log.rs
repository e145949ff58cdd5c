//! What the server says of itself, line by line: to be read by people, or by whatever gathers logs.
//!
//! In come events of our own packages; out go lines without any personal data. What other packages would say is left
//! out, since nobody can vouch for it.

use std::io;
use std::panic;
use std::str::FromStr;

use tracing::Dispatch;
use tracing::dispatcher;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// What is written into the log.
const OURS: &str = "off,saferplan=info,web=info,post=info,records=info,archive=info,documents=info";

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// In words.
    #[default]
    Plain,
    /// As JSON, an object a line.
    Json,
}

/// Why a text is no format of a log.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is no form of log; expected `plain` or `json`")]
pub struct FormatError(String);

/// Why no log was begun.
#[derive(Debug, thiserror::Error)]
#[error("the log could not be begun, since this program has one already")]
pub struct BegunAlready;

impl FromStr for Format {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Format, FormatError> {
        match text {
            "plain" => Ok(Format::Plain),
            "json" => Ok(Format::Json),
            other => Err(FormatError(other.chars().take(60).collect())),
        }
    }
}

/// Begins the log of this program, on standard error. A panic gets a line, too: where, and not what, for its message
/// may hold anything.
///
/// # Errors
/// When there is a log already.
pub fn start(format: Format) -> Result<(), BegunAlready> {
    start_of(OURS, format)
}

/// Begins the same of what `what` names, as its directives.
///
/// # Errors
/// When there is a log already.
pub fn start_of(what: &str, format: Format) -> Result<(), BegunAlready> {
    dispatcher::set_global_default(log(what, format, io::stderr)).map_err(|_| BegunAlready)?;
    panic::set_hook(Box::new(|panicked| {
        let at = panicked.location().map(ToString::to_string);
        tracing::error!(at, "a piece of the program broke off; please report this");
    }));
    Ok(())
}

/// A log to anywhere.
pub fn to<W>(format: Format, writer: W) -> Dispatch
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    log(OURS, format, writer)
}

fn log<W>(what: &str, format: Format, writer: W) -> Dispatch
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_env_filter(EnvFilter::new(what))
        .with_writer(writer);
    match format {
        Format::Plain => Dispatch::new(lines.finish()),
        Format::Json => Dispatch::new(lines.json().finish()),
    }
}
