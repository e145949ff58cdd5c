//! Pages: the partnership's year in a browser.
//!
//! In come requests; out go whole pages that work without scripts. A handler loads from the records, lets the core
//! decide, saves, and shows.

pub mod adoption;
mod answer;
mod app;
mod assessment;
mod audit;
mod calendar;
pub mod clock;
mod consultations;
mod cycles;
pub mod design;
mod errands;
mod evidence;
pub mod founding;
mod guard;
mod health;
pub mod letters;
pub mod log;
mod meetings;
pub mod page;
mod me;
mod membership;
mod notices;
mod panels;
mod priorities;
mod plan;
mod partner_data;
mod people;
mod publication;
mod distribution;
mod routes;
pub mod settings;
mod serving;
mod task_groups;
mod thread;
mod tidying;
pub mod who;
pub mod year;

pub use crate::app::App;
pub use crate::app::DrawChart;
pub use crate::app::Evidence;
pub use crate::app::Foresees;
pub use crate::app::FormAsked;
pub use crate::app::Gathered;
pub use crate::app::Gathering;
pub use crate::app::Gathers;
pub use crate::app::HearsTitle;
pub use crate::app::Makes;
pub use crate::app::Materials;
pub use crate::app::Postcodes;
pub use crate::app::Press;
pub use crate::app::ReportAsked;
pub use crate::app::Rest;
pub use crate::app::ScansCame;
pub use crate::app::Sets;
pub use crate::app::SiteFile;
pub use crate::app::Sites;
pub use crate::app::TakeScans;
pub use crate::app::Traces;
pub use crate::app::Workbooks;
pub use crate::guard::rate::TooMany;
pub use crate::routes::pages;
pub use crate::serving::serve;
pub use crate::tidying::tidy;
