//! Files of scans read into the records, page by page: what was read is kept as it goes, so that a reading that was broken
//! off goes on where it was.
//!
//! In come the bytes of files and the forms that were printed; in the records are readings with a picture of each answer,
//! in the store of scans the bytes themselves.

pub(crate) mod order;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use paper::decode::pages;
use paper::marks::Mark;
use paper::page::PageReading;
use paper::page::ScannedSide;
use paper::page::read_side;
use paper::scan::Scan;
use paper::snippet::png;
use paper::snippet::snippet;
use paper::snippet::whole;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::layout::PageLayout;
use partnership::consultation::reading::returns::Printed;
use partnership::consultation::reading::sample::SecondLook;
use partnership::consultation::reading::sample::USUAL;
use partnership::consultation::reading::side::BoxMark;
use partnership::consultation::reading::side::ReadBox;
use partnership::consultation::reading::side::ReadPage;
use partnership::consultation::reading::side::ReadSide;
use partnership::consultation::reading::side::ReadSpace;
use partnership::consultation::reading::side::Writing;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Batch;
use records::BatchAt;
use records::BatchStage;
use records::Book;
use records::FileEnd;
use records::HeldBatch;
use records::HeldConsultation;
use records::HeldFile;
use records::KeptSide;
use records::NewBatch;
use records::ScanStore;
use records::Signed;

/// So many sides are kept at once: few, so that a page tells how far the reading has come.
const AT_ONCE: usize = 5;

/// A batch that is being read.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    book: Book,
    store: ScanStore,
    at: BatchAt,
    signed: Signed,
    forms: Vec<FormLayout>,
}

/// The layouts of all forms of a consultation that were printed, of whatever version, language and edition.
pub(crate) async fn printed_forms(
    book: &Book,
    cycle: Cycle,
    held: &HeldConsultation,
) -> Result<Vec<FormLayout>> {
    let mut forms = Vec::new();
    for version in held.versions() {
        for language in Language::ALL {
            for edition in [Edition::Ordinary, Edition::LargePrint] {
                let name = FormName::of(&version.value, language, edition);
                let form = records::Form { version: version.value.number(), name };
                forms.extend(book.form_layout(cycle, held.questionnaire(), &form).await?);
            }
        }
    }
    if forms.is_empty() {
        bail!(
            "no form of `{}` was printed, so no sheet can be one; print it on the consultation’s page, or with: saferplan \
             consult form --out DIR",
            held.questionnaire()
        );
    }
    Ok(forms)
}

impl Reading {
    /// Goes on with the batch of a consultation whose paper came on that day and that is not read to its end, or begins a
    /// new one.
    pub(crate) async fn begun(
        book: &Book,
        store: ScanStore,
        signed: &Signed,
        (cycle, held): (Cycle, &HeldConsultation),
        (day, printed): (Day, Printed),
    ) -> Result<Reading> {
        let questionnaire = held.questionnaire().clone();
        let forms = printed_forms(book, cycle, held).await?;
        let mut there = book.batches(cycle, &questionnaire).await?.into_iter();
        let same = |batch: &Batch| batch.day == day && batch.printed == printed;
        let open = there.find(|batch| is_open(batch) && same(&batch.held.value));
        let batch = match open {
            Some(batch) => batch.number,
            None => {
                let seed = signed.at.as_second().unsigned_abs();
                let second_look = SecondLook { seed, one_in: USUAL };
                let new = NewBatch { day, printed, second_look };
                book.begin_batch(signed, cycle, &questionnaire, new).await?
            }
        };
        let at = BatchAt { cycle, questionnaire, batch };
        let (book, signed) = (book.clone(), signed.clone());
        Ok(Reading { book, store, at, signed, forms })
    }

    /// Goes on with the first batch of a consultation whose files are not all read to their ends; none where all are.
    pub(crate) async fn broken_off(
        book: &Book,
        store: ScanStore,
        signed: &Signed,
        (cycle, held): (Cycle, &HeldConsultation),
    ) -> Result<Option<Reading>> {
        let questionnaire = held.questionnaire().clone();
        let mut there = book.batches(cycle, &questionnaire).await?.into_iter();
        let Some(open) = there.find(|batch| is_open(batch) && !batch.files.is_empty()) else {
            return Ok(None);
        };
        let forms = printed_forms(book, cycle, held).await?;
        let at = BatchAt { cycle, questionnaire, batch: open.number };
        Ok(Some(Reading { book: book.clone(), store, at, signed: signed.clone(), forms }))
    }

