//! The parts of a partnership's pages: which are in the navigation, and in which of them a page is.
//!
//! In comes the address of a page; out go the main places as they are seen from it, and those beside it in its group.

use partnership::membership::may::Deed;

use crate::page::Destination;
use crate::who::visitor::Visitor;
use crate::who::visitor::Way;

/// A part of a partnership's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// This year: the timeline, what is due, the update for scrutiny.
    Year,
    /// The timetable and its steps.
    Timetable,
    /// Meetings.
    Meetings,
    /// Consultations, their replies and results.
    Consultations,
    /// Neighbourhood panels and what was raised there.
    Panels,
    /// Partner data: returns, series, who supplies them.
    PartnerData,
    /// The assessment as it is drafted.
    Assessment,
    /// The long list, its scores and what was decided to put first.
    Priorities,
    /// The rolling plan, its actions and their progress.
    Plan,
    /// Documents on their way to adoption.
    Adoption,
    /// What is published for everybody.
    Publication,
    /// The golden thread: what rests on what.
    Thread,
    /// The evidence: enquiries and findings.
    Evidence,
    /// Task groups, their measures and commentaries.
    TaskGroups,
    /// Briefings, their figures and what those rest on.
    Briefings,
    /// The partnership.
    Partnership,
    /// Its people, and those who read by a link.
    People,
    /// The audit record.
    Audit,
    /// One's own list and account.
    Mine,
}

impl Section {
    /// The section of the page at an address below the partnership's own. Each page has its section by the first part
    /// of its address, and no handler says it again.
    fn of(below: &str) -> Option<Section> {
        let first = below.trim_start_matches('/').split('/').next().unwrap_or_default();
        Section::all().find(|section| section.first_parts().contains(&first))
    }

    /// All of them, in the order of the navigation.
    fn all() -> impl Iterator<Item = Section> {
        Group::ALL.iter().flat_map(|group| group.sections()).copied()
    }

    fn in_words(self) -> &'static str {
        match self {
            Section::Year => "This year",
            Section::Timetable => "Timetable",
            Section::Meetings => "Meetings",
            Section::Consultations => "Consultations",
            Section::Panels => "Panels",
            Section::PartnerData => "Partner data",
            Section::Assessment => "Assessment",
            Section::Priorities => "Priorities",
            Section::Plan => "Plan",
            Section::Adoption => "Adoption",
            Section::Publication => "Publication",
            Section::Thread => "Golden thread",
            Section::Evidence => "Evidence",
            Section::TaskGroups => "Task groups",
            Section::Briefings => "Briefings",
            Section::Partnership => "Partnership",
            Section::People => "People",
            Section::Audit => "Audit record",
            Section::Mine => "My list",
        }
    }

    /// With what the addresses of its pages begin, below the partnership's own: first where it begins itself.
    fn first_parts(self) -> &'static [&'static str] {
        match self {
            Section::Year => &["", "scrutiny-update"],
            Section::Timetable => &["timetable", "steps"],
            Section::Meetings => &["meetings"],
            Section::Consultations => &["consultations"],
            Section::Panels => &["panels"],
            Section::PartnerData => &["partner-data"],
            Section::Assessment => &["assessment"],
            Section::Priorities => &["priorities"],
            Section::Plan => &["plan"],
            Section::Adoption => &["adoption"],
            Section::Publication => &["publish", "distribution"],
            Section::Thread => &["thread"],
            Section::Evidence => &["evidence"],
            Section::TaskGroups => &["task-groups"],
            Section::Briefings => &["briefings", "trace"],
            Section::Partnership => &["partnership"],
            Section::People => &["people", "readers"],
            Section::Audit => &["audit"],
            Section::Mine => &["me"],
        }
    }

    /// Where it begins, below the partnership's own address.
    fn path(self) -> String {
        match self.first_parts() {
            ["", ..] | [] => String::new(),
            [first, ..] => format!("/{first}"),
        }
    }

    /// It as a place to go to, marked if the page is there.
    fn seen_by(self, visitor: &Visitor, active: bool) -> Destination {
        let href = visitor.path(&self.path());
        Destination {
            text: self.in_words().to_owned(),
            current: href == visitor.asked,
            active,
            href,
        }
    }

    /// What one must be allowed to do to see it.
    fn deed(self) -> Deed {
        match self {
            Section::Year
            | Section::Timetable
            | Section::Meetings
            | Section::Consultations
            | Section::Panels
            | Section::PartnerData
            | Section::Evidence
            | Section::TaskGroups
            | Section::Briefings
            | Section::Partnership => Deed::SeeYear,
            Section::Assessment
            | Section::Priorities
            | Section::Plan
            | Section::Adoption
            | Section::Thread => Deed::ReadDrafts,
            Section::Publication => Deed::Publish,
            Section::People => Deed::SeePeople,
            Section::Audit => Deed::SeeAuditRecord,
            Section::Mine => Deed::KeepOwnAccount,
        }
    }
}

