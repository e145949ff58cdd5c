//! `consult report`: what people said and what comes of it, as a document in every format.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use anyhow::bail;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::report::KnownMargin;
use partnership::consultation::report::Weighing;
use partnership::consultation::report::compose;
use partnership::statistics::raking::Trimming;
use records::HeardReplies;

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
        let heard = self.books.wait(self.book.heard_replies(self.cycle, &held))?;
        let margins = match &arguments.margins {
            Some(path) => margins(path, held.latest.value.questionnaire())?,
            None => Vec::new(),
        };
        bar.set_message("counting");
        let made = self.composed(&heard, &margins);
        bar.set_message("writing the files");
        let files = made.write(&self.home, &arguments.out)?;
        bar.finish_and_clear();
        made.tell(&arguments.out, &files)
    }

    fn composed(&self, heard: &HeardReplies, margins: &[KnownMargin]) -> Made {
        let weighing = match margins {
            [] => Weighing::No,
            [..] => Weighing::ToMargins(Trimming::AtMostTimesTheMean(HEAVIEST)),
        };
        let report = heard.tell(self.today, (margins, weighing), compose);
        let (document, traced) = (report.document, report.traced);
        Made { name: "consultation-report", document, traced, extracts: Vec::new() }
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
