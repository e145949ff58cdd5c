//! `consult report`: what people said and what comes of it, as a document in every format.

use std::path::Path;

use anyhow::Result;
use anyhow::bail;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::report::compose;
use partnership::consultation::weighting::TypedWeighting;
use records::HeardReplies;

use crate::cli::consult::ReportArguments;
use crate::consult::Doing;
use crate::init;
use crate::postcodes::named;
use crate::progress;
use crate::written::Made;

impl Doing {
    /// Writes the report and says where it is.
    pub(super) fn report(&self, arguments: &ReportArguments) -> Result<()> {
        let held = self.consultation()?;
        let bar = progress::spinner("reading the replies");
        let heard = self.books.wait(self.book.heard_replies(self.cycle, &held))?;
        let heard = named(&self.home, heard)?;
        let given = arguments.margins.as_deref();
        let given = given.map(|path| margins(path, held.latest.value.questionnaire()));
        bar.set_message("counting");
        let made = self.composed(&heard, given.transpose()?.as_ref());
        bar.set_message("writing the files");
        let files = made.write(&self.home, &arguments.out)?;
        bar.finish_and_clear();
        made.tell(&arguments.out, &files)
    }

    /// The report, weighted as was given; where nothing was, as is kept with the consultation.
    fn composed(&self, heard: &HeardReplies, given: Option<&TypedWeighting>) -> Made {
        let report = match given {
            Some(weighting) => heard.tell_weighted(self.today, Some(weighting), compose),
            None => heard.tell(self.today, compose),
        };
        let (document, traced) = (report.document, report.traced);
        Made { name: "consultation-report", document, traced, extracts: Vec::new() }
    }
}

/// What a file says of the population, if it goes with the questionnaire.
fn margins(path: &Path, questionnaire: &Questionnaire) -> Result<TypedWeighting> {
    let typed: TypedWeighting = init::read(path, "margins.toml")?;
    let faults = typed.faults(questionnaire);
    if !faults.is_empty() {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        bail!("`{}` does not go with the questionnaire:\n{}", path.display(), faults.join("\n"));
    }
    Ok(typed)
}
