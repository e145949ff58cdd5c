//! The six things that a plan must set out, and whether it does.
//!
//! In come a plan with all that belongs to it, and the responsible authorities; out goes for each thing what is missing and
//! where to write it. They are those of regulation 11 of SI 2007/1830, which is England's, in our words; SI 2007/3076 is that
//! of Wales. Read the regulations before quoting them. Whether what is written is right is for people to judge.

use crate::plan::in_full::PlanInFull;
use crate::plan::rolling::Undertaking;
use crate::terms::wording::capitalised;

/// Something that a plan must set out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// The strategy.
    Strategy,
    /// The priorities.
    Priorities,
    /// The steps that each authority takes.
    Steps,
    /// How authorities allocate and deploy resources.
    Resources,
    /// How each authority measures its success.
    Success,
    /// How views were obtained.
    Views,
}

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// With the strategy.
    Wording,
    /// Where a meeting's decision on priorities is recorded.
    Priorities,
    /// With the partnership's members.
    Members,
    /// With what an authority undertakes, by its name.
    Authority(String),
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What, in a sentence that says what to do.
    pub told: String,
    /// Where to write it.
    pub place: Where,
}

/// What a plan must set out, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Which of the six.
    pub content: Content,
    /// What is missing of it; nothing where it is there.
    pub missing: Vec<Missing>,
}

impl Content {
    /// All six, in the order of the regulations.
    pub const ALL: [Content; 6] = [
        Content::Strategy,
        Content::Priorities,
        Content::Steps,
        Content::Resources,
        Content::Success,
        Content::Views,
    ];

    /// It in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Content::Strategy => "The strategy",
            Content::Priorities => "The priorities",
            Content::Steps => "The steps that each authority takes",
            Content::Resources => "How authorities allocate and deploy their resources",
            Content::Success => "How each authority measures its success",
            Content::Views => "How the views of people who live or work here are obtained",
        }
    }

    /// What asks for it.
    pub fn law(self) -> &'static str {
        match self {
            Content::Strategy => {
                "SI 2007/1830, regulation 11; Crime and Disorder Act 1998, section 6"
            }
            Content::Priorities | Content::Steps | Content::Resources | Content::Success => {
                "SI 2007/1830, regulation 11"
            }
            Content::Views => "SI 2007/1830, regulations 11 and 12",
        }
    }
}

/// The six things, each with what is missing of it. An authority is asked for its own by name.
pub fn check(full: PlanInFull<'_>, authorities: &[String]) -> Vec<Checked> {
    let checked = Content::ALL.into_iter().map(|content| {
        let missing = match content {
            Content::Strategy => of_text(&full.plan.wording().strategy, "No strategy is written"),
            Content::Views => {
                of_text(&full.plan.wording().views, "It is not written how views are obtained")
            }
            Content::Priorities => of_priorities(full),
            Content::Steps => of_authorities(full, authorities, |one| &one.steps, "its steps"),
            Content::Resources => {
                let what = "how it allocates and deploys its resources";
                of_authorities(full, authorities, |one| &one.resources, what)
            }
            Content::Success => {
                let what = "how it measures its success";
                of_authorities(full, authorities, |one| &one.success, what)
            }
        };
        Checked { content, missing }
    });
    checked.collect()
}

fn of_text(text: &str, told: &str) -> Vec<Missing> {
    let missing = Missing { told: format!("{told}; write it"), place: Where::Wording };
    if text.trim().is_empty() { vec![missing] } else { Vec::new() }
}

fn of_priorities(full: PlanInFull<'_>) -> Vec<Missing> {
    let told = "No meeting has decided priorities; record its decision".to_owned();
    let missing = Missing { told, place: Where::Priorities };
    if full.priorities.is_empty() { vec![missing] } else { Vec::new() }
}

fn of_authorities(
    full: PlanInFull<'_>,
    authorities: &[String],
    part: impl Fn(&Undertaking) -> &String,
    what: &str,
) -> Vec<Missing> {
    if authorities.is_empty() {
        let told = format!(
            "No member is a responsible authority, so that none can write {what}; enter them first"
        );
        return vec![Missing { told, place: Where::Members }];
    }
    let is_written = |name: &String| {
        let undertaking = full.plan.undertakings().get(name);
        undertaking.is_some_and(|one| !part(one).trim().is_empty())
    };
    let missing = authorities.iter().filter(|name| !is_written(name)).map(|name| Missing {
        told: format!("{} has not written {what}", capitalised(name)),
        place: Where::Authority(name.clone()),
    });
    missing.collect()
}