    /// Reads whatever earlier batches were broken off, and ends them: their numbers, with the files of each.
    pub(crate) async fn finish_others(&self) -> Result<Vec<(i64, Vec<(String, FileEnd)>)>> {
        let batches = self.book.batches(self.at.cycle, &self.at.questionnaire).await?;
        let mut finished = Vec::new();
        for batch in batches.into_iter().filter(is_open) {
            if batch.number == self.at.batch || batch.files.is_empty() {
                continue;
            }
            let at = BatchAt { batch: batch.number, ..self.at.clone() };
            let other = Reading { at, ..self.clone() };
            finished.push((batch.number, other.read_the_rest().await?));
            other.end().await?;
        }
        Ok(finished)
    }

    /// Which batch it is.
    pub(crate) fn at(&self) -> &BatchAt {
        &self.at
    }

    /// Keeps a file's bytes and makes it one of the batch; its number in it, and how many of its pages are read already.
    /// None where all of it is: it was read before the batch was broken off.
    pub(crate) async fn take(&self, bytes: &[u8], name: &str) -> Result<Option<(i64, i64)>> {
        let sha256 = self.store.keep(bytes)?;
        let number = self.book.keep_scan(&self.signed, &self.at, sha256, name).await?;
        let files = self.files().await?.into_iter();
        let mut unfinished = files.filter(|file| file.held.value.ended.is_none());
        let file = unfinished.find(|file| file.number == number);
        Ok(file.map(|file| (file.number, file.sides)))
    }

    /// The files of the batch.
    async fn files(&self) -> Result<Vec<HeldFile>> {
        let batches = self.book.batches(self.at.cycle, &self.at.questionnaire).await?;
        let batch = batches.into_iter().find(|batch| batch.number == self.at.batch);
        Ok(batch.map(|batch| batch.files).unwrap_or_default())
    }

    /// Reads the pages of a file after the first `done`, keeping them some at a time, to its end or to where it cannot be
    /// read, which is kept too.
    pub(crate) async fn read(&self, file: i64, done: i64, bytes: Vec<u8>) -> Result<FileEnd> {
        let mut waiting = Vec::new();
        let mut end = FileEnd::Read;
        match pages(bytes) {
            Err(why) => end = FileEnd::CutOff(why.to_string()),
            Ok(scans) => {
                for (scan, page_of_file) in scans.zip(1..) {
                    match scan {
                        Err(why) => end = FileEnd::CutOff(why.to_string()),
                        Ok(_) if page_of_file <= done => {}
                        Ok(scan) => waiting.push(self.side(&scan, file, page_of_file)?),
                    }
                    if waiting.len() >= AT_ONCE {
                        self.keep(file, std::mem::take(&mut waiting)).await?;
                    }
                    if end != FileEnd::Read {
                        break;
                    }
                }
            }
        }
        self.keep(file, waiting).await?;
        self.book.end_scan(&self.signed, &self.at, file, end.clone()).await?;
        Ok(end)
    }

    async fn keep(&self, file: i64, sides: Vec<KeptSide>) -> Result<()> {
        if !sides.is_empty() {
            self.book.keep_sides(&self.signed, &self.at, file, sides).await?;
        }
        Ok(())
    }

    /// Reads whatever of the batch is not read to its end, from the bytes that were kept: each file's name, and how it
    /// ended.
    pub(crate) async fn read_the_rest(&self) -> Result<Vec<(String, FileEnd)>> {
        let mut ends = Vec::new();
        for file in self.files().await?.into_iter().filter(|file| file.held.value.ended.is_none()) {
            let bytes = self.store.read(&file.held.value.sha256)?;
            let end = self.read(file.number, file.sides, bytes).await?;
            ends.push((file.held.value.name, end));
        }
        Ok(ends)
    }

