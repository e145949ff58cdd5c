//! What an easy-read text must do before it is published.

use proptest::prelude::*;

use crate::approval::document::DocumentKind;
use crate::approval::text::Text;
use crate::publication::easy_read::EasyRead;
use crate::publication::easy_read::SourceFault;
use crate::publication::easy_read::clearing::AgainstIt;
use crate::publication::easy_read::clearing::KeptEasyRead;
use crate::publication::easy_read::clearing::NotCleared;
use crate::publication::easy_read::clearing::against;
use crate::publication::easy_read::plain::HIGHEST_LIX;
use crate::publication::easy_read::plain::NotPlain;
use crate::publication::easy_read::plain::lix;
use crate::publication::easy_read::plain::not_plain;
use crate::publication::part::Part;
use crate::publication::part::PartKind;
use crate::publication::tests::adopted_plan;
use crate::publication::tests::whose;
use crate::terms::day::Day;

const SOURCE: &str = "# Our plan\n\n## Violence\n\n![Two police officers](police)\n\
    More police will walk in the town. {2}\n\n![A knife with a line through it](no)\nWe want no knives. {3, 4}\n";

fn plan() -> Text {
    let lines = "# Strategy\n\nWe work together.\n\n# Priority 1: Violence\n\nMore patrols.\n\nNo knives.\n\n\
        Talk in schools.\n\n# Priority 2: Noise\n\nQuieter nights.\n";
    crate::approval::typed::text_of(lines).unwrap()
}

fn on() -> Day {
    "2015-05-11".parse().unwrap()
}

#[test]
fn each_passage_has_a_picture_its_words_and_what_it_retells() {
    let easy = EasyRead::of(SOURCE).unwrap();
    assert_eq!(easy.title(), "Our plan");
    let passages: Vec<_> = easy.passages().collect();
    assert_eq!(passages[1].words, "We want no knives.");
    assert_eq!(passages[1].shows, "A knife with a line through it");
    let ids: Vec<String> = passages[1].retells.iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["3", "4"]);
}

#[test]
fn what_is_wrong_with_a_source_is_told_by_its_line_and_all_together() {
    let source = "Words first.\n\n## Part\n\nNo picture here.\n\n![A dog](dog)\nWords.\n\n![](police)\nWords.\n\n\
        ![A home](home)\nWords. {x}\n";
    let faults = EasyRead::of(source).unwrap_err();
    let wanted = [
        SourceFault::NoTitle,
        SourceFault::NoPicture(1),
        SourceFault::NoPicture(5),
        SourceFault::NoSymbol { line: 7, found: "dog".to_owned() },
        SourceFault::NoWords(10),
        SourceFault::NoPassage { line: 13, found: "x".to_owned() },
    ];
    assert_eq!(faults, wanted);
    assert_eq!(EasyRead::of("# Title\n"), Err(vec![SourceFault::Empty]));
}

#[test]
fn every_priority_is_retold_and_nothing_that_is_not_in_the_plan() {
    let adopted = adopted_plan(plan());
    let found = against(SOURCE, &adopted, &[]);
    assert_eq!(found, [AgainstIt::NotRetold("Priority 2: Noise".to_owned())]);
    let noise = "\n## Noise\n\n![A home at night](home)\nNights will be quiet. {5}\n";
    assert_eq!(against(&format!("{SOURCE}{noise}"), &adopted, &[]), []);
    let strange = format!("{SOURCE}{}", noise.replace("{5}", "{5, 77}"));
    let found = against(&strange, &adopted, &[]);
    assert!(matches!(found[..], [AgainstIt::NotThere(_)]), "{found:?}");
}

#[test]
fn sentences_have_fifteen_words_at_most_and_words_are_short() {
    let of = |words: &str| {
        let text = format!("# T\n\n## P\n\n![A person](person)\n{words}\n");
        not_plain(&EasyRead::of(&text).unwrap())
    };
    let fifteen = "We go to the shop and then we all go on to see the sea.";
    assert_eq!(fifteen.split_whitespace().count(), 15);
    assert_eq!(of(fifteen), []);
    let sixteen = fifteen.replace("all", "all of");
    assert!(matches!(of(&sixteen)[..], [NotPlain::LongSentence { words: 16, .. }]));
    let hard = of("Multi-agency partnerships commission evidence-based interventions.");
    assert!(matches!(hard[..], [NotPlain::Hard(index)] if index > HIGHEST_LIX), "{hard:?}");
    assert_eq!(lix(""), None);
}

#[test]
fn only_what_was_cleared_against_the_adopted_text_is_published() {
    let text = plan();
    let adopted = adopted_plan(text);
    let source = format!("{SOURCE}\n## Noise\n\n![A home](home)\nNights will be quiet. {{5}}\n");
    let written = KeptEasyRead::written(&source);
    let whose = whose("2015-05-12");
    let part = |kept: Option<&KeptEasyRead>, adopted| Part::easy_read(kept, adopted, &whose, &[]);
    assert!(part(None, &adopted).unwrap_err().why().contains("nobody has written it"));
    assert!(part(Some(&written), &adopted).unwrap_err().why().contains("not cleared"));
    let silent = written.clone().clear(&adopted, &[], (on(), " "));
    assert_eq!(silent, Err(NotCleared::NotTried));
    let half = KeptEasyRead::written(SOURCE).clear(&adopted, &[], (on(), "a group"));
    assert!(matches!(half, Err(NotCleared::Against(_))));
    let cleared = written.clear(&adopted, &[], (on(), "a self-advocacy group")).unwrap();
    let edition = part(Some(&cleared), &adopted).unwrap();
    assert_eq!(edition.kind(), &PartKind::EasyRead);
    assert!(edition.came_about().contains("tried with: a self-advocacy group"));
    assert_eq!(edition.in_easy_read().unwrap().passages().count(), 3);
    let lines = "# Priority 1: Violence\n\nOther words.\n";
    let other = adopted_plan(crate::approval::typed::text_of(lines).unwrap());
    assert_eq!(other.version().document.kind, DocumentKind::Plan);
    assert!(part(Some(&cleared), &other).unwrap_err().why().contains("another text"));
}

proptest! {
    #[test]
    fn no_source_stops_the_reader(text in "[#!a-z\\[\\](){}, .\n0-9]{0,120}") {
        let _ = EasyRead::of(&text);
    }

    #[test]
    fn the_index_is_never_below_one_word_a_sentence(words in "[A-Za-z .?!]{0,200}") {
        if let Some(index) = lix(&words) {
            prop_assert!(index >= 1.0);
        }
    }
}
