//! Makes the worked example's illustrative replies: nobody gave them, and every run makes the same.
//!
//! `cargo run --release -p partnership --example illustrative_replies -- QUESTIONNAIRE.toml [HOW-MANY]`: in comes a
//! questionnaire as it was typed; out go replies, one to a line, as `saferplan consult take` reads them. Answers hang
//! together as people's do: who fears the dark sees more problems, and the young answer on-line.

#![expect(clippy::expect_used, reason = "what cannot be made ends the program")]
#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own reads its file; the core does not"
)]

mod comments;
mod people;

use std::io::Write;

use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::DatedReply;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// As many replies as a consultation of the kind had.
const USUAL: usize = 772;
/// Of so many, one came on-line: 36 of 772.
const ONE_ONLINE_OF: usize = 21;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("name the questionnaire's file");
    let wanted = arguments.next().map_or(USUAL, |text| text.parse().expect("a number of replies"));
    let typed = std::fs::read_to_string(path).expect("the questionnaire cannot be read");
    let typed = toml::from_str(&typed).expect("it is not a questionnaire");
    let questionnaire = Questionnaire::of(typed).expect("the questionnaire has faults");
    let mut chance = ChaCha8Rng::seed_from_u64(2015);
    let channel = |at: usize| match at % ONE_ONLINE_OF {
        20 => Channel::Online,
        _ => Channel::Paper,
    };
    let mut replies: Vec<DatedReply> =
        (0..wanted).map(|at| people::reply(&questionnaire, channel(at), &mut chance)).collect();
    replies.sort_by_key(|one| one.day);
    let mut out = std::io::stdout().lock();
    for reply in replies {
        let line = serde_json::to_string(&reply).expect("a reply can be written");
        writeln!(out, "{line}").expect("the output cannot be written");
    }
}
