//! The list of people: who they are, whom they act for, how they prove who they are.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::membership::person::Person;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use records::Account;
use records::Held;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::people::county_analysts;
use crate::people::links;
use crate::people::links::LinkLine;
use crate::people::readers;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct People {
    path: String,
    people: Vec<Line>,
    county_analysts: Vec<CountyAnalystLine>,
    readers: Vec<LinkLine>,
    new_reader: String,
    may_change: bool,
}

#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    /// Where the person is changed, for whoever may.
    href: Option<String>,
    email: String,
    role: String,
    acts_for: String,
    signs_in_with: String,
}

/// Somebody of another partnership who was let in.
#[derive(Debug, serde::Serialize)]
struct CountyAnalystLine {
    name: String,
    email: String,
    home: String,
    given: String,
    /// Where they are taken away, for whoever may.
    take_away: Option<String>,
}

/// Shows the list.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeePeople)?;
    let mut people = Vec::new();
    for held in visitor.book.people().await? {
        let account = visitor.book.account(&held.value.id).await?;
        people.push(line(&visitor, &held.value, account.map(|held| held.value).as_ref()));
    }
    people.sort_by_cached_key(|line| line.name.to_lowercase());
    let it = People {
        path: visitor.path("/people"),
        people,
        county_analysts: lines_of_county_analysts(&visitor).await?,
        readers: links::lines(&visitor, readers::all(&visitor).await?, &visitor.path("/readers"))?,
        new_reader: visitor.path("/readers/new"),
        may_change: visitor.can(Deed::ChangePeople),
    };
    page::draw(&visitor.app, "people/list.html", Page::of(&visitor, "People"), &it)
}

async fn lines_of_county_analysts(visitor: &Visitor) -> Result<Vec<CountyAnalystLine>, PageError> {
    let mut lines = Vec::new();
    for Held { value: analyst, .. } in visitor.book.county_analysts().await? {
        let path = visitor.path(&format!("/people/county-analysts/{}/take-away", analyst.id));
        lines.push(CountyAnalystLine {
            home: county_analysts::home(visitor, &analyst).await?,
            name: analyst.name,
            email: analyst.email.to_string(),
            given: capitalised(analyst.given.in_words()),
            take_away: visitor.can(Deed::ChangePeople).then_some(path),
        });
    }
    Ok(lines)
}

fn line(visitor: &Visitor, person: &Person, account: Option<&Account>) -> Line {
    let deed = Deed::changing_person(Some(person.role), Some(person.role));
    let owners: Vec<&String> = person.acts_for.iter().collect();
    Line {
        name: person.name.clone(),
        href: visitor.may(deed).is_ok().then(|| visitor.path(&format!("/people/{}", person.id))),
        email: person.email.to_string(),
        role: capitalised(person.role.in_words()),
        acts_for: listed(&owners),
        signs_in_with: signs_in_with(account),
    }
}

/// By what somebody can prove who they are.
pub(super) fn signs_in_with(account: Option<&Account>) -> String {
    let Some(account) = account else { return "No password yet".to_owned() };
    let factor = account.second_factor.as_ref();
    let confirmed = factor.is_some_and(|factor| factor.confirmed.is_some());
    let own = match (account.password.is_some(), confirmed) {
        (true, true) => Some("Password and second factor"),
        (true, false) => Some("Password, no second factor yet"),
        (false, _) => None,
    };
    match (own, &account.outside) {
        (Some(own), None) => own.to_owned(),
        (Some(own), Some(_)) => format!("{own}, or the council’s own sign-in"),
        (None, Some(_)) => "The council’s own sign-in".to_owned(),
        (None, None) => "No password yet".to_owned(),
    }
}
