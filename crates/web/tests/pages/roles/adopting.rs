//! The table's lines of documents on their way to adoption.

use partnership::membership::may::Deed::ReadDrafts;
use partnership::membership::may::Deed::TakeToAdoption;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;

const PUT: &str = "{p}/adoption/2015-16/plan/put-forward";
const DECIDE: &str = "{p}/adoption/2015-16/plan/decision/cabinet/plan-to-cabinet";
const DECISION: &str = "&of_document(\"decision/{meeting}/{step}\")";
const WRITTEN: &str = "{p}/adoption/2015-16/plan/report/cabinet/plan-to-cabinet";
const READ: &str = "{p}/adoption/2015-16/plan/report/cabinet/plan-to-cabinet/document";
const NOTICE: &str = "{p}/adoption/2015-16/plan/report/cabinet/plan-to-cabinet/notice.txt";
const REPORT: &str = "&of_document(\"report/{meeting}/{step}\")";
const AMEND: &str = "{p}/adoption/2015-16/plan/amend";
const CALL_IN: &str = "{p}/adoption/2015-16/plan/call-in";
const SETTLE: &str = "{p}/adoption/2015-16/plan/settle";
const TAKE_BACK: &str = "{p}/adoption/2015-16/plan/take-back";

/// Every route of these pages. Nothing was put forward, so there is no text.
pub(super) const ADOPTING: &[Line] = &[
    may("\"/adoption\"", Get, "{p}/adoption", ReadDrafts, 200),
    may("\"/adoption/house\"", Get, "{p}/adoption/house", TakeToAdoption, 200),
    may("\"/adoption/house\"", Post, "{p}/adoption/house", TakeToAdoption, 200),
    may("DOCUMENT", Get, "{p}/adoption/2015-16/assessment", ReadDrafts, 200),
    may("&of_document(\"text\")", Get, "{p}/adoption/2015-16/plan/text", ReadDrafts, 404),
    may("&of_document(\"text.txt\")", Get, "{p}/adoption/2015-16/plan/text.txt", ReadDrafts, 404),
    may("&of_document(\"put-forward\")", Get, PUT, TakeToAdoption, 200),
    may("&of_document(\"put-forward\")", Post, PUT, TakeToAdoption, 400),
    may(DECISION, Get, DECIDE, TakeToAdoption, 200),
    may(DECISION, Post, DECIDE, TakeToAdoption, 400),
    may(REPORT, Get, WRITTEN, TakeToAdoption, 404),
    may(REPORT, Post, WRITTEN, TakeToAdoption, 404),
    may("&of_document(\"report/{meeting}/{step}/document\")", Get, READ, ReadDrafts, 404),
    may("&of_document(\"report/{meeting}/{step}/notice.txt\")", Get, NOTICE, TakeToAdoption, 404),
    may("&of_document(\"amend\")", Get, AMEND, TakeToAdoption, 200),
    may("&of_document(\"amend\")", Post, AMEND, TakeToAdoption, 400),
    may("&of_document(\"call-in\")", Get, CALL_IN, TakeToAdoption, 200),
    may("&of_document(\"call-in\")", Post, CALL_IN, TakeToAdoption, 400),
    may("&of_document(\"settle\")", Get, SETTLE, TakeToAdoption, 200),
    may("&of_document(\"settle\")", Post, SETTLE, TakeToAdoption, 400),
    may("&of_document(\"take-back\")", Get, TAKE_BACK, TakeToAdoption, 200),
    may("&of_document(\"take-back\")", Post, TAKE_BACK, TakeToAdoption, 400),
];
