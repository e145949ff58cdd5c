//! Returns sent by a link, without an account: what a supplier is asked for, the form for each quarter, the report on a file.
//!
//! In comes what is written in a link; out go the returns of its supplier and no others. Only tries with what is no link are
//! counted, so that nobody is shut out who sends often.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::partner_data::delivery::replaced_by;
use partnership::partner_data::standing::ReturnLine;
use partnership::partner_data::standing::standings;
use partnership::partner_data::supplier::Supplier;
use partnership::partner_data::told;
use partnership::terms::day::Day;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;
use records::Book;
use records::KeptDelivery;
use records::ReturnLink;
use records::Signed;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Coming;
use crate::page::taken::Query;
use crate::page::taken::SentWithFile;
use crate::partner_data::at::All;
use crate::partner_data::at::subject;
use crate::partner_data::at::title;
use crate::partner_data::one_delivery::DeliveryPage;
use crate::partner_data::one_return;
use crate::partner_data::one_return::ReturnPage;
use crate::partner_data::sending;
use crate::partner_data::sending::By;
use crate::partner_data::table::Table;
use crate::partner_data::table::link;
use crate::partner_data::table::words;
use crate::who::by_link::ByLink;
use crate::who::by_link::opened;
use crate::who::token::Token;

/// What is told of a link that cannot be followed.
const OVER: &str =
    "The link to send returns by has expired, was withdrawn, or was renewed. Ask for a new one";

/// Whoever sends returns by a link.
pub(super) struct Sending {
    app: App,
    book: Book,
    today: Day,
    link: ReturnLink,
    supplier: Supplier,
    path: String,
}

/// What stands behind the question mark of the address.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    /// The quarter whose form is asked for.
    #[serde(default)]
    quarter: String,
    /// The file whose report is asked for.
    #[serde(default)]
    delivery: String,
}

/// What is asked for.
#[derive(Debug, serde::Serialize)]
struct LinkPage {
    greeting: String,
    quarters: Option<Table>,
}

/// The path of the page behind a link.
pub(super) fn path(book: &Book, link: &Token) -> String {
    format!("/{}/returns/{}", book.id(), link.as_str())
}

impl FromRequestParts<App> for Sending {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Sending, PageError> {
        let ByLink { book, today, token } = ByLink::from_request_parts(parts, app).await?;
        let found = book.return_link(&token.fingerprint(), today).await?;
        let link = opened(parts, app, found, OVER).await?;
        let suppliers = book.return_suppliers().await?.into_iter().map(|held| held.value);
        let supplier = suppliers.into_iter().find(|supplier| supplier.id == link.supplier);
        let supplier = supplier.ok_or_else(|| PageError::Refused(OVER.to_owned()))?;
        let path = path(&book, &token);
        Ok(Sending { app: app.clone(), book, today, link, supplier, path })
    }
}

impl Sending {
    /// What the supplier sent, and nothing of anybody else.
    async fn own(&self) -> Result<All, PageError> {
        let mut deliveries = self.book.partner_deliveries().await?;
        let quarters = |kept: &KeptDelivery| match kept.delivery.of.quarter() {
            Some(quarter) => subject(&self.supplier, quarter) == kept.delivery.of,
            None => false,
        };
        deliveries.retain(quarters);
        Ok(All { suppliers: Vec::new(), deliveries })
    }

    /// The quarter of that name, where it is asked of the supplier.
    fn quarter(&self, text: &str) -> Result<Quarter, PageError> {
        let quarter = text.parse().ok();
        let asked = quarter.filter(|quarter| self.supplier.is_asked_for(*quarter));
        asked.ok_or(PageError::NotFound)
    }

    async fn page(&self, title: &str) -> Result<Page, PageError> {
        let partnership = self.book.partnership().await?.value.name().to_owned();
        Ok(Page { partnership, home: self.path.clone(), ..Page::outside(&self.app, title) })
    }

    /// The signature: the audit record has the organisation and no name.
    fn by(&self) -> By<'_> {
        let who = format!("whoever sends returns for {}, by a link", self.supplier.organisation);
        let signed = Signed { who, at: self.app.settings.clock.now() };
        By { book: &self.book, signed, today: self.today }
    }

    /// Where the report on a file is.
    fn report(&self, number: i64) -> String {
        format!("{}?delivery={number}", self.path)
    }
}

