//! The public and the exempt edition of one draft: what the public must not see is nowhere in its content.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::commission;
use crate::held;
use crate::material;
use crate::plainly;
use crate::sections;
use partnership::assessment::answering::answers;
use partnership::assessment::clearing::ClearedDraft;
use partnership::assessment::clearing::Why;
use partnership::assessment::composing::Composed;
use partnership::assessment::composing::With;
use partnership::assessment::editions::ExemptEdition;
use partnership::assessment::editions::PublicEdition;
use partnership::assessment::material::Supplied;
use partnership::assessment::passage::Number;
use partnership::assessment::reading::read;
use partnership::assessment::text::Section;
use partnership::content::Block;
use partnership::content::Inline;
use partnership::content::chart::Drawing;
use partnership::content::map::MapShade;
use partnership::content::map::Shaded;
use partnership::evidence::held::Held;
use partnership::evidence::rows::Boundary;
use partnership::terms::area::AreaKind;

fn both(
    held: &Held,
    supplied: &Supplied,
    sections: &[Section],
) -> (Composed, Composed, ClearedDraft) {
    let answers = answers(sections, &material(held, supplied)).unwrap();
    let marked: BTreeMap<Number, String> =
        (1..99).filter_map(|one| Some((Number::of(one)?, "Ann Analyst".to_owned()))).collect();
    let cleared = ClearedDraft::of(sections, &answers, &marked);
    let with = With { answers: &answers, extracts: &held.extracts, supplied };
    let exempt = ExemptEdition::of(&commission(), sections, with, &cleared);
    let public = PublicEdition::of(&commission(), &cleared, &held.extracts, supplied);
    (public.composed().clone(), exempt.composed().clone(), cleared)
}

fn everything(composed: &Composed) -> String {
    format!("{:?} {}", composed.document, serde_json::to_string(&composed.traced).unwrap())
}

#[test]
fn the_draft_makes_both_editions() {
    let (held, supplied) = (held::example(), held::supplied());
    let draft = read(&held::draft()).sections;
    let (public, exempt, cleared) = both(&held, &supplied, &draft);
    insta::assert_snapshot!("public_edition", plainly::told(&public.document));
    let (public_text, exempt_text) = (everything(&public), everything(&exempt));
    for secret in ["covered market", "names streets", "97.31"] {
        assert!(!public_text.contains(secret), "{secret} is in the public edition");
        assert!(exempt_text.contains(secret), "{secret}");
    }
    assert!(!public_text.contains("Register of redactions"));
    let named: Vec<&str> = cleared.register().iter().map(|one| one.named.as_str()).collect();
    assert!(named.iter().all(|named| !named.contains('{')), "{named:?} names references");
    assert!(named.iter().any(|named| named.starts_with("in the table “Robbery by neighbourhood")));
    let whys: Vec<&Why> = cleared.register().iter().map(|one| &one.why).collect();
    assert!(matches!(whys[0], Why::Exempt(why) if why.paragraph == 7));
    assert!(whys.contains(&&Why::Confidential) && whys.contains(&&Why::SmallCount));
    assert_eq!(cleared.register()[0].by.as_deref(), Some("Ann Analyst"));
}

#[test]
fn few_who_said_something_are_told_as_fewer_than_five_in_public() {
    let (held, supplied) = (held::example(), held::supplied());
    let text = sections("# A\n\nThey said {theme:fly-tipping}.\n");
    let (public, exempt, cleared) = both(&held, &supplied, &text);
    let (public, exempt) = (everything(&public), everything(&exempt));
    assert!(exempt.contains("3 of 412") && !public.contains("3 of 412"), "{public}");
    assert!(public.contains("fewer than 5 of 412"));
    assert_eq!(cleared.register()[0].why, Why::SmallCount);
}

