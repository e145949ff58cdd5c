//! The functional core: what a community safety partnership knows, decides and says.
//!
//! Values in, values out: no files, no clock, no network, no database. The modules stand in the
//! order of the year's story; a module uses only modules listed above it (a test holds this).

pub mod terms;
pub mod statistics;
pub mod content;
pub mod membership;
pub mod timetable;
pub mod reminders;
pub mod evidence;
pub mod briefing;
pub mod consultation;
pub mod panels;
pub mod task_groups;
pub mod partner_data;
pub mod scrutiny_update;
pub mod assessment;
pub mod priorities;
pub mod plan;
pub mod approval;
pub mod thread;
pub mod publication;
pub mod committee_pack;
pub mod distribution;
pub mod protection;
