//! What the replies came to, as a file: the same before and after something of them was deleted.

use partnership::consultation::reply::Reply;
use partnership::consultation::results::coding::Category;
use partnership::consultation::results::coding::Counted;
use partnership::consultation::results::coding::InBase;
use partnership::consultation::retention::totals::Totals;
use partnership::consultation::retention::totals_after;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// Gives whole counts by version, which are not for publication: small ones are in it.
pub(super) async fn download(visitor: Visitor, at: At) -> Result<Download, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let stones = visitor.book.tombstones(at.cycle, &at.questionnaire).await?;
    let replies = visitor.book.replies(at.cycle, &at.questionnaire).await?;
    let heading = ["version", "question", "part", "category", "in_base", "replies"];
    let mut lines = vec![heading.map(str::to_owned).to_vec()];
    for version in held.versions() {
        let (number, asked) = (version.value.number(), version.value.questionnaire());
        let these = replies.iter().filter(|kept| kept.version == number);
        let these: Vec<(i64, &Reply)> = these.map(|kept| (kept.reference, &kept.reply)).collect();
        let totals = totals_after(&stones, (number, asked), &these);
        lines.extend(of_version(number, &totals));
    }
    Ok(csv::download(&format!("{}-totals.csv", at.questionnaire), &lines))
}

fn of_version(version: u32, totals: &Totals) -> Vec<Vec<String>> {
    let version = version.to_string();
    let mut lines = Vec::new();
    for (counted, categories) in &totals.counts {
        let (question, part) = named(counted);
        for (category, in_base, replies) in categories {
            let base = match in_base {
                InBase::Yes => "yes",
                InBase::No => "no",
            };
            let cells = [&version, &question, &part, &word(category), base, &replies.to_string()];
            lines.push(cells.map(str::to_owned).to_vec());
        }
    }
    for one in &totals.states {
        let states =
            [("answered", one.answered), ("left-out", one.left_out), ("not-asked", one.not_asked)];
        for (state, replies) in states {
            let question = one.question.to_string();
            let cells = [&version, &question, "", state, "", &replies.to_string()];
            lines.push(cells.map(str::to_owned).to_vec());
        }
    }
    lines
}

/// The question that is counted, and the row or answer of it.
fn named(counted: &Counted) -> (String, String) {
    match counted {
        Counted::Channel => ("channel".to_owned(), String::new()),
        Counted::Question(question) | Counted::Said(question) => {
            (question.to_string(), String::new())
        }
        Counted::Besides(words) => (words.to_string(), String::new()),
        Counted::Row(question, row) | Counted::Place(question, row) => {
            (question.to_string(), row.to_string())
        }
        Counted::Tick(question, answer) => (question.to_string(), answer.to_string()),
    }
}

fn word(category: &Category) -> String {
    let word = match category {
        Category::Channel(channel) => channel.in_words(),
        Category::Answer(answer) => return answer.to_string(),
        Category::Place(place) => return format!("place-{place}"),
        Category::Area(area) => return area.to_string(),
        Category::Besides(words) => return words.to_string(),
        Category::Said => "said",
        Category::Ticked => "ticked",
        Category::NotTicked => "not-ticked",
        Category::NoPlace => "no-place",
        Category::Declined => "declined",
        Category::LeftOut => "left-out",
        Category::Unclear => "unclear",
        Category::NotAsked => "not-asked",
    };
    word.to_owned()
}
