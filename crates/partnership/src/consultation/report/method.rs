//! How the figures were made, for whoever wants to check them.

use std::collections::BTreeSet;

use crate::consultation::answer::QuestionId;
use crate::consultation::reply::Channel;
use crate::consultation::report::commission::ReadByMachine;
use crate::consultation::report::commission::Weighing;
use crate::consultation::report::profile;
use crate::consultation::report::sample;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::phrases::FEWEST_FOR_PER_CENT;
use crate::consultation::results::shares::Found;
use crate::content::Block;
use crate::content::Section;
use crate::content::text;
use crate::terms::wording::listed;
use crate::terms::wording::sentence;

/// The section.
pub(super) fn section(teller: &Teller<'_>) -> Section {
    let told = [
        Some(base()),
        Some(small_counts(teller)),
        Some(per_cents()),
        together(teller),
        left_out(teller),
        flags(teller),
        versions(teller),
        weights(teller),
        intervals(teller),
    ];
    let lines = told
        .into_iter()
        .flatten()
        .chain(by_hand_and_machine(teller))
        .map(|line| vec![text(line)])
        .collect();
    let heading = "How these figures were made".to_owned();
    Section { anchor: "method".into(), heading, blocks: vec![Block::List(lines)] }
}

fn base() -> String {
    "The base of a question is those who were asked it, answered it, and said something. Who left it out, whose answer \
     was unclear, such as two ticks where one was asked for, who said that they do not know or would rather not say, \
     and whom an earlier answer led past the question, is counted apart."
        .to_owned()
}

fn small_counts(teller: &Teller<'_>) -> String {
    let profile = teller.commission.profile;
    format!(
        "Counts from 1 to {} are withheld and stand as [c]. So are others from which they could be worked out, over \
         all tables of this report together, so that every withheld count stays open over at least {}. Nought is \
         shown. A share is withheld with its count.",
        profile.smallest_shown() - 1,
        profile.least_width()
    )
}

fn per_cents() -> String {
    format!(
        "Shares are of the base, unweighted unless a column says otherwise, and are given where the base is \
         {FEWEST_FOR_PER_CENT} or more; in words they are rounded to whole per cent, a half up."
    )
}

fn left_out(teller: &Teller<'_>) -> Option<String> {
    let pairs = teller.published.as_ref().map(|all| all.left_out().len()).unwrap_or_default();
    (pairs > 0).then(|| {
        format!(
            "{pairs} tables of one thing by another, by the way of replying among them, are left out: most of their counts \
             would be withheld, or for their sake more counts of all replies would have been, or a small count in them \
             could be worked out whatever else was withheld."
        )
    })
}

/// That answers were put together, where a table of groups has them so.
fn together(teller: &Teller<'_>) -> Option<String> {
    let pairs = teller.published.is_some().then_some(&teller.pairs)?;
    let joined = |dimension: usize| teller.coded.joined(dimension).is_some();
    pairs.iter().any(|(one, other)| joined(*one) || joined(*other)).then(|| {
        "Where groups are set against each other, answers are put together: the steps of a scale on each side of its \
         middle, and bands of numbers to three. Their sums are protected with the counts that they are made of."
            .to_owned()
    })
}

/// How replies on paper were taken in. Only what was done is told.
fn by_hand_and_machine(teller: &Teller<'_>) -> Vec<String> {
    let came = |wanted: &[Channel]| {
        teller.commission.heard().iter().any(|heard| wanted.contains(&heard.reply.channel))
    };
    let told = [
        came(&[Channel::Paper]).then_some(match teller.commission.read_by_machine {
            ReadByMachine::Some => {
                "A machine read ticks on paper only where they were clear; the rest was read by people. Nothing written \
                 was taken as an answer by a machine."
            }
            ReadByMachine::None => "Replies on paper were read and entered by people.",
        }),
        came(&[Channel::Phone, Channel::Assisted, Channel::Event, Channel::Letter]).then_some(
            "Replies that came by telephone, letter, at events or with help were entered by the people who took them.",
        ),
    ];
    told.into_iter().flatten().map(str::to_owned).collect()
}

/// By what replies are flagged, where any was.
fn flags(teller: &Teller<'_>) -> Option<String> {
    profile::flagged(teller).map(|_| {
        "A reply is flagged where it has the words of an earlier one, by whatever way either came; and on-line where it was \
         sent sooner than the questions can be read, from a browser that had sent one before, among many from one \
         connection, or with a field filled in that is hidden from people. A household, a library or a group that agreed on \
         its words gives the same signs, so no flag decides anything."
            .to_owned()
    })
}

/// What several versions of a questionnaire mean for the counts.
fn versions(teller: &Teller<'_>) -> Option<String> {
    let commission = teller.commission;
    let latest = commission.version()?;
    let now: BTreeSet<&QuestionId> =
        latest.questionnaire().questions().map(|one| &one.id).collect();
    let earlier = commission.versions.iter().filter(|one| one.number() != latest.number());
    let mut dropped: BTreeSet<String> = BTreeSet::new();
    let mut any = false;
    for version in earlier {
        any = true;
        let gone = version.questionnaire().questions().filter(|one| !now.contains(&one.id));
        dropped.extend(gone.map(|one| format!("`{}`", one.id)));
    }
    let dropped: Vec<String> = dropped.into_iter().collect();
    let mut told = format!(
        "The questions are those of version {}. Whoever answered an earlier version counts where it asked the same \
         question, and is not asked where it did not.",
        latest.number()
    );
    if !dropped.is_empty() {
        told.push_str(&format!(" Only earlier versions asked {}.", listed(&dropped)));
    }
    any.then_some(told)
}

fn weights(teller: &Teller<'_>) -> Option<String> {
    match (teller.commission.weighing, &teller.weights) {
        (Weighing::ToMargins(_), Some(Ok(_))) => Some(format!(
            "Weights are made by raking to the margins given (Deming and Stephan 1940). The number of replies of equal \
             weight is theirs divided by the design effect n Σw² ÷ (Σw)² (Kish 1965). They must not be used to make \
             those who chose to reply speak for others.{}",
            corrected(teller).unwrap_or_default()
        )),
        (Weighing::ToMargins(_) | Weighing::No, _) => None,
    }
}

/// That the weights are others than when the consultation closed, where they are, and why.
fn corrected(teller: &Teller<'_>) -> Option<String> {
    let commission = teller.commission;
    let kept = commission.consultation.typed().weighting.as_ref()?;
    let why = kept.corrected.as_ref().filter(|_| kept.margins == commission.margins)?;
    Some(format!(" They were corrected after the consultation had closed: {}", sentence(why)))
}

fn intervals(teller: &Teller<'_>) -> Option<String> {
    match &teller.found {
        Found::Drawn(drawn) => Some(sample::method(drawn)),
        Found::SelfSelected(_) | Found::Everyone | Found::NotEstimated(..) => None,
    }
}
