//! The tables of these pages are those of the panels' pages.

pub(super) use crate::panels::table::Cell;
pub(super) use crate::panels::table::Table;
pub(super) use crate::panels::table::link;
pub(super) use crate::panels::table::number;
pub(super) use crate::panels::table::words;
