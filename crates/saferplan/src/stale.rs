//! `stale`: what was printed, kept or circulated and would be otherwise with the data held now. Nothing is changed by it.

use std::collections::BTreeMap;

use anyhow::Context;
use anyhow::Result;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::circulated::WouldNowSay;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::content::table::with_commas;
use partnership::evidence::enquiry::answered::answered;
use partnership::evidence::figure::Counted;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Now;
use partnership::membership::GroupChoice;
use partnership::membership::Partnership;
use partnership::thread::everything::OfCycle;
use partnership::timetable::cycle::Cycle;
use records::Book;
use web::Evidence;

use crate::books::Books;
use crate::cli::Format;
use crate::evidence::HeldEvidence;
use crate::home::Home;
use crate::ledger::Ledger;
use crate::load;
use crate::material;
use crate::print;
use crate::progress;
use crate::trace;

const HEADINGS: [&str; 5] = ["kind", "where", "what", "then", "now"];

/// Lists every figure of a document, finding and passage of a circulated draft that is stale.
pub(crate) fn list(home: &Home, format: Format) -> Result<()> {
    let mut stale = figures(home)?;
    let books = Books::open(home)?;
    for id in books.wait(books.records().partnerships())? {
        let book = books.book(Some(&id))?;
        stale.extend(findings(home, &books, &book)?);
        stale.extend(passages(home, &books, &book)?);
    }
    if stale.is_empty() && format == Format::Table {
        return print::line("Nothing is stale: the data held now give what was printed.");
    }
    print::list(format, &HEADINGS, &stale)?;
    if format == Format::Table {
        let stale = print::so_many(u64::try_from(stale.len()).unwrap_or(u64::MAX), "thing");
        print::line(format!(
            "{stale} would now be otherwise. Nothing that was printed, kept or circulated has changed."
        ))?;
    }
    Ok(())
}

/// The figures of the documents that were made in this home, by the counts that they rest on.
fn figures(home: &Home) -> Result<Vec<Vec<String>>> {
    let ledgers = Ledger::all(home)?;
    let archive = load::open(home)?;
    let rows: Vec<_> = ledgers.iter().flat_map(|ledger| &ledger.rows).collect();
    let bar = progress::steps("Following figures", rows.len());
    // Many rows rest on the same count.
    let mut known: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut stale = Vec::new();
    for row in rows {
        for counted in trace::counts(row) {
            let what = trace::counted_in_words(counted);
            let of = (counted.area.to_string(), what.clone());
            let now = match known.get(&of) {
                Some(now) => *now,
                None => trace::behind(&archive, counted, 0)?.total,
            };
            known.insert(of, now);
            if now != counted.count {
                stale.push(figure(&row.reference, what, counted, now));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(stale)
}

fn figure(reference: &str, what: String, counted: &Counted, now: u64) -> Vec<String> {
    vec![
        "figure".to_owned(),
        reference.to_owned(),
        what,
        with_commas(counted.count),
        with_commas(now),
    ]
}

/// The findings that do not hold any more.
fn findings(home: &Home, books: &Books, book: &Book) -> Result<Vec<Vec<String>>> {
    let group = books.wait(book.partnership())?.value.typed().comparison_group.clone();
    let evidence = HeldEvidence::of(home);
    let mut stale = Vec::new();
    for kept in books.wait(book.findings())? {
        let finding = kept.value;
        let now = match now(&evidence, &group, &finding)? {
            Now::Holds => continue,
            Now::Says(says) => says.join(" "),
            Now::OtherFigures => "the same words, with other figures behind them".to_owned(),
            Now::NoAnswer(why) => format!("no answer: {why}"),
        };
        let then = finding.stood.says.join(" ");
        stale.push(vec!["finding".to_owned(), finding.id.to_string(), finding.name, then, now]);
    }
    Ok(stale)
}

/// What a finding would now say.
pub(crate) fn now(evidence: &dyn Evidence, group: &GroupChoice, finding: &Finding) -> Result<Now> {
    let enquiry = finding.enquiry;
    let held = evidence.held(enquiry.area, Some(enquiry.months()), group);
    let held = held.map_err(anyhow::Error::msg)?;
    Ok(finding.now(&answered(&held, enquiry)))
}

/// Marks in each year what the references of its circulated drafts would now say, where that is something else.
pub(crate) fn mark(home: &Home, books: &Books, book: &Book, cycles: &mut [OfCycle]) -> Result<()> {
    let partnership = books.wait(book.partnership())?.value;
    for of in cycles {
        let mut stale = BTreeMap::new();
        for draft in &of.circulated {
            for one in would_now_say(home, books, (book, &partnership), of.cycle, draft)? {
                let now = one.now.unwrap_or_else(|why| why);
                stale.insert((draft.version.number, one.reference), now);
            }
        }
        of.stale = Some(stale);
    }
    Ok(())
}

/// What the references of a circulated draft would now say, where that is something else.
fn would_now_say(
    home: &Home,
    books: &Books,
    (book, partnership): (&Book, &Partnership),
    cycle: Cycle,
    draft: &Circulated,
) -> Result<Vec<WouldNowSay>> {
    let (about, periods) = (draft.about, draft.about.periods(&draft.sections()));
    let mut supplied = Supplied::default();
    let named = material::kept_by_name((home, book), cycle, about.area);
    books.wait(named)?.complete(&mut supplied);
    let loaded = material::loaded(home, partnership, about.area, &periods)?;
    let held = loaded.completing(&mut supplied);
    let material = Material::of(&held, &supplied, about.area, about.period, about.against)?;
    Ok(draft.would_now_say(&material))
}

/// The passages of circulated drafts that would now say something else.
fn passages(home: &Home, books: &Books, book: &Book) -> Result<Vec<Vec<String>>> {
    let partnership = books.wait(book.partnership())?.value;
    let mut stale = Vec::new();
    for cycle in books.wait(book.cycles())? {
        for (number, _) in books.wait(book.circulated_drafts(cycle))? {
            let draft = books.wait(book.circulated_draft(cycle, number))?;
            let draft = draft.context("a circulated draft is gone")?;
            let changed = would_now_say(home, books, (book, &partnership), cycle, &draft)?;
            stale.extend(changed.iter().flat_map(|one| passage(cycle, &draft, one)));
        }
    }
    Ok(stale)
}

/// A line for the words that would be others, or else one for each number.
fn passage(cycle: Cycle, draft: &Circulated, one: &WouldNowSay) -> Vec<Vec<String>> {
    let number = one.passage.map_or_else(String::new, |number| format!(", passage {number}"));
    let place = format!("{cycle}, version {}{number}", draft.version.number);
    let line = |what: String, then: &str, now: &str| {
        vec!["passage".to_owned(), place.clone(), what, then.to_owned(), now.to_owned()]
    };
    let now = one.now.as_ref().unwrap_or_else(|why| why);
    if *now != one.then {
        return vec![line(one.reference.to_string(), &one.then, now)];
    }
    let numbers = one.numbers.iter();
    let numbers = numbers.map(|number| {
        line(format!("{}: {}", one.reference, number.what), &number.then, &number.now)
    });
    numbers.collect()
}
