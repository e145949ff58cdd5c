//! Records as the rest of the program uses them: one test binary, the same tests on both engines.

#[cfg(test)]
mod server;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod maidstone;
#[cfg(test)]
mod consultations;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod apart;
#[cfg(test)]
mod task_groups;
#[cfg(test)]
mod themes;
#[cfg(test)]
mod threads;
#[cfg(test)]
mod assessments;
#[cfg(test)]
mod approvals;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod panels;
#[cfg(test)]
mod partner_data;
#[cfg(test)]
mod priorities;
#[cfg(test)]
mod publications;
#[cfg(test)]
mod distributions;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod refusing;
#[cfg(test)]
mod scanned_again;
#[cfg(test)]
mod sampled;
#[cfg(test)]
mod weighted;
#[cfg(test)]
mod separating;
#[cfg(test)]
mod county_analysts;
#[cfg(test)]
mod successions;
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod access_links;
#[cfg(test)]
mod reminders;
#[cfg(test)]
mod auditing;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod last_who_may;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod forgetting_readers;
#[cfg(test)]
mod first_release;
#[cfg(test)]
mod backing_up;
#[cfg(test)]
mod any_changes;
#[cfg(test)]
mod being_killed;
#[cfg(test)]
mod on_line;
#[cfg(test)]
mod killed_while_sending;
#[cfg(test)]
mod breaking;
