//! What goes with the program to run it: units, container, Debian package. They name what is there, and keep it in.

use crate::checkout::{assert_none, root, text};

const UNIT: &str = "packaging/saferplan.service";
const PACKAGE: &str = "crates/saferplan/Cargo.toml";

/// What a unit must have so that whoever takes over the program reaches no further than its home.
const KEPT_IN: [&str; 16] = [
    "User=saferplan",
    "StateDirectoryMode=0700",
    "UMask=0077",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces=yes",
    "RestrictSUIDSGID=yes",
    "MemoryDenyWriteExecute=yes",
    "SystemCallFilter=@system-service",
];

#[test]
fn the_unit_keeps_the_program_in() {
    let unit = text(UNIT);
    let missing: Vec<String> = KEPT_IN
        .iter()
        .filter(|wanted| !unit.lines().any(|line| line == **wanted))
        .map(|wanted| format!("{UNIT} has no `{wanted}`"))
        .collect();
    assert_none(&missing, "Put them back, or say in docs/asvs.md why not");
    assert!(!unit.contains("ReadWritePaths"), "it writes into its home alone");
}

#[test]
fn units_and_container_run_commands_that_there_are() {
    let commands = text("crates/saferplan/src/cli.rs");
    let is_there = |command: &str| {
        let mut name = command.to_owned();
        name[..1].make_ascii_uppercase();
        commands.lines().any(|line| line.trim_start().starts_with(&name))
    };
    let units = [UNIT, "packaging/saferplan-backup.service"];
    let mut run: Vec<String> = Vec::new();
    for unit in units {
        let text = text(unit);
        let lines = text.lines().filter(|line| line.starts_with("Exec"));
        let called = lines.flat_map(|line| line.split("/usr/bin/saferplan ").skip(1));
        run.extend(
            called.map(|rest| rest.split([' ', '\'']).next().unwrap_or_default().to_owned()),
        );
    }
    assert_eq!(run, ["serve", "backup", "doctor"]);
    assert!(run.iter().all(|command| is_there(command)), "{run:?}");
    let container = text("packaging/Containerfile");
    assert!(container.contains("CMD [\"serve\"]") && container.contains("\nUSER saferplan\n"));
}

#[test]
fn what_the_package_and_the_container_take_along_is_there() {
    let (package, container) = (text(PACKAGE), text("packaging/Containerfile"));
    let of_package = package.split("[package.metadata.deb]").nth(1).unwrap_or_default();
    let quoted = of_package.split('"').skip(1).step_by(2);
    let paths = quoted.filter_map(|path| path.strip_prefix("../../"));
    let mut paths: Vec<&str> = paths.collect();
    assert!(paths.len() > 6, "{PACKAGE} names {paths:?}");
    paths.extend([
        "packaging/saferplan-backup.timer",
        "packaging/debian/postinst",
        "crates/web/package-lock.json",
    ]);
    let gone = paths.into_iter().filter(|path| !root().join(path).exists());
    let gone: Vec<String> = gone.map(str::to_owned).collect();
    assert_none(&gone, "These are not there; change what names them");
    assert!(container.contains("--prefix crates/web") && root().join("crates/web").is_dir());
    // Debian runs the script as it stands, so it must be one.
    let script = root().join("packaging/debian/postinst");
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(script).unwrap().permissions());
    assert!(mode & 0o111 != 0, "postinst cannot be run");
}

#[test]
fn what_is_told_of_the_log_is_written_into_it() {
    let told = text("docs/operating.md");
    let lines = told
        .split("## The log")
        .nth(1)
        .unwrap_or_default()
        .split("\n## ")
        .next()
        .unwrap_or_default();
    let rows = lines.lines().filter(|line| line.starts_with("| \""));
    let quoted: Vec<String> =
        rows.flat_map(|row| row.split('"').skip(1).step_by(2).map(str::to_owned)).collect();
    assert!(quoted.len() > 8, "{quoted:?}");
    let sources = crate::checkout::rust_files(&["crates/web/src"]);
    let all: String = sources.iter().map(text).collect();
    let gone: Vec<String> =
        quoted.into_iter().filter(|line| !all.contains(line.as_str())).collect();
    assert_none(&gone, "The log has no such lines; mend docs/operating.md");
}
