//! The web page: structure, names for everything, and links that lead somewhere.

use std::collections::BTreeSet;

use roxmltree::Document as Xml;
use roxmltree::Node;
use roxmltree::ParsingOptions;

use crate::fixture::briefing;
use crate::fixture::hostile;
use crate::fixture::long;

fn with_page(document: &partnership::content::Document, look: impl FnOnce(&Xml<'_>)) {
    let page = documents::html::page(document);
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    look(&Xml::parse_with_options(&page, options).expect("well-formed markup"));
}

fn both(look: impl Fn(&Xml<'_>)) {
    with_page(&briefing(), &look);
    with_page(&hostile(), &look);
}

fn all<'a>(page: &'a Xml<'_>, name: &'static str) -> Vec<Node<'a, 'a>> {
    page.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect()
}

#[test]
fn a_page_has_one_h1_a_language_and_landmarks() {
    both(|page| {
        assert_eq!(all(page, "h1").len(), 1);
        assert_eq!(page.root_element().attribute("lang"), Some("en-GB"));
        for landmark in ["header", "main", "footer"] {
            assert_eq!(all(page, landmark).len(), 1, "{landmark}");
        }
        let skip = all(page, "a")[0];
        assert_eq!(skip.attribute("href"), Some("#main_content"), "the first link skips");
    });
}

#[test]
fn a_page_runs_no_script_and_asks_for_nothing_else() {
    both(|page| {
        for name in ["script", "link", "img", "iframe"] {
            assert!(all(page, name).is_empty(), "{name}");
        }
        for node in page.descendants() {
            assert!(!node.attributes().any(|attribute| attribute.name().starts_with("on")));
        }
        let addresses = all(page, "a").into_iter().filter_map(|a| a.attribute("href"));
        for address in addresses {
            assert!(address.starts_with('#') || address.starts_with("https://"), "{address}");
        }
    });
}

#[test]
fn every_table_has_a_caption_and_says_what_each_heading_heads() {
    both(|page| {
        let tables = all(page, "table");
        assert_eq!(tables.len(), 3);
        for table in tables {
            let first = table.children().find(Node::is_element).unwrap();
            assert_eq!(first.tag_name().name(), "caption");
            assert!(words(first).len() > 8);
            let headings = table.descendants().filter(|node| node.tag_name().name() == "th");
            for heading in headings {
                assert!(matches!(heading.attribute("scope"), Some("col" | "row")));
            }
        }
    });
}

#[test]
fn every_chart_has_words_for_those_who_do_not_see_it() {
    both(|page| {
        let charts = all(page, "svg");
        assert_eq!(charts.len(), 3);
        for chart in charts {
            assert_eq!(chart.attribute("role"), Some("img"));
            let labelled = chart.attribute("aria-labelledby").unwrap();
            for id in labelled.split(' ') {
                let said =
                    chart.descendants().find(|node| node.attribute("id") == Some(id)).unwrap();
                assert!(!words(said).is_empty());
            }
            assert!(chart.ancestors().any(|node| node.tag_name().name() == "figure"));
        }
    });
}

#[test]
fn ids_are_unique_and_every_link_and_label_within_the_page_leads_somewhere() {
    both(|page| {
        let ids: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for node in page.descendants() {
            let to = node.attribute("href").and_then(|address| address.strip_prefix('#'));
            let labels =
                node.attribute("aria-labelledby").into_iter().flat_map(|ids| ids.split(' '));
            for id in to.into_iter().chain(labels) {
                assert!(unique.contains(id), "{id}");
            }
        }
    });
}

#[test]
fn a_figure_in_the_text_links_to_its_row_and_one_without_a_row_is_not_linked() {
    with_page(&briefing(), |page| {
        let references: Vec<_> = all(page, "sup");
        let linked = references.iter().filter(|sup| sup.children().any(|node| node.is_element()));
        assert_eq!(linked.count(), references.len() - 1);
        let row = page.descendants().find(|node| node.attribute("id") == Some("r1-3")).unwrap();
        assert!(words(row).starts_with("Shoplifting"));
    });
}

#[test]
fn a_withheld_value_is_explained_under_its_table() {
    with_page(&briefing(), |page| {
        let symbols = all(page, "abbr");
        assert!(symbols.iter().any(|abbr| abbr.attribute("title") == Some("fewer than 5")));
        let notes: String = page
            .descendants()
            .filter(|node| node.attribute("class") == Some("notes"))
            .map(words)
            .collect();
        assert!(notes.contains("[c] means withheld: fewer than 5."), "{notes}");
        assert!(notes.contains("[x] means not available: not held."), "{notes}");
    });
}

#[test]
fn the_page_ends_by_saying_how_to_follow_a_figure() {
    with_page(&briefing(), |page| {
        let commands: Vec<String> = all(page, "code").into_iter().map(words).collect();
        assert_eq!(commands, ["saferplan trace E07000110/2014-Q1/1.1"]);
    });
}

#[test]
fn regions_that_scroll_can_be_reached_by_keyboard_and_have_a_name() {
    both(|page| {
        let regions = page.descendants().filter(|node| node.attribute("role") == Some("region"));
        for region in regions {
            assert_eq!(region.attribute("tabindex"), Some("0"));
            assert!(region.attribute("aria-labelledby").is_some());
        }
    });
}

#[test]
fn the_same_document_gives_the_same_page() {
    assert_eq!(documents::html::page(&hostile()), documents::html::page(&hostile()));
    let page = documents::html::page(&briefing());
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{before}{after}").replace("><", ">\n<"));
}

#[test]
fn a_document_of_several_pages_is_whole_and_its_links_lead_to_places_that_are_there() {
    for document in [briefing(), hostile(), long()] {
        let pages = documents::html::pages(&document);
        assert_eq!(pages.len(), document.sections.len() + 1);
        assert_eq!(pages[0].0, documents::html::FIRST);
        let (mut places, mut links) = (BTreeSet::new(), Vec::new());
        for (name, page) in &pages {
            let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
            let page = Xml::parse_with_options(page, options).expect("well-formed markup");
            assert!(places.insert(name.clone()), "{name} twice");
            assert_eq!(all(&page, "h1").len(), 1);
            let ids = page.descendants().filter_map(|node| node.attribute("id"));
            places.extend(ids.map(|id| format!("{name}#{id}")));
            let addresses = all(&page, "a").into_iter().filter_map(|a| a.attribute("href"));
            links.extend(addresses.map(|to| match to.strip_prefix('#') {
                Some(_) => format!("{name}{to}"),
                None => to.to_owned(),
            }));
        }
        for link in links.iter().filter(|link| !link.starts_with("https://")) {
            assert!(places.contains(link), "{link}");
        }
        // What is cited in one section and stands in another is reached.
        assert!(document != briefing() || links.iter().any(|link| link.ends_with("#r1-3")));
    }
}
