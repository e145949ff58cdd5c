//! The first page of a site: what was published, what is missing and why, and where the open data are.

use partnership::content::Document;
use partnership::publication::part::Part;
use partnership::publication::part::PartKind;
use partnership::publication::site::Site;
use partnership::terms::wording::listed;
use partnership::terms::wording::sentence;

use crate::html::around::Around;
use crate::html::around::To;
use crate::html::around::list;
use crate::html::whole;
use crate::markup::Markup;
use crate::site;
use crate::site::FEED;
use crate::site::FIRST;
use crate::site::MANIFEST;
use crate::site::api;

/// What a site is called: its adopted documents and their year.
pub(super) fn title(site: &Site) -> String {
    let adopted = site.parts().iter().filter_map(|part| match part.kind() {
        PartKind::Adopted(kind) => Some(kind.in_words()),
        PartKind::Summary
        | PartKind::EasyRead
        | PartKind::Figures
        | PartKind::Consultation(_)
        | PartKind::Timetable => None,
    });
    let adopted: Vec<&str> = adopted.collect();
    format!("{} {}", listed(&adopted), site.whose().cycle.in_words())
}

/// The page.
pub(super) fn page(site: &Site) -> String {
    let (title, publisher) = (title(site), site.whose().publisher.clone());
    let on = site.whose().today.in_words();
    let document = Document {
        description: format!("What the {publisher} adopted and published: {title}."),
        subtitle: "As adopted, with what it rests on".to_owned(),
        dated: format!("Published on {on}"),
        reference_prefix: String::new(),
        sections: Vec::new(),
        title,
        publisher,
    };
    let around = Around::below(Vec::new(), Vec::new());
    whole(&document, None, &around, |page| {
        said_in_pre_election(page, site);
        section(page, "documents", "Documents", |page| {
            site.parts().iter().for_each(|part| entry(page, site, part));
        });
        missing(page, site);
        open_data(page, site);
        section(page, "follow", "To follow and to check", |page| {
            let links = [
                ("News of what is published (Atom feed)", FEED),
                ("All of it as data for other programs (JSON)", api::DOCUMENTS),
                ("What stands behind each adopted sentence, as data (JSON)", api::THREAD),
                ("What those data are (OpenAPI)", api::DESCRIPTION),
                ("Every file with its SHA-256 (JSON)", MANIFEST),
            ];
            list(
                page,
                &links.map(|(words, address)| To {
                    words: words.to_owned(),
                    address: address.to_owned(),
                }),
            );
        });
    })
}

pub(super) fn section(
    page: &mut Markup,
    name: &str,
    heading: &str,
    inside: impl FnOnce(&mut Markup),
) {
    let labelled = format!("{name}_heading");
    let attributes = [("id", name), ("class", name), ("aria-labelledby", labelled.as_str())];
    page.element("section", &attributes, |page| {
        page.leaf("h2", &[("id", &labelled)], heading);
        inside(page);
    });
}

/// That it was published in a pre-election period, and why.
fn said_in_pre_election(page: &mut Markup, site: &Site) {
    let Some((period, why)) = site.despite() else { return };
    page.element("div", &[("class", "caution"), ("role", "note")], |page| {
        page.element("p", &[("class", "caution-title")], |page| {
            page.leaf("strong", &[], "Caution: published in a pre-election period");
        });
        let when = sentence(&period.in_words());
        let why = sentence(&format!("it was published all the same: {why}"));
        page.leaf("p", &[], &format!("{when} {why}"));
    });
}

fn entry(page: &mut Markup, site: &Site, part: &Part) {
    let (document, folder) = (part.document(), part.kind().folder());
    page.element("h3", &[], |page| {
        let to = format!("{folder}/{FIRST}");
        page.leaf("a", &[("href", &to)], &document.title);
    });
    page.leaf("p", &[], &document.subtitle);
    page.leaf("p", &[], part.came_about());
    list(page, &site::formats(site, part));
}

fn missing(page: &mut Markup, site: &Site) {
    if site.missing().is_empty() {
        return;
    }
    section(page, "missing", "What is not here", |page| {
        page.element("ul", &[], |page| {
            for one in site.missing() {
                page.leaf("li", &[], &one.in_words());
            }
        });
    });
}

fn open_data(page: &mut Markup, site: &Site) {
    let tables = site.parts().iter().map(|part| {
        let tables = site::tables(part).into_iter().map(|(_, to)| to);
        (part.document().title.as_str(), tables.collect::<Vec<To>>())
    });
    let tables: Vec<(&str, Vec<To>)> = tables.filter(|(_, tables)| !tables.is_empty()).collect();
    if tables.is_empty() {
        return;
    }
    section(page, "open-data", "Open data", |page| {
        let words = "Every table as CSV. Beside each lies a file of the same name with -metadata.json behind it, which \
                     says what its columns are, whom it comes from and under which licence (CSV on the Web).";
        page.leaf("p", &[], words);
        for (title, tables) in &tables {
            page.leaf("h3", &[], title);
            list(page, tables);
        }
    });
}
