//! The list of task groups: how many measures each has and how they do, and the quarters.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::task_groups::judgement::Rag;
use partnership::terms::period::Period;

use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::task_groups::which::Group;
use crate::task_groups::which::Known;
use crate::task_groups::which::last_ended;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    quarter: String,
    illustrative: bool,
    groups: Vec<Line>,
    quarters: Vec<PageLink>,
    /// Where the first group is entered, for those who may.
    first_group: Option<String>,
    import: Option<String>,
    ask: Option<String>,
    report: String,
    any_measure: bool,
    measures_file: String,
    values_file: String,
}

/// A group.
#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    href: String,
    measures: String,
    does: String,
    says: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let known = Known::of(&visitor.book, visitor.today).await?;
    let quarter = last_ended(visitor.today);
    let may_ask = visitor.can(Deed::AskTaskGroups);
    let quarters = known.quarters(visitor.today).into_iter().map(|one| {
        let href = visitor.path(&format!("/task-groups/quarters/{one}"));
        PageLink::to(href, &Period::Quarter(one).in_words())
    });
    let of_quarter = |page: &str| visitor.path(&format!("/task-groups/quarters/{quarter}/{page}"));
    let it = ListPage {
        quarter: Period::Quarter(quarter).in_words(),
        illustrative: known.is_illustrative(None),
        groups: known.groups.iter().map(|group| line(&visitor, &known, group)).collect(),
        quarters: quarters.collect(),
        first_group: visitor
            .can(Deed::ChangePartnership)
            .then(|| visitor.path("/partnership/task-groups/new")),
        import: may_ask.then(|| visitor.path("/task-groups/import")),
        ask: may_ask.then(|| of_quarter("ask")),
        report: of_quarter("report"),
        any_measure: !known.measures.is_empty(),
        measures_file: visitor.path("/task-groups/measures.csv"),
        values_file: visitor.path("/task-groups/values.csv"),
    };
    let around = Page::of(&visitor, "Task groups");
    page::draw(&visitor.app, "task_groups/list.html", around, &it)
}

fn line(visitor: &Visitor, known: &Known, group: &Group) -> Line {
    let quarter = last_ended(visitor.today);
    let judged: Vec<Option<Rag>> = known
        .measures_of(&group.name)
        .map(|held| known.judgement(&held.value, quarter).stands())
        .collect();
    let commentary = known.commentary(&group.name, quarter);
    Line {
        name: group.name.clone(),
        href: visitor.path(&format!("/task-groups/{}", group.slug)),
        measures: judged.len().to_string(),
        does: told(&judged),
        says: commentary
            .map_or("not asked yet", |(_, held)| held.value.standing.in_words())
            .to_owned(),
    }
}

/// How the measures do, such as "2 on track (G), 1 no judgement (–)".
fn told(judged: &[Option<Rag>]) -> String {
    let count = |rag: Option<Rag>| judged.iter().filter(|one| **one == rag).count();
    let words =
        |rag: Option<Rag>| rag.map_or("no judgement (–)".to_owned(), |rag| lower(rag.in_words()));
    let all = Rag::ALL.into_iter().map(Some).chain([None]);
    let told: Vec<String> = all
        .filter(|rag| count(*rag) > 0)
        .map(|rag| format!("{} {}", count(rag), words(rag)))
        .collect();
    if told.is_empty() { "no measure yet".to_owned() } else { told.join(", ") }
}

fn lower(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_lowercase().chain(signs).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_counted_by_judgement_in_words_and_letters() {
        let judged = [Some(Rag::OnTrack), None, Some(Rag::OnTrack), Some(Rag::OffTrack)];
        assert_eq!(told(&judged), "2 on track (G), 1 off track (R), 1 no judgement (–)");
        assert_eq!(told(&[]), "no measure yet");
    }
}
