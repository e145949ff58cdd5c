//! `person`: enter people, list them, and print the links by which they set their passwords.

mod let_in;

use anyhow::Context;
use anyhow::Result;
use jiff::SignedDuration;
use partnership::membership::county_analyst::Given;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::terms::day::Day;
use records::Book;
use records::ForWhom;
use records::NewAccessLink;
use records::Purpose;
use records::Signed;
use web::clock::beginning_of;
use web::settings::Origin;
use web::settings::Settings;
use web::who::token::Token;

use crate::books;
use crate::books::Books;
use crate::cli::Format;
use crate::cli::serving::PersonArguments;
use crate::cli::serving::PersonCommand;
use crate::home::Home;
use crate::init::slug_of;
use crate::print;

/// For how long a link stands by which somebody sets their password.
const STANDS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Does what the arguments ask for.
pub(crate) fn keep(home: &Home, arguments: &PersonArguments) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let signed = books::signed(arguments.by.as_deref());
    let origin = Settings::read(home.folder(), None)?.origin;
    match &arguments.what {
        PersonCommand::Add { name, email, role, acts_for } => {
            let id =
                PersonId(slug_of(name).with_context(|| format!("`{name}` makes no short name"))?);
            let acts_for = acts_for.iter().cloned().collect();
            let (name, email) = (name.clone(), email.clone());
            let person = Person { id: id.clone(), name, email, role: role.role(), acts_for };
            books.wait(book.enter_person(&signed, person))?;
            print::line(format!("`{id}` is entered as {}.", role.role().in_words()))?;
            link(&books, &book, &signed, &id, &origin)
        }
        PersonCommand::Link { person } => link(&books, &book, &signed, person, &origin),
        PersonCommand::LetIn { person, into, as_analyst } => {
            let given = if *as_analyst { Given::AsAnalyst } else { Given::Evidence };
            let_in::into(&books, &signed, (&book, person), into, given)
        }
        PersonCommand::TurnOut { analyst } => let_in::turn_out(&books, &signed, &book, analyst),
        PersonCommand::List { format } => list(&books, &book, *format),
        PersonCommand::Forget { before } => forget(&books, &book, &signed, *before),
    }
}

/// Forgets those who were taken away before a day, and says of whom it cannot be done.
fn forget(books: &Books, book: &Book, signed: &Signed, before: Day) -> Result<()> {
    let forgot = books.wait(book.forget_people(signed, beginning_of(before)?))?;
    let were = match forgot.people.len() {
        0 => "Nobody was".to_owned(),
        1 => "1 person was".to_owned(),
        many => format!("{many} people were"),
    };
    print::line(format!("{were} forgotten. The audit record still says what was done."))?;
    for number in forgot.unsealed {
        print::line(format!(
            "The person of entry {number} cannot be forgotten: the first release wrote of them without seals."
        ))?;
    }
    Ok(())
}

/// Prints a new link by which somebody sets their password.
fn link(
    books: &Books,
    book: &Book,
    signed: &Signed,
    person: &PersonId,
    origin: &Origin,
) -> Result<()> {
    let path = made(books, book, signed, person, Purpose::SetPassword, STANDS)?;
    print::line(format!(
        "With this link `{person}` sets a password, once, within seven days:\n{}",
        origin.page(&path)
    ))
}

/// The path of a new link for somebody.
pub(crate) fn made(
    books: &Books,
    book: &Book,
    signed: &Signed,
    person: &PersonId,
    purpose: Purpose,
    stands: SignedDuration,
) -> Result<String> {
    let token = Token::random()?;
    let link = NewAccessLink {
        purpose,
        for_whom: ForWhom::Person(person.clone()),
        token: token.fingerprint(),
        expires: signed.at + stands,
    };
    books.wait(book.make_access_link(signed, link))?;
    Ok(web::who::path_of_link(book.id(), purpose, &token))
}

fn list(books: &Books, book: &Book, format: Format) -> Result<()> {
    let people = books.wait(book.people())?;
    let line = |person: &Person| {
        let acts_for: Vec<String> = person.acts_for.iter().cloned().collect();
        vec![
            person.id.to_string(),
            person.name.clone(),
            person.email.to_string(),
            person.role.in_words().to_owned(),
            acts_for.join("; "),
        ]
    };
    let mut lines: Vec<Vec<String>> = people.iter().map(|held| line(&held.value)).collect();
    for analyst in books.wait(book.county_analysts())? {
        let mut told = line(&analyst.value.as_person());
        told[3] = format!("{}, of {}", told[3], analyst.value.home);
        lines.push(told);
    }
    print::list(format, &["person", "name", "e-mail", "role", "acts for"], &lines)
}
