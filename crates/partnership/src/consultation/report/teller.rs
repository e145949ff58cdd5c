//! Tells counts: makes the cells, the words and the records of whatever a report counts.

use std::collections::BTreeMap;

use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::report::channels;
use crate::consultation::report::commission::Commission;
use crate::consultation::report::commission::Heard;
use crate::consultation::report::deleted;
use crate::consultation::report::joining;
use crate::consultation::report::weights;
use crate::consultation::report::weights::NoWeights;
use crate::consultation::report::weights::Weights;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::coding::Themed;
use crate::consultation::results::drawn::STRATUM;
use crate::consultation::results::phrases::FEWEST_FOR_PER_CENT;
use crate::consultation::results::shares::Found;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::results::tables::Published;
use crate::content::Document;
use crate::content::Section;
use crate::content::table::Cell;
use crate::evidence::figure::TracedRow;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;

/// Composes one report's tables.
pub(super) struct Teller<'a> {
    /// What the report is made of.
    pub(super) commission: &'a Commission<'a>,
    /// The replies, coded.
    pub(super) coded: Coded,
    /// The counts that may be shown; none where there are too few replies for any.
    pub(super) published: Option<Published>,
    /// The pairs that are set against each other beside the channel.
    pub(super) pairs: Vec<(usize, usize)>,
    /// The weights, if any are asked for.
    pub(super) weights: Option<Result<Weights, NoWeights>>,
    /// How those who replied were found, with weights of ours.
    pub(super) found: Found,
    /// The document's tables.
    pub(super) tables: Tables,
}

/// When a reply came, as a thing that is counted.
pub(super) const ARRIVAL: &str = "when it came";
/// Whether somebody is to look at a reply twice, as a thing that is counted.
pub(super) const FLAGGED: &str = "whether it was flagged";
/// Whether a reply has a weight, as a thing that is counted.
pub(super) const WEIGHTED: &str = "whether it has a weight";

