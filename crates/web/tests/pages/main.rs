//! The pages as a browser meets them, without one: real records in a folder of their own, every layer in place.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod adoption;
mod adoption_made;
mod answering;
mod assessment;
mod audit;
mod bare;
mod calendar;
mod commented;
mod consultations;
mod drafted;
mod editing;
mod encrypted_factors;
mod evidence;
mod evidence_held;
mod forgotten;
mod founding;
mod full_house;
mod guarding;
#[path = "../../../partnership/tests/assessment/held.rs"]
#[expect(dead_code, reason = "the tests of the core need more of it")]
mod held;
mod house;
mod illustrative;
mod letters;
mod linking;
mod log;
#[path = "../../../post/tests/mail/server.rs"]
mod mail_server;
mod mailed_links;
mod me;
mod meetings;
mod membership;
mod navigation;
mod notices;
mod outside;
mod panels;
mod panels_made;
mod partner_data;
mod partner_data_made;
mod plans;
mod plans_made;
mod priorities;
mod priorities_made;
mod publication;
mod publications_made;
mod paper;
mod paper_apart;
mod paper_made;
mod people;
mod press_made;
mod printing;
mod readers;
mod results;
mod roles;
mod signing_in;
mod steps;
mod task_groups;
mod task_groups_made;
mod texts;
mod themes;
mod this_year;
mod threads;
mod timetable;
mod unreadable;
mod weighting;
