//! A committee pack as it is laid before a meeting.
//!
//! In come the document's way so far, the meeting, what the officer wrote and what is behind the text; out goes the pack. What
//! everybody may read of the text is what everybody would read once it was published.

use crate::approval::adopted::Adopted;
use crate::approval::cover_report::CoverReport;
use crate::approval::cover_report::composed::Commission;
use crate::approval::cover_report::composed::NOT_PUBLIC;
use crate::approval::cover_report::composed::appendix;
use crate::approval::cover_report::composed::compose as cover_report;
use crate::approval::cover_report::composed::exempt_under;
use crate::approval::cover_report::house::HouseTemplate;
use crate::approval::marked::Shown;
use crate::approval::public_words::PublicWords;
use crate::approval::sitting::Matter;
use crate::approval::text::Text;
use crate::assessment::circulated::Circulated;
use crate::committee_pack::for_approval;
use crate::committee_pack::for_approval::Read;
use crate::committee_pack::for_approval::is_public;
use crate::committee_pack::paper::Access;
use crate::committee_pack::paper::CommitteePack;
use crate::committee_pack::paper::Paper;
use crate::content::Document;
use crate::membership::Partnership;
use crate::publication::part::Part;
use crate::publication::whose::Whose;

/// What a pack is made from.
#[derive(Debug, Clone, Copy)]
pub struct Gathered<'a> {
    /// Whose it is, of which year, and when it is made.
    pub whose: &'a Whose,
    /// The partnership.
    pub partnership: &'a Partnership,
    /// The item of the meeting that decides.
    pub matter: &'a Matter<'a>,
    /// All items on which the document is to be agreed or was, in the order of their meetings.
    pub matters: &'a [Matter<'a>],
    /// The text as it stands before the meeting.
    pub shown: Shown<'a>,
    /// Every draft that was circulated in the year.
    pub drafts: &'a [Circulated],
    /// The adopted assessment behind a plan, if it is adopted.
    pub assessment: Option<&'a Adopted<Text>>,
    /// The reports on consultations that have closed.
    pub consultations: &'a [Part],
    /// What the officer wrote.
    pub written: &'a CoverReport,
    /// The papers that it rests on, as the records have them.
    pub background: &'a [String],
    /// The order and words of the cover report.
    pub house: &'a HouseTemplate,
}

/// Composes the pack. It is dated on the day that it is made, or on the day of the meeting where that is over.
pub fn compose(gathered: &Gathered<'_>) -> CommitteePack {
    let Gathered { whose, matter, shown, .. } = *gathered;
    let on = matter.meeting.when.day().map_or(whose.today, |day| day.min(whose.today));
    let public = PublicWords::of_version(shown.version(), shown.now(), gathered.drafts);
    let passages: Vec<Read<'_>> = public.passages().collect();
    let exempt = shown.now().passages().iter().filter(|one| one.exempt.is_some()).count();
    let not_public = passages.iter().filter(|one| !is_public(one)).count();
    let behind = behind(gathered);
    let further: Vec<String> = behind.iter().map(|(title, _)| title.clone()).collect();
    let known_as = whose.known_as.to_string();
    let cover = cover_report(&Commission {
        known_as: &known_as,
        partnership: gathered.partnership,
        matter,
        matters: gathered.matters,
        version: shown.version(),
        now: shown.now(),
        withheld: not_public - exempt,
        further: &further,
        written: gathered.written,
        background: gathered.background,
        house: gathered.house,
        today: on,
    });
    let public = for_approval::public(shown, &passages, whose, on);
    let mut appendices = vec![paper(0, public.title.clone(), Access::Public, public)];
    if not_public > 0 {
        let document = for_approval::not_public(shown, &passages, whose, on);
        let access = Access::NotPublic(exempt_under(shown.now()));
        let title = format!("{}: what is not for the public", document.title);
        appendices.push(paper(NOT_PUBLIC, title, access, document));
    }
    let first = if not_public > 0 { NOT_PUBLIC + 1 } else { NOT_PUBLIC };
    let behind = (first..).zip(behind);
    appendices.extend(
        behind.map(|(place, (title, document))| paper(place, title, Access::Public, document)),
    );
    CommitteePack { cover: cover.document, appendices }
}

fn paper(place: u8, title: String, access: Access, document: Document) -> Paper {
    Paper { letter: appendix(place), title, access, document }
}

/// What stands behind the text, each with what it is called: of a plan the assessment's summary, and what people said.
fn behind(gathered: &Gathered<'_>) -> Vec<(String, Document)> {
    let whose = gathered.whose;
    let summary = gathered.assessment.and_then(|adopted| {
        let part = Part::adopted(adopted, whose, gathered.drafts);
        let called = adopted.version().document.in_words();
        let summary = Part::summary(&[part], whose)?;
        Some((format!("{called}: summary"), summary.document().clone()))
    });
    let consultations = gathered.consultations.iter().map(|part| {
        let document = part.document();
        (document.title.clone(), document.clone())
    });
    summary.into_iter().chain(consultations).collect()
}
