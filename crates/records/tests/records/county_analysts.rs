//! County analysts are let in and turned out, each with an entry, and never share a short name with a person.

use partnership::membership::county_analyst::CountyAnalyst;
use partnership::membership::county_analyst::Given;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use records::Book;
use records::CountyAnalystRefused;
use records::Kind;
use records::PersonRefused;
use records::SignedIn;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

/// Somebody of the county's partnership, as they were let in.
pub(crate) fn analyst() -> CountyAnalyst {
    let ann = person("ann", "ann@example.org");
    CountyAnalyst::of("kent".parse().unwrap(), &ann, Given::Evidence, |_| false).unwrap()
}

pub(crate) fn ann_of_kent() -> SignedIn {
    SignedIn::of(id("kent"), PersonId("ann".parse().unwrap()))
}

pub(crate) async fn with_a_county_analyst(book: &Book) {
    book.let_county_analyst_in(&signed(97), &analyst()).await.unwrap();
}

/// A change of the table past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 1] =
    [("county_analyst", "update county_analyst set given = 'as-analyst'")];

on_both_engines! {
    one_is_let_in_and_turned_out_each_with_its_entry;
    a_short_name_is_a_persons_or_a_county_analysts;
    a_county_analyst_is_forgotten_as_people_are;
}

async fn one_is_let_in_and_turned_out_each_with_its_entry(database: &Database) {
    let records = database.records().await;
    let book = with_its_year(&records, "maidstone").await;
    with_its_year(&records, "ashford").await;
    assert!(records.letting_in(&ann_of_kent()).await.unwrap().is_empty());
    with_a_county_analyst(&book).await;
    assert_eq!(records.letting_in(&ann_of_kent()).await.unwrap(), [id("maidstone")]);
    let held = book.county_analysts().await.unwrap().remove(0);
    assert_eq!(held.value, analyst());
    assert_eq!(book.county_analyst_signed_in(&ann_of_kent()).await.unwrap(), Some(analyst()));
    assert_eq!(book.names().await.unwrap()["ann-of-kent"], held.value.name);
    let elsewhere = SignedIn::of(id("ashford"), analyst().person);
    assert_eq!(book.county_analyst_signed_in(&elsewhere).await.unwrap(), None);
    let entry = book.entries(held.version.0 - 1, 1).await.unwrap().remove(0);
    assert_eq!((entry.kind, entry.key.as_str()), (Kind::CountyAnalyst, "ann-of-kent"));
    let twice = book.let_county_analyst_in(&signed(98), &analyst()).await;
    assert!(matches!(twice, Err(CountyAnalystRefused::LetInAlready(_))), "{twice:?}");
    let own = CountyAnalyst { home: "maidstone".parse().unwrap(), ..analyst() };
    let own = book.let_county_analyst_in(&signed(98), &own).await;
    assert!(matches!(own, Err(CountyAnalystRefused::OfThisPartnership(_))), "{own:?}");
    book.take_county_analyst_away(&signed(99), held.version, &held.value.id).await.unwrap();
    assert_eq!(book.county_analyst_signed_in(&ann_of_kent()).await.unwrap(), None);
    book.verify().await.unwrap();
}

async fn a_short_name_is_a_persons_or_a_county_analysts(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let same = Person { id: analyst().id, ..person("ann", "other@example.org") };
    book.enter_person(&signed(96), same.clone()).await.unwrap();
    let taken = book.let_county_analyst_in(&signed(97), &analyst()).await;
    assert!(matches!(taken, Err(CountyAnalystRefused::Taken(_))), "{taken:?}");
    let seen = book.person(&same.id).await.unwrap().unwrap().version;
    book.enter_person(&signed(97), person("ben", "ben@example.org")).await.unwrap();
    book.remove_person(&signed(97), seen, &same.id).await.unwrap();
    with_a_county_analyst(&book).await;
    let taken = book.enter_person(&signed(98), same).await;
    assert!(matches!(taken, Err(PersonRefused::SignsHere(_))), "{taken:?}");
    let county = Person { role: Role::CountyAnalyst, ..person("carl", "carl@example.org") };
    let refused = book.enter_person(&signed(98), county).await;
    assert!(matches!(refused, Err(PersonRefused::OfAnother)), "{refused:?}");
}

async fn a_county_analyst_is_forgotten_as_people_are(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_county_analyst(&book).await;
    let seen = book.county_analysts().await.unwrap()[0].version;
    book.take_county_analyst_away(&signed(98), seen, &analyst().id).await.unwrap();
    let forgot = book.forget_people(&signed(120), signed(110).at).await.unwrap();
    assert_eq!(forgot.people.len(), 1, "{forgot:?}");
    for entry in book.entries(0, 1_000).await.unwrap() {
        let told = format!("{entry:?}");
        assert!(!told.contains("ann-of-kent") && !told.contains("ann@example.org"), "{told}");
    }
    book.verify().await.unwrap();
}
