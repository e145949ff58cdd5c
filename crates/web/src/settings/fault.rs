//! What is wrong with settings: which, where it stands, and what to do.

use std::fmt;
use std::io;
use std::path::Path;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingFault {
    /// The setting as whoever wrote it knows it: `mail.port`, or `SAFERPLAN_MAIL_PORT`.
    pub setting: String,
    /// What was found, what was wanted, what to do.
    pub text: String,
}

/// Everything that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct SettingsError {
    faults: Vec<SettingFault>,
}

impl SettingsError {
    pub(super) fn of(faults: Vec<SettingFault>) -> SettingsError {
        SettingsError { faults }
    }

    pub(super) fn unreadable(path: &Path, error: &io::Error) -> SettingsError {
        let text = format!("it could not be read: {error}");
        SettingsError::of(vec![SettingFault { setting: path.display().to_string(), text }])
    }

    /// What is wrong, a setting each.
    pub fn faults(&self) -> &[SettingFault] {
        &self.faults
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the settings are wrong; put this right and start again:")?;
        for SettingFault { setting, text } in &self.faults {
            write!(f, "\n- `{setting}`: {text}")?;
        }
        Ok(())
    }
}
