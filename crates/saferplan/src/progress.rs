//! Progress bars on standard error, shown only to people.

use std::time::Duration;

use indicatif::ProgressBar;
use indicatif::ProgressStyle;

/// A bar over `length` bytes.
pub(crate) fn bytes(doing: &str, length: Option<u64>) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{msg:32} [{bar:30}] {bytes}/{total_bytes} ({eta} to go)");
    styled(ProgressBar::new(length.unwrap_or(0)), style, doing)
}

/// A bar over so many steps of equal length.
pub(crate) fn steps(doing: &str, steps: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:32} [{bar:30}] {pos}/{len} ({eta} to go)");
    styled(ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX)), style, doing)
}

/// A sign of life for work of unknown length.
pub(crate) fn spinner(doing: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
    let spinner = styled(ProgressBar::new_spinner(), style, doing);
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

fn styled(
    bar: ProgressBar,
    style: Result<ProgressStyle, indicatif::style::TemplateError>,
    doing: &str,
) -> ProgressBar {
    // The templates are constants of this file; were one wrong, the plain style would do.
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(doing.to_owned());
    bar
}
