//! All that a report on a consultation is made of, read one after another from the records.
//!
//! In come a cycle and a consultation; out goes what the core's reports and results are made of.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::export::Export;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Given;
use partnership::consultation::report::Commission;
use partnership::consultation::report::Heard;
use partnership::consultation::report::Label;
use partnership::consultation::report::ReadByMachine;
use partnership::consultation::report::Weighing;
use partnership::consultation::report::themes::ThemesOfQuestion;
use partnership::consultation::report::themes::YouSaid;
use partnership::consultation::results::coding::Category;
use partnership::consultation::results::shares::Found;
use partnership::consultation::retention::Tombstone;
use partnership::consultation::version::Version;
use partnership::consultation::weighting::TypedWeighting;
use partnership::statistics::suppression::Profile;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::refused::ConsultationRefused;
use crate::consultation::reply::KeptReply;
use crate::paper::batch::HeldBatch;

/// What was heard in a consultation, with what a report tells besides.
#[derive(Debug, Clone)]
pub struct HeardReplies {
    held: HeldConsultation,
    cycle: Cycle,
    known_as: String,
    publisher: String,
    found: Found,
    replies: Vec<KeptReply>,
    signals: BTreeMap<i64, BTreeSet<Signal>>,
    read_by_machine: ReadByMachine,
    deleted: Vec<Tombstone>,
    themes: Vec<ThemesOfQuestion>,
    you_said: Vec<YouSaid>,
    areas: BTreeMap<AreaCode, String>,
}

impl Book {
    /// What was heard in a consultation so far.
    ///
    /// # Errors
    /// When there is no such consultation, or the records cannot be read.
    #[compiled_once]
    pub async fn heard_replies(
        &self,
        cycle: Cycle,
        held: &HeldConsultation,
    ) -> Result<HeardReplies, ConsultationRefused> {
        let questionnaire = held.questionnaire();
        let replies = self.replies(cycle, questionnaire).await?;
        let sampled = self.sampled_replies(cycle, questionnaire).await?;
        let (themes, you_said) = self.told_in_report(cycle, held, &replies).await?;
        Ok(HeardReplies {
            held: held.clone(),
            cycle,
            known_as: self.id().to_string(),
            publisher: self.partnership().await?.value.name().to_owned(),
            signals: self.reply_signals(cycle, questionnaire).await?,
            read_by_machine: HeldBatch::read_by_machine(&self.batches(cycle, questionnaire).await?),
            deleted: self.tombstones(cycle, questionnaire).await?,
            areas: self.area_names().await?,
            found: held.found(&replies, &sampled),
            replies,
            themes,
            you_said,
        })
    }
}

impl HeardReplies {
    /// The replies, those that came early or late among them.
    pub fn replies(&self) -> &[KeptReply] {
        &self.replies
    }

    /// The themes of what people wrote.
    pub fn themes(&self) -> &[ThemesOfQuestion] {
        &self.themes
    }

    /// The areas in which people said that they live, and that no panel names; those whose answers were deleted since are
    /// among them, since they still count.
    pub fn areas_without_name(&self) -> BTreeSet<AreaCode> {
        let given = self.replies.iter().flat_map(|kept| kept.reply.answers.values());
        let given = given.filter_map(|given| {
            let Given::Area(area) = given else { return None };
            Some(*area)
        });
        let totals = self.deleted.iter().flat_map(|tombstone| tombstone.totals.values());
        let deleted = totals.flat_map(|totals| &totals.counts).flat_map(|(_, counts)| counts);
        let deleted = deleted.filter_map(|(category, ..)| {
            let Category::Area(area) = category else { return None };
            Some(*area)
        });
        given.chain(deleted).filter(|area| !self.areas.contains_key(area)).collect()
    }

    /// The same with names of areas that no panel names. Of several areas with one name each has its code behind it.
    #[must_use]
    pub fn naming(mut self, names: BTreeMap<AreaCode, String>) -> HeardReplies {
        for (area, name) in names {
            self.areas.entry(area).or_insert(name);
        }
        let all: Vec<String> = self.areas.values().cloned().collect();
        for (area, name) in &mut self.areas {
            if all.iter().filter(|other| *other == name).count() > 1 {
                *name = format!("{name} ({area})");
            }
        }
        self
    }

    /// What `what` makes of the replies as they are exported, with what their areas are called.
    pub fn exported<T>(&self, what: impl FnOnce(&Export<'_>) -> T) -> T {
        let named = |export: &Export<'_>| what(&export.clone().naming(&self.areas));
        self.held.exported(&self.replies, &self.signals, named)
    }

    /// Whether people said it.
    pub fn label(&self) -> Label {
        Label::of(&self.held.consultation)
    }

    /// Tells of it as on a day, with shares weighted as is kept with the consultation.
    pub fn tell<T>(&self, today: Day, tell: impl FnOnce(&Commission<'_>) -> T) -> T {
        self.tell_weighted(today, self.held.consultation.typed().weighting.as_ref(), tell)
    }

    /// Tells of it as on a day, with shares weighted so, whatever is kept.
    pub fn tell_weighted<T>(
        &self,
        today: Day,
        weighting: Option<&TypedWeighting>,
        tell: impl FnOnce(&Commission<'_>) -> T,
    ) -> T {
        let weighing = weighting.map_or(Weighing::No, |one| Weighing::ToMargins(one.trimming()));
        let versions: Vec<&Version> = self.held.versions().map(|held| &held.value).collect();
        let heard = self.replies.iter().map(|kept| kept.heard(&self.signals));
        let heard: Vec<Heard<'_>> = heard.collect();
        tell(&Commission {
            known_as: &self.known_as,
            publisher: &self.publisher,
            cycle: self.cycle,
            consultation: &self.held.consultation,
            versions: &versions,
            replies: &heard,
            found: &self.found,
            margins: weighting.map_or(&[], |one| &one.margins),
            weighing,
            read_by_machine: self.read_by_machine,
            deleted: &self.deleted,
            themes: &self.themes,
            you_said: &self.you_said,
            areas: &self.areas,
            label: self.label(),
            profile: Profile::UNDER_TEN,
            today,
        })
    }
}
