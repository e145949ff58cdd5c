//! What people write: sentences of our own, put together as comments on a form are.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// A matter that people write about: how often, and sentences on it. `{}` is a place.
type Matter = (u32, &'static [&'static str]);

const SAFER: &[Matter] = &[
    (
        24,
        &[
            "More police on foot, especially after dark.",
            "We never see an officer in {}.",
            "A PCSO who knows the area, as we used to have.",
            "Seeing the police walk through {} once in a while would help.",
            "Somebody to come when you ring 101.",
            "bobbies on the beat",
        ],
    ),
    (
        18,
        &[
            "Better street lighting in {}.",
            "Please leave the street lights on all night.",
            "The alley behind {} is pitch dark and I will not use it.",
            "Since the lights are switched off at midnight I do not go out.",
            "lighting!",
        ],
    ),
    (
        15,
        &[
            "Slow the traffic down in {}.",
            "Cars race along {} every evening.",
            "A crossing near the school; somebody will be killed.",
            "20 mph in the side streets, and somebody to enforce it.",
            "Motorbikes on the pavement in {}.",
        ],
    ),
    (
        12,
        &[
            "The drinking in {} needs dealing with.",
            "Fewer drunk people in the town centre on Friday and Saturday nights.",
            "I avoid {} when the pubs close.",
            "Taxi marshals and street pastors make a real difference, keep them.",
        ],
    ),
    (
        11,
        &[
            "Get the drug dealers out of {}.",
            "There is open dealing in {} and everybody knows it.",
            "Needles in {} where children play.",
            "The smell of cannabis in {} all day.",
        ],
    ),
    (
        8,
        &[
            "CCTV that works in {}.",
            "More cameras, and somebody watching them.",
            "The camera at {} has been broken for months.",
        ],
    ),
    (
        7,
        &[
            "Something for young people to do in the evenings.",
            "Reopen the youth club.",
            "The teenagers who hang about {} have nowhere to go.",
        ],
    ),
    (
        6,
        &[
            "Clean up the rubbish and fly-tipping in {}.",
            "Dog mess and litter make the place feel uncared for.",
            "Broken windows and graffiti left for weeks in {}.",
        ],
    ),
    (
        4,
        &[
            "I feel safe enough, thank you.",
            "Nothing, I have always felt safe here.",
            "People talking to their neighbours again.",
        ],
    ),
    (
        3,
        &[
            "More help for women who have to leave home.",
            "Knowing that reports of abuse at home are taken seriously.",
        ],
    ),
];

const MISSING: &[Matter] = &[
    (
        16,
        &[
            "The draft says nothing about the villages.",
            "What about rural crime: heating oil, farm machinery, hare coursing?",
            "It is all about the town centre and nothing about {}.",
        ],
    ),
    (
        14,
        &[
            "Fraud against older people is missing.",
            "Doorstep traders and telephone scams should be in it.",
            "My neighbour lost her savings to a man on the telephone. Not a word about that.",
        ],
    ),
    (
        12,
        &[
            "Burglary should be a priority again.",
            "Sheds and garages in {} are broken into every month.",
        ],
    ),
    (
        12,
        &[
            "Fly-tipping and litter are not mentioned.",
            "Parking outside schools is dangerous and is left out.",
        ],
    ),
    (
        10,
        &[
            "It does not say what it will cost or who pays.",
            "Lots of words, few actions. Who will do what, and by when?",
            "Last year’s plan said the same. What was done?",
        ],
    ),
    (
        8,
        &[
            "Mental health ought to be part of it.",
            "People in crisis end up in a police cell, that is wrong.",
        ],
    ),
    (6, &["Hate crime deserves more than one line.", "Cycle safety is missing."]),
    (4, &["No.", "Looks fine to me.", "Cannot think of anything.", "n/a"]),
];

const PLACES: [&str; 12] = [
    "the High Street",
    "Week Street",
    "Mote Park",
    "Whatman Park",
    "Brenchley Gardens",
    "Park Wood",
    "Shepway",
    "the Loose Road",
    "Tonbridge Road",
    "the multi-storey",
    "our road",
    "the estate",
];

const ORGANISATIONS: [&str; 8] = [
    "A parish council",
    "A residents’ association",
    "A primary school",
    "A neighbourhood watch",
    "A church",
    "A housing association",
    "A charity for older people",
    "A youth group",
];

const SOMETHING_ELSE: [&str; 8] = [
    "dog theft",
    "hare coursing",
    "loud motorbikes",
    "fly-tipping",
    "my son being bullied on his telephone",
    "people sleeping in doorways",
    "scam calls",
    "arson in the woods",
];

/// A comment of one to three sentences; most people write none.
pub(crate) fn comment(question: &str, chance: &mut ChaCha8Rng) -> Option<String> {
    let (matters, share) = if question == "missing" { (MISSING, 0.22) } else { (SAFER, 0.42) };
    if !chance.random_bool(share) {
        return None;
    }
    let sentences = [1, 1, 1, 2, 2, 3][chance.random_range(0..6)];
    let mut said: Vec<String> = Vec::new();
    while said.len() < sentences {
        let sentence = sentence(matters, chance);
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    Some(said.join(" "))
}

fn sentence(matters: &[Matter], chance: &mut ChaCha8Rng) -> String {
    let all: u32 = matters.iter().map(|(weight, _)| weight).sum();
    let mut rest = chance.random_range(0..all);
    let matter = matters.iter().find(|(weight, _)| {
        let is_it = rest < *weight;
        rest = rest.saturating_sub(*weight);
        is_it
    });
    let (_, sentences) = matter.unwrap_or(&matters[0]);
    let sentence = sentences[chance.random_range(0..sentences.len())];
    let text = sentence.replace("{}", PLACES[chance.random_range(0..PLACES.len())]);
    let mut signs = text.chars();
    let first = signs.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(signs).collect()
}

/// An organisation that answers.
pub(crate) fn organisation(chance: &mut ChaCha8Rng) -> &'static str {
    ORGANISATIONS[chance.random_range(0..ORGANISATIONS.len())]
}

/// What stands beside "something else".
pub(crate) fn something_else(chance: &mut ChaCha8Rng) -> &'static str {
    SOMETHING_ELSE[chance.random_range(0..SOMETHING_ELSE.len())]
}
