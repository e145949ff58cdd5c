//! `protection`: the data-protection pack, filled from the settings and the records of this installation.

use std::path::Path;

use anyhow::Result;
use partnership::protection::Consulted;
use partnership::protection::Facts;
use partnership::protection::Lying;
use partnership::protection::compose;
use records::Book;
use web::design::Look;
use web::settings::Settings;

use crate::books;
use crate::books::Books;
use crate::cli::serving::ProtectionArguments;
use crate::home::Home;
use crate::print;
use crate::progress;
use crate::written::Made;

/// Writes the pack and says where it is.
pub(crate) fn write(home: &Home, arguments: &ProtectionArguments) -> Result<()> {
    let bar = progress::spinner("reading settings and records");
    let settings = Settings::read(home.folder(), None)?;
    let books = Books::open(home)?;
    let book = books.book(arguments.partnership.as_ref())?;
    let made = made(home, &books, &book, &settings)?;
    bar.set_message("writing the files");
    let files = made.write(home, &arguments.out)?;
    bar.finish_and_clear();
    told(&arguments.out, &files)?;
    print::line("Complete it, have it signed, and write it anew whenever settings or days change.")
}

fn told(out: &Path, files: &[String]) -> Result<()> {
    files.iter().try_for_each(|file| print::line(out.join(file).display().to_string()))
}

/// The pack of a partnership, as it is set up now.
fn made(home: &Home, books: &Books, book: &Book, settings: &Settings) -> Result<Made> {
    let partnership = books.wait(book.partnership())?.value;
    let known_as = book.id().to_string();
    // The program's own name stands there where nobody set one.
    let organisation = settings.look.organisation.as_str();
    let facts = Facts {
        known_as: &known_as,
        partnership: &partnership,
        today: books::today()?,
        organisation: (organisation != Look::default().organisation).then_some(organisation),
        contact: settings.contact.as_deref(),
        address: settings.origin.as_str(),
        records: lying(home)?,
        mail_server: settings.mail.as_ref().map(|post| post.settings().server.as_str()),
        signs_in: settings.provider.as_ref().map(|provider| provider.name.as_str()),
        readers_kept: settings.forget_readers_after,
        begun_replies_kept: web::BEGUN_REPLIES_KEPT,
        panel_words_kept: books.wait(book.panel_words_kept())?.map(|held| held.value),
        people: books.wait(book.people())?.len(),
        consultations: consultations(books, book)?,
    };
    let pack = compose(&facts);
    let (document, traced) = (pack.document, pack.traced);
    Ok(Made { name: "data-protection", document, traced, extracts: Vec::new() })
}

/// Where the records lie; a server without its password.
fn lying(home: &Home) -> Result<Lying> {
    Ok(match home.records_server() {
        Some(address) => Lying::OnAServer(address.parse::<records::Server>()?.to_string()),
        None => Lying::InTheHome,
    })
}

/// The consultations of all years, with the days that were set.
fn consultations(books: &Books, book: &Book) -> Result<Vec<Consulted>> {
    let mut consultations = Vec::new();
    for cycle in books.wait(book.cycles())? {
        for held in books.wait(book.consultations(cycle))? {
            let days = books.wait(book.retention(cycle, held.questionnaire()))?;
            consultations.push(Consulted {
                questionnaire: held.questionnaire().to_string(),
                closes: held.consultation.closes(),
                days: days.map(|held| held.value),
            });
        }
    }
    Ok(consultations)
}
