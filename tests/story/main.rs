//! The year as a partnership lives it, told through the program itself: real files, a real archive,
//! the binary as people run it. `the_whole_year` comes first, then a file for each stage.

#[cfg(test)]
#[path = "../../crates/documents/tests/independent/mod.rs"]
mod independent;
#[cfg(test)]
#[path = "../../crates/paper/tests/made/mod.rs"]
#[expect(dead_code, reason = "its own tests use more of it")]
mod made;
#[cfg(test)]
mod partnership;
#[cfg(test)]
mod the_whole_year;
#[cfg(test)]
mod year;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod clustered;
#[cfg(test)]
mod fetched;
#[cfg(test)]
mod hostile_files;
#[cfg(test)]
mod briefing;
#[cfg(test)]
mod meetings;
#[cfg(test)]
mod consultation;
#[cfg(test)]
mod assessment;
#[cfg(test)]
mod adopting;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod distributing;
#[cfg(test)]
mod many_partnerships;
#[cfg(test)]
mod small_areas;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod looking_after;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod printing;
#[cfg(test)]
mod served;
#[cfg(test)]
mod documented;
#[cfg(test)]
mod exported;
#[cfg(test)]
mod faults;
