//! The worked example's files, kept inside the program.

/// A file of the example: its name and its text.
macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../examples/maidstone-2014/", $name)))
    };
}

/// The files, each with its name within the example's folder.
pub(super) const FILES: [(&str, &str); 50] = [
    file!("lookups.csv"),
    file!("counts.csv"),
    file!("residents.csv"),
    file!("neighbours.csv"),
    file!("severity.csv"),
    file!("recorded-crime.csv"),
    file!("published.csv"),
    file!("claims.toml"),
    file!("partnership.toml"),
    file!("timetable.toml"),
    file!("questionnaire.toml"),
    file!("consultation.toml"),
    file!("consulted-on.md"),
    file!("replies.jsonl"),
    file!("themes.toml"),
    file!("panels.toml"),
    file!("priorities.toml"),
    file!("plan.toml"),
    file!("task-groups.toml"),
    file!("partner-data.toml"),
    file!("findings.toml"),
    file!("partner-data/ambulance-2014-q1-refused.csv"),
    file!("partner-data/ambulance-2014-q1.csv"),
    file!("partner-data/assault-attendances.csv"),
    file!("partner-data/council-2014-q1.csv"),
    file!("partner-data/council-2014-q2.csv"),
    file!("partner-data/fire-2014-q1.csv"),
    file!("partner-data/fire-2014-q2.csv"),
    file!("partner-data/health-2014-q1.csv"),
    file!("partner-data/health-2014-q2.csv"),
    file!("partner-data/noise-at-night.csv"),
    file!("partner-data/police-2014-q1.csv"),
    file!("partner-data/police-2014-q2.csv"),
    file!("README.md"),
    file!("assessment/1-about.md"),
    file!("assessment/2-levels.md"),
    file!("assessment/2b-classes.md"),
    file!("assessment/3-changes.md"),
    file!("assessment/4-why.md"),
    file!("assessment/5-people.md"),
    file!("assessment/6-last-plan.md"),
    file!("assessment/7-priorities.md"),
    file!("assessment/README.md"),
    file!("assessment/kept.toml"),
    file!("assessment-final/1-about.md"),
    file!("assessment-final/4-why.md"),
    file!("assessment-final/5-people.md"),
    file!("assessment-final/7-priorities.md"),
    file!("assessment-final/README.md"),
    file!("assessment-final/kept.toml"),
];
