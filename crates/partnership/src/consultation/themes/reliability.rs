//! How far two people who coded the same comments agree, and how often people took what was suggested.
//!
//! In come codings; out goes agreement over all codes and for each. The measure is Krippendorff's alpha
//! (`statistics::agreement`), with an interval from resampling the comments.

use std::collections::BTreeMap;

use crate::consultation::themes::coding::Codings;
use crate::consultation::themes::coding::latest;
use crate::consultation::themes::frame::CodeFrame;
use crate::consultation::themes::frame::CodeId;
use crate::consultation::themes::said::Said;
use crate::statistics::agreement::Agreement;
use crate::statistics::agreement::AgreementError;
use crate::statistics::agreement::alpha_interval;
use crate::statistics::agreement::krippendorffs_alpha;

/// How far two people agree on a set of comments.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreed {
    /// How many comments both coded.
    pub comments: usize,
    /// In how many they found the same.
    pub same: usize,
    /// Agreement beyond chance, or why there is none to tell.
    pub alpha: Result<Agreement, AgreementError>,
    /// Its interval of 95%, where there is one.
    pub interval: Option<(f64, f64)>,
}

/// How reliable the coding of the comments on a question is.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Over all codes: the same only where both gave the very same codes.
    pub overall: Agreed,
    /// For each code of the frame: the same where both gave it or neither.
    pub by_code: Vec<(CodeId, Agreed)>,
    /// Of how many first codings something was suggested beforehand.
    pub suggested: usize,
    /// In how many of these the likeliest suggestion is among the codes.
    pub taken: usize,
}

/// How reliable these codings are, under the latest frame that was signed off; none while there is none.
pub fn reliability(frames: &[CodeFrame], codings: &BTreeMap<i64, Codings>) -> Option<Reliability> {
    let frame = latest(frames)?;
    let both: Vec<(Said, Said)> = codings.values().filter_map(|these| these.both(frames)).collect();
    let mut kinds: BTreeMap<&Said, u32> = BTreeMap::new();
    for said in both.iter().flat_map(|(first, second)| [first, second]) {
        let next = u32::try_from(kinds.len()).unwrap_or(u32::MAX);
        kinds.entry(said).or_insert(next);
    }
    let kind = |said: &Said| kinds.get(said).copied().unwrap_or_default();
    let by_code = frame.codes().iter().map(|code| {
        let given = |said: &Said| u32::from(said.has(&code.id));
        (code.id.clone(), agreed(&both, given))
    });
    let offered = codings.values().filter_map(|these| these.first.as_ref());
    let offered = offered.filter_map(|one| one.suggested.first().map(|likeliest| (one, likeliest)));
    let (mut suggested, mut taken) = (0, 0);
    for (coding, likeliest) in offered {
        suggested += 1;
        taken += usize::from(coding.said.has(likeliest));
    }
    Some(Reliability { overall: agreed(&both, kind), by_code: by_code.collect(), suggested, taken })
}

fn agreed(both: &[(Said, Said)], kind: impl Fn(&Said) -> u32) -> Agreed {
    let pairs: Vec<(u32, u32)> =
        both.iter().map(|(first, second)| (kind(first), kind(second))).collect();
    let rows: Vec<Vec<Option<u32>>> =
        pairs.iter().map(|(first, second)| vec![Some(*first), Some(*second)]).collect();
    Agreed {
        comments: pairs.len(),
        same: pairs.iter().filter(|(first, second)| first == second).count(),
        alpha: krippendorffs_alpha(&rows),
        interval: alpha_interval(&rows),
    }
}
