//! `consult form`: the PDF to print, one for each copy, and its layout, kept with the version. Pages print alike.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use documents::paper_form;
use documents::paper_form::PaperForm;
use documents::paper_form::Printed;
use paper::blank;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::version::Stage;
use partnership::consultation::version::Version;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::HeldConsultation;
use records::Signed;

use crate::cli::consult::EditionNamed;
use crate::cli::consult::FormArguments;
use crate::cli::consult::LanguageNamed;
use crate::consult::Doing;
use crate::consult::counted;
use crate::print;
use crate::progress;

/// The highest number that a copy has.
const HIGHEST: u32 = 10_000;

impl Doing {
    /// Writes the form of the version that is asked now; where none is, of the latest.
    pub(super) fn print_form(&self, arguments: &FormArguments) -> Result<()> {
        let held = self.consultation()?;
        let version = &held.open().unwrap_or(&held.latest).value;
        let publisher = self.books.wait(self.book.partnership())?.value.name().to_owned();
        let mut form = form(&held, version, &publisher, arguments);
        let out = &arguments.out;
        fs::create_dir_all(out)
            .with_context(|| format!("making the folder `{}`", out.display()))?;
        let numbers =
            arguments.copies.map(|copies| numbers(arguments.first, copies)).transpose()?;
        let copies: Vec<Option<u32>> =
            numbers.clone().map_or(vec![None], |numbers| numbers.map(Some).collect());
        let bar = progress::steps("printing copies", copies.len());
        let plain = self.books.wait(plain(&self.book, &self.signed, self.cycle, &form))?;
        write_layout(out, &plain.layout)?;
        if let Some(numbers) = &numbers {
            let name = FormName::of(version, form.language, form.edition);
            let (by, of) = (&self.signed, (self.cycle, version));
            self.books.wait(self.book.give_out_copies(by, of, &name, numbers))?;
        }
        for copy in &copies {
            form.copy = *copy;
            let printed = paper_form::printed(&form).context("typesetting the form")?;
            stands_alike(&plain.layout, &printed.layout)?;
            let path = self.path(arguments, &printed.layout.form, *copy);
            fs::write(&path, &printed.pdf)
                .with_context(|| format!("writing `{}`", path.display()))?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        self.tell(arguments, version, &plain, &copies)
    }

    fn path(&self, arguments: &FormArguments, form: &str, copy: Option<u32>) -> PathBuf {
        let number = copy.map(|copy| format!("-{copy:05}")).unwrap_or_default();
        arguments.out.join(format!("{form}{number}.pdf"))
    }

    fn tell(
        &self,
        arguments: &FormArguments,
        version: &Version,
        printed: &Printed,
        copies: &[Option<u32>],
    ) -> Result<()> {
        let form = &printed.layout.form;
        for copy in [copies.first(), copies.last()].into_iter().flatten().take(copies.len()) {
            print::line(self.path(arguments, form, *copy).display().to_string())?;
        }
        let (copies, pages) =
            (counted(copies.len(), "copy"), counted(printed.layout.pages.len(), "page"));
        print::line(format!(
            "{copies} of `{form}`, {pages} each. Where its boxes stand is kept with version {}, and in `{form}.json`.",
            version.number()
        ))?;
        match version.stage() {
            Stage::Draft => print::line(
                "This is a draft: its name says so on every page. Do not send it out; open the version, then print.",
            ),
            Stage::Open { .. } => Ok(()),
            Stage::Closed { .. } => print::line("This version is closed: replies to it come late."),
        }
    }
}

/// Writes where everything stands on a form, for whoever reads its scans by another program or tries ours.
fn write_layout(out: &Path, layout: &FormLayout) -> Result<()> {
    let path = out.join(format!("{}.json", layout.form));
    let text = serde_json::to_string(layout).context("writing where the boxes stand")?;
    fs::write(&path, text).with_context(|| format!("writing `{}`", path.display()))
}

/// The form without a number, once its layout is kept with its version, what its pages look like too: sheets that could not
/// be read again are not given out.
pub(crate) async fn plain(
    book: &Book,
    signed: &Signed,
    cycle: Cycle,
    form: &PaperForm<'_>,
) -> Result<Printed> {
    let plain = PaperForm { copy: None, ..*form };
    let mut plain = paper_form::printed(&plain).context("typesetting the form")?;
    let blanks = blank::pictures(plain.pdf.clone()).context("drawing the form's pages small")?;
    for (page, blank) in plain.layout.pages.iter_mut().zip(blanks) {
        page.blank = Some(blank);
    }
    book.keep_form_layout(signed, cycle, form.version, &plain.layout).await?;
    Ok(plain)
}

/// That all that is read of a copy stands where it does without a number. The code in letters is as long as the copy's
/// number makes it.
pub(crate) fn stands_alike(plain: &FormLayout, copy: &FormLayout) -> Result<()> {
    let (plain, mut copy) = (plain.places(), copy.places());
    for (page, plain) in copy.pages.iter_mut().zip(&plain.pages) {
        page.code_in_letters = plain.code_in_letters;
    }
    if copy != plain {
        bail!("the boxes of a copy stand elsewhere; please report this, and do not print it");
    }
    Ok(())
}

/// The numbers of so many copies from the first on.
fn numbers(first: u32, copies: u32) -> Result<RangeInclusive<u32>> {
    let last = first + copies - 1;
    if last > HIGHEST {
        bail!(
            "the last copy would have the number {last}, and copies are numbered to {HIGHEST}; print fewer, or begin lower"
        );
    }
    Ok(first..=last)
}

fn form<'a>(
    held: &'a HeldConsultation,
    version: &'a Version,
    publisher: &'a str,
    arguments: &FormArguments,
) -> PaperForm<'a> {
    let language = match arguments.language {
        LanguageNamed::En => Language::English,
        LanguageNamed::Cy => Language::Welsh,
    };
    let edition = match arguments.edition {
        EditionNamed::Ordinary => Edition::Ordinary,
        EditionNamed::LargePrint => Edition::LargePrint,
    };
    let consultation = &held.consultation;
    PaperForm { version, consultation, publisher, language, edition, copy: None }
}
