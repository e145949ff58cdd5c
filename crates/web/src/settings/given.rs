//! Settings as they were written, to be taken one by one.
//!
//! In come a file and an environment; out goes each setting in its own type. What is wrong is collected, and so is
//! what is no setting at all, so that nobody mends a file fault by fault.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::str::FromStr;

use partnership::terms::wording::nearest;
use toml::Value;

use crate::settings::FILE;
use crate::settings::fault::SettingFault;
use crate::settings::fault::SettingsError;

/// Every setting there is.
pub(super) const SETTINGS: [&str; 43] = [
    "address",
    "listen",
    "certificate_file",
    "certificate_key_file",
    "metrics",
    "organisation",
    "colour",
    "logo",
    "contact",
    "proxies",
    "pages_a_second",
    "virus_scanner",
    "breached_passwords",
    "log",
    "forget_readers_after",
    "data_licence",
    "secret_key_file",
    "former_secret_key_file",
    "archive.engine",
    "archive.storage",
    "archive.storage_endpoint",
    "archive.storage_region",
    "archive.storage_key",
    "archive.storage_secret",
    "archive.storage_secret_file",
    "mail.server",
    "mail.port",
    "mail.security",
    "mail.user",
    "mail.password",
    "mail.password_file",
    "mail.from",
    "mail.reply_to",
    "mail.authority_file",
    "sign_in.name",
    "sign_in.issuer",
    "sign_in.client_id",
    "sign_in.secret",
    "sign_in.secret_file",
    "sign_in.match_verified_email",
    "sign_in.acr_values",
    "sign_in.amr_values",
    "sign_in.trusted_for_second_factor",
];

/// What the environment says to the program that is no setting of the pages.
const ELSEWHERE: [&str; 2] = ["SAFERPLAN_HOME", "SAFERPLAN_RECORDS"];

/// Settings as written.
#[derive(Debug)]
pub(super) struct Given {
    written: BTreeMap<String, Written>,
    folder: PathBuf,
    faults: Vec<SettingFault>,
}

/// What was written of one setting.
#[derive(Debug, Clone)]
enum Written {
    InFile(Value),
    InEnvironment(String),
}

