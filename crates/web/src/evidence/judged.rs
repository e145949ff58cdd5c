//! The page on which months and places are judged: a form, and what the method that it asks for shows.
//!
//! In come a district, an offence, a period and a method; out go a sentence, a picture with its table, what each row rests
//! on, and the references by which a draft has the same; where there is no answer, what else can be asked of what is held.

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::assessment::answer::Unanswered;
use partnership::assessment::one_judged;
use partnership::content::Block;
use partnership::evidence::enquiry::judging::Judging;
use partnership::evidence::enquiry::judging::Method;
use partnership::membership::may::Deed;

use crate::evidence::answering::Judged;
use crate::evidence::asking::Asking;
use crate::evidence::one;
use crate::evidence::one::Licensed;
use crate::evidence::one::in_words;
use crate::evidence::picked::Kind;
use crate::evidence::picked::Lists;
use crate::evidence::picked::Picked;
use crate::evidence::shown::RowTraced;
use crate::page;
use crate::page::Page;
use crate::page::blocks;
use crate::page::blocks::Shown;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::page::taken::Unreadable;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct JudgedPage {
    form: form::Shown,
    path: String,
    explore: String,
    lists: Option<Lists>,
    judged: Option<JudgedShown>,
    why_not: Option<String>,
    /// What has an answer where this has none.
    instead: Vec<Instead>,
}

/// Another method, and where it is asked.
#[derive(Debug, serde::Serialize)]
struct Instead {
    text: &'static str,
    href: String,
}

/// What a method shows.
#[derive(Debug, serde::Serialize)]
struct JudgedShown {
    says: String,
    blocks: Vec<Shown>,
    cautions: Vec<String>,
    references: Vec<String>,
    licences: Licensed,
    trace: Vec<RowTraced>,
    link: String,
    table: String,
    picture: Option<String>,
    /// Where it is kept as a finding, for those who may.
    keep: Option<String>,
}

impl Kind for Method {
    const ALL: &'static [Method] = &Method::ALL;

    fn name(self) -> &'static str {
        self.name()
    }

    fn in_words(self) -> &'static str {
        self.in_words()
    }
}

/// Shows the form and what it asks for: at first what of the partnership's own district can be judged at all.
pub(super) async fn show(
    visitor: Visitor,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(sent);
    let mut it = JudgedPage {
        form: form::Shown::default(),
        path: visitor.path("/evidence/judged"),
        explore: visitor.path("/evidence"),
        lists: None,
        judged: None,
        why_not: None,
        instead: Vec::new(),
    };
    let mut title = "Judge months and places".to_owned();
    if let Some(asking) = Asking::of(&visitor).await?
        && let Some(choices) = asking.choices().await?
    {
        let is_named = !form.text("kind").is_empty();
        if let Some(asked) = Picked::<Method>::read(&mut form, &choices) {
            let asked = if is_named { asked } else { answerable(&asking, asked).await? };
            form = form.replaced("kind", asked.kind.name());
            title = fill(&mut it, &visitor, &asking, asked).await?.unwrap_or(title);
        }
        it.lists = Some(Lists::of::<Method>(&choices, &form));
    }
    it.form = form.shown();
    let below = visitor.path("/evidence");
    let around = Page::of(&visitor, title).below("Evidence", below).with(&form);
    page::draw(&visitor.app, "evidence/judged.html", around, &it)
}

/// Shows what was asked, or what can be asked instead; gives the caption where there is an answer.
async fn fill(
    it: &mut JudgedPage,
    visitor: &Visitor,
    asking: &Asking,
    asked: Picked<Method>,
) -> Result<Option<String>, PageError> {
    let of_what = asked.of_what();
    it.explore = visitor.path(&format!("/evidence?{of_what}&measure=count&against=last-year"));
    match found(asking, asked).await? {
        Ok(judged) => {
            it.judged = Some(JudgedShown::of(visitor, asked, &judged));
            Ok(Some(judged.found.shown.caption))
        }
        Err(why) => {
            it.why_not = Some(in_words(&why));
            let instead = answering(asking, asked).await?.into_iter().map(|method| Instead {
                text: method.in_words(),
                href: visitor.path(&format!("/evidence/judged?{of_what}&kind={}", method.name())),
            });
            it.instead = instead.collect();
            Ok(None)
        }
    }
}

/// Sends the table as CSV, or the picture as SVG.
pub(super) async fn download(
    visitor: Visitor,
    Path((_, file)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let asking = Asking::of(&visitor).await?.ok_or(PageError::NotFound)?;
    let choices = asking.choices().await?.ok_or(PageError::NotFound)?;
    let asked = Picked::<Method>::read(&mut Form::of(sent), &choices);
    let judged = found(&asking, asked.ok_or(Unreadable::Address)?).await?;
    let judged = judged.map_err(|why| PageError::Refused(in_words(&why)))?;
    Ok(one::file(&judged.found.shown, &file, visitor.app.draw_chart)?.into_response())
}

async fn found(
    asking: &Asking,
    asked: Picked<Method>,
) -> Result<Result<Judged, Unanswered>, PageError> {
    let asking = asking.clone();
    let found = apart(move || asking.judged(Judging::from(asked)));
    found.await?.map_err(PageError::Broken)
}

/// The methods that have an answer for the same district, offence and period.
async fn answering(asking: &Asking, asked: Picked<Method>) -> Result<Vec<Method>, PageError> {
    let asking = asking.clone();
    let found = apart(move || {
        let mut answering = Vec::new();
        for method in Method::ALL {
            if asking.judged(Judging { method, ..Judging::from(asked) })?.is_ok() {
                answering.push(method);
            }
        }
        Ok(answering)
    });
    found.await?.map_err(PageError::Broken)
}

/// The same by the first method that has an answer; as it was where none has.
async fn answerable(asking: &Asking, asked: Picked<Method>) -> Result<Picked<Method>, PageError> {
    if found(asking, asked).await?.is_ok() {
        return Ok(asked);
    }
    let first = answering(asking, asked).await?.first().copied();
    Ok(first.map_or(asked, |kind| Picked { kind, ..asked }))
}

impl From<Picked<Method>> for Judging {
    fn from(Picked { area, line, period, kind }: Picked<Method>) -> Judging {
        Judging { area, line, period, method: kind }
    }
}

impl JudgedShown {
    fn of(visitor: &Visitor, asked: Picked<Method>, judged: &Judged) -> JudgedShown {
        let (address, found) = (asked.address(), &judged.found);
        let references = one_judged::references(Judging::from(asked));
        let file = |name: &str| visitor.path(&format!("/evidence/judged/file/{name}?{address}"));
        let picture = one::chart(&found.shown.blocks).map(|_| file("picture.svg"));
        let beside = |caution: &&String| {
            let same = |block: &Block| one::caution(block).as_ref() == Some(*caution);
            !found.shown.blocks.iter().any(same)
        };
        let keep = || visitor.path(&format!("/evidence/findings/new?{address}"));
        JudgedShown {
            says: found.says.clone(),
            blocks: blocks::blocks(&found.shown.blocks, visitor.app.draw_chart),
            cautions: found.cautions.iter().filter(beside).cloned().collect(),
            references: references.iter().map(ToString::to_string).collect(),
            licences: Licensed::of(&judged.extracts, &found.sources),
            trace: found.shown.traced.iter().map(RowTraced::of).collect(),
            link: visitor.path(&format!("/evidence/judged?{address}")),
            table: file("table.csv"),
            picture,
            keep: visitor.can(Deed::KeepFindings).then(keep),
        }
    }
}
