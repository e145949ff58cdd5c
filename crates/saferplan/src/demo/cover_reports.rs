//! What the example's officers write before each meeting that decides on its assessment or its plan, all illustrative.
//!
//! In comes the file of their words; out go cover reports, kept before the meeting decides by the same call as from the pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::Field;
use partnership::approval::document::DocumentKind;

/// The file: what each report says usually, and what it says itself.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    usual: BTreeMap<String, String>,
    report: Vec<OfMeeting>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OfMeeting {
    document: String,
    meeting: String,
    words: BTreeMap<String, String>,
}

/// The words of all reports.
pub(super) struct CoverReports(Typed);

impl CoverReports {
    /// Reads them from the example's folder.
    pub(super) fn read(example: &Path) -> Result<CoverReports> {
        let path = example.join("cover-reports.toml");
        let text =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        Ok(CoverReports(toml::from_str(&text).context("the example’s cover reports")?))
    }

    /// The report on a document for a meeting, by their short names.
    pub(super) fn written(&self, kind: DocumentKind, meeting: &str) -> Result<CoverReport> {
        let CoverReports(typed) = self;
        let own = typed
            .report
            .iter()
            .find(|one| one.document == kind.to_string() && one.meeting == meeting);
        let own = own.with_context(|| format!("the example’s report on {kind} for {meeting}"))?;
        typed.usual.iter().chain(&own.words).try_fold(
            CoverReport::default(),
            |report, (code, words)| {
                let field = Field::all().find(|field| field.code() == code);
                Ok(report
                    .with(field.with_context(|| format!("`{code}`, which no report has"))?, words))
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_of_the_example_is_whole() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/maidstone-2014");
        let reports = CoverReports::read(&example).unwrap();
        for (kind, meeting) in [
            (DocumentKind::Assessment, "partnership-march"),
            (DocumentKind::Plan, "partnership-march"),
            (DocumentKind::Plan, "cabinet-april"),
            (DocumentKind::Plan, "council-april"),
        ] {
            let report = reports.written(kind, meeting).unwrap();
            assert_eq!(report.missing(), [], "{kind} for {meeting}");
            assert_eq!(report.faults(), []);
        }
        assert!(reports.written(DocumentKind::Assessment, "council-april").is_err());
    }
}
