//! Who may do what: one table of deeds and roles.
//!
//! In come a deed and the role of whoever wants to do it; out goes yes, no, or only for what is their own.

use crate::membership::person::Person;
use crate::membership::person::Role;

/// Something that a person does with a partnership's year, and that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// See the year, its meetings, the partnership and the briefings.
    SeeYear,
    /// See the people.
    SeePeople,
    /// Enter, change or take away people who are not administrators.
    ChangePeople,
    /// Enter, change or take away administrators.
    ChangeAdministrators,
    /// Change the description of the partnership.
    ChangePartnership,
    /// Change the timetable: steps, polls, school holidays, the next cycle.
    ChangeTimetable,
    /// Record what happened to a step, short of a decision.
    RecordEvent,
    /// Change meetings and their agendas, and record what they decided.
    ChangeMeetings,
    /// Change consultations: what is asked, of whom and until when, the code frames, the answers to what people said.
    ChangeConsultations,
    /// Read replies one by one, with the scans they came on, and say what they answer; see results before the close.
    ReadReplies,
    /// Change neighbourhood panels, their meetings and what was raised there, and read all that was said.
    ChangePanels,
    /// Send partner data, see what came of it, and see what was supplied in confidence.
    SendPartnerData,
    /// Change who supplies which return, and take deliveries away.
    ChangePartnerData,
    /// Draft the assessment: write it, settle comments on it, circulate it.
    DraftAssessment,
    /// Read drafts of the assessment that were circulated, and comment on them; see documents on their way to adoption.
    ReadDrafts,
    /// Propose candidate issues, word them, and say what they rest on.
    ProposeIssues,
    /// Set candidate issues aside, merge them, take them up again.
    KeepLongList,
    /// Score candidate issues, and see who scored what.
    ScoreIssues,
    /// Choose the method of scoring, close it, and record which issues a meeting made priorities.
    DecidePriorities,
    /// Write the rolling plan: its texts, objectives and actions, what goes on in the next year, links to note progress by.
    WritePlan,
    /// Note the progress of actions that an authority leads.
    NoteProgress,
    /// Put documents forward, and record what became of them on their way to adoption.
    TakeToAdoption,
    /// Publish what was adopted, and withdraw a publication.
    Publish,
    /// Keep findings of the evidence, change them and take them away.
    KeepFindings,
    /// Make documents, such as the update for scrutiny.
    MakeDocuments,
    /// Change what task groups measure and say.
    ChangeTaskGroups,
    /// Ask task groups for commentaries, accept them or send them back, and bring figures of all groups in.
    AskTaskGroups,
    /// See the audit record.
    SeeAuditRecord,
    /// Look after one's own account, list and calendar.
    KeepOwnAccount,
}

/// Whether somebody may do a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum May {
    /// They may.
    Yes,
    /// They may where the owner is one whom they act for.
    Own,
    /// They may not.
    No,
}

impl Deed {
    /// All deeds, in the order of the table.
    pub const ALL: [Deed; 29] = [
        Deed::SeeYear,
        Deed::SeePeople,
        Deed::ChangePeople,
        Deed::ChangeAdministrators,
        Deed::ChangePartnership,
        Deed::ChangeTimetable,
        Deed::RecordEvent,
        Deed::ChangeMeetings,
        Deed::ChangeConsultations,
        Deed::ReadReplies,
        Deed::ChangePanels,
        Deed::SendPartnerData,
        Deed::ChangePartnerData,
        Deed::DraftAssessment,
        Deed::ReadDrafts,
        Deed::ProposeIssues,
        Deed::KeepLongList,
        Deed::ScoreIssues,
        Deed::DecidePriorities,
        Deed::WritePlan,
        Deed::NoteProgress,
        Deed::TakeToAdoption,
        Deed::Publish,
        Deed::KeepFindings,
        Deed::MakeDocuments,
        Deed::ChangeTaskGroups,
        Deed::AskTaskGroups,
        Deed::SeeAuditRecord,
        Deed::KeepOwnAccount,
    ];