#[test]
fn every_figure_in_a_sentence_leads_to_a_row_that_says_the_same() {
    let (held, supplied) = (held::example(), held::supplied());
    let draft = read(&held::draft()).sections;
    let (public, exempt, _) = both(&held, &supplied, &draft);
    for composed in [&public, &exempt] {
        let tables: Vec<_> = composed.document.tables().collect();
        for (at, table) in tables.iter().enumerate() {
            assert_eq!(usize::from(table.number), at + 1, "tables are numbered in reading order");
            assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
        }
        let mut followed = 0;
        for inline in inlines(composed) {
            let Inline::Figure { text, reference } = inline else { continue };
            let table = tables.iter().find(|table| table.number == reference.table).unwrap();
            let row = &table.rows[usize::from(reference.row) - 1];
            assert_eq!(&row.cells[1].printed(), text);
            let full = format!("{}/{reference}", composed.document.reference_prefix);
            assert!(composed.traced.iter().any(|row| row.reference == full), "{full}");
            followed += 1;
        }
        assert!(followed > 25, "{followed}");
    }
}

fn inlines(composed: &Composed) -> Vec<&Inline> {
    let blocks = composed.document.sections.iter().flat_map(|section| &section.blocks);
    let texts = blocks.flat_map(|block| match block {
        Block::Paragraph(text) => text.iter().collect::<Vec<_>>(),
        Block::List(items) => items.iter().flatten().collect(),
        _ => Vec::new(),
    });
    texts.collect()
}

#[test]
fn a_small_count_of_a_neighbourhood_is_withheld_in_public_only() {
    let (held, supplied) = (held::example(), held::supplied());
    let text = "# A\n\n{table:neighbourhoods robbery}\n";
    let (public, exempt, cleared) = both(&held, &supplied, &sections(text));
    let printed = |composed: &Composed| -> Vec<String> {
        let table = composed.document.tables().next().unwrap();
        table.rows.iter().map(|row| row.cells[1].printed()).collect()
    };
    assert!(printed(&public).iter().any(|cell| cell == "[c]"));
    assert!(!printed(&exempt).iter().any(|cell| cell == "[c]"));
    let (small, shown) = (["1", "2", "3", "4"], printed(&public));
    assert!(shown.iter().all(|cell| !small.contains(&cell.as_str())), "{shown:?}");
    assert_eq!(cleared.register().len(), 1);
    let ledger = serde_json::to_string(&public.traced).unwrap();
    assert!(!ledger.contains("\"count\":1,") && !ledger.contains("\"count\":2}"), "{ledger}");
}

#[test]
fn the_order_of_withheld_places_tells_nothing_of_their_counts() {
    let (held, supplied) = (held::example(), held::supplied());
    let text = "# A\n\n{table:neighbourhoods robbery}\n";
    let (public, exempt, _) = both(&held, &supplied, &sections(text));
    let told = |composed: &Composed| -> Vec<(String, String)> {
        let table = composed.document.tables().next().unwrap();
        table.rows.iter().map(|row| (row.cells[0].printed(), row.cells[1].printed())).collect()
    };
    let rows = told(&public);
    let shown = rows.iter().take_while(|(_, cell)| cell != "[c]").count();
    let withheld: Vec<&String> = rows[shown..].iter().map(|(name, _)| name).collect();
    assert!(withheld.len() > 2 && rows[shown..].iter().all(|(_, cell)| cell == "[c]"), "{rows:?}");
    assert!(withheld.is_sorted(), "{withheld:?}");
    // Where all is told they stand by their counts.
    let by_counts: Vec<String> = told(&exempt).into_iter().map(|(name, _)| name).collect();
    assert!(!by_counts.is_sorted(), "{by_counts:?}");
}

/// Each neighbourhood that is counted as a square of its own.
fn outlines(held: &Held) -> Vec<Boundary> {
    let areas = held.counts.areas(|area| area.kind() == AreaKind::Lsoa).into_iter();
    let squares = areas.zip(0_u8..).map(|(area, place)| {
        let (west, south) =
            (0.4 + f64::from(place % 12) / 100.0, 51.1 + f64::from(place / 12) / 100.0);
        let (east, north) = (west + 0.01, south + 0.01);
        let ring = vec![(west, south), (east, south), (east, north), (west, north), (west, south)];
        Boundary { area, name: held.geography.name(area), polygons: vec![vec![ring]] }
    });
    squares.collect()
}

