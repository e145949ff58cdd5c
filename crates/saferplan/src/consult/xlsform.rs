//! A questionnaire as an XLSForm: `consult enter` reads one, `consult xlsform` writes one.

use std::fs;
use std::fs::File;
use std::path::Path;

use anyhow::Context;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::report::Label;
use partnership::consultation::version::Version;
use partnership::consultation::xlsform::XlsForm;
use web::Workbooks;

use crate::consult::Doing;
use crate::consult::counted;
use crate::init;
use crate::print;

/// A questionnaire from a file: an XLSForm workbook, or TOML. Whatever of a workbook was not taken as it stands is told.
pub(super) fn questionnaire(file: &Path) -> anyhow::Result<TypedQuestionnaire> {
    if !file.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) {
        return init::read(file, "questionnaire.toml");
    }
    let shown = file.display().to_string();
    let mut bytes = File::open(file).with_context(|| format!("reading `{shown}`"))?;
    let form = sources::xlsform::read(&shown, &mut bytes)?;
    for remark in &form.remarks {
        print::line(remark.to_string())?;
    }
    if !form.remarks.is_empty() {
        print::line(format!(
            "{} of `{shown}` was not taken as it stands. Read the form before you open it.",
            counted(form.remarks.len(), "thing")
        ))?;
    }
    Ok(form.questionnaire)
}

/// How pages read and write workbooks.
pub(crate) const WORKBOOKS: Workbooks = Workbooks { read_xlsform: read, write_xlsform: write };

fn read(bytes: &[u8]) -> Result<XlsForm, String> {
    let mut bytes = bytes;
    sources::xlsform::read("the workbook", &mut bytes).map_err(|error| error.to_string())
}

fn write(version: &Version, label: Label) -> Result<Vec<u8>, String> {
    documents::xlsform::file(version, label).map_err(|error| error.to_string())
}

impl Doing {
    /// Writes the version that is asked now, or the latest, as an XLSForm.
    pub(super) fn write_xlsform(&self, out: &Path) -> anyhow::Result<()> {
        let held = self.consultation()?;
        let version = &held.open().unwrap_or(&held.latest).value;
        let bytes = documents::xlsform::file(version, Label::of(&held.consultation))?;
        fs::write(out, bytes).with_context(|| format!("writing `{}`", out.display()))?;
        print::line(out.display().to_string())
    }
}
