//! Running other programs and telling the person what happens.
//!
//! In: a command. Out: its success, or an error that repeats the command so that it can be tried
//! by hand.

use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Says something to the person at the terminal.
#[expect(clippy::print_stdout, reason = "the one place where these tasks speak")]
pub(crate) fn say(words: &str) {
    println!("{words}");
}

/// A command of the same cargo that runs this task.
///
/// What cargo told this program of itself is kept from it: some packages watch these variables, and would be built
/// anew, with all that depends on them, whenever a task follows a cargo that a person typed.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let told = ["CARGO_PKG_", "CARGO_MANIFEST_"];
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|name| told.iter().any(|start| name.starts_with(start))) {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command
}

/// Runs a command to its end, showing what it prints.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let words = spoken(command);
    let status = command.status().with_context(|| format!("starting `{words}`"))?;
    ensure!(status.success(), "`{words}` failed ({status})");
    Ok(())
}

/// What a command prints on standard output; its standard error is shown.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let words = spoken(command);
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("starting `{words}`"))?;
    ensure!(output.status.success(), "`{words}` failed ({})", output.status);
    String::from_utf8(output.stdout).with_context(|| format!("reading what `{words}` printed"))
}

/// Whether a command runs and succeeds; what it prints is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The command as a person would type it.
pub(crate) fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words: Vec<_> =
        std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_command_is_named_with_its_arguments() {
        let fault = run(Command::new("/bin/sh").args(["-c", "exit 3"])).unwrap_err();
        assert_eq!(fault.to_string(), "`sh -c exit 3` failed (exit status: 3)");
    }

    #[test]
    fn a_missing_program_is_named() {
        let fault = run(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(fault.to_string(), "starting `no-such-program`");
    }
}
