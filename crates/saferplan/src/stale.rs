//! `stale`: what was printed, kept or circulated and would be otherwise with the data held now. Nothing is changed by it.

use std::collections::BTreeMap;

use anyhow::Context;
use anyhow::Result;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::circulated::WouldNowSay;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::content::table::with_commas;
use partnership::evidence::figure::Counted;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Now;
use partnership::membership::GroupChoice;
use partnership::membership::Partnership;
use partnership::thread::everything::OfCycle;
use partnership::timetable::cycle::Cycle;
use records::Book;
use tokio::runtime::Handle;
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

/// Something that would be otherwise with the data held now.
pub(crate) struct Stale {
    /// Where it stands.
    pub(crate) at: At,
    /// What it is.
    pub(crate) what: String,
    /// What was said.
    pub(crate) then: String,
    /// What would now be said.
    pub(crate) now: String,
}

/// Where something stands that is stale.
pub(crate) enum At {
    /// In a document that was made, under this reference.
    Figure(String),
    /// In the finding of this short name.
    Finding(String),
    /// In a circulated draft.
    Passage {
        /// The planning year.
        cycle: Cycle,
        /// The version.
        version: u32,
        /// The passage's number, where it has one.
        passage: Option<u32>,
    },
}

impl At {
    fn kind(&self) -> &'static str {
        match self {
            At::Figure(_) => "figure",
            At::Finding(_) => "finding",
            At::Passage { .. } => "passage",
        }
    }

    fn in_words(&self) -> String {
        match self {
            At::Figure(name) | At::Finding(name) => name.clone(),
            At::Passage { cycle, version, passage } => {
                let number = passage.map_or_else(String::new, |one| format!(", passage {one}"));
                format!("{cycle}, version {version}{number}")
            }
        }
    }
}

/// Lists every figure of a document, finding and passage of a circulated draft that is stale.
pub(crate) fn list(home: &Home, format: Format) -> Result<()> {
    let mut stale = figures(home, |_| true)?;
    let books = Books::open(home)?;
    for id in books.wait(books.records().partnerships())? {
        let book = books.book(Some(&id))?;
        stale.extend(kept(home, &book, books.handle())?);
    }
    if stale.is_empty() && format == Format::Table {
        return print::line("Nothing is stale: the data held now give what was printed.");
    }
    let lines: Vec<Vec<String>> = stale.iter().map(line).collect();
    print::list(format, &HEADINGS, &lines)?;
    if format == Format::Table {
        let stale = print::so_many(u64::try_from(stale.len()).unwrap_or(u64::MAX), "thing");
        print::line(format!(
            "{stale} would now be otherwise. Nothing that was printed, kept or circulated has changed."
        ))?;
    }
    Ok(())
}

fn line(one: &Stale) -> Vec<String> {
    let Stale { at, what, then, now } = one;
    vec![at.kind().to_owned(), at.in_words(), what.clone(), then.clone(), now.clone()]
}

/// The findings and the passages of circulated drafts of a book that are stale.
pub(crate) fn kept(home: &Home, book: &Book, here: &Handle) -> Result<Vec<Stale>> {
    let mut stale = findings(home, book, here)?;
    stale.extend(passages(home, book, here)?);
    Ok(stale)
}

/// The figures of those documents of this home that are asked for by their references, by the counts that they rest on.
pub(crate) fn figures(home: &Home, wanted: impl Fn(&str) -> bool) -> Result<Vec<Stale>> {
    let ledgers = Ledger::all(home)?;
    let archive = load::open(home)?;
    let rows = ledgers.iter().flat_map(|ledger| &ledger.rows);
    let rows: Vec<_> = rows.filter(|row| wanted(&row.reference)).collect();
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

fn figure(reference: &str, what: String, counted: &Counted, now: u64) -> Stale {
    let (then, now) = (with_commas(counted.count), with_commas(now));
    Stale { at: At::Figure(reference.to_owned()), what, then, now }
}

/// The findings that do not hold any more.
fn findings(home: &Home, book: &Book, here: &Handle) -> Result<Vec<Stale>> {
    let group = here.block_on(book.partnership())?.value.typed().comparison_group.clone();
    let evidence = HeldEvidence::of(home);
    let mut stale = Vec::new();
    for kept in here.block_on(book.findings())? {
        let finding = kept.value;
        let now = match now(&evidence, &group, &finding)? {
            Now::Holds => continue,
            Now::Says(says) => says.join(" "),
            Now::OtherFigures => "the same words, with other figures behind them".to_owned(),
            Now::NoAnswer(why) => format!("no answer: {why}"),
        };
        let then = finding.stood.says.join(" ");
        stale.push(Stale {
            at: At::Finding(finding.id.to_string()),
            what: finding.name,
            then,
            now,
        });
    }
    Ok(stale)
}

/// What a finding would now say.
pub(crate) fn now(evidence: &dyn Evidence, group: &GroupChoice, finding: &Finding) -> Result<Now> {
    let stood = web::stood(evidence, group, finding.enquiry, finding.stood.on);
    Ok(finding.now(&stood.map_err(anyhow::Error::msg)?))
}

/// Marks in each year what the references of its circulated drafts would now say, where that is something else.
pub(crate) fn mark(home: &Home, book: &Book, here: &Handle, cycles: &mut [OfCycle]) -> Result<()> {
    let partnership = here.block_on(book.partnership())?.value;
    for of in cycles {
        let mut stale = BTreeMap::new();
        for draft in &of.circulated {
            for one in would_now_say((home, here), (book, &partnership), of.cycle, draft)? {
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
    (home, here): (&Home, &Handle),
    (book, partnership): (&Book, &Partnership),
    cycle: Cycle,
    draft: &Circulated,
) -> Result<Vec<WouldNowSay>> {
    let (about, periods) = (draft.about, draft.about.periods(&draft.sections()));
    let mut supplied = Supplied::default();
    let named = material::kept_by_name((home, book), cycle, about.area);
    here.block_on(named)?.complete(&mut supplied);
    let loaded = material::loaded(home, partnership, about.area, &periods)?;
    let held = loaded.completing(&mut supplied);
    let material = Material::of(&held, &supplied, about.area, about.period, about.against)?;
    Ok(draft.would_now_say(&material))
}

/// The passages of circulated drafts that would now say something else.
fn passages(home: &Home, book: &Book, here: &Handle) -> Result<Vec<Stale>> {
    let partnership = here.block_on(book.partnership())?.value;
    let mut stale = Vec::new();
    for cycle in here.block_on(book.cycles())? {
        for (number, _) in here.block_on(book.circulated_drafts(cycle))? {
            let draft = here.block_on(book.circulated_draft(cycle, number))?;
            let draft = draft.context("a circulated draft is gone")?;
            let changed = would_now_say((home, here), (book, &partnership), cycle, &draft)?;
            stale.extend(changed.iter().flat_map(|one| passage(cycle, &draft, one)));
        }
    }
    Ok(stale)
}

/// A line for the words that would be others, or else one for each number.
fn passage(cycle: Cycle, draft: &Circulated, one: &WouldNowSay) -> Vec<Stale> {
    let line = |what: String, then: &str, now: &str| {
        let passage = one.passage.map(|number| number.value());
        let at = At::Passage { cycle, version: draft.version.number, passage };
        Stale { at, what, then: then.to_owned(), now: now.to_owned() }
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