/// Shows what is asked for, the form of a quarter, or the report on a file.
pub(super) async fn show(
    sending: Sending,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let all = sending.own().await?;
    if !asked.delivery.is_empty() {
        return report(&sending, &all, &asked.delivery).await;
    }
    if !asked.quarter.is_empty() {
        let quarter = sending.quarter(&asked.quarter)?;
        return draw(&sending, &all, quarter, &Form::default()).await;
    }
    let suppliers = [sending.supplier.clone()];
    let lines = standings(&suppliers, &all.numbered(), sending.today);
    let row = |line: &ReturnLine<'_>| {
        let href = format!("{}?quarter={}", sending.path, line.quarter);
        let span = capitalised(&Period::Quarter(line.quarter).span());
        vec![link(span, href), words(line.in_a_word()), words(line.in_words())]
    };
    let caption =
        format!("The {} of {}", sending.supplier.of.in_words(), sending.supplier.organisation);
    let table = Table::of("quarters", &caption, &["Quarter", "State", "How it stands"]);
    let it = LinkPage {
        greeting: format!(
            "This link is for {}, who sends the {} of {}. It works until the end of {}.",
            sending.link.name,
            sending.supplier.of.in_words(),
            sending.supplier.organisation,
            sending.link.until.in_words()
        ),
        quarters: table.with(lines.iter().map(row).collect()),
    };
    let around = sending.page("Send returns").await?;
    Ok(page::draw(&sending.app, "partner_data/by_link.html", around, &it)?.into_response())
}

/// Takes a file: reads it, keeps it with its report, and shows the report.
pub(super) async fn take(
    sending: Sending,
    Query(asked): Query<Asked>,
    coming: Coming,
) -> Result<Response, PageError> {
    let (quarter, all) = (sending.quarter(&asked.quarter)?, sending.own().await?);
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let Some(bytes) = sending::file(&mut form, file) else {
        return draw(&sending, &all, quarter, &form).await;
    };
    let it = one_return::to_keep(&sending.supplier, quarter, &bytes, sending.today);
    match sending::keep(&sending.by(), &mut form, it).await? {
        Some(kept) => Ok(Redirect::to(&sending.report(kept.number)).into_response()),
        None => draw(&sending, &all, quarter, &form).await,
    }
}

async fn draw(
    sending: &Sending,
    all: &All,
    quarter: Quarter,
    form: &Form,
) -> Result<Response, PageError> {
    let of = subject(&sending.supplier, quarter);
    let form = one_return::with_note(form, &all.numbered(), &of);
    let path = format!("{}?quarter={quarter}", sending.path);
    let (which, today) = ((&sending.supplier, quarter), sending.today);
    let it = ReturnPage::of(which, &all.numbered(), today, (path, sending.path.clone()), &form)
        .sent(one_return::files(all, &of, |number| sending.report(number)));
    let around = sending.page(&title(&sending.supplier, quarter)).await?;
    let around = around.below("All quarters", sending.path.clone()).with(&form);
    Ok(page::draw(&sending.app, "partner_data/return.html", around, &it)?.into_response())
}

/// The file of a number, where the supplier sent it.
fn delivery<'a>(all: &'a All, number: &str) -> Result<&'a KeptDelivery, PageError> {
    let is_it = |kept: &&KeptDelivery| kept.number.to_string() == number;
    all.deliveries.iter().find(is_it).ok_or(PageError::NotFound)
}

async fn report(sending: &Sending, all: &All, number: &str) -> Result<Response, PageError> {
    let kept = delivery(all, number)?;
    let quarter = kept.delivery.of.quarter().ok_or(PageError::NotFound)?;
    let what = capitalised(&kept.delivery.of.return_in_words().unwrap_or_default());
    let of = (what, Some(format!("{}?quarter={quarter}", sending.path)));
    let rows = format!("{}/refused.csv?delivery={}", sending.path, kept.number);
    let replaced = replaced_by(kept.number, &all.numbered());
    let it = DeliveryPage::of(&kept.delivery, of, (sending.report(kept.number), rows))
        .replaced(replaced.map(|number| sending.report(number)));
    let around = sending.page("Report on a file").await?;
    let around = around.below("All quarters", sending.path.clone());
    Ok(page::draw(&sending.app, "partner_data/delivery.html", around, &it)?.into_response())
}

/// The headings of the return.
pub(super) async fn empty(sending: Sending) -> Result<Download, PageError> {
    let name = format!("{}-empty.csv", sending.supplier.of.code());
    Ok(csv::download(&name, &told::empty_return()))
}

/// The kinds of the return.
pub(super) async fn kinds(sending: Sending) -> Result<Download, PageError> {
    let of = sending.supplier.of;
    Ok(csv::download(&format!("{}-kinds.csv", of.code()), &told::kinds(of)))
}

/// The refused rows of a file.
pub(super) async fn refused(
    sending: Sending,
    Query(asked): Query<Asked>,
) -> Result<Download, PageError> {
    let all = sending.own().await?;
    let kept = delivery(&all, &asked.delivery)?;
    let name = format!("refused-rows-{}.csv", kept.number);
    Ok(csv::download(&name, &told::refused(&kept.delivery.report)))
}
