//! The weighting of a consultation: kept with it, and once it has closed changed only with a word on why.

use partnership::consultation::report::Weighing;
use partnership::consultation::weighting::TypedWeighting;
use partnership::statistics::raking::Trimming;
use records::Book;
use records::ConsultationRefused;
use records::NewConsultation;

use crate::consultations::*;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

on_both_engines! {
    a_weighting_is_kept_and_told_with_the_replies;
    a_weighting_of_a_question_that_is_not_asked_is_refused;
    once_it_has_closed_a_weighting_changes_only_with_a_word_on_why;
}

fn margins() -> TypedWeighting {
    toml::from_str(include_str!("../../../../examples/maidstone-2014/margins.toml")).unwrap()
}

fn weighted(weighting: Option<TypedWeighting>) -> NewConsultation {
    let mut new = new();
    new.description.weighting = weighting;
    new
}

async fn change(book: &Book, to: Option<TypedWeighting>) -> Result<(), ConsultationRefused> {
    let seen = held(book).await;
    book.change_consultation(&signed(36), cycle(), &seen, weighted(to)).await
}

async fn a_weighting_is_kept_and_told_with_the_replies(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_consultation(&signed(30), cycle(), weighted(Some(margins()))).await.unwrap();
    let held = held(&book).await;
    assert_eq!(held.consultation.typed().weighting, Some(margins()));
    let heard = book.heard_replies(cycle(), &held).await.unwrap();
    let told = heard.tell(day("2015-03-01"), |told| (told.margins.to_vec(), told.weighing));
    let limit = Weighing::ToMargins(Trimming::AtMostTimesTheMean(5.0));
    assert_eq!(told, (margins().margins, limit));
    let plain = heard.tell_weighted(day("2015-03-01"), None, |told| told.weighing);
    assert_eq!(plain, Weighing::No);
    book.verify().await.unwrap();
}

async fn a_weighting_of_a_question_that_is_not_asked_is_refused(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut other = margins();
    other.margins[0].question.0 = "shoe-size".parse().unwrap();
    let entered = book.enter_consultation(&signed(30), cycle(), weighted(Some(other))).await;
    let refused = entered.unwrap_err().to_string();
    assert!(refused.contains("there is no question `shoe-size`"), "{refused}");
    // The questionnaire is changed, and its weighting still has what it asked.
    book.enter_consultation(&signed(31), cycle(), weighted(Some(margins()))).await.unwrap();
    let seen = held(&book).await;
    let mut without = weighted(Some(margins()));
    for section in &mut without.questionnaire.sections {
        section.questions.retain(|question| question.id.to_string() != "age");
    }
    let changed = book.change_consultation(&signed(32), cycle(), &seen, without).await;
    let refused = changed.unwrap_err().to_string();
    assert!(refused.contains("its weighting has it, so change that first"), "{refused}");
}

async fn once_it_has_closed_a_weighting_changes_only_with_a_word_on_why(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    // A census may be read after it has closed: what was not weighted before can be.
    change(&book, Some(margins())).await.unwrap();
    let other = TypedWeighting { at_most_times_the_mean: 3, ..margins() };
    for (to, told) in
        [(Some(other.clone()), "say why the weights are changed"), (None, "not be taken away")]
    {
        let refused = change(&book, to).await.unwrap_err().to_string();
        assert!(refused.contains(told), "{refused}");
    }
    assert_eq!(held(&book).await.consultation.typed().weighting, Some(margins()));
    let why = Some("the limit was mistyped".to_owned());
    change(&book, Some(TypedWeighting { corrected: why, ..other })).await.unwrap();
    book.verify().await.unwrap();
}