/// Sections that belong together, as the year goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// When what is due, and who meets.
    Year,
    /// What is known.
    Evidence,
    /// What people say.
    Consultations,
    /// What it comes to.
    Assessment,
    /// Who they are, and who did what.
    Partnership,
    /// What is one's own.
    Mine,
}

impl Group {
    /// All of them, in the order of the navigation.
    const ALL: [Group; 6] = [
        Group::Year,
        Group::Evidence,
        Group::Consultations,
        Group::Assessment,
        Group::Partnership,
        Group::Mine,
    ];

    /// Its sections, in their order. A group is called like the first.
    fn sections(self) -> &'static [Section] {
        match self {
            Group::Year => &[Section::Year, Section::Timetable, Section::Meetings],
            Group::Evidence => &[
                Section::Evidence,
                Section::Briefings,
                Section::PartnerData,
                Section::Panels,
                Section::TaskGroups,
            ],
            Group::Consultations => &[Section::Consultations],
            Group::Assessment => &[
                Section::Assessment,
                Section::Priorities,
                Section::Plan,
                Section::Adoption,
                Section::Publication,
                Section::Thread,
            ],
            Group::Partnership => &[Section::Partnership, Section::People, Section::Audit],
            Group::Mine => &[Section::Mine],
        }
    }
}

/// The main places that a visitor may see, as seen from the page that they asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Navigation {
    /// A place for each group: the one in which the page is, is marked.
    pub groups: Vec<Destination>,
    /// What the group of the page is called; empty where it has no other section.
    pub group: String,
    /// The sections of the group of the page, where there are several: the page's own is marked.
    pub sections: Vec<Destination>,
}

impl Navigation {
    /// The places for a visitor.
    pub(super) fn of(visitor: &Visitor) -> Navigation {
        let home = visitor.path("");
        let here = visitor.asked.strip_prefix(&home).and_then(Section::of);
        let mut navigation = Navigation::default();
        for group in Group::ALL {
            let may_see = |section: &Section| visitor.can(section.deed());
            let seen: Vec<Section> = group.sections().iter().copied().filter(may_see).collect();
            let Some(first) = seen.first() else { continue };
            let is_here = here.is_some_and(|here| seen.contains(&here));
            navigation.groups.push(first.seen_by(visitor, is_here));
            if is_here && seen.len() > 1 {
                first.in_words().clone_into(&mut navigation.group);
                let seen = seen.iter();
                navigation.sections =
                    seen.map(|one| one.seen_by(visitor, here == Some(*one))).collect();
            }
        }
        if let Way::LetIn(home) = &visitor.way {
            navigation.groups.push(home.way_back());
        }
        navigation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_in_the_section_that_its_address_begins_with() {
        for (below, section) in [
            ("", Section::Year),
            ("/scrutiny-update", Section::Year),
            ("/timetable/2015-16/days", Section::Timetable),
            ("/steps/2015-16/plan-written", Section::Timetable),
            ("/consultations/2015-16/smp-2015", Section::Consultations),
            ("/panels/shepway/issues/3", Section::Panels),
            ("/assessment/2015-16/preview", Section::Assessment),
            ("/priorities/2015-16/ranking", Section::Priorities),
            ("/plan/2015-16/board", Section::Plan),
            ("/adoption/2015-16/plan", Section::Adoption),
            ("/publish/2/withdraw", Section::Publication),
            ("/distribution/sendings/1", Section::Publication),
            ("/thread/action:2015-16/4", Section::Thread),
            ("/trace", Section::Briefings),
            ("/briefings/E07000110/2014-Q1", Section::Briefings),
            ("/readers/new", Section::People),
            ("/me/second-factor", Section::Mine),
        ] {
            assert_eq!(Section::of(below), Some(section), "{below}");
        }
        assert_eq!(Section::of("/somewhere/else"), None);
        assert_eq!(Section::of("/timetables"), None);
    }

    #[test]
    fn each_address_is_in_one_section() {
        let mut all: Vec<_> = Section::all().flat_map(|one| one.first_parts()).collect();
        let parts = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), parts);
    }
}
