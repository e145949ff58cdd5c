//! What areas are called, by the outlines and the lookups that are held.
//!
//! In come codes; out go the names that are held for them. An outline's name goes before a lookup's, and a later
//! lookup's before an earlier one's.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::terms::area::AreaCode;

use crate::Archive;
use crate::batch_columns::list;
use crate::batch_columns::texts;
use crate::query_error::QueryError;

/// Where names stand: the table, the columns of code and name, and which row goes first.
const PLACES: [(&str, &str, &str, &str); 3] = [
    ("boundary", "area_code", "area_name", "area_name"),
    ("area_link", "to_code", "to_name", "year desc, to_name"),
    ("area_link", "from_code", "from_name", "year desc, from_name"),
];

impl Archive {
    /// What `areas` are called. One that nothing held gives a name is not among them.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn area_names(
        &self,
        areas: &BTreeSet<AreaCode>,
    ) -> Result<BTreeMap<AreaCode, String>, QueryError> {
        let mut names: BTreeMap<AreaCode, String> = BTreeMap::new();
        for (table, code, name, order) in PLACES {
            let unnamed = areas.iter().filter(|area| !names.contains_key(*area));
            let wanted = list(unnamed);
            let sql = format!(
                "select {code} as code, {name} as name from {table} where {code} in ({wanted}) order by {order}"
            );
            for batch in self.engine.stream(&sql)? {
                let batch = batch?;
                let (codes, called) = (texts(&batch, "code")?, texts(&batch, "name")?);
                for row in 0..batch.num_rows() {
                    let name = called.owned(row);
                    if !name.trim().is_empty() {
                        names.entry(codes.required(row)?).or_insert(name);
                    }
                }
            }
        }
        Ok(names)
    }
}
