//! `consult report`: what people said and what comes of it, as a document in every format.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use anyhow::bail;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::report::Commission;
use partnership::consultation::report::Heard;
use partnership::consultation::report::KnownMargin;
use partnership::consultation::report::Label;
use partnership::consultation::report::Weighing;
use partnership::consultation::report::compose;
use partnership::consultation::results::shares::Found;
use partnership::consultation::version::Version;
use partnership::statistics::raking::Trimming;
use partnership::statistics::suppression::Profile;
use records::HeldBatch;
use records::HeldConsultation;
use records::KeptReply;

use crate::cli::consult::ReportArguments;
use crate::consult::Doing;
use crate::init;
use crate::progress;
use crate::written::Made;

/// No weight is more than so many times the mean one.
const HEAVIEST: f64 = 5.0;

/// What is known of the population, as somebody typed it.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedMargins {
    #[serde(rename = "margin")]
    margins: Vec<TypedMargin>,
}

/// How many of the population there are of each answer.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedMargin {
    question: QuestionId,
    source: String,
    population: BTreeMap<AnswerId, f64>,
}

impl Doing {
    /// Writes the report and says where it is.
    pub(super) fn report(&self, arguments: &ReportArguments) -> Result<()> {
        let held = self.consultation()?;
        let bar = progress::spinner("reading the replies");
        let replies = self.replies(&held)?;
        let margins = match &arguments.margins {
            Some(path) => margins(path, held.latest.value.questionnaire())?,
            None => Vec::new(),
        };
        bar.set_message("counting");
        let made = self.composed(&held, &replies, &margins)?;
        bar.set_message("writing the files");
        let files = made.write(&self.home, &arguments.out)?;
        bar.finish_and_clear();
        made.tell(&arguments.out, &files)
    }

    fn composed(
        &self,
        held: &HeldConsultation,
        replies: &[KeptReply],
        margins: &[KnownMargin],
    ) -> Result<Made> {
        let partnership = self.books.wait(self.book.partnership())?.value;
        let versions: Vec<&Version> = held.versions().map(|one| &one.value).collect();
        let signals = self.books.wait(self.book.reply_signals(self.cycle, held.questionnaire()))?;
        let told = self.book.told_in_report(self.cycle, held, replies);
        let (themes, you_said) = self.books.wait(told)?;
        let batches = self.books.wait(self.book.batches(self.cycle, held.questionnaire()))?;
        let deleted = self.books.wait(self.book.tombstones(self.cycle, held.questionnaire()))?;
        let heard: Vec<Heard<'_>> = replies.iter().map(|kept| kept.heard(&signals)).collect();
        let report = compose(&Commission {
            known_as: &self.book.id().to_string(),
            publisher: &partnership.typed().name,
            cycle: self.cycle,
            consultation: &held.consultation,
            versions: &versions,
            replies: &heard,
            found: &Found::SelfSelected(None),
            margins,
            weighing: match margins {
                [] => Weighing::No,
                [..] => Weighing::ToMargins(Trimming::AtMostTimesTheMean(HEAVIEST)),
            },
            read_by_machine: HeldBatch::read_by_machine(&batches),
            deleted: &deleted,
            themes: &themes,
            you_said: &you_said,
            areas: &self.books.wait(self.book.area_names())?,
            label: Label::of(&held.consultation),
            profile: Profile::UNDER_TEN,
            today: self.today,
        });
        let (document, traced) = (report.document, report.traced);
        Ok(Made { name: "consultation-report", document, traced, extracts: Vec::new() })
    }
}

/// What a file says of the population, if all of it is about questions and answers that there are.
fn margins(path: &Path, questionnaire: &Questionnaire) -> Result<Vec<KnownMargin>> {
    let typed: TypedMargins = init::read(path, "margins.toml")?;
    let mut unknown = Vec::new();
    for margin in &typed.margins {
        let Some(question) = questionnaire.question(&margin.question) else {
            unknown.push(format!("there is no question `{}`", margin.question));
            continue;
        };
        let answers = margin.population.keys().filter(|id| question.answer(id).is_none());
        unknown.extend(answers.map(|id| format!("`{}` has no answer `{id}`", margin.question)));
    }
    if !unknown.is_empty() {
        bail!("`{}` does not go with the questionnaire:\n{}", path.display(), unknown.join("\n"));
    }
    let known =
        |TypedMargin { question, source, population }| KnownMargin { question, population, source };
    Ok(typed.margins.into_iter().map(known).collect())
}
