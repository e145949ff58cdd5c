//! The tables of consultations: what is asked, the replies, paper that came back, themes and what is deleted.

use crate::store::tables::BATCH;
use crate::store::tables::CYCLE;
use crate::store::tables::Column::Number;
use crate::store::tables::Column::Text;
use crate::store::tables::ENTRY;
use crate::store::tables::FRAME;
use crate::store::tables::QUESTION;
use crate::store::tables::QUESTIONNAIRE;
use crate::store::tables::REPLY;
use crate::store::tables::RETURN;
use crate::store::tables::Table;
use crate::store::tables::VERSION;
use crate::store::tables::WHOSE;

/// In the order in which rows are put back.
pub(super) const CONSULTING: [Table; 22] = [
    Table::of("consulted_text", 2, &[WHOSE, Text("sha256"), ENTRY, Text("content")]),
    Table::of(
        "consultation",
        3,
        &[WHOSE, CYCLE, QUESTIONNAIRE, ENTRY, Text("body_id"), Text("sha256"), Text("description")],
    ),
    Table::of(
        "questionnaire_version",
        4,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            VERSION,
            ENTRY,
            Text("questionnaire"),
            Text("opened"),
            Text("closed"),
        ],
    ),
    Table::of(
        "form_layout",
        5,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            VERSION,
            Text("form_id"),
            ENTRY,
            Text("layout"),
            Text("copies"),
        ],
    ),
    Table::of(
        "reply",
        4,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            Number("reply_id"),
            ENTRY,
            VERSION,
            Text("channel"),
            Text("language"),
            Text("day"),
            Text("answers"),
            Text("salt"),
            Number("after_closing"),
        ],
    ),
    Table::of(
        "reply_under_way",
        2,
        &[
            WHOSE,
            Text("code"),
            CYCLE,
            QUESTIONNAIRE,
            VERSION,
            Text("language"),
            Text("answers"),
            Text("until"),
        ],
    ),
    Table::of(
        "reply_signal",
        2,
        &[WHOSE, Number("reply_id"), CYCLE, QUESTIONNAIRE, Text("signals"), Text("words")],
    ),
    Table::of(
        "sampled_reply",
        2,
        &[WHOSE, Number("reply_id"), CYCLE, QUESTIONNAIRE, Number("stratum")],
    ),
    Table::of(
        "invitation",
        4,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            Text("email"),
            Text("language"),
            Text("token"),
            Text("earlier_token"),
            Number("due"),
            Number("taken_up"),
            Number("letters"),
            Number("used"),
            Number("stratum"),
        ],
    ),
    Table::of(
        "scan_batch",
        4,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            BATCH,
            ENTRY,
            Text("day"),
            Text("printed"),
            Text("second_look"),
            Text("stage"),
        ],
    ),
    Table::of(
        "scan_file",
        5,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            BATCH,
            Number("file_id"),
            ENTRY,
            Text("sha256"),
            Text("name"),
            Text("ended"),
        ],
    ),
    Table::of(
        "scan_side",
        5,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            BATCH,
            Number("side_id"),
            ENTRY,
            Number("file_id"),
            Number("page_of_file"),
            Text("salt"),
            Text("pictures"),
            Text("reading"),
        ],
    ),
    Table::of(
        "paper_return",
        5,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            BATCH,
            RETURN,
            ENTRY,
            VERSION,
            Text("counts"),
            Number("reply_id"),
            Text("salt"),
            Text("sides"),
            Text("machine"),
        ],
    ),
    Table::of(
        "paper_decision",
        6,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            BATCH,
            RETURN,
            Number("decision_id"),
            ENTRY,
            Text("how"),
            Text("salt"),
            Text("act"),
        ],
    ),
    Table::of(
        "side_said",
        5,
        &[WHOSE, CYCLE, QUESTIONNAIRE, BATCH, Number("side_id"), ENTRY, Text("side_is")],
    ),
    Table::of(
        "booking_in",
        4,
        &[WHOSE, CYCLE, QUESTIONNAIRE, Text("day"), ENTRY, Number("received")],
    ),
    Table::of(
        "code_frame",
        5,
        &[WHOSE, CYCLE, QUESTIONNAIRE, QUESTION, FRAME, ENTRY, Text("frame")],
    ),
    Table::of(
        "coding",
        6,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            QUESTION,
            REPLY,
            Text("turn"),
            ENTRY,
            FRAME,
            Text("said"),
            Text("coder"),
            Text("day"),
            Text("suggested"),
        ],
    ),
    Table::of(
        "quotation",
        4,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            Number("quotation_id"),
            ENTRY,
            REPLY,
            Text("quotation"),
            Text("cleared"),
            Text("salt"),
        ],
    ),
    Table::of(
        "you_said",
        4,
        &[WHOSE, CYCLE, QUESTIONNAIRE, Number("you_said_id"), ENTRY, Text("you_said")],
    ),
    Table::of("retention", 3, &[WHOSE, CYCLE, QUESTIONNAIRE, ENTRY, Text("days")]),
    Table::of(
        "tombstone",
        5,
        &[
            WHOSE,
            CYCLE,
            QUESTIONNAIRE,
            Text("field"),
            Text("day"),
            ENTRY,
            Number("replies"),
            Number("up_to"),
            Text("sha256"),
            Text("totals"),
        ],
    ),
];
