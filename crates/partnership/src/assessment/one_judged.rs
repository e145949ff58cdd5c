//! Months or places judged, as a page shows them and a finding keeps them: a sentence, and what is drawn.
//!
//! In come a judging and material; out go the sentence, the picture with its table as everybody may see them, and the
//! references by which a draft has the same, or why there is no answer.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::answer;
use crate::assessment::answering::flagged_with;
use crate::assessment::material::Material;
use crate::assessment::one_shown;
use crate::assessment::one_shown::OneShown;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::content::Block;
use crate::content::Inline;
use crate::content::table::RowWeight;
use crate::evidence::enquiry::judging::Judging;
use crate::evidence::enquiry::judging::Method;
use crate::evidence::finding::Stood;
use crate::terms::day::Day;
use crate::terms::extract::ExtractId;
use crate::terms::wording::sentence;

/// What a method finds.
#[derive(Debug, Clone, PartialEq)]
pub struct OneJudged {
    /// What may be said, in one piece.
    pub says: String,
    /// What must be borne in mind, each once.
    pub cautions: Vec<String>,
    /// The picture, the table, and what they rest on.
    pub shown: OneShown,
    /// The extracts that all of it rests on.
    pub sources: BTreeSet<ExtractId>,
}

/// Judges months or places from what is held.
///
/// # Errors
/// When something is not held, or there is too little to judge by.
pub fn one_judged(judging: Judging, material: &Material<'_>) -> Result<OneJudged, Unanswered> {
    let reference = drawn(judging);
    let drawn = answer(&reference, material)?;
    let told = told(judging).map(|told| answer(&told, material)).transpose()?;
    let mut cautions = Vec::new();
    for caution in told.iter().chain([&drawn]).flat_map(|one| &one.cautions) {
        if !cautions.contains(caution) {
            cautions.push(caution.clone());
        }
    }
    let words = match &told {
        Some(told) => told.says_in_public.clone().unwrap_or_else(|| told.says.clone()),
        None => within(&own_words(judging.method, &drawn)),
    };
    let mut shown = one_shown::shown(&reference, material, drawn);
    shown.blocks.iter_mut().for_each(|block| tell_once(block, &words));
    let behind = told.iter().flat_map(Answer::sources);
    let sources = shown.sources.iter().copied().chain(behind).collect();
    Ok(OneJudged { says: says(judging, material, &words), cautions, shown, sources })
}

/// Takes from the notes under a table what is said above it.
fn tell_once(block: &mut Block, words: &str) {
    let bare = |words: &str| words.trim_end_matches('.').to_lowercase();
    if let Block::Table(table) = block {
        table.notes.retain(|note| {
            let note: String = note.iter().map(Inline::words).collect();
            !bare(&note).ends_with(&bare(words))
        });
    }
}

/// The references by which a draft has the same: in a paragraph of its own and, where there is one, within a sentence.
pub fn references(judging: Judging) -> Vec<Reference> {
    [Some(drawn(judging)), told(judging)].into_iter().flatten().collect()
}

fn drawn(judging: Judging) -> Reference {
    let kind = match judging.method {
        Method::RepeatPlaces | Method::WardFlags => Kind::Table,
        Method::HotSpots | Method::Density => Kind::Map,
        Method::UsualRange
        | Method::UsualShare
        | Method::UsualRate
        | Method::Expected
        | Method::Forecast
        | Method::Seasonal
        | Method::Concentration
        | Method::ByDeprivation
        | Method::Funnel => Kind::Chart,
    };
    Reference::of(kind, &named(judging))
}

/// None of what says in its own chart, map or table what it finds.
fn told(judging: Judging) -> Option<Reference> {
    match judging.method {
        Method::Funnel | Method::HotSpots | Method::Density | Method::WardFlags => None,
        Method::UsualRange
        | Method::UsualShare
        | Method::UsualRate
        | Method::Expected
        | Method::Forecast
        | Method::Seasonal
        | Method::Concentration
        | Method::RepeatPlaces
        | Method::ByDeprivation => Some(Reference::of(Kind::Phrase, &named(judging))),
    }
}

fn named(judging: Judging) -> String {
    let (name, line) = (judging.method.name(), judging.line.short_name());
    let is_of_wards = judging.method == Method::WardFlags;
    let lines = if is_of_wards { flagged_with(judging.line) } else { vec![line] };
    let words = [vec![name.to_owned()], lines, vec![judging.period.to_string()]];
    words.concat().join(" ")
}

/// A sentence as it stands after a colon.
fn within(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What a chart, map or table that has no phrase says it finds.
fn own_words(method: Method, drawn: &Answer) -> String {
    if method == Method::Funnel {
        return beside_limits(drawn);
    }
    // The first note under a map of squares, or under wards, tells what they come to.
    drawn.shown.iter().filter_map(|one| one.notes.first().cloned()).collect()
}

/// Where the district's own row of a funnel lies.
fn beside_limits(funnel: &Answer) -> String {
    let mut rows = funnel.shown.iter().flat_map(|shown| &shown.rows);
    let own = rows.find(|row| row.weight == RowWeight::Strong);
    let lies = own.and_then(|row| match row.entries.last() {
        Some(Value::Words(words)) => Some(words.as_str()),
        Some(Value::Figure(_)) | None => None,
    });
    match lies {
        Some("within") => "lay within the 95% limits of its group’s funnel".to_owned(),
        Some(beyond) => {
            format!("lay {} limits of its group’s funnel", beyond.replace(' ', " the "))
        }
        None => "is not on its group’s funnel".to_owned(),
    }
}

/// The words of a draft as a sentence that stands alone.
fn says(judging: Judging, material: &Material<'_>, words: &str) -> String {
    let (line, area) = (judging.line.name(), material.area_name());
    let span = judging.period.span();
    sentence(&match judging.method {
        Method::UsualRange | Method::Expected | Method::Seasonal => {
            format!("{line} in {area} {words}")
        }
        Method::UsualShare => {
            format!("{line} in {area}, as a share of all recorded crime, {words}")
        }
        Method::UsualRate => format!("{line} in {area}, reckoned for 30 days, {words}"),
        Method::WardFlags => format!("wards of {area}, {span}: {words}"),
        Method::Forecast => format!("{line} in {area}: {}", within(words)),
        Method::ByDeprivation => format!("{line} in {area}, {span}, {words}"),
        Method::Funnel => format!("{line} in {area}, {span}, per 1,000 residents, {words}"),
        Method::Concentration | Method::RepeatPlaces | Method::HotSpots | Method::Density => {
            format!("{line} in {area}, {span}: {words}")
        }
    })
}

impl OneJudged {
    /// As it stands on a day, to be kept.
    pub fn stood(&self, on: Day) -> Stood {
        Stood {
            on,
            title: self.shown.caption.clone(),
            says: vec![self.says.clone()],
            cautions: self.cautions.clone(),
            rows: self.shown.traced.clone(),
            sources: self.sources.clone(),
        }
    }
}
