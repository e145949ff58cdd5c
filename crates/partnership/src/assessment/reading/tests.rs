//! The kept text read, printed and read again; what cannot be printed is refused.

use proptest::prelude::*;

use super::*;
use crate::assessment::passage::passages;
use crate::assessment::reference::Reference;
use crate::assessment::text::printed;

fn of(text: &str) -> Read {
    read(&[Source { file: "a.md".to_owned(), text: text.to_owned() }])
}

fn faults(text: &str) -> Vec<String> {
    of(text).faults.iter().map(ToString::to_string).collect()
}

fn placeless(mut sections: Vec<Section>) -> Vec<Section> {
    for section in &mut sections {
        section.place.line = 0;
        for passage in &mut section.passages {
            passage.place.line = 0;
        }
    }
    sections
}

#[test]
fn a_section_is_read_with_its_marks_and_references() {
    let read = of("# Levels {item:levels-and-patterns}\n\n{#3} {exempt:7 a patrol} Burglary \
                   {phrase:changed burglary}.\n\n1. first\n2. **second**\n");
    assert_eq!(read.faults, []);
    let section = &read.sections[0];
    assert_eq!(section.heading, "Levels");
    assert!(section.items.contains("levels-and-patterns"));
    let passage = &section.passages[0];
    assert_eq!(passage.number.map(|number| number.value()), Some(3));
    assert_eq!(
        passage.exempt.as_ref().map(|why| (why.paragraph, why.reason.as_str())),
        Some((7, "a patrol"))
    );
    assert_eq!(passage.body.typed(), "Burglary {phrase:changed burglary}.");
    assert_eq!(section.passages.len(), 3);
}

#[test]
fn raw_html_is_refused_with_its_line() {
    let found = faults("# A\n\nwords\n\n<script>alert()</script>\n");
    assert_eq!(
        found,
        ["a.md, line 5: found raw HTML; wanted Markdown; write `\\<` for a plain bracket"]
    );
    assert_eq!(faults("# A\n\nsome <b>bold</b>\n").len(), 2);
}

#[test]
fn what_no_format_would_print_is_refused() {
    let texts = [
        "words first",
        "# A\n\n![x](https://a.example/x.png)",
        "# A\n\n> quoted",
        "# A\n\n    code",
        "# A\n\n`code`",
        "# A\n\n- a\n  - b",
        "# A\n\n- a\n\n  b",
        "# A\n\n### C",
        "# A\n\n[x](http://a.example)",
        "# A\n\nsee {chart:months} here",
        "# A\n\nan open {figure:burglary",
        "# A\n\n**{figure:burglary.count}**",
        "# A\n\nwords {item:why}",
        "# A\n\nwords {#4}",
    ];
    for text in texts {
        assert!(!of(text).faults.is_empty(), "{text}");
    }
}

#[test]
fn an_unknown_kind_tells_the_nearest() {
    assert!(faults("# A\n\n{figur:burglary.count}\n")[0].ends_with("did you mean `figure`?"));
}

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9*_#<>&|~`.,!:;()+=\\\\\\[\\]-]{1,8}( [a-zA-Z0-9*_.+)-]{1,6}){0,3}"
}

fn reference(kinds: &'static [&'static str]) -> impl Strategy<Value = Reference> {
    (prop::sample::select(kinds), "[a-z-]{1,9}[.]?[a-z]{0,5}( [0-9a-zQ/-]{1,7}){0,2}")
        .prop_map(|(kind, rest)| format!("{{{kind}:{rest}}}").parse().unwrap())
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let strong = "[a-z]{1,6}( [*_a-z]{1,4})?[a-z]".prop_map(Piece::Strong);
    let link = "[a-z*]{1,6}"
        .prop_map(|text| Piece::Link { text, address: "https://a.example/x(y)".to_owned() });
    let named = reference(&["figure", "phrase", "theme"]).prop_map(Piece::Reference);
    let other = prop_oneof![strong, link, named];
    (words(), prop::collection::vec((other, words()), 0..3)).prop_map(|(first, rest)| {
        let mut pieces = vec![Piece::Words(first)];
        for (other, words) in rest {
            if let Some(Piece::Words(before)) = pieces.last_mut() {
                before.push(' ');
            }
            pieces.extend([other, Piece::Words(format!(" {words}"))]);
        }
        pieces
    })
}

fn body() -> impl Strategy<Value = Body> {
    let listed = prop_oneof![Just(Listed::Bullets), Just(Listed::Numbers)];
    let row = || prop::collection::vec(pieces(), 2);
    prop_oneof![
        pieces().prop_map(Body::Paragraph),
        (listed, pieces()).prop_map(|(listed, pieces)| Body::Item(listed, pieces)),
        reference(&["chart", "table", "map"]).prop_map(Body::Shown),
        prop::collection::vec(row(), 1..4).prop_map(Body::Table),
    ]
}

proptest! {
    #[test]
    fn a_text_printed_is_read_as_the_same(bodies in prop::collection::vec(body(), 0..5), heading in words()) {
        let place = Place { file: "a.md".to_owned(), line: 0 };
        let passages = bodies.into_iter().map(|body| {
            Passage { place: place.clone(), number: None, exempt: None, body }
        });
        let section = Section {
            place: place.clone(), level: Level::Part, heading, items: Default::default(), exempt: None,
            passages: passages.collect(),
        };
        let text = printed(std::slice::from_ref(&section));
        let read = of(&text);
        prop_assert_eq!(&read.faults, &[], "{}", &text);
        prop_assert_eq!(placeless(read.sections), vec![section], "{}", text);
    }

    #[test]
    fn a_reference_printed_is_read_as_the_same(one in reference(&["figure", "phrase", "chart", "claim"])) {
        prop_assert_eq!(one.to_string().parse::<Reference>().unwrap(), one);
    }

    #[test]
    fn whatever_is_typed_is_read_without_a_fall(text in "[a-z#*_<>|{}: \\n\\[\\]()!`~&.0-9-]{0,120}") {
        let read = of(&text);
        let begins: usize = read.begins.iter().map(Vec::len).sum();
        prop_assert_eq!(begins, passages(&read.sections).count());
    }
}
