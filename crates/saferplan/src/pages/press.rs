//! What the pages print and hand on: forms of consultations, and reports as files.
//!
//! In comes what a page asks; out goes a file. A form is printed as the command prints it: where its boxes stand is kept
//! with its version before the first sheet is given out.

use anyhow::Context;
use anyhow::Result;
use documents::paper_form;
use documents::paper_form::PaperForm;
use partnership::consultation::form::FormName;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use web::FormAsked;
use web::Makes;
use web::Press;
use web::ReportAsked;
use web::Traces;
use web::page::file::File;
use web::page::file::Format;

use crate::consult::form;
use crate::home::Home;
use crate::written::Made;

/// The typesetter and writers of documents, beside the home in which ledgers are kept.
pub(crate) struct HomePress(Home);

impl HomePress {
    /// That of a home.
    pub(crate) fn of(home: &Home) -> HomePress {
        HomePress(home.clone())
    }
}

impl Press for HomePress {
    fn form(&self, asked: FormAsked) -> Makes {
        let here = Handle::current();
        made(move || here.block_on(printed(&asked)))
    }

    fn report(&self, asked: ReportAsked) -> Makes {
        let home = self.0.clone();
        made(move || written(&home, asked))
    }
}

/// One file is made at a time: fifty copies take half a gigabyte while they are set. Whoever waits for the press holds none
/// of the turns of those who sign in (`web::who::apart`).
static PRESS: Semaphore = Semaphore::const_new(1);

/// Does the work apart from the threads that answer requests, since it takes the processor for long. It has its turn until it
/// is done, also where whoever asked for it has left.
pub(crate) async fn pressed<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T, String> {
    let broke_off = || "the press broke off; try again".to_owned();
    let turn = PRESS.acquire().await.map_err(|_| broke_off())?;
    let made = tokio::task::spawn_blocking(move || {
        let made = work();
        drop(turn);
        made
    });
    made.await.map_err(|_| broke_off())?.map_err(|error| format!("{error:#}"))
}

fn made(work: impl FnOnce() -> Result<File> + Send + 'static) -> Makes {
    Box::pin(pressed(work))
}

/// The form, once or in numbered copies.
async fn printed(asked: &FormAsked) -> Result<File> {
    let publisher = asked.book.partnership().await?.value.name().to_owned();
    let form = PaperForm {
        version: &asked.version,
        consultation: &asked.held.consultation,
        publisher: &publisher,
        language: asked.language,
        edition: asked.edition,
        copy: None,
    };
    let plain = form::plain(&asked.book, &asked.signed, asked.cycle, &form).await?;
    let name = &plain.layout.form;
    let (name, bytes) = match &asked.copies {
        None => (format!("{name}.pdf"), plain.pdf),
        Some(copies) => {
            let numbers: Vec<u32> = copies.clone().collect();
            let bound = paper_form::bound(&form, &numbers).context("typesetting the copies")?;
            for copy in &bound.layouts {
                form::stands_alike(&plain.layout, copy)?;
            }
            let printed_as = FormName::of(&asked.version, asked.language, asked.edition);
            let of = (asked.cycle, &asked.version);
            asked.book.give_out_copies(&asked.signed, of, &printed_as, copies).await?;
            let (first, last) = (copies.start(), copies.end());
            (format!("{name}-{first:05}-to-{last:05}.pdf"), bound.pdf)
        }
    };
    Ok(File { name, format: Format::Pdf, bytes })
}

/// The report in one format.
fn written(home: &Home, asked: ReportAsked) -> Result<File> {
    let ReportAsked { name, report, format, traces } = asked;
    let (document, traced) = (report.document, report.traced);
    let made = Made { name, document, traced, extracts: Vec::new() };
    let file = made.named(format)?;
    if traces == Traces::Kept {
        made.keep(home)?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    #[tokio::test]
    async fn one_file_is_made_at_a_time_and_whoever_signs_in_does_not_wait_for_it() {
        let (mut ends, mut waiting) = (Vec::new(), Vec::new());
        for _ in 0..9 {
            let (end, ended) = channel::<()>();
            ends.push(end);
            waiting.push(tokio::spawn(made(move || {
                let _ = ended.recv();
                Ok(File { name: String::new(), format: Format::Pdf, bytes: Vec::new() })
            })));
        }
        tokio::task::yield_now().await;
        assert_eq!(PRESS.available_permits(), 0);
        let signs_in = web::who::apart(|| "in");
        let is_in = tokio::time::timeout(Duration::from_secs(20), signs_in).await;
        assert_eq!(is_in.ok().and_then(Result::ok), Some("in"));
        drop(ends);
        for one in waiting {
            one.await.unwrap().unwrap();
        }
        assert_eq!(PRESS.available_permits(), 1);
        whoever_leaves_does_not_let_the_next_one_in().await;
    }

    /// It is tried with the other, since both count the one press.
    async fn whoever_leaves_does_not_let_the_next_one_in() {
        let ((end, ended), (begin, begun)) = (channel::<()>(), channel::<()>());
        let left = tokio::spawn(pressed(move || {
            begin.send(())?;
            let _ = ended.recv();
            Ok(())
        }));
        tokio::task::spawn_blocking(move || begun.recv()).await.unwrap().unwrap();
        left.abort();
        assert!(left.await.unwrap_err().is_cancelled());
        assert_eq!(PRESS.available_permits(), 0, "the work goes on");
        drop(end);
        drop(PRESS.acquire().await.unwrap());
    }
}
