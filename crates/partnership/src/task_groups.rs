//! The task groups: what each measures, what it says of its quarter, and how it performs.
//!
//! In come measures, values by quarter and commentaries as people write them; out go a judgement of each value by a
//! declared rule, what is still missing, and the performance report.

pub mod amount;
pub mod measure;
pub mod quarterly;
pub mod judgement;
pub mod on_track;
pub mod commentary;
pub mod due;
pub mod asking;
pub mod described;
pub mod happened;
pub mod tables;
pub mod performance_report;
