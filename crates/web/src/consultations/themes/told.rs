//! Codes, codings and shares in the words of a page.

use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::themes::frame::FrameChange;
use partnership::consultation::themes::frame::FrameStage;
use partnership::consultation::themes::reliability::Agreed;
use partnership::consultation::themes::said::Said;
use partnership::terms::wording::listed;

use crate::consultations::themes::which::OfQuestion;

/// What somebody found, in the titles of its codes.
pub(super) fn said(of: &OfQuestion, said: &Said) -> String {
    match said {
        Said::Codes(codes) => {
            let titles: Vec<String> = codes.iter().map(|code| of.title(code)).collect();
            titles.join("; ")
        }
        Said::NoneFits => "No code fits".to_owned(),
        Said::Nothing => "Says nothing".to_owned(),
    }
}

/// How a difference was settled.
pub(super) fn settled(turn: Turn) -> &'static str {
    match turn {
        Turn::First => "by the first person",
        Turn::Second => "by the second person",
        Turn::ThirdPerson => "by a third person",
        Turn::Talking => "by talking",
    }
}

/// A part of a base as a share in whole per cent, such as `25%`; of none there is no share.
pub(super) fn share(part: usize, base: usize) -> String {
    match base {
        0 => "–".to_owned(),
        base => format!("{}%", (part * 200 + base) / (2 * base)),
    }
}

/// How far a frame has come.
pub(super) fn stage(of: &OfQuestion, frame: &CodeFrame) -> String {
    let number = frame.number();
    match frame.stage() {
        FrameStage::Draft => format!("Version {number}, a draft"),
        FrameStage::SignedOff { by, on } => {
            format!("Version {number}, signed off by {} on {}", of.name(by), on.in_words())
        }
    }
}

/// What was done to a code.
pub(super) fn change(of: &OfQuestion, change: &FrameChange) -> String {
    let titles = |codes: &std::collections::BTreeSet<_>| {
        let titles: Vec<String> =
            codes.iter().map(|code| format!("“{}”", of.title(code))).collect();
        listed(&titles)
    };
    match change {
        FrameChange::Added(code) => format!("“{}” was added", of.title(code)),
        FrameChange::Renamed { code, from } => {
            format!("“{from}” is called “{}”", of.title(code))
        }
        FrameChange::Reworded(code) => {
            format!("What belongs to “{}” is told otherwise", of.title(code))
        }
        FrameChange::Split { code, into } => {
            format!("“{}” was split into {}", of.title(code), titles(into))
        }
        FrameChange::Merged { codes, into } => {
            format!("{} were merged into “{}”", titles(codes), of.title(into))
        }
        FrameChange::TakenOut(code) => format!("“{}” was taken out", of.title(code)),
    }
}

/// Alpha with its interval, or why there is none.
pub(super) fn alpha(agreed: &Agreed) -> String {
    match (&agreed.alpha, agreed.interval) {
        (Ok(alpha), Some((low, high))) => {
            format!("{:.2} ({low:.2} to {high:.2})", alpha.value())
        }
        (Ok(alpha), None) => format!("{:.2}", alpha.value()),
        (Err(_), _) => "None to tell".to_owned(),
    }
}
