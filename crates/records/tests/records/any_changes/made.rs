//! Making a change in the records, by somebody who looks at them first.

use partnership::membership::TypedPartnership;
use records::Book;
use records::HeldYear;
use records::Version;

use crate::any_changes::change::Change;
use crate::any_changes::change::FLOODED;
use crate::any_changes::change::OfMeeting;
use crate::any_changes::change::OfPerson;
use crate::any_changes::change::OfStep;
use crate::any_changes::change::a_meeting;
use crate::any_changes::change::numbered;
use crate::any_changes::change::someone;
use crate::any_changes::model::changed;
use crate::maidstone::*;

/// What nobody can have seen: said of what is not there.
const NEVER: Version = Version(0);

/// Makes a change in the records; whether it was made.
pub(crate) async fn made(book: &Book, change: &Change) -> bool {
    let held = year(book).await;
    match change {
        Change::Rename(name) => {
            let name = name.clone();
            described(book, |typed| typed.name = name).await
        }
        Change::DropBody(number) => {
            let drop_one = |typed: &mut TypedPartnership| {
                typed.bodies.remove(number % typed.bodies.len());
            };
            described(book, drop_one).await
        }
        Change::Step(number, of) => of_step(book, &held, *number, of).await,
        Change::Happen(event) => {
            book.record_event(&signed(2), cycle(), event, today()).await.is_ok()
        }
        Change::Meeting(number, of) => of_meeting(book, &held, *number, of).await,
        Change::Person(number, of) => of_person(book, *number, of).await,
        Change::Late(number) => {
            let step = changed(&numbered(*number), "too late", "2015-03-05");
            let Version(now) = held.steps.get(&step.id).copied().unwrap_or(NEVER);
            book.change_step(&signed(2), cycle(), Version(now - 1), step).await.is_ok()
        }
    }
}

async fn described(book: &Book, change: impl FnOnce(&mut TypedPartnership)) -> bool {
    let held = book.partnership().await.unwrap();
    let mut typed = held.value.typed().clone();
    change(&mut typed);
    book.change_partnership(&signed(2), held.version, typed).await.is_ok()
}

async fn of_step(book: &Book, held: &HeldYear, number: usize, of: &OfStep) -> bool {
    let (signed, new) = (signed(2), numbered(number));
    let seen = held.steps.get(&new.id).copied().unwrap_or(NEVER);
    match of {
        OfStep::Enter => book.enter_step(&signed, cycle(), new).await.is_ok(),
        OfStep::Change { owner, when } => {
            let now = held.year.timetable.step(&new.id).unwrap_or(&new);
            let step = changed(now, owner, when);
            book.change_step(&signed, cycle(), seen, step).await.is_ok()
        }
        OfStep::Remove => book.remove_step(&signed, cycle(), seen, &new.id).await.is_ok(),
    }
}

async fn of_meeting(book: &Book, held: &HeldYear, number: usize, of: &OfMeeting) -> bool {
    let (signed, id) = (signed(2), a_meeting(number, 0).id);
    let seen = held.meetings.get(&id).copied().unwrap_or(NEVER);
    let item = |step: &usize| {
        let which = (id.clone(), numbered(*step).id);
        (held.items.get(&which).copied().unwrap_or(NEVER), which.1)
    };
    match of {
        OfMeeting::Enter(step) => {
            book.enter_meeting(&signed, cycle(), a_meeting(number, *step), today()).await.is_ok()
        }
        OfMeeting::Move(to) => {
            let date = when(to).try_into().unwrap();
            book.move_meeting(&signed, cycle(), seen, (&id, date), (FLOODED, today())).await.is_ok()
        }
        OfMeeting::Remove => book.remove_meeting(&signed, cycle(), seen, &id).await.is_ok(),
        OfMeeting::List(step) => {
            let listed = a_meeting(number, *step).agenda.remove(0);
            book.list_item(&signed, cycle(), &id, listed, today()).await.is_ok()
        }
        OfMeeting::AddPaper(step) => {
            let ((seen, step), title) = (item(step), "Appendix".to_owned());
            book.add_paper(&signed, cycle(), seen, (&id, &step), title).await.is_ok()
        }
        OfMeeting::Do(step, deed) => {
            let ((seen, step), deed) = (item(step), deed.clone());
            let which = (&id, &step);
            book.change_agenda_item(&signed, cycle(), seen, which, deed, today()).await.is_ok()
        }
    }
}

async fn of_person(book: &Book, number: usize, of: &OfPerson) -> bool {
    let (signed, id) = (signed(2), someone(number, 0).id);
    let people = book.people().await.unwrap();
    let held = people.iter().find(|held| held.value.id == id);
    let seen = held.map_or(NEVER, |held| held.version);
    match of {
        OfPerson::Enter(address) => {
            book.enter_person(&signed, someone(number, *address)).await.is_ok()
        }
        OfPerson::Change(address) => {
            book.change_person(&signed, seen, someone(number, *address)).await.is_ok()
        }
        OfPerson::Remove => book.remove_person(&signed, seen, &id).await.is_ok(),
    }
}
