//! What may be chosen for a person: a role, and whom they act for.

use std::collections::BTreeSet;

use partnership::membership::may::Deed;
use partnership::membership::may::May;
use partnership::membership::person::Role;
use records::RecordsError;
use serde::Serialize;

use crate::page::form::Form;
use crate::page::form::Message;
use crate::who::visitor::Visitor;

/// One of several to choose from, as the design's radios, checkboxes and lists take it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: String,
    /// What is shown.
    pub(crate) text: String,
    /// What explains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<Message>,
    /// Whether it is chosen, for radios and checkboxes.
    pub(crate) checked: bool,
    /// Whether it is chosen, for a list.
    pub(crate) selected: bool,
}

impl Choice {
    /// A choice without an explanation, chosen where the form has it in that field.
    pub(crate) fn of(form: &Form, field: &str, value: &str, text: &str) -> Choice {
        let chosen = form.texts(field).any(|one| one == value);
        Choice {
            value: value.to_owned(),
            text: text.to_owned(),
            hint: None,
            checked: chosen,
            selected: chosen,
        }
    }

    /// The choice with what explains it.
    pub(crate) fn with_hint(self, text: String) -> Choice {
        Choice { hint: Some(Message { text }), ..self }
    }
}

/// The role as a form sends it.
pub(super) fn role_of(text: &str) -> Option<Role> {
    Role::of_people().find(|role| word(*role) == text)
}

/// The role as a form has it.
pub(super) fn word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Manager => "manager",
        Role::Analyst => "analyst",
        Role::TaskGroupLead => "task-group-lead",
        Role::Partner => "partner",
        Role::Councillor => "councillor",
        Role::CountyAnalyst => "county-analyst",
    }
}

/// The roles that the visitor may give, each with what may be done in it.
pub(super) fn roles(visitor: &Visitor, form: &Form) -> Vec<Choice> {
    let may_give =
        |role: &Role| visitor.may(Deed::changing_person(Some(*role), Some(*role))).is_ok();
    let choice = |role: Role| {
        let text = partnership::terms::wording::capitalised(role.in_words());
        Choice::of(form, "role", word(role), &text).with_hint(what_one_may_as(role))
    };
    Role::of_people().filter(may_give).map(choice).collect()
}

/// What may be done in a role, beyond what everybody may.
fn what_one_may_as(role: Role) -> String {
    let for_all = |deed: &Deed| Role::of_people().all(|role| role.may(*deed) == May::Yes);
    let listed = Deed::ALL.into_iter().filter(|deed| !for_all(deed)).filter_map(|deed| match role
        .may(deed)
    {
        May::Yes => Some(deed.in_words().to_owned()),
        May::Own => Some(format!("{} of those whom they act for", deed.in_words())),
        May::No => None,
    });
    match listed.collect::<Vec<_>>().join("; ") {
        more if more.is_empty() => "Reads, and changes nothing but their own account.".to_owned(),
        more => format!("May {more}."),
    }
}

/// Whom a person may act for: the organisations and task groups, the owners of steps, and those whom the person
/// acts for already.
pub(crate) async fn owners(
    visitor: &Visitor,
    already: &BTreeSet<String>,
) -> Result<BTreeSet<String>, RecordsError> {
    let mut owners = already.clone();
    let partnership = visitor.book.partnership().await?.value;
    let typed = partnership.typed();
    owners.extend(typed.organisations.iter().map(|one| one.name.clone()));
    owners.extend(typed.task_groups.iter().map(|group| group.name.clone()));
    for cycle in visitor.book.cycles().await? {
        let year = visitor.book.year(cycle).await?;
        let timetable = year.iter().flat_map(|held| held.year.timetable.owners());
        owners.extend(timetable.map(str::to_owned));
    }
    Ok(owners)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_says_what_may_be_done_in_it() {
        assert_eq!(
            what_one_may_as(Role::Partner),
            "May record what happened to a step of those whom they act for; send partner data of those whom they act \
             for; read circulated drafts and comment on them; propose candidate issues; score candidate issues; note the \
             progress of actions of those whom they act for; change what task groups measure and say of those whom they \
             act for."
        );
        assert_eq!(
            what_one_may_as(Role::Councillor),
            "May read circulated drafts and comment on them."
        );
        assert!(what_one_may_as(Role::Administrator).starts_with("May see people; change people"));
        assert!(!what_one_may_as(Role::Manager).contains("change administrators"));
    }

    #[test]
    fn a_role_is_read_as_it_is_written() {
        for role in Role::of_people() {
            assert_eq!(role_of(word(role)), Some(role));
        }
        assert_eq!(role_of("emperor"), None);
    }
}
