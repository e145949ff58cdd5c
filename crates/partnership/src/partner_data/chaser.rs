//! Chasers: who is told today of which return that is due or late.
//!
//! In come the returns as they stand and the people; out go chasers, and a letter that holds those of one person. The days
//! are those of every reminder; each chaser has a key that stays the same, so that it is sent once.

use crate::membership::may::Deed;
use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::partner_data::standing::ReturnLine;
use crate::partner_data::standing::ReturnStanding;
use crate::reminders::Occasion;
use crate::reminders::letter::ENGLISH;
use crate::reminders::letter::Letter;
use crate::reminders::letter::section;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;

/// Something that a person is told of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chaser {
    /// Who is told.
    pub to: PersonId,
    /// Why today.
    pub occasion: Occasion,
    /// What is due or late, by whom and when.
    pub told: String,
    /// That files were sent and refused; empty where none was.
    pub refused: &'static str,
    /// Its name for good: the same chaser, made again, has the same one.
    pub key: String,
}

/// Who is told of which return today, in the order of the returns.
///
/// Those who act for the supplier and may send are. Managers are told of what is late, and of what nobody acts for, so that no return
/// is missed unseen. What was received, even late, is chased no more.
pub fn chasers(lines: &[ReturnLine<'_>], people: &[Person], today: Day) -> Vec<Chaser> {
    let mut chasers = Vec::new();
    for line in lines {
        let is_wanted = match line.standing {
            ReturnStanding::Due | ReturnStanding::Late(_) => true,
            ReturnStanding::UnderWay | ReturnStanding::Received { .. } => false,
        };
        let Some(occasion) = Occasion::of(line.due, today).filter(|_| is_wanted) else { continue };
        let told = people.iter().filter(|person| is_told(person, line, occasion, people));
        chasers.extend(told.map(|person| Chaser {
            to: person.id.clone(),
            occasion,
            told: told_of(line),
            refused: refused_of(line),
            key: key(line, occasion, &person.id),
        }));
    }
    chasers
}

fn is_told(person: &Person, line: &ReturnLine<'_>, occasion: Occasion, people: &[Person]) -> bool {
    let organisation = &line.supplier.organisation;
    let acts = |person: &Person| {
        person.acts_for.contains(organisation)
            && person.may_for(Deed::SendPartnerData, organisation)
    };
    let late = match occasion {
        Occasion::Late(_) => true,
        Occasion::Ahead(_) | Occasion::Today => false,
    };
    acts(person) || person.role == Role::Manager && (late || !people.iter().any(acts))
}

fn told_of(line: &ReturnLine<'_>) -> String {
    let what = capitalised(line.supplier.of.in_words());
    let (span, organisation) = (Period::Quarter(line.quarter).span(), &line.supplier.organisation);
    format!("{what} of {organisation}, {span}: {}", line.in_words())
}

fn refused_of(line: &ReturnLine<'_>) -> &'static str {
    match line.refused {
        0 => "",
        1 => " A file was sent and refused; its report says why.",
        _ => " Files were sent and refused; their reports say why.",
    }
}

fn key(line: &ReturnLine<'_>, occasion: Occasion, person: &PersonId) -> String {
    let (supplier, quarter, due) = (&line.supplier.id, line.quarter, line.due);
    format!("return/{supplier}/{quarter}/{due}/{}/{person}", occasion.as_key())
}

/// The letter that holds all of a person's chasers of a day; none where they have none.
pub fn chasing(person: &Person, chasers: &[Chaser]) -> Option<Letter> {
    let own: Vec<&Chaser> = chasers.iter().filter(|chaser| chaser.to == person.id).collect();
    let first = own.first()?;
    let is_late = |chaser: &&&Chaser| matches!(chaser.occasion, Occasion::Late(_));
    let told = |of: Vec<&&Chaser>| {
        of.into_iter().map(|one| format!("{}.{}", one.told, one.refused)).collect::<Vec<_>>()
    };
    let late = told(own.iter().filter(is_late).collect());
    let due = told(own.iter().filter(|one| !is_late(one)).collect());
    let subject = match own.as_slice() {
        [_] => first.told.clone(),
        several => {
            let late = if late.is_empty() { "due" } else { "due or late" };
            format!("{} returns of partner data are {late}", capitalised(&counted(several.len())))
        }
    };
    let how = "Send each file under Partner data, on the page of its return, where its columns are listed.";
    let how = section("how", "How to send one", &[how.to_owned()]);
    let sections = [section("late", "Late", &late), section("due", "Due", &due), how];
    Some(Letter {
        to: person.clone(),
        language: ENGLISH,
        subject,
        sections: sections.into_iter().flatten().collect(),
        keys: own.iter().map(|chaser| chaser.key.clone()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partner_data::standing::standings;
    use crate::partner_data::supplier::Supplier;

    fn supplier() -> Supplier {
        let json = serde_json::json!({
            "id": "kent-police", "of": "police", "organisation": "Kent Police", "from": "2014-Q1",
            "until": "2014-Q1",
        });
        serde_json::from_value(json).unwrap()
    }

    fn person(id: &str, role: Role, acts_for: &[&str]) -> Person {
        Person {
            id: PersonId(id.parse().unwrap()),
            name: id.to_owned(),
            email: format!("{id}@example.org").parse().unwrap(),
            role,
            acts_for: acts_for.iter().map(|owner| (*owner).to_owned()).collect(),
        }
    }

    fn told_on(people: &[Person], today: &str) -> Vec<(String, String)> {
        let (suppliers, today) = ([supplier()], today.parse().unwrap());
        let found = chasers(&standings(&suppliers, &[], today), people, today);
        found.into_iter().map(|chaser| (chaser.to.to_string(), chaser.key)).collect()
    }

    #[test]
    fn whoever_acts_for_the_supplier_is_told_ahead_and_the_manager_once_it_is_late() {
        let people = [
            person("inspector", Role::Partner, &["Kent Police"]),
            person("manager", Role::Manager, &[]),
            person("other", Role::Partner, &["Kent Fire and Rescue Service"]),
        ];
        let to = |today| told_on(&people, today).into_iter().map(|(to, _)| to).collect::<Vec<_>>();
        assert_eq!(to("2014-09-16"), ["inspector"]);
        assert_eq!(to("2014-09-17"), Vec::<String>::new());
        assert_eq!(to("2014-09-30"), ["inspector"]);
        assert_eq!(to("2014-10-01"), ["inspector", "manager"]);
        assert_eq!(to("2014-10-02"), Vec::<String>::new());
        assert_eq!(to("2014-10-08"), ["inspector", "manager"]);
        let keys = told_on(&people, "2014-10-08");
        assert_eq!(keys[0].1, "return/kent-police/2014-Q1/2014-09-30/late-1/inspector");
    }

    #[test]
    fn what_nobody_acts_for_is_told_to_the_manager_ahead() {
        let people = [person("manager", Role::Manager, &[])];
        assert_eq!(told_on(&people, "2014-09-16").len(), 1);
    }

    #[test]
    fn whoever_acts_for_the_supplier_and_may_not_send_is_not_told_and_the_manager_is() {
        let people = [
            person("councillor", Role::Councillor, &["Kent Police"]),
            person("manager", Role::Manager, &[]),
        ];
        let told: Vec<String> =
            told_on(&people, "2014-09-16").into_iter().map(|(to, _)| to).collect();
        assert_eq!(told, ["manager"]);
    }

    #[test]
    fn a_letter_tells_what_is_late_and_how_to_send_it() {
        let inspector = person("inspector", Role::Partner, &["Kent Police"]);
        let (mut suppliers, today) = ([supplier()], "2014-10-08".parse().unwrap());
        suppliers[0].organisation = "St. Mary’s Watch".to_owned();
        let inspector = Person { acts_for: ["St. Mary’s Watch".to_owned()].into(), ..inspector };
        let lines = standings(&suppliers, &[], today);
        let found = chasers(&lines, std::slice::from_ref(&inspector), today);
        let letter = chasing(&inspector, &found).unwrap();
        assert_eq!(
            letter.subject,
            "Police return of St. Mary’s Watch, April to June 2014: Late by 8 days; it was due by 30 September 2014"
        );
        let headings: Vec<&str> =
            letter.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, ["Late", "How to send one"]);
        assert_eq!(letter.keys.len(), 1);
        assert_eq!(chasing(&person("nobody", Role::Partner, &[]), &found), None);
    }
}
