//! The addresses of themes, quotations, answers and retention, for the table.

use partnership::membership::may::Deed::ChangeConsultations;
use partnership::membership::may::Deed::ReadReplies;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;

macro_rules! below {
    ($page:literal) => {
        concat!("{p}/consultations/2015-16/smp-2015/", $page)
    };
}

const THEMES: &str = "\"/consultations/{cycle}/{questionnaire}/themes\"";
const FRAME: &str = "&of_question(\"frame\")";
const CODE: &str = "&of_question(\"frame/{code}\")";
const COMMENT: &str = "&of_question(\"code/{reply}\")";
const SETTLE: &str = "&of_question(\"settle/{reply}\")";
const NEW: &str = "&answer(\"new/{question}/{code}\")";
const ANSWER: &str = "&answer(\"{number}\")";
const QUOTATION: &str = "&quotation(\"{number}\")";

/// Every route of these pages. Of what a house without replies has not, there is no page.
pub(super) const THEMING: &[Line] = &[
    may(THEMES, Get, below!("themes"), ReadReplies, 200),
    may("QUESTION", Get, below!("themes/feel-safer"), ReadReplies, 200),
    may("&of_question(\"comments\")", Get, below!("themes/feel-safer/comments"), ReadReplies, 200),
    may(FRAME, Get, below!("themes/feel-safer/frame"), ChangeConsultations, 200),
    may(FRAME, Post, below!("themes/feel-safer/frame"), ChangeConsultations, 200),
    may(CODE, Get, below!("themes/feel-safer/frame/none"), ChangeConsultations, 404),
    may(CODE, Post, below!("themes/feel-safer/frame/none"), ChangeConsultations, 404),
    may("&of_question(\"next\")", Get, below!("themes/feel-safer/next"), ReadReplies, 303),
    may(COMMENT, Get, below!("themes/feel-safer/code/1"), ReadReplies, 404),
    may(COMMENT, Post, below!("themes/feel-safer/code/1"), ReadReplies, 404),
    may(
        "&of_question(\"differences\")",
        Get,
        below!("themes/feel-safer/differences"),
        ReadReplies,
        200,
    ),
    may(SETTLE, Get, below!("themes/feel-safer/settle/1"), ReadReplies, 404),
    may(SETTLE, Post, below!("themes/feel-safer/settle/1"), ReadReplies, 404),
    may(
        "&of_question(\"agreement\")",
        Get,
        below!("themes/feel-safer/agreement"),
        ReadReplies,
        200,
    ),
    may(
        "&of_question(\"codings.csv\")",
        Get,
        below!("themes/feel-safer/codings.csv"),
        ReadReplies,
        200,
    ),
    may(
        "&of_question(\"themes.csv\")",
        Get,
        below!("themes/feel-safer/themes.csv"),
        ReadReplies,
        200,
    ),
    may("QUOTATIONS", Get, below!("quotations"), ReadReplies, 200),
    may("QUOTE", Get, below!("themes/feel-safer/quote/1"), ReadReplies, 404),
    may("QUOTE", Post, below!("themes/feel-safer/quote/1"), ReadReplies, 404),
    may(QUOTATION, Get, below!("quotations/1"), ReadReplies, 404),
    may(QUOTATION, Post, below!("quotations/1"), ReadReplies, 404),
    may(
        "&quotation(\"{number}/clear\")",
        Post,
        below!("quotations/1/clear"),
        ChangeConsultations,
        404,
    ),
    may(
        "&quotation(\"{number}/take-away\")",
        Post,
        below!("quotations/1/take-away"),
        ReadReplies,
        404,
    ),
    may("YOU_SAID", Get, below!("you-said"), ReadReplies, 200),
    may(NEW, Get, below!("you-said/new/feel-safer/none"), ChangeConsultations, 404),
    may(NEW, Post, below!("you-said/new/feel-safer/none"), ChangeConsultations, 404),
    may(ANSWER, Get, below!("you-said/1"), ChangeConsultations, 404),
    may(ANSWER, Post, below!("you-said/1"), ChangeConsultations, 404),
    may(
        "&answer(\"{number}/take-away\")",
        Post,
        below!("you-said/1/take-away"),
        ChangeConsultations,
        404,
    ),
    may("RETENTION", Get, below!("retention"), ChangeConsultations, 200),
    may("&kept(\"totals.csv\")", Get, below!("retention/totals.csv"), ChangeConsultations, 200),
    may("RETENTION", Post, below!("retention"), ChangeConsultations, 303),
];