    /// Puts all sides together to returns, and makes replies of those of which nothing waits: how many of each.
    pub(crate) async fn end(&self) -> Result<(usize, usize)> {
        let returns = self.book.end_batch(&self.signed, &self.at).await?;
        let BatchAt { cycle, questionnaire, .. } = &self.at;
        let replies = self.book.finish_settled(&self.signed, *cycle, questionnaire).await?;
        Ok((returns, replies))
    }

    /// What a scanned side says, with its pictures in the store.
    fn side(&self, scan: &Scan, file: i64, page_of_file: i64) -> Result<KeptSide> {
        let state = read_side(scan, &self.forms);
        let mut pictures = BTreeMap::new();
        if let ScannedSide::Read(page) = &state
            && let Some(layout) = self.layout(page)
        {
            for name in names(layout) {
                if let Some(image) = snippet(scan, &page.registration, layout, name) {
                    pictures.insert(name.to_owned(), self.store.keep(&png(&image)?)?);
                }
            }
        }
        // Whatever is not read box by box is looked at whole by a person.
        if !matches!(state, ScannedSide::Read(_)) {
            let image = png(&whole(scan))?;
            pictures.insert(KeptSide::WHOLE.to_owned(), self.store.keep(&image)?);
        }
        Ok(KeptSide { number: 0, file, page_of_file, reading: as_read(state)?, pictures })
    }

    fn layout(&self, page: &PageReading) -> Option<&PageLayout> {
        let form = self.forms.iter().find(|form| form.form == page.code.form().as_str())?;
        form.pages.get(usize::from(page.code.page()).checked_sub(1)?)
    }
}

/// Whether a batch is not read to its end.
fn is_open(batch: &HeldBatch) -> bool {
    batch.held.value.stage == BatchStage::Reading
}

/// Everything on a page that is asked by itself.
fn names(layout: &PageLayout) -> BTreeSet<&str> {
    let boxes = layout.boxes.iter().map(|tick| tick.question.as_str());
    boxes.chain(layout.spaces.iter().map(|space| space.question.as_str())).collect()
}

/// A side in the words of the core.
fn as_read(state: ScannedSide) -> Result<ReadSide> {
    Ok(match state {
        ScannedSide::Read(page) => ReadSide::Page(Box::new(page_read(&page)?)),
        ScannedSide::Blank => ReadSide::Blank,
        ScannedSide::Foreign(says) => ReadSide::Foreign(says),
        ScannedSide::Unknown => ReadSide::Unknown,
        ScannedSide::Unreadable(code, why) => ReadSide::Unreadable { code, why: why.to_string() },
    })
}

fn page_read(page: &PageReading) -> Result<ReadPage> {
    let question = |text: &str| text.parse().map(QuestionId).context("a question of the layout");
    let answer = |text: &str| text.parse().map(AnswerId).context("an answer of the layout");
    let mut boxes = Vec::new();
    for tick in &page.boxes {
        boxes.push(ReadBox {
            question: question(&tick.question)?,
            answer: answer(&tick.answer)?,
            mark: mark(tick.mark),
            shape: tick.measures.shape,
        });
    }
    let mut spaces = Vec::new();
    for space in &page.spaces {
        spaces.push(ReadSpace {
            question: question(&space.question)?,
            answer: space.answer.as_deref().map(answer).transpose()?,
            writing: match space.writing {
                paper::spaces::Writing::Blank => Writing::Blank,
                paper::spaces::Writing::Written => Writing::Written,
                paper::spaces::Writing::Doubtful => Writing::Doubtful,
            },
        });
    }
    Ok(ReadPage {
        code: page.code.clone(),
        residual_mm: page.registration.residual_mm,
        turned: page.registration.turned,
        boxes,
        spaces,
    })
}

fn mark(mark: Mark) -> BoxMark {
    let why = mark.reason().unwrap_or_default().to_owned();
    match mark {
        Mark::Unmarked => BoxMark::Unmarked,
        Mark::Marked => BoxMark::Marked,
        Mark::Doubtful(_) => BoxMark::Doubtful(why),
        Mark::CancelledLooking(_) => BoxMark::CancelledLooking(why),
    }
}
