//! The pages as people meet them: in Chromium, with the keyboard, on a small screen, without scripts.
//!
//! In: the site under test, served on this machine. Out: every fault that a page has, by name. A page's
//! test needs four lines; `the_layout.rs` shows them.

#[cfg(test)]
mod adoption;
#[cfg(test)]
#[path = "../pages/adoption_made.rs"]
mod adoption_made;
#[cfg(test)]
#[path = "../pages/answered.rs"]
mod answered;
#[cfg(test)]
mod answering;
#[cfg(test)]
mod assessment;
#[cfg(test)]
mod axe;
#[cfg(test)]
#[path = "../pages/bare.rs"]
#[expect(dead_code, reason = "the tests of the pages need more of it")]
mod bare;
#[cfg(test)]
#[path = "../pages/commented.rs"]
mod commented;
#[cfg(test)]
mod consultations;
#[cfg(test)]
#[path = "../pages/drafted.rs"]
mod drafted;
#[cfg(test)]
mod driver;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod evidence;
#[cfg(test)]
#[path = "../pages/evidence_held.rs"]
#[expect(dead_code, reason = "the tests of the pages need more of it")]
mod evidence_held;
#[cfg(test)]
mod every_page;
#[cfg(test)]
mod first_draft;
#[cfg(test)]
mod founding;
#[cfg(test)]
#[path = "../pages/full_house.rs"]
mod full_house;
#[cfg(test)]
#[path = "../../../partnership/tests/assessment/held.rs"]
#[expect(dead_code, reason = "the tests of the core need more of it")]
mod held;
#[cfg(test)]
#[path = "../pages/house.rs"]
#[expect(dead_code, reason = "the tests of the pages need more of it")]
mod house;
#[cfg(test)]
mod keyboard;
#[cfg(test)]
mod meetings;
#[cfg(test)]
mod page;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod panels;
#[cfg(test)]
#[path = "../pages/panels_made.rs"]
mod panels_made;
#[cfg(test)]
mod partner_data;
#[cfg(test)]
#[path = "../pages/partner_data_made.rs"]
mod partner_data_made;
#[cfg(test)]
mod plans;
#[cfg(test)]
#[path = "../pages/plans_made.rs"]
mod plans_made;
#[cfg(test)]
mod priorities;
#[cfg(test)]
#[path = "../pages/priorities_made.rs"]
mod priorities_made;
#[cfg(test)]
#[path = "../pages/publications_made.rs"]
mod publications_made;
#[cfg(test)]
#[path = "../pages/distribution_made.rs"]
mod distribution_made;
#[cfg(test)]
mod distribution;
#[cfg(test)]
mod publication;
#[cfg(test)]
#[path = "../pages/paper_made.rs"]
mod paper_made;
#[cfg(test)]
mod peoples_pages;
#[cfg(test)]
#[path = "../pages/press_made.rs"]
#[expect(dead_code, reason = "the tests without a browser need more of it")]
mod press_made;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod structure;
#[cfg(test)]
mod the_harness;
#[cfg(test)]
mod the_layout;
#[cfg(test)]
mod the_timetable;
#[cfg(test)]
mod task_groups;
#[cfg(test)]
#[path = "../pages/task_groups_made.rs"]
mod task_groups_made;
#[cfg(test)]
mod themes;
