//! The tables of distribution: who is told of what was published, what goes to them, requests for other formats, and easy-read.

use crate::store::tables::CYCLE;
use crate::store::tables::Column;
use crate::store::tables::Column::Number;
use crate::store::tables::Column::Text;
use crate::store::tables::ENTRY;
use crate::store::tables::Table;
use crate::store::tables::WHOSE;

const LIST: Column = Text("list_id");
const RECIPIENT: Column = Number("recipient_id");
const SENDING: Column = Number("sending_id");

/// In an order in which their rows can be put back.
pub(super) const DISTRIBUTION: [Table; 6] = [
    Table::of("distribution_list", 2, &[WHOSE, LIST, ENTRY, Text("list")]),
    Table::of(
        "recipient",
        3,
        &[WHOSE, LIST, RECIPIENT, ENTRY, Text("recipient"), Text("salt"), Text("until_day")],
    ),
    Table::of("sending", 2, &[WHOSE, SENDING, ENTRY, Text("sending")]),
    Table::of(
        "dispatch",
        3,
        &[
            WHOSE,
            SENDING,
            Number("dispatch_id"),
            LIST,
            RECIPIENT,
            Text("way"),
            Text("standing"),
            Number("taken_up"),
            Text("day"),
            Text("said"),
            Text("token"),
            Text("received"),
            Text("received_by"),
        ],
    ),
    Table::of("easy_read", 2, &[WHOSE, CYCLE, ENTRY, Text("easy_read")]),
    Table::of(
        "format_request",
        2,
        &[WHOSE, Number("request_id"), ENTRY, Text("request"), Text("salt")],
    ),
];
