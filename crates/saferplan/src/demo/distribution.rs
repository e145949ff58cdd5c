//! How the example's plan was sent out: kept as published, three lists, a sending, labels and letters, a request for Braille.
//!
//! Nobody of the lists exists, and no mail server is set, so that no letter goes; copies are noted as posted.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use jiff::Timestamp;
use partnership::distribution::dispatch::Listed;
use partnership::distribution::dispatch::Progress;
use partnership::distribution::dispatch::Way;
use partnership::distribution::file::read;
use partnership::distribution::labels::LabelSheet;
use partnership::distribution::list::DistributionList;
use partnership::distribution::list::ListId;
use partnership::distribution::list::Readership;
use partnership::distribution::request::AskedFor;
use partnership::distribution::request::RequestDeed;
use partnership::distribution::sending::Asked;
use partnership::distribution::sending::Enclosed;
use partnership::distribution::sending::Published;
use partnership::distribution::sending::Sending;
use partnership::distribution::wanted_format::WantedFormat;
use partnership::publication::kept::PublishedFile;
use partnership::terms::day::Day;
use records::Book;
use records::Once;
use records::Outcome;
use records::PublishedStore;
use records::Signed;

use crate::books;
use crate::books::Books;
use crate::demo::publication::LAUNCHED;
use crate::demo::publication::Launched;
use crate::distribute::printing::Copies;
use crate::home::Home;
use crate::print;

/// The lists: short name, what each is called, whom it is of.
const LISTS: [(&str, &str, Readership); 3] = [
    ("partners", "Partners (illustrative)", Readership::Partners),
    ("libraries", "Libraries (illustrative)", Readership::Libraries),
    ("asked", "People who asked to be told (illustrative)", Readership::Asked),
];

/// When the copies for the first two were posted.
const POSTED: &str = "2015-05-13";

/// Of what was published, what this begins is printed and posted.
const PRINTED: &str = "Rolling Plan: ";

/// Where the example's letters say that the pages are.
const ORIGIN: &str = "https://saferplan.example.org";

/// Sends out what was launched, where anything was, unless that was done.
pub(super) fn enter(home: &Home, example: &Path, at: Day, site: Option<Launched>) -> Result<()> {
    let launched: Day = LAUNCHED.parse().context("the example’s day")?;
    let books = Books::open(home)?;
    let book = books.book(None)?;
    let Some(site) = site else { return Ok(()) };
    if !books.wait(book.sendings())?.is_empty() {
        return Ok(());
    }
    print::line("\nIts distribution (illustrative)\n")?;
    let sending_out = SendingOut { home, book: &book, signed: books::signed(None), launched };
    books.wait(sending_out.all(example, at, site))
}

struct SendingOut<'a> {
    home: &'a Home,
    book: &'a Book,
    signed: Signed,
    launched: Day,
}

