//! Partner data in a draft: figures, tables and charts by name, with who supplied them and how sure they are.

use std::collections::BTreeMap;

use crate::commission;
use crate::held;
use crate::material;
use crate::sections;
use partnership::assessment::answer::Answer;
use partnership::assessment::answering::answers;
use partnership::assessment::circulated::circulate;
use partnership::assessment::clearing::ClearedDraft;
use partnership::assessment::clearing::without_confidential;
use partnership::assessment::composing::With;
use partnership::assessment::editions::ExemptEdition;
use partnership::assessment::editions::PublicEdition;
use partnership::assessment::gathered::partners;
use partnership::assessment::text::Source;
use partnership::assessment::versions::Version;
use partnership::content::Block;
use partnership::evidence::figure::Status;
use partnership::partner_data::delivery::Contents;
use partnership::partner_data::delivery::Delivery;

const FIRE: &str = "fire/fire-and-rescue-example";

fn one(reference: &str) -> Answer {
    let (held, supplied) = (held::example(), held::supplied());
    let text = format!("# A\n\n{reference}\n");
    let mut found = answers(&sections(&text), &material(&held, &supplied)).unwrap();
    found.pop_first().unwrap().1
}

#[test]
fn a_count_of_a_return_says_who_supplied_it_when_and_by_which_file() {
    let told = one(&format!("{{partner:{FIRE}/2014-q2/deliberate-secondary-fire-not-vehicle}}"));
    // Counted by hand in the file.
    assert_eq!((told.says.as_str(), told.status), ("76", Status::Provisional));
    let rests_on = &told.rests_on[0];
    for words in ["Fire and rescue (example)", "20 November 2014", "delivery 10", "file 0000"] {
        assert!(rests_on.contains(words), "{words}: {rests_on}");
    }
    assert!(told.what.contains("July to September 2014"), "{}", told.what);
}

#[test]
fn a_small_count_is_withheld_in_a_sentence_and_in_a_table() {
    let council = "council/borough-council-example/2014-q1";
    // Three in all: no choice of others would hide them, so all of the return is withheld.
    let told = one(&format!("{{partner:{council}/racial-incident}}")).says;
    assert_eq!(told, "[withheld so that a small count cannot be worked out]");
    let shown = one(&format!("{{table:partner/{council}}}")).shown.unwrap();
    let racial = shown.rows.iter().find(|row| row.heading == "Racial incident").unwrap();
    let printed: Vec<String> = racial
        .entries
        .iter()
        .map(|value| match value {
            partnership::assessment::answer::Value::Figure(figure) => figure.value.printed(),
            partnership::assessment::answer::Value::Words(words) => words.clone(),
        })
        .collect();
    assert_eq!(printed.last().map(String::as_str), Some("[c]"), "{printed:?}");
    assert!(shown.notes.iter().any(|note| note.starts_with("Supplied by Borough council")));
}

#[test]
fn a_series_tells_its_unit_and_status_and_is_drawn() {
    let told = one("{partner:noise-at-night/2014-q1}");
    assert_eq!((told.says.as_str(), told.status), ("226 calls", Status::Final));
    assert!(told.rests_on[0].contains("Audited"), "{:?}", told.rests_on);
    assert_eq!(one("{partner:noise-at-night/2014-q2}").status, Status::Provisional);
    let chart = one("{chart:partner/noise-at-night}");
    assert!(chart.shown.unwrap().picture.is_some());
}

#[test]
fn what_is_confidential_stands_in_the_exempt_edition_alone() {
    let (held, supplied) = (held::example(), held::supplied());
    let text = "# A\n\nThey were {partner:assault-attendances/2014-q2}.\n\n{table:partner/assault-attendances}\n\n\
                {chart:partner/assault-attendances}\n";
    let text = sections(text);
    let answers = answers(&text, &material(&held, &supplied)).unwrap();
    let cleared = ClearedDraft::of(&text, &answers, &BTreeMap::new());
    let with = With { answers: &answers, extracts: &held.extracts, supplied: &supplied };
    let exempt = ExemptEdition::of(&commission(), &text, with, &cleared);
    let public = PublicEdition::of(&commission(), &cleared, &held.extracts, &supplied);
    let (exempt, public) = (exempt.composed(), public.composed());
    let charts = |document: &partnership::content::Document| {
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter(|block| matches!(block, Block::Chart(_))).count()
    };
    assert_eq!((charts(&exempt.document), charts(&public.document)), (1, 0));
    let (exempt, public) = (format!("{exempt:?}"), format!("{public:?}"));
    for secret in ["97.31", "84.12", "91.47"] {
        assert!(exempt.contains(secret) && !public.contains(secret), "{secret}");
    }
    let readers = format!("{:?}", without_confidential(&answers));
    assert!(!readers.contains("97.31") && !readers.contains("84.12"), "{readers}");
}

#[test]
fn a_later_file_changes_nothing_circulated_and_is_told_beside_it() {
    let (held, mut supplied) = (held::example(), held::supplied());
    let on = "2014-12-04".parse().unwrap();
    let text = format!("# A\n\n{{#1}} There were {{partner:{FIRE}/2014-q2}}.\n");
    let sources = vec![Source { file: "a.md".to_owned(), text }];
    let version = Version { number: 1, by: "analyst".to_owned(), on, sources };
    let circulated = circulate(&version, &material(&held, &supplied), on).unwrap();
    assert_eq!(circulated.would_now_say(&material(&held, &supplied)), []);
    let mut all = held::deliveries();
    let fire = all.iter().rfind(|one| one.of.supplier().starts_with("Fire")).unwrap().clone();
    let Contents::Counts(mut counts) = fire.contents.clone() else { panic!("no counts") };
    counts[0].count += 100;
    all.push(Delivery { file: "f".repeat(64), contents: Contents::Counts(counts), ..fire });
    let numbered: Vec<(i64, &Delivery)> = (1..).zip(&all).collect();
    supplied.partner.extend(partners::supplied(&numbered, held::maidstone()).figures);
    let changed = circulated.would_now_say(&material(&held, &supplied));
    assert_eq!(changed.len(), 1);
    assert_eq!((changed[0].then.as_str(), changed[0].now.as_deref()), ("126", Ok("226")));
}