    /// The deed in words, after "may" or "may not".
    pub fn in_words(self) -> &'static str {
        match self {
            Deed::SeeYear => "see the year, meetings, partnership and briefings",
            Deed::SeePeople => "see people",
            Deed::ChangePeople => "change people who are not administrators",
            Deed::ChangeAdministrators => "change administrators",
            Deed::ChangePartnership => "change the partnership",
            Deed::ChangeTimetable => "change the timetable",
            Deed::RecordEvent => "record what happened to a step",
            Deed::ChangeMeetings => "change meetings and record decisions",
            Deed::ChangeConsultations => "change consultations",
            Deed::ReadReplies => "read replies",
            Deed::ChangePanels => "change panels",
            Deed::SendPartnerData => "send partner data",
            Deed::ChangePartnerData => "change who supplies partner data",
            Deed::DraftAssessment => "draft the assessment",
            Deed::ReadDrafts => "read circulated drafts and comment on them",
            Deed::ProposeIssues => "propose candidate issues",
            Deed::KeepLongList => "set candidate issues aside or merge them",
            Deed::ScoreIssues => "score candidate issues",
            Deed::DecidePriorities => "choose the method of scoring and record priorities",
            Deed::WritePlan => "write the plan",
            Deed::NoteProgress => "note the progress of actions",
            Deed::TakeToAdoption => "put documents forward and record what became of them",
            Deed::Publish => "publish what was adopted and withdraw it",
            Deed::KeepFindings => "keep findings",
            Deed::MakeDocuments => "make documents",
            Deed::ChangeTaskGroups => "change what task groups measure and say",
            Deed::AskTaskGroups => "ask task groups for commentaries and accept them",
            Deed::SeeAuditRecord => "see the audit record",
            Deed::KeepOwnAccount => "look after their own account, list and calendar",
        }
    }

    /// The deed that changes a person from one role to another: `None` before when they are entered, and
    /// after when they are taken away. Nobody becomes an administrator, or ceases to be one, through a
    /// lesser deed.
    ///
    /// ```
    /// use partnership::membership::may::Deed;
    /// use partnership::membership::person::Role;
    /// let promoted = Deed::changing_person(Some(Role::Partner), Some(Role::Administrator));
    /// assert_eq!(promoted, Deed::ChangeAdministrators);
    /// ```
    pub fn changing_person(before: Option<Role>, after: Option<Role>) -> Deed {
        let administrator = Some(Role::Administrator);
        if before == administrator || after == administrator {
            Deed::ChangeAdministrators
        } else {
            Deed::ChangePeople
        }
    }

    /// What nobody could do any more if the people were `after` and no longer `before`, of the two deeds by which
    /// others are given a role. Whoever was the last who could stays until somebody else can.
    pub fn left_to_nobody(before: &[Person], after: &[Person]) -> Option<Deed> {
        let somebody =
            |people: &[Person], deed| people.iter().any(|one| one.role.may(deed) == May::Yes);
        [Deed::ChangePeople, Deed::ChangeAdministrators]
            .into_iter()
            .find(|deed| somebody(before, *deed) && !somebody(after, *deed))
    }
}

impl Deed {
    /// The table's line: who may do it, in the order of [`Role::ALL`].
    fn by_role(self) -> [May; 7] {
        use May::{No, Own, Yes};
        match self {
            Deed::SeeYear => [Yes, Yes, Yes, Yes, Yes, Yes, Yes],
            Deed::SeePeople => [Yes, Yes, No, No, No, No, No],
            Deed::ChangePeople => [Yes, Yes, No, No, No, No, No],
            Deed::ChangeAdministrators => [Yes, No, No, No, No, No, No],
            Deed::ChangePartnership => [Yes, Yes, No, No, No, No, No],
            Deed::ChangeTimetable => [No, Yes, No, No, No, No, No],
            Deed::RecordEvent => [No, Yes, No, Own, Own, No, No],
            Deed::ChangeMeetings => [No, Yes, No, No, No, No, No],
            Deed::ChangeConsultations => [No, Yes, Yes, No, No, No, No],
            Deed::ReadReplies => [No, Yes, Yes, No, No, No, No],
            Deed::ChangePanels => [No, Yes, Yes, No, No, No, No],
            Deed::SendPartnerData => [No, Yes, Yes, Own, Own, No, No],
            Deed::ChangePartnerData => [No, Yes, Yes, No, No, No, No],
            Deed::DraftAssessment => [No, Yes, Yes, No, No, No, Yes],
            Deed::ReadDrafts => [No, Yes, Yes, Yes, Yes, Yes, Yes],
            Deed::ProposeIssues => [No, Yes, Yes, Yes, Yes, No, Yes],
            Deed::KeepLongList => [No, Yes, Yes, No, No, No, No],
            Deed::ScoreIssues => [No, Yes, Yes, Yes, Yes, No, No],
            Deed::DecidePriorities => [No, Yes, No, No, No, No, No],
            Deed::WritePlan => [No, Yes, No, No, No, No, No],
            Deed::NoteProgress => [No, Yes, No, Own, Own, No, No],
            Deed::TakeToAdoption => [No, Yes, No, No, No, No, No],
            Deed::Publish => [No, Yes, No, No, No, No, No],
            Deed::KeepFindings => [No, Yes, Yes, No, No, No, Yes],
            Deed::MakeDocuments => [No, Yes, Yes, No, No, No, Yes],
            Deed::ChangeTaskGroups => [No, Yes, Yes, Own, Own, No, No],
            Deed::AskTaskGroups => [No, Yes, Yes, No, No, No, No],
            Deed::SeeAuditRecord => [Yes, Yes, No, No, No, No, No],
            Deed::KeepOwnAccount => [Yes, Yes, Yes, Yes, Yes, Yes, No],
        }
    }
}

