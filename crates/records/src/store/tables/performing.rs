//! The tables of how task groups perform: measures, values by quarter, judgements set by hand, commentaries.

use crate::store::tables::Column;
use crate::store::tables::Column::Number;
use crate::store::tables::Column::Text;
use crate::store::tables::ENTRY;
use crate::store::tables::Table;
use crate::store::tables::WHOSE;

const MEASURE: Column = Text("measure_id");
const QUARTER: Column = Text("quarter");

/// In the order in which rows are put back.
pub(super) const PERFORMING: [Table; 5] = [
    Table::of("measure", 2, &[WHOSE, MEASURE, ENTRY, Text("measure")]),
    Table::of("quarterly_value", 3, &[WHOSE, MEASURE, QUARTER, ENTRY, Text("quarterly_value")]),
    Table::of("judgement_by_hand", 3, &[WHOSE, MEASURE, QUARTER, ENTRY, Text("judgement")]),
    Table::of("commentary", 2, &[WHOSE, Number("commentary_id"), ENTRY, Text("commentary")]),
    Table::of(
        "commentary_link",
        2,
        &[
            WHOSE,
            Number("commentary_id"),
            Text("name"),
            Text("email"),
            Text("token"),
            Text("earlier_token"),
            Text("until"),
            Number("due"),
            Number("taken_up"),
            Number("letters"),
            Text("last_letter"),
        ],
    ),
];
