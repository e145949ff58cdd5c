//! The table of every address of the program, as the tests of the pages have it.

#[path = "../pages/roles/adopting.rs"]
mod adopting;
#[path = "../pages/roles/consulted.rs"]
mod consulted;
#[path = "../pages/roles/consulting.rs"]
mod consulting;
#[path = "../pages/roles/drafting.rs"]
pub(crate) mod drafting;
#[path = "../pages/roles/panels.rs"]
mod panels;
#[path = "../pages/roles/partner_data.rs"]
mod partner_data;
#[path = "../pages/roles/planning.rs"]
mod planning;
#[path = "../pages/roles/priorities.rs"]
mod priorities;
#[path = "../pages/roles/distributing.rs"]
mod distributing;
#[path = "../pages/roles/publishing.rs"]
mod publishing;
#[path = "../pages/roles/table.rs"]
#[expect(dead_code, reason = "the tests of the pages need more of it")]
pub(crate) mod table;
#[path = "../pages/roles/task_groups.rs"]
mod task_groups;
#[path = "../pages/roles/theming.rs"]
mod theming;
#[path = "../pages/roles/thread.rs"]
mod thread;