impl SendingOut<'_> {
    async fn all(&self, example: &Path, at: Day, site: Launched) -> Result<()> {
        self.publish(site).await?;
        for (id, name, of) in LISTS {
            let id = ListId(id.parse().context("the example’s list")?);
            let list = DistributionList { id, name: name.to_owned(), of };
            self.list(&list, &example.join("distribution").join(format!("{}.csv", list.id)))
                .await?;
        }
        let number = self.begin().await?;
        self.print(number).await?;
        if at >= POSTED.parse().context("the example’s day")? {
            self.post(number).await?;
        }
        self.request(at).await?;
        let dispatches = self.book.dispatches(number, Timestamp::now()).await?;
        let progress = Progress::of(dispatches.iter().map(|(_, one)| one)).in_words();
        print::line(format!("Sending {number}, by no mail server. {progress}"))
    }

    /// Keeps in the records what was launched, as the pages do.
    async fn publish(&self, (site, set): Launched) -> Result<()> {
        let store = PublishedStore::in_home(self.home.folder());
        let kept = set.into_iter().map(|file| {
            let sha256 = store.keep(&file.bytes)?.to_string();
            let sha256 = sha256.parse().map_err(|why| anyhow!("a file’s hash: {why}"))?;
            Ok(PublishedFile { path: file.path, sha256, bytes: file.bytes.len() as u64 })
        });
        let kept = kept.collect::<Result<Vec<_>>>()?;
        self.book.publish(&self.signed, &site, kept).await?;
        Ok(())
    }

    async fn list(&self, list: &DistributionList, file: &Path) -> Result<()> {
        let text = fs::read_to_string(file);
        let text = text.with_context(|| format!("reading `{}`", file.display()))?;
        let recipients = read(&text, list.of, &[], self.launched);
        let recipients = recipients.map_err(|faults| anyhow!("the example’s list: {faults:?}"))?;
        self.book.enter_distribution_list(&self.signed, list).await?;
        let entered = self.book.enter_recipients(&self.signed, &list.id, recipients).await?;
        let count = u64::try_from(entered.len()).unwrap_or(u64::MAX);
        print::line(format!("{}: {}", list.name, print::so_many(count, "recipient")))
    }

    async fn begin(&self) -> Result<i64> {
        let kept = self.book.publications().await?.pop().context("the example’s publication")?;
        let publication = &kept.publication;
        let of = Published { cycle: kept.cycle, number: kept.number, publication };
        let lists = self.book.distribution_lists().await?;
        let is_plan = |one: &&String| one.starts_with(PRINTED);
        let plan = publication.documents().iter().filter(is_plan).cloned().collect();
        let asked = Asked {
            lists: lists.into_iter().map(|held| held.value.id).collect(),
            words: "This is the plan for the year ahead. Thank you to everybody who told us what matters to them."
                .to_owned(),
            despite: None,
            enclosed: Some(Enclosed::These(plan)),
        };
        let sending = Sending::begin(of, asked, self.launched, None)?;
        let recipients = self.book.recipients().await?;
        let listed: Vec<Listed<'_>> = recipients
            .iter()
            .map(|one| Listed { list: &one.list, number: one.number, recipient: &one.recipient })
            .collect();
        let planned = sending.planned(&listed, []);
        let sending = sending.going_to(&planned)?;
        Ok(self.book.begin_sending(&self.signed, &sending, &planned).await?)
    }

    /// Writes the labels and covering letters.
    async fn print(&self, number: i64) -> Result<()> {
        let copies = Copies::of(self.book, number).await?;
        let folder = self.home.folder().join("distribution");
        fs::create_dir_all(&folder).with_context(|| format!("making `{}`", folder.display()))?;
        let files = [
            ("labels.pdf", copies.labels(LabelSheet::ThreeBySeven, 1)?),
            ("covering-letters.pdf", copies.letters(ORIGIN, None, self.launched)?),
        ];
        for (name, bytes) in files {
            let path = folder.join(name);
            fs::write(&path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
        }
        print::line(format!("Labels and covering letters are in {}", folder.display()))
    }

    /// Notes the copies that were posted first; the others wait.
    async fn post(&self, number: i64) -> Result<()> {
        let on = POSTED.parse().context("the example’s day")?;
        let all = self.book.dispatches(number, Timestamp::now()).await?;
        let by_post = all.iter().filter(|(_, one)| one.planned.way == Way::Post);
        for (dispatch, _) in by_post.take(2) {
            let (Once::Now | Once::Already) =
                self.book.settle_dispatch((number, *dispatch), on, Outcome::Went(None)).await?;
        }
        Ok(())
    }

    /// Somebody asks for Braille, and it is being made.
    async fn request(&self, at: Day) -> Result<()> {
        let asked = AskedFor {
            on: self.launched,
            format: WantedFormat::Braille,
            which: String::new(),
            of: "The plan (illustrative)".to_owned(),
            reach: "A resident (illustrative), 7 Example Close, Maidstone, ME99 5AA".to_owned(),
        };
        let number = self.book.enter_format_request(&self.signed, asked, at).await?;
        let kept = self.book.format_requests().await?;
        let kept = kept.into_iter().find(|one| one.number == number);
        let seen = (number, kept.context("the example’s request")?.version);
        let how = "ordered from the county’s Braille service (illustrative)".to_owned();
        let deed = (self.launched, RequestDeed::TakenOn { how });
        self.book.record_request_deed(&self.signed, seen, deed, at).await?;
        Ok(())
    }
}