impl Given {
    /// What a file and an environment give.
    ///
    /// # Errors
    /// When the file is no TOML.
    pub(super) fn of(
        typed: &str,
        environment: &[(String, String)],
        folder: &Path,
    ) -> Result<Given, SettingsError> {
        let table: toml::Table = typed.parse().map_err(|error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = typed.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            let text = format!("line {line}: {}", error.message());
            SettingsError::of(vec![SettingFault { setting: FILE.to_owned(), text }])
        })?;
        let (written, folder) = (BTreeMap::new(), folder.to_owned());
        let mut given = Given { written, folder, faults: Vec::new() };
        for (key, value) in table {
            match value {
                Value::Table(below) => {
                    for (name, value) in below {
                        given.put(format!("{key}.{name}"), Written::InFile(value));
                    }
                }
                value => given.put(key, Written::InFile(value)),
            }
        }
        for (name, value) in environment.iter().filter(|(_, value)| !value.is_empty()) {
            let key = SETTINGS.iter().find(|key| in_environment(key) == *name);
            let of_a_group = ["SAFERPLAN_MAIL_", "SAFERPLAN_SIGN_IN_", "SAFERPLAN_ARCHIVE_"];
            match key {
                Some(key) => given.put((*key).to_owned(), Written::InEnvironment(value.clone())),
                None if of_a_group.iter().any(|group| name.starts_with(group)) => {
                    given.unknown(name, &in_environment);
                }
                // Other commands and the tests have variables of their own, so only what nearly is a setting is told.
                None if name.starts_with("SAFERPLAN_") && !ELSEWHERE.contains(&name.as_str()) => {
                    given.nearly(name);
                }
                None => {}
            }
        }
        Ok(given)
    }

    fn put(&mut self, key: String, written: Written) {
        if SETTINGS.contains(&key.as_str()) {
            self.written.insert(key, written);
        } else {
            self.unknown(&key, &|key| key.to_owned());
        }
    }

    /// Tells of a variable that differs from a setting's by a slip of the finger: spelt nearly so, with the same first letter
    /// and as long but for one.
    fn nearly(&mut self, name: &str) {
        let bare = |name: &str| name.trim_start_matches("SAFERPLAN_").to_owned();
        let (found, all) = (bare(name), SETTINGS.map(|key| bare(&in_environment(key))));
        let is_meant = |near: &String| {
            near.chars().next() == found.chars().next() && near.len().abs_diff(found.len()) <= 1
        };
        if nearest(&found, all.iter().map(String::as_str)).is_some_and(|near| is_meant(&near)) {
            self.unknown(name, &in_environment);
        }
    }

    fn unknown(&mut self, found: &str, spelt: &dyn Fn(&str) -> String) {
        let all: Vec<String> = SETTINGS.iter().map(|key| spelt(key)).collect();
        let text = match nearest(found, all.iter().map(String::as_str)) {
            Some(near) => format!("there is no such setting; did you mean `{near}`?"),
            None => format!("there is no such setting; there are {}", all.join(", ")),
        };
        self.faults.push(SettingFault { setting: found.to_owned(), text });
    }

    /// Whether anything is given of a setting, or of a group of them.
    pub(super) fn has(&self, key: &str) -> bool {
        let group = format!("{key}.");
        self.written.keys().any(|written| written == key || written.starts_with(&group))
    }

    /// A text, or nothing.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let text = match self.written.get(key)? {
            Written::InEnvironment(text) | Written::InFile(Value::String(text)) => text.trim(),
            Written::InFile(other) => {
                let text = format!("it is {}, and a text in quotes is expected", kind(other));
                self.fault(key, &text);
                return None;
            }
        };
        let text = text.to_owned();
        if text.is_empty() {
            self.fault(key, "it is empty; write something or leave it out");
            return None;
        }
        Some(text)
    }

    /// A text that must be there; `what` says what it would be.
    pub(super) fn needed(&mut self, key: &str, what: &str) -> Option<String> {
        if !self.has(key) {
            self.fault(key, &format!("it is missing; give {what}"));
        }
        self.text(key)
    }

    /// A value of a kind, or nothing.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&mut self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        self.read(key, &text)
    }

    /// A value of a kind whose own faults do not say what is expected; `expected` does.
    pub(super) fn parsed_as<T: FromStr>(&mut self, key: &str, expected: &str) -> Option<T> {
        let text = self.as_text(key)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.fault(key, &format!("`{text}` will not do; expected {expected}"));
        }
        value
    }

    /// A text as a value of its kind.
    pub(super) fn read<T: FromStr<Err: Display>>(&mut self, key: &str, text: &str) -> Option<T> {
        text.parse().map_err(|error: T::Err| self.fault(key, &error.to_string())).ok()
    }

    /// A text, or a whole number, which may stand without quotes.
    fn as_text(&mut self, key: &str) -> Option<String> {
        match self.written.get(key)? {
            Written::InFile(Value::Integer(number)) => Some(number.to_string()),
            Written::InFile(_) | Written::InEnvironment(_) => self.text(key),
        }
    }

    /// Yes or no, or nothing.
    pub(super) fn yes_or_no(&mut self, key: &str) -> Option<bool> {
        match self.written.get(key)? {
            Written::InFile(Value::Boolean(answer)) => return Some(*answer),
            Written::InEnvironment(text) if text == "true" => return Some(true),
            Written::InEnvironment(text) if text == "false" => return Some(false),
            Written::InFile(_) | Written::InEnvironment(_) => {}
        }
        self.fault(key, "expected true or false, without quotes");
        None
    }

    /// Values of a kind: a list in the file, with commas between them in the environment.
    pub(super) fn list<T: FromStr<Err: Display>>(&mut self, key: &str) -> Vec<T> {
        let texts: Vec<String> = match self.written.get(key) {
            None => return Vec::new(),
            Some(Written::InEnvironment(text)) => {
                text.split(',').map(|text| text.trim().to_owned()).collect()
            }
            Some(Written::InFile(Value::Array(all))) if all.iter().all(Value::is_str) => {
                all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            Some(Written::InFile(_)) => {
                self.fault(key, "expected a list of texts, such as [\"10.0.0.1\"]");
                return Vec::new();
            }
        };
        texts.iter().filter_map(|text| self.read(key, text)).collect()
    }

    /// A secret: itself, or the file that holds it.
    pub(super) fn secret(&mut self, key: &str) -> Option<String> {
        let in_file = format!("{key}_file");
        if self.has(key) && self.has(&in_file) {
            self.fault(key, &format!("it is given twice, here and by `{in_file}`; take one out"));
        }
        if self.has(key) {
            if matches!(self.written.get(key), Some(Written::InFile(_))) {
                self.for_few(key, &self.folder.join(FILE));
            }
            return self.text(key);
        }
        if let Some(name) = self.text(&in_file) {
            self.for_few(&in_file, &self.folder.join(name));
        }
        let secret = String::from_utf8_lossy(&self.file(&in_file)?).trim_end().to_owned();
        if secret.is_empty() {
            self.fault(&in_file, "the file is empty; write the secret into it");
            return None;
        }
        Some(secret)
    }

    /// Refuses a file with a secret in it that every user of the machine can read. Its group may: a service often reads by
    /// it.
    pub(super) fn for_few(&mut self, key: &str, path: &Path) {
        let Ok(there) = fs::metadata(path) else { return };
        if there.permissions().mode() & 0o004 != 0 {
            let path = path.display();
            self.fault(
                key,
                &format!(
                    "every user of this machine can read `{path}`, and a secret is in it; take that right away: \
                     chmod o= {path}"
                ),
            );
        }
    }

    /// What is in the file that a setting names.
    pub(super) fn file(&mut self, key: &str) -> Option<Vec<u8>> {
        let name = self.text(key)?;
        let path = self.folder.join(name);
        match fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.fault(key, &format!("`{}` could not be read: {error}", path.display()));
                None
            }
        }
    }

    /// Notes what is wrong with a setting, under the name by which it was given.
    pub(super) fn fault(&mut self, key: &str, text: &str) {
        let setting = match self.written.get(key) {
            Some(Written::InEnvironment(_)) => in_environment(key),
            Some(Written::InFile(_)) | None => key.to_owned(),
        };
        self.faults.push(SettingFault { setting, text: text.to_owned() });
    }

    /// Ends the taking.
    ///
    /// # Errors
    /// With everything that was wrong.
    pub(super) fn end(self) -> Result<(), SettingsError> {
        if self.faults.is_empty() { Ok(()) } else { Err(SettingsError::of(self.faults)) }
    }
}

/// A setting's name in the environment.
pub(super) fn in_environment(key: &str) -> String {
    format!("SAFERPLAN_{}", key.replace('.', "_").to_ascii_uppercase())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a group of settings",
    }
}