#[test]
fn a_map_of_neighbourhoods_hatches_small_counts_in_public_only() {
    let held = held::example();
    let supplied = Supplied { outlines: outlines(&held), ..held::supplied() };
    let text = "# A\n\n{map:neighbourhoods robbery}\n";
    let (public, exempt, _) = both(&held, &supplied, &sections(text));
    let map = |composed: &Composed| {
        let blocks = composed.document.sections.iter().flat_map(|section| section.blocks.clone());
        let mut charts = blocks
            .filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None });
        let chart = charts.next().unwrap();
        assert!(chart.source.contains("© Crown copyright"), "{}", chart.source);
        let Drawing::Map(map) = chart.drawing else { panic!("another drawing") };
        let Shaded::Areas(areas) = map.shaded else { panic!("squares") };
        areas
    };
    let hatched =
        |composed| map(composed).iter().filter(|area| area.shade == MapShade::Withheld).count();
    assert_eq!(map(&public).len(), supplied.outlines.len());
    assert!(hatched(&public) > 0 && hatched(&exempt) == 0);
}

#[test]
fn a_map_without_outlines_says_how_to_get_them() {
    let (held, supplied) = (held::example(), held::supplied());
    let sections = sections("# A\n\n{map:neighbourhoods}\n");
    let faults = answers(&sections, &material(&held, &supplied)).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].wanted.contains("saferplan import boundaries"), "{:?}", faults[0]);
}

#[test]
fn an_exempt_section_is_left_out_with_its_heading_and_what_stands_within_it() {
    let (held, supplied) = (held::example(), held::supplied());
    let text = "# Open\n\nseen\n\n# Zephyr {exempt:1 names Quill}\n\nhid\n\n## Xenon\n\nhid too\n\n# Last\n\nseen\n";
    let (public, exempt, cleared) = both(&held, &supplied, &sections(text));
    for secret in ["Zephyr", "Quill", "Xenon", "hid"] {
        assert!(!everything(&public).contains(secret), "{secret}");
    }
    assert!(everything(&exempt).contains("Xenon"));
    assert_eq!(cleared.register().len(), 2);
}

/// Where a secret may stand: each makes a passage that holds it.
fn passage(kind: u8, secret: &str) -> String {
    match kind {
        0 => format!("{{exempt:7 {secret}}} in short {secret} and {{figure:burglary.count}}"),
        1 => format!("- {{exempt:2 why {secret}}} an item, {secret}"),
        2 => format!(
            "| {{exempt:3 {secret}}} Ward | Says |\n| --- | --- |\n| {secret} | **{secret}** |"
        ),
        3 => format!("there were {{figure:{secret}}} of them"),
        4 => format!("they said {{theme:{secret}}}"),
        5 => format!("| Ward | Says |\n| --- | --- |\n| High | {{figure:{secret}}} |"),
        _ => "nothing to hide, {phrase:changed burglary}".to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_exempt_or_withheld_is_anywhere_in_the_public_edition(
        kinds in prop::collection::vec(0u8..7, 1..7),
        counts in prop::collection::vec(7_100_000u64..7_999_999, 7),
    ) {
        let held = held::example();
        let mut supplied = held::supplied();
        let mut text = "# A\n\n".to_owned();
        let mut secrets = Vec::new();
        for (at, kind) in kinds.iter().enumerate() {
            let name = format!("zqx{}", char::from(b'a' + u8::try_from(at).unwrap()));
            let figure = held::confidential(&format!("kept {name}"), counts[at]);
            let value = partnership::content::table::with_commas(counts[at]);
            secrets.extend([value, counts[at].to_string(), format!("kept {name}")]);
            supplied.figures.insert(name.clone(), figure);
            let theme = partnership::assessment::material::Noted {
                words: format!("words {name}"),
                counted: None,
                status: partnership::evidence::figure::Status::Confidential,
                rests_on: vec![format!("rests {name}")],
            };
            supplied.noted.insert((partnership::assessment::reference::Kind::Theme, name.clone()), theme);
            text.push_str(&format!("{{#{}}} ", at + 1).repeat(usize::from(!matches!(kind, 1 | 2 | 5))));
            text.push_str(&passage(*kind, &name));
            text.push_str("\n\n");
            secrets.push(name);
        }
        let (public, exempt, cleared) = both(&held, &supplied, &sections(&text));
        let public = everything(&public);
        for secret in &secrets {
            prop_assert!(!public.contains(secret.as_str()), "{} in {}", secret, public);
        }
        let hidden = kinds.iter().filter(|kind| **kind < 6).count();
        prop_assert_eq!(cleared.register().len(), hidden);
        prop_assert!(hidden == 0 || everything(&exempt).contains("zqx"));
    }
}