impl Role {
    /// Whether a person in this role may do a deed.
    ///
    /// ```
    /// use partnership::membership::may::Deed;
    /// use partnership::membership::may::May;
    /// use partnership::membership::person::Role;
    /// assert_eq!(Role::Manager.may(Deed::ChangeMeetings), May::Yes);
    /// assert_eq!(Role::TaskGroupLead.may(Deed::RecordEvent), May::Own);
    /// assert_eq!(Role::Councillor.may(Deed::SeePeople), May::No);
    /// assert_eq!(Role::CountyAnalyst.may(Deed::ReadReplies), May::No);
    /// ```
    pub fn may(self, deed: Deed) -> May {
        let [administrator, manager, analyst, lead, partner, councillor, county_analyst] =
            deed.by_role();
        match self {
            Role::Administrator => administrator,
            Role::Manager => manager,
            Role::Analyst => analyst,
            Role::TaskGroupLead => lead,
            Role::Partner => partner,
            Role::Councillor => councillor,
            Role::CountyAnalyst => county_analyst,
        }
    }
}

impl Person {
    /// Whether the person may do a deed to what `owner` sees to, such as a step.
    pub fn may_for(&self, deed: Deed, owner: &str) -> bool {
        match self.role.may(deed) {
            May::Yes => true,
            May::Own => self.acts_for.contains(owner),
            May::No => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use May::{No, Own, Yes};

    /// The table as it was decided: deed, then administrator, manager, analyst, task-group lead, partner,
    /// councillor and county analyst.
    const DECIDED: [(Deed, [May; 7]); 29] = [
        (Deed::SeeYear, [Yes, Yes, Yes, Yes, Yes, Yes, Yes]),
        (Deed::SeePeople, [Yes, Yes, No, No, No, No, No]),
        (Deed::ChangePeople, [Yes, Yes, No, No, No, No, No]),
        (Deed::ChangeAdministrators, [Yes, No, No, No, No, No, No]),
        (Deed::ChangePartnership, [Yes, Yes, No, No, No, No, No]),
        (Deed::ChangeTimetable, [No, Yes, No, No, No, No, No]),
        (Deed::RecordEvent, [No, Yes, No, Own, Own, No, No]),
        (Deed::ChangeMeetings, [No, Yes, No, No, No, No, No]),
        (Deed::ChangeConsultations, [No, Yes, Yes, No, No, No, No]),
        (Deed::ReadReplies, [No, Yes, Yes, No, No, No, No]),
        (Deed::ChangePanels, [No, Yes, Yes, No, No, No, No]),
        (Deed::SendPartnerData, [No, Yes, Yes, Own, Own, No, No]),
        (Deed::ChangePartnerData, [No, Yes, Yes, No, No, No, No]),
        (Deed::DraftAssessment, [No, Yes, Yes, No, No, No, Yes]),
        (Deed::ReadDrafts, [No, Yes, Yes, Yes, Yes, Yes, Yes]),
        (Deed::ProposeIssues, [No, Yes, Yes, Yes, Yes, No, Yes]),
        (Deed::KeepLongList, [No, Yes, Yes, No, No, No, No]),
        (Deed::ScoreIssues, [No, Yes, Yes, Yes, Yes, No, No]),
        (Deed::DecidePriorities, [No, Yes, No, No, No, No, No]),
        (Deed::WritePlan, [No, Yes, No, No, No, No, No]),
        (Deed::NoteProgress, [No, Yes, No, Own, Own, No, No]),
        (Deed::TakeToAdoption, [No, Yes, No, No, No, No, No]),
        (Deed::Publish, [No, Yes, No, No, No, No, No]),
        (Deed::KeepFindings, [No, Yes, Yes, No, No, No, Yes]),
        (Deed::MakeDocuments, [No, Yes, Yes, No, No, No, Yes]),
        (Deed::ChangeTaskGroups, [No, Yes, Yes, Own, Own, No, No]),
        (Deed::AskTaskGroups, [No, Yes, Yes, No, No, No, No]),
        (Deed::SeeAuditRecord, [Yes, Yes, No, No, No, No, No]),
        (Deed::KeepOwnAccount, [Yes, Yes, Yes, Yes, Yes, Yes, No]),
    ];

    #[test]
    fn who_may_do_what_is_as_it_was_decided_cell_by_cell() {
        assert_eq!(DECIDED.map(|(deed, _)| deed), Deed::ALL);
        for (deed, row) in DECIDED {
            for (role, decided) in Role::ALL.into_iter().zip(row) {
                let told = format!("{} may {}", role.in_words(), deed.in_words());
                assert_eq!(role.may(deed), decided, "{told}");
            }
        }
    }

    fn person(role: Role) -> Person {
        Person {
            id: crate::membership::person::PersonId("jane".parse().unwrap()),
            name: "Kent Police".to_owned(),
            email: "jane@example.org".parse().unwrap(),
            role,
            acts_for: ["Domestic Violence Forum".to_owned()].into(),
        }
    }

    #[test]
    fn a_lead_records_only_for_whom_they_act() {
        let lead = person(Role::TaskGroupLead);
        assert!(lead.may_for(Deed::RecordEvent, "Domestic Violence Forum"));
        assert!(!lead.may_for(Deed::RecordEvent, "Maidstone Borough Council"));
        assert!(person(Role::Manager).may_for(Deed::RecordEvent, "Maidstone Borough Council"));
        assert!(!person(Role::Analyst).may_for(Deed::RecordEvent, "Domestic Violence Forum"));
    }

    #[test]
    fn nobody_acts_for_an_organisation_by_taking_its_name() {
        assert!(!person(Role::Partner).may_for(Deed::RecordEvent, "Kent Police"));
    }

    #[test]
    fn the_last_who_can_change_people_or_administrators_stays() {
        let (administrator, manager) = (person(Role::Administrator), person(Role::Manager));
        let both = [administrator.clone(), manager.clone()];
        let left = |after: &[Person]| Deed::left_to_nobody(&both, after);
        assert_eq!(left(&[administrator]), None);
        assert_eq!(left(std::slice::from_ref(&manager)), Some(Deed::ChangeAdministrators));
        assert_eq!(left(&[person(Role::Partner)]), Some(Deed::ChangePeople));
        assert_eq!(Deed::left_to_nobody(&[manager], &[]), Some(Deed::ChangePeople));
        // Nobody could, so nothing is lost.
        assert_eq!(Deed::left_to_nobody(&[person(Role::Partner)], &[]), None);
    }

    #[test]
    fn a_manager_cannot_make_or_unmake_an_administrator() {
        let (partner, administrator) = (Some(Role::Partner), Some(Role::Administrator));
        for (before, after) in [
            (partner, administrator),
            (administrator, partner),
            (None, administrator),
            (administrator, None),
        ] {
            let deed = Deed::changing_person(before, after);
            assert_eq!(Role::Manager.may(deed), No, "{before:?} to {after:?}");
        }
        for (before, after) in [(partner, Some(Role::Analyst)), (None, partner), (partner, None)] {
            let deed = Deed::changing_person(before, after);
            assert_eq!(Role::Manager.may(deed), Yes, "{before:?} to {after:?}");
        }
    }
}
