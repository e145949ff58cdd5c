//! What an enquiry of the evidence is called in a draft: the references that give the same figures, and kept findings.
//!
//! In come enquiries and findings; out go references to be pasted into a draft.

use crate::assessment::reference::Reference;
use crate::evidence::enquiry::Against;
use crate::evidence::enquiry::Enquiry;
use crate::evidence::enquiry::Measure;
use crate::evidence::finding::Finding;
use crate::terms::area::AreaKind;

/// The references by which a draft about the enquiry's district gives the same figures and words. None where no reference
/// does, as for a share: a finding does then.
pub fn references(enquiry: &Enquiry) -> Vec<Reference> {
    if enquiry.area.kind() != AreaKind::District {
        return Vec::new();
    }
    let (line, now) = (enquiry.line.short_name(), enquiry.told());
    let mut texts = match enquiry.measure {
        Measure::Count | Measure::RollingYear => vec![format!("{{figure:{line}.count {now}}}")],
        Measure::Rate => vec![format!("{{figure:{line}.rate {now}}}")],
        Measure::Severity => vec![format!("{{figure:{line}.severity {now}}}")],
        Measure::Share => return Vec::new(),
    };
    if let Some(before) = enquiry.compared() {
        texts.push(format!("{{phrase:changed {line} {now} {before}}}"));
    }
    if enquiry.against == Against::Group {
        texts.push(format!("{{phrase:standing {line} {now}}}"));
        texts.push(format!("{{phrase:rank {line} {now}}}"));
        texts.push(format!("{{figure:{line}.group-mean {now}}}"));
        texts.push(format!("{{chart:beside-group {now}}}"));
    }
    if enquiry.measure == Measure::Severity {
        texts.push(format!("{{table:severity {now}}}"));
    }
    if enquiry.measure == Measure::Count {
        texts.push(format!("{{chart:months {line} {now}}}"));
    }
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

/// The reference by which a draft speaks of a kept finding.
pub fn reference(finding: &Finding) -> String {
    format!("{{finding:{}}}", finding.id)
}
