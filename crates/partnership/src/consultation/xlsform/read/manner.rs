//! The manner of a question: its type, its list, and the limits on its answers.
//!
//! In come a row's type and constraint as written; out go the kind and its limits, and what was not understood.

use crate::consultation::answer::AnswerRole;
use crate::consultation::question::KeptAs;
use crate::consultation::question::Kind;
use crate::consultation::question::TypedQuestion;
use crate::consultation::xlsform::names::alone;
use crate::consultation::xlsform::names::kept_as;
use crate::consultation::xlsform::remark::NotTaken;

/// A type as a form writes it.
pub(super) enum Type<'t> {
    /// A question of that kind; the list, where it has one; whether "other" may be written.
    Asks(Kind, Option<&'t str>, OrOther),
    /// Not a question that Saferplan asks.
    Refused(NotTaken),
}

/// Whether the type ends in `or_other`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OrOther {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Ways of writing the types with a list.
const WITH_LIST: [(&str, Kind); 7] = [
    ("select_one", Kind::OneOf),
    ("select one from", Kind::OneOf),
    ("select one", Kind::OneOf),
    ("select_multiple", Kind::AnyOf),
    ("select all that apply from", Kind::AnyOf),
    ("select multiple", Kind::AnyOf),
    ("rank", Kind::Ranking),
];

/// What a form can ask and Saferplan does not.
const NOT_ASKED: [(&str, &[&str]); 12] = [
    ("number worked out by the form", &["calculate"]),
    ("place on a map", &["geopoint", "geotrace", "geoshape", "start-geopoint"]),
    ("picture", &["image", "photo"]),
    ("recording", &["audio", "video", "background-audio"]),
    ("file", &["file"]),
    ("barcode", &["barcode"]),
    ("date or time", &["date", "time", "datetime", "datetime"]),
    ("number with decimals", &["decimal", "range"]),
    ("box to confirm", &["acknowledge", "trigger"]),
    ("value out of sight", &["hidden", "xml-external", "csv-external", "osm"]),
    ("answers from a file", &["select_one_from_file", "select_multiple_from_file"]),
    (
        "data on the device or on who holds it",
        &[
            "start",
            "end",
            "today",
            "deviceid",
            "subscriberid",
            "simserial",
            "phonenumber",
            "username",
            "email",
            "audit",
        ],
    ),
];

/// The type that `written` says.
pub(super) fn of<'t>(written: &'t str, looks: &str) -> Type<'t> {
    let word = written.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let asks = |kind| Type::Asks(kind, None, OrOther::No);
    match word.as_str() {
        "integer" | "int" => return asks(Kind::Number),
        "text" | "string" if looks.split(' ').any(|look| look == "multiline") => {
            return asks(Kind::LongText);
        }
        "text" | "string" => return asks(Kind::ShortText),
        "note" => return Type::Refused(NotTaken::Note),
        _ => {}
    }
    if let Some((what, _)) = NOT_ASKED.iter().find(|(_, types)| types.contains(&word.as_str())) {
        return Type::Refused(NotTaken::NotAsked(what));
    }
    for (begin, kind) in WITH_LIST {
        let rest = written.strip_prefix(begin).filter(|rest| rest.starts_with(char::is_whitespace));
        if let Some(rest) = rest {
            let mut words = rest.split_whitespace();
            let list = words.next();
            let other = if words.next() == Some("or_other") { OrOther::Yes } else { OrOther::No };
            let scale = kind == Kind::OneOf && looks.split(' ').any(|look| look == "likert");
            return Type::Asks(if scale { Kind::Scale } else { kind }, list, other);
        }
    }
    Type::Refused(NotTaken::UnknownType)
}

/// The area of a postcode that our column says is kept.
pub(super) fn area(ours: &str) -> Option<KeptAs> {
    [KeptAs::Ward, KeptAs::Lsoa].into_iter().find(|area| kept_as(*area) == ours)
}

/// The limits of an expression, taken into the question; those not understood come back.
pub(super) fn limit<'t>(question: &mut TypedQuestion, constraint: &'t str) -> Vec<&'t str> {
    let pieces = together(constraint).into_iter().filter(|piece| !piece.trim().is_empty());
    pieces.filter(|piece| one_limit(question, piece).is_none()).collect()
}

/// The pieces of an expression between the `and`s that stand in no brackets.
fn together(expression: &str) -> Vec<&str> {
    let (mut depth, mut start, mut pieces) = (0_i32, 0, Vec::new());
    for (at, mark) in expression.char_indices() {
        match mark {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            'a' if depth == 0
                && expression[at..].starts_with("and ")
                && blank_before(expression, at) =>
            {
                pieces.push(&expression[start..at]);
                start = at + 4;
            }
            _ => {}
        }
    }
    pieces.push(&expression[start..]);
    pieces
}

fn blank_before(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_whitespace() || c == ')')
}

fn one_limit(question: &mut TypedQuestion, piece: &str) -> Option<()> {
    let plain: String = piece.chars().filter(|c| !c.is_whitespace()).collect();
    match question.kind {
        Kind::Number => {
            if let Some(number) = after::<i64>(&plain, &[".>="]) {
                question.lowest = Some(number);
            } else if let Some(number) = after::<i64>(&plain, &[".<="]) {
                question.highest = Some(number);
            } else if let Some(number) = after::<i64>(&plain, &[".>"]) {
                question.lowest = Some(number.checked_add(1)?);
            } else {
                question.highest = Some(after::<i64>(&plain, &[".<"])?.checked_sub(1)?);
            }
            Some(())
        }
        Kind::ShortText | Kind::LongText => {
            question.longest = Some(after(&plain, &["string-length(.)<="])?);
            Some(())
        }
        Kind::AnyOf => {
            if let Some(most) = after(&plain, &["count-selected(.)<="]) {
                question.at_most = Some(most);
                return Some(());
            }
            let without = |text: &str| text.replace([' ', '"'], "").replace('\'', "");
            let named = |id: &str| without(&alone(id)) == without(&plain);
            let scale = question.scale.map(crate::consultation::question_bank::Scale::answers);
            if scale.iter().flatten().any(|answer| named(answer.id.0.as_str())) {
                return Some(());
            }
            let answer = question.answers.iter_mut().find(|one| named(one.id.0.as_str()))?;
            if !answer.role.stands_alone() {
                answer.role = AnswerRole::NoneOfThese;
            }
            Some(())
        }
        Kind::OneOf | Kind::Scale | Kind::Grid | Kind::Ranking | Kind::Postcode => None,
    }
}

fn after<N: std::str::FromStr>(plain: &str, begins: &[&str]) -> Option<N> {
    begins.iter().find_map(|begin| plain.strip_prefix(begin)?.parse().ok())
}
