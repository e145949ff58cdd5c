//! Documents on their way: what was before a meeting stays as it was, and the adopted text tells its amendments.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::independent::is_accessible;
use crate::partnership::Partnership;

/// The day after Council adopted the plan.
const AFTER_COUNCIL: &str = "2015-04-23";

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// What a PDF says.
fn said(pdf: &Path) -> String {
    let told = Command::new("pdftotext").args(["-layout"]).arg(pdf).arg("-").output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn packs_of_past_meetings_are_what_was_before_them_and_exempt_words_are_in_one_file_alone() {
    let maidstone = Partnership::new();
    maidstone.succeeds(&["demo", "--no-serve", "--on", AFTER_COUNCIL]);
    let listed = maidstone.succeeds(&["adoption", "list", "--format", "csv"]);
    assert!(listed.contains("Rolling Plan 2015–16"), "{listed}");
    assert!(listed.contains("Cabinet, 14 April 2015 (cabinet-april)"), "{listed}");
    let out = maidstone.out();
    let folder = out.to_str().unwrap();
    let told = maidstone.succeeds(&["adoption", "pack", "plan", "cabinet-april", "--out", folder]);
    assert!(told.contains("as it was kept with the decision"), "{told}");
    let name = "safer-maidstone-partnership-report-plan-cabinet-april-public.pdf";
    let plan = said(&out.join(name));
    // Cabinet had what the partnership amended before it, and not what Council amended a week later.
    assert!(plan.contains("30 June 2015") && !plan.contains("mobility scooters"), "{plan}");
    for part in ["Appendix A: Rolling Plan 2015–16", "Appendix B: Strategic Assessment 2015–16"]
    {
        assert!(plan.contains(part), "{part}");
    }
    assert!(plan.contains("To come") && plan.contains("This report"), "{plan}");
    is_accessible(&fs::read(out.join(name)).unwrap());
    let of_march = ["adoption", "pack", "assessment", "partnership-march", "--exempt"];
    maidstone.succeeds(&[&of_march[..], &["--out", folder]].concat());
    let prefix = "safer-maidstone-partnership-report-assessment-partnership-march";
    let public = said(&out.join(format!("{prefix}-public.pdf")));
    assert!(!public.contains("covered market"), "the public part tells what is exempt");
    let exempt = out.join(format!("{prefix}-exempt.pdf"));
    assert!(said(&exempt).contains("covered market"));
    assert!(said(&exempt).contains("of Schedule 12A to the Local Government Act 1972"));
    is_accessible(&fs::read(&exempt).unwrap());
    let refused =
        maidstone.refuses(&["adoption", "pack", "plan", "partnership-june", "--out", folder]);
    assert!(refused.contains("nothing is laid before `partnership-june`"), "{refused}");
}

#[test]
fn the_adopted_text_is_written_with_its_amendments_and_who_moved_them() {
    let maidstone = Partnership::new();
    maidstone.succeeds(&["demo", "--no-serve", "--on", AFTER_COUNCIL]);
    let out = maidstone.out();
    let folder = out.to_str().unwrap();
    let told = maidstone.succeeds(&["adoption", "text", "plan", "--out", folder]);
    assert!(told.contains("The SHA-256 of plan-2015-16.txt is "), "{told}");
    let text = read(&out.join("plan-2015-16.txt"));
    assert!(text.contains("watch speed, mobility scooters too,") && !text.contains("[+"), "{text}");
    let marked = read(&out.join("plan-2015-16-with-its-amendments.txt"));
    assert!(marked.contains("[+") && marked.contains("mobility scooters"), "{marked}");
    assert!(marked.contains("    Amended: "), "{marked}");
}
