//! The pages of the whole program in Chromium: what it serves is looked at, and used by the keyboard alone.
//!
//! In: the program, serving at an address of this machine. Out: every fault that a page has, by name. The harness is
//! that of the pages' own package; pages that need neither archive nor documents are looked at there.

#[cfg(test)]
mod a_new_manager;
#[cfg(test)]
#[path = "../../crates/web/tests/browser/axe.rs"]
mod axe;
#[cfg(test)]
#[path = "../../crates/web/tests/browser/driver.rs"]
mod driver;
#[cfg(test)]
mod hands;
#[cfg(test)]
#[path = "../../crates/documents/tests/independent/mod.rs"]
#[expect(dead_code, reason = "only the Python is asked for here")]
mod independent;
#[cfg(test)]
mod journeys;
#[cfg(test)]
#[path = "../../crates/web/tests/browser/keyboard.rs"]
#[expect(dead_code, reason = "the tests of the pages' own package need more of it")]
mod keyboard;
#[cfg(test)]
#[path = "../../crates/web/tests/browser/page.rs"]
#[expect(dead_code, reason = "the tests of the pages' own package need more of it")]
mod page;
#[cfg(test)]
#[path = "../story/partnership.rs"]
#[expect(dead_code, reason = "the story needs more of it")]
mod partnership;
#[cfg(test)]
#[path = "../story/served.rs"]
mod served;
#[cfg(test)]
#[path = "../../crates/web/tests/browser/structure.rs"]
mod structure;
#[cfg(test)]
mod the_demo;
#[cfg(test)]
mod the_draft;
#[cfg(test)]
mod the_site;