/// Which pairs of dimensions are wanted.
pub(super) type Wanted<'w> = &'w dyn Fn(&Coded, &Commission<'_>) -> Vec<(usize, usize)>;

impl<'a> Teller<'a> {
    /// A teller of a commission, with these pairs of dimensions set against each other.
    pub(super) fn of(commission: &'a Commission<'a>, wanted: Wanted<'_>) -> Teller<'a> {
        let coded = deleted::as_before(coded(commission), commission);
        let weights = weights::weights(commission, &coded);
        let found = match (commission.found, &weights) {
            (Found::SelfSelected(None), Some(Ok(weights))) => {
                Found::SelfSelected(Some(weights.weighted.clone()))
            }
            (found, _) => found.clone(),
        };
        let coded = match &weights {
            Some(Ok(weights)) => coded.and(WEIGHTED, ["weighted", "not weighted"], |reply| {
                usize::from(weights.weighted.of_replies()[reply] == 0.0)
            }),
            Some(Err(_)) | None => coded,
        };
        let coded = match commission.questionnaire() {
            Some(asked) => joining::with_joined(coded, asked.questions(), language(commission)),
            None => coded,
        };
        let coded = with_themes(with_strata(coded, &found), commission);
        let pairs = wanted(&coded, commission);
        let mut protected = pairs.clone();
        protected.extend(against_strata(&coded));
        if let Found::SelfSelected(Some(weighted)) = &found {
            protected.extend(weighted.pairs());
        }
        // Where not even the number of replies may be shown, nothing may.
        let published = Published::of(&coded, &protected, commission.profile).ok();
        let published = published
            .filter(|all| all.alone(0, Part::All).is_some_and(|all| all != Count::Withheld));
        let version = commission.version().map_or(0, |version| version.number());
        let id = commission.questionnaire().map(|one| one.id().to_string()).unwrap_or_default();
        let (known_as, cycle) = (commission.known_as, commission.cycle);
        let prefix = format!("{known_as}/{cycle}/{id}-v{version}/{}", commission.today);
        let tables = Tables::new(prefix);
        Teller { commission, coded, published, pairs, weights, found, tables }
    }

    /// Words in the questionnaire's first language.
    pub(super) fn said<'w>(&self, words: &'w Words) -> &'w str {
        words.said_in(language(self.commission))
    }

    /// The place of what is counted among all dimensions.
    pub(super) fn dimension(&self, counted: &Counted) -> Option<usize> {
        self.coded.find(counted)
    }

    /// A count as it may be shown.
    pub(super) fn count(&self, dimension: usize, part: Part) -> Count {
        let published = self.published.as_ref();
        published.and_then(|all| all.alone(dimension, part)).unwrap_or(Count::Withheld)
    }

    /// Whether the categories of a dimension are told by the way that replies came.
    pub(super) fn is_split(&self, dimension: usize) -> bool {
        self.published.as_ref().is_some_and(|all| all.is_split(dimension))
    }

    /// A count of those in both parts, as it may be shown.
    pub(super) fn both(&self, one: (usize, Part), other: (usize, Part)) -> Count {
        let published = self.published.as_ref();
        published.and_then(|all| all.both(one, other)).unwrap_or(Count::Withheld)
    }

    /// The count of a theme of what was written, or of all that were coded, as it may be shown.
    pub(super) fn theme(&self, dimension: usize, theme: Option<usize>) -> Count {
        let published = self.published.as_ref();
        published.and_then(|all| all.theme(dimension, theme)).unwrap_or(Count::Withheld)
    }

    /// The places of a dimension's categories in the base, or of those that are not.
    pub(super) fn categories(&self, dimension: usize, wanted: InBase) -> Vec<usize> {
        let all = self.coded.dimensions()[dimension].categories.iter().enumerate();
        all.filter(|(_, (_, in_base))| *in_base == wanted).map(|(place, _)| place).collect()
    }

    /// The place of a category of a dimension.
    pub(super) fn place(&self, dimension: usize, category: &Category) -> Option<usize> {
        let all = &self.coded.dimensions()[dimension].categories;
        all.iter().position(|(one, _)| one == category)
    }

    /// A count as a cell.
    pub(super) fn cell(&self, count: Count) -> Cell {
        match count {
            Count::Shown(count) => Cell::Count(count),
            Count::Withheld => self.withheld(),
        }
    }

    /// What stands in place of a count that is withheld.
    pub(super) fn withheld(&self) -> Cell {
        let smallest = self.commission.profile.smallest_shown();
        Cell::Withheld(format!("fewer than {smallest}, or would tell such a count"))
    }

    /// A count as a share of its base in per cent; none where either is withheld, or the base is small.
    pub(super) fn per_cent(count: Count, base: Count) -> Option<f64> {
        match (count, base) {
            (Count::Shown(count), Count::Shown(base)) if base >= FEWEST_FOR_PER_CENT => {
                Some(100.0 * count as f64 / base as f64)
            }
            _ => None,
        }
    }

    /// That share as a cell.
    pub(super) fn share(&self, count: Count, base: Count) -> Cell {
        match (Self::per_cent(count, base), count, base) {
            (Some(value), _, _) => Cell::Number { value, decimals: 1 },
            (None, Count::Withheld, _) | (None, _, Count::Withheld) => self.withheld(),
            (None, _, _) => Cell::Missing(format!("base under {FEWEST_FOR_PER_CENT}")),
        }
    }

    /// A count as an entry of a table, with what it rests on.
    pub(super) fn counted(&self, what: &str, dimension: usize, part: Part) -> Entry {
        let count = self.count(dimension, part);
        let told = match count {
            Count::Withheld => "the count is withheld".to_owned(),
            Count::Shown(1) => "1 reply".to_owned(),
            Count::Shown(count) => format!("{count} replies{}", self.ways(dimension, part)),
        };
        let rests_on = vec![format!("{}: {what}: {told}.", self.of_which())];
        Entry::Counted { value: self.cell(count), rests_on }
    }

    /// By which ways the replies of a count came, where all of these may be shown.
    fn ways(&self, dimension: usize, part: Part) -> String {
        if dimension == 0 {
            return String::new();
        }
        let ways = channels::present(self).into_iter().map(|(place, channel)| {
            let count = self.both((dimension, part), (0, Part::Category(place)));
            (count, channel.in_words())
        });
        let told = ways.filter_map(|(count, way)| match count {
            Count::Shown(0) => None,
            Count::Shown(count) => Some(format!("{count} {way}")),
            Count::Withheld => Some(format!("some or none {way}")),
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
    }

    /// An entry that rests on nothing beyond what its row tells.
    pub(super) fn entry(value: Cell) -> Entry {
        Entry::Counted { value, rests_on: Vec::new() }
    }

    /// Which consultation and version the counts are of.
    pub(super) fn of_which(&self) -> String {
        let id = self.commission.questionnaire().map(|one| one.id().to_string());
        let id = id.unwrap_or_default();
        let numbers: Vec<String> =
            self.commission.versions.iter().map(|version| version.number().to_string()).collect();
        let (of, cycle) = (numbers.join(" and "), self.commission.cycle.in_words());
        let illustrative = self.commission.label.on("");
        format!("{illustrative}Consultation “{id}” of {cycle}, version {of}")
    }

    /// The document of these sections.
    pub(super) fn document(&self, sections: Vec<Section>) -> Document {
        use crate::consultation::report::commission::Label;
        let commission = self.commission;
        let title = match commission.label {
            Label::Real => "Consultation report".to_owned(),
            Label::Illustrative => "Consultation report (illustrative)".to_owned(),
        };
        let asked = commission.questionnaire().map(|one| self.said(&one.typed().title).to_owned());
        let asked = asked.unwrap_or_default();
        Document {
            title,
            subtitle: commission.label.on(&asked),
            publisher: commission.publisher.to_owned(),
            description: commission.label.on(&format!(
                "What the {} asked in its consultation of {}, who replied, what they said, and what comes of it.",
                commission.publisher,
                commission.consultation.typed().days.in_words()
            )),
            dated: commission.today.in_words(),
            reference_prefix: self.tables.prefix().to_owned(),
            sections,
        }
    }

    /// The records of all rows set.
    pub(super) fn into_traced(self) -> Vec<TracedRow> {
        self.tables.into_traced()
    }
}

/// The language of the questions.
pub(super) fn language(commission: &Commission<'_>) -> Language {
    let languages = commission.questionnaire().map(|one| &one.typed().languages);
    languages.and_then(|all| all.first()).copied().unwrap_or(Language::English)
}

/// The replies with the part of the list in which each was drawn, where there are several.
fn with_strata(coded: Coded, found: &Found) -> Coded {
    let Found::Drawn(drawn) = found else { return coded };
    let names: Vec<String> =
        drawn.by_stratum().into_iter().map(|(stratum, _)| stratum.name).collect();
    if names.len() > 1 { coded.and(STRATUM, names, |reply| drawn.stratum_of(reply)) } else { coded }
}

/// The replies with the themes of what people wrote, so that their counts stand among all others.
fn with_themes(coded: Coded, commission: &Commission<'_>) -> Coded {
    if commission.themes.is_empty() {
        return coded;
    }
    let heard = commission.heard();
    let places: BTreeMap<i64, usize> =
        heard.iter().enumerate().map(|(place, heard)| (heard.reference, place)).collect();
    let of = |replies: &[i64]| replies.iter().filter_map(|one| places.get(one).copied()).collect();
    commission.themes.iter().fold(coded, |coded, themes| {
        match coded.find(&Counted::Said(themes.question.clone())) {
            Some(said) => coded.and_themes(Themed {
                said,
                coded: of(&themes.coded),
                themes: themes.themes.iter().map(|theme| of(&theme.replies)).collect(),
            }),
            None => coded,
        }
    })
}

/// Everything that people said set against the part of the list in which they were drawn, so that nothing that is estimated
/// tells a small count of one part.
fn against_strata(coded: &Coded) -> Vec<(usize, usize)> {
    let Some(stratum) = coded.find(&Counted::Besides(STRATUM.into())) else {
        return Vec::new();
    };
    let said = |dimension: &usize| match coded.dimensions()[*dimension].counted {
        Counted::Channel | Counted::Besides(_) => false,
        Counted::Question(_)
        | Counted::Row(..)
        | Counted::Tick(..)
        | Counted::Place(..)
        | Counted::Said(_) => coded.joined(*dimension).is_none(),
    };
    let dimensions = (0..coded.dimensions().len()).filter(said);
    dimensions.map(|dimension| (dimension, stratum)).collect()
}

/// The replies coded, with when they came and, where any was flagged, which were.
fn coded(commission: &Commission<'_>) -> Coded {
    use crate::consultation::exercise::Arrival;
    let answering = commission.answering();
    let heard: Vec<Heard<'_>> = commission.heard();
    let coded = match commission.questionnaire() {
        Some(asked) => Coded::of_versions(asked, &answering),
        None => Coded::nothing(),
    };
    let coded = coded.and(ARRIVAL, ["In time", "Early", "Late"], |reply| {
        match heard.get(reply).map(|heard| heard.arrival) {
            Some(Arrival::InTime) | None => 0,
            Some(Arrival::Early) => 1,
            Some(Arrival::Late) => 2,
        }
    });
    if heard.iter().any(|heard| heard.flagged) {
        let flagged = |reply: usize| heard.get(reply).is_some_and(|heard| heard.flagged);
        coded.and(FLAGGED, ["Flagged", "Not flagged"], |reply| usize::from(!flagged(reply)))
    } else {
        coded
    }
}
