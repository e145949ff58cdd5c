//! Asking task groups for their commentaries on a quarter, reminding them, and taking the asking back.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::membership::person::EmailAddress;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use partnership::task_groups::asking::STANDS_AFTER;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::due::CommentaryDays;
use partnership::task_groups::due::TO_WRITE;
use partnership::task_groups::due::may_be_asked;
use partnership::terms::day::Day;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::timetable::spoken::Spoken;
use partnership::timetable::working_days::working_day_from;
use records::AskedOf;
use records::CommentaryLink;
use records::Held;
use records::Once;
use tower_sessions::Session;

use crate::guard::rate::TooMany;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::task_groups::letters;
use crate::task_groups::refused;
use crate::task_groups::which::Group;
use crate::task_groups::which::Known;
use crate::task_groups::which::around;
use crate::task_groups::which::quarter_in;
use crate::who::token::Token;
use crate::who::visitor::Visitor;

/// What is told where a letter was wanted and none can go.
const NO_MAIL: &str =
    "No reminder goes: mail is not set up. Make a link for whoever writes, and hand it over.";

/// The form.
#[derive(Debug, serde::Serialize)]
struct AskPage {
    form: Shown,
    path: String,
    back: String,
    lines: Vec<Line>,
    hint: String,
    no_mail: bool,
}

/// A group that can be asked.
#[derive(Debug, serde::Serialize)]
struct Line {
    slug: String,
    name: String,
    ticked: bool,
}

/// A link that is shown once.
#[derive(Debug, serde::Serialize)]
struct LinkPage {
    address: String,
    name: String,
    group: String,
    until: String,
    next: String,
}

/// What is known of a quarter when groups are asked.
struct Asking {
    known: Known,
    quarter: Quarter,
    links: Vec<CommentaryLink>,
    people: Vec<Person>,
    /// When it is due, as it is proposed, and why then.
    due: (Day, String),
}

impl Asking {
    async fn of(visitor: &Visitor, text: &str) -> Result<Asking, PageError> {
        visitor.may(Deed::AskTaskGroups)?;
        let quarter = quarter_in(text)?;
        let early = may_be_asked(quarter, visitor.today);
        early.map_err(|early| PageError::Refused(early.to_string()))?;
        let people = visitor.book.people().await?.into_iter().map(|held| held.value).collect();
        Ok(Asking {
            known: Known::of(&visitor.book, visitor.today).await?,
            links: visitor.book.commentary_links().await?,
            due: proposed(visitor, quarter).await?,
            quarter,
            people,
        })
    }

    /// The groups at work that were not asked yet.
    fn open(&self) -> impl Iterator<Item = &Group> {
        let asked = |group: &Group| self.known.commentary(&group.name, self.quarter).is_some();
        self.known.groups.iter().filter(move |group| group.is_at_work && !asked(group))
    }

    /// The form with everybody ticked, and whoever wrote the last time or leads the group.
    fn filled(&self) -> Form {
        let mut form = Form::default();
        for group in self.open() {
            form.put("groups", &group.slug);
            if let Some((name, email)) = self.whom(&group.name) {
                form.put(&format!("name-{}", group.slug), &name);
                form.put(&format!("email-{}", group.slug), &email);
            }
        }
        form.put("due", &self.due.0.in_words());
        form
    }

    fn whom(&self, group: &str) -> Option<(String, String)> {
        let own = self.known.commentaries.iter().filter(|(_, held)| held.value.group == group);
        let mut own: Vec<_> = own.collect();
        own.sort_by_key(|(_, held)| std::cmp::Reverse(held.value.quarter));
        let before = own
            .iter()
            .find_map(|(number, _)| self.links.iter().find(|link| link.commentary == *number));
        let acting = || self.people.iter().filter(|person| person.acts_for.contains(group));
        let lead =
            acting().find(|person| person.role == Role::TaskGroupLead).or_else(|| acting().next());
        match (before, lead) {
            (Some(link), _) => Some((link.asked.name.clone(), link.asked.email.to_string())),
            (None, Some(lead)) => Some((lead.name.clone(), lead.email.to_string())),
            (None, None) => None,
        }
    }
}

/// When commentaries are to be due: worked back from the next meeting for which there is time, or else in three weeks.
async fn proposed(visitor: &Visitor, quarter: Quarter) -> Result<(Day, String), PageError> {
    let mut due = Vec::new();
    for cycle in visitor.book.cycles().await? {
        let Some(held) = visitor.book.year(cycle).await? else { continue };
        let meetings = held.year.meetings.iter().filter_map(|meeting| meeting.when.day());
        due.extend(
            meetings.filter_map(|day| Some((CommentaryDays::before(day, quarter).ok()?, day))),
        );
    }
    due.retain(|(days, _)| days.due > visitor.today);
    Ok(match due.into_iter().min_by_key(|(days, _)| days.due) {
        Some((days, meeting)) => (
            days.due,
            format!(
                "{} leaves time to read them before the papers for the meeting on {} are due.",
                days.due.in_words(),
                meeting.in_words()
            ),
        ),
        None => {
            let day = working_day_from(visitor.today.plus_days(TO_WRITE));
            (day, format!("Such as {}.", day.in_words()))
        }
    })
}

/// Asks whom to ask.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, text)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let asking = Asking::of(&visitor, &text).await?;
    draw(&visitor, &asking, &asking.filled())
}

/// Asks the groups that were ticked, and sends their letters.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Path((_, text)): Path<(String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let asking = Asking::of(&visitor, &text).await?;
    let mut form = Form::of(pairs);
    let Some((asked, due)) = read(&asking, &mut form, visitor.today) else {
        return draw(&visitor, &asking, &form);
    };
    for (group, of) in &asked {
        let one = Commentary::asked(&group.name, asking.quarter, visitor.today, due);
        match visitor.book.ask_for_commentary(&visitor.signed(), &one).await {
            Ok(number) => visitor.book.ask_by_link(number, of).await?,
            Err(error) => refused::note(&mut form, "groups", error)?,
        }
    }
    if form.has_faults() {
        return draw(&visitor, &Asking::of(&visitor, &text).await?, &form);
    }
    begin(&visitor);
    let how = if visitor.app.settings.mail.is_some() {
        "Letters with links are on their way."
    } else {
        "Mail is not set up: make a link for each, and hand it over."
    };
    let count = match asked.len() {
        1 => "One task group was asked.".to_owned(),
        several => format!("{several} task groups were asked."),
    };
    visitor.tell(&session, &format!("{count} {how}")).await?;
    Ok(Redirect::to(&quarter_path(&visitor, asking.quarter)).into_response())
}

/// Whom the form asks, and by when; what is wrong stands in it.
fn read<'a>(
    asking: &'a Asking,
    form: &mut Form,
    today: Day,
) -> Option<(Vec<(&'a Group, AskedOf)>, Day)> {
    let due: Option<Spoken<Day>> = form.value("due", "enter the day by which they are due");
    let due = due.map(|due| due.0);
    if due.is_some_and(|due| due <= today) {
        form.fault("due", "the day by which they are due has come already; enter a later one");
    }
    let ticked: Vec<String> = form.texts("groups").map(str::to_owned).collect();
    let chosen: Vec<&Group> = asking.open().filter(|group| ticked.contains(&group.slug)).collect();
    if chosen.is_empty() {
        form.fault("groups", "tick at least one task group");
    }
    let until = due.unwrap_or(today).plus_days(STANDS_AFTER);
    let mut asked = Vec::new();
    for group in chosen {
        let name = form.needed(
            &format!("name-{}", group.slug),
            &format!("enter who writes for the {}", group.name),
        );
        let email: Option<EmailAddress> = form.value(
            &format!("email-{}", group.slug),
            &format!("enter the e-mail address of whoever writes for the {}", group.name),
        );
        if let (Some(name), Some(email)) = (name, email) {
            asked.push((group, AskedOf { name, email, until }));
        }
    }
    let due = due.filter(|_| !form.has_faults())?;
    Some((asked, due))
}

fn draw(visitor: &Visitor, asking: &Asking, form: &Form) -> Result<Response, PageError> {
    let back = quarter_path(visitor, asking.quarter);
    let line = |group: &Group| Line {
        slug: group.slug.clone(),
        name: group.name.clone(),
        ticked: form.texts("groups").any(|slug| slug == group.slug),
    };
    let it = AskPage {
        path: format!("{back}/ask"),
        lines: asking.open().map(line).collect(),
        hint: asking.due.1.clone(),
        no_mail: visitor.app.settings.mail.is_none(),
        form: form.shown(),
        back,
    };
    let quarter = Period::Quarter(asking.quarter).in_words();
    let around =
        around(visitor, "Ask for commentaries").below(&quarter, it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "task_groups/ask.html", around, &it)?.into_response())
}

/// The commentary of a number, for whoever may ask.
pub(super) async fn found(visitor: &Visitor, number: i64) -> Result<Held<Commentary>, PageError> {
    visitor.may(Deed::AskTaskGroups)?;
    let all = visitor.book.commentaries(None).await?;
    let found = all.into_iter().find(|(one, _)| *one == number);
    found.map(|(_, held)| held).ok_or(PageError::NotFound)
}

/// Reminds whoever is asked for one commentary.
pub(super) async fn remind(
    visitor: Visitor,
    session: Session,
    Path((_, number)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let held = found(&visitor, number).await?;
    let told = if visitor.app.settings.mail.is_none() {
        NO_MAIL.to_owned()
    } else {
        match visitor.book.remind_of_commentary(number).await? {
            Once::Now => format!("A reminder goes to whoever writes for the {}.", held.value.group),
            Once::Already => {
                "A letter is under way already, or nobody is asked by a link.".to_owned()
            }
        }
    };
    begin(&visitor);
    visitor.tell(&session, &told).await?;
    Ok(Redirect::to(&quarter_path(&visitor, held.value.quarter)).into_response())
}

/// Reminds everybody who has not sent theirs.
pub(super) async fn remind_all(
    visitor: Visitor,
    session: Session,
    Path((_, text)): Path<(String, String)>,
) -> Result<Response, PageError> {
    visitor.may(Deed::AskTaskGroups)?;
    let quarter = quarter_in(&text)?;
    if visitor.app.settings.mail.is_none() {
        visitor.tell(&session, NO_MAIL).await?;
        return Ok(Redirect::to(&quarter_path(&visitor, quarter)).into_response());
    }
    let mut reminded = 0;
    for (number, held) in visitor.book.commentaries(Some(quarter)).await? {
        if held.value.is_with_lead()
            && visitor.book.remind_of_commentary(number).await? == Once::Now
        {
            reminded += 1;
        }
    }
    begin(&visitor);
    visitor.tell(&session, &format!("Reminders to be sent: {reminded}.")).await?;
    Ok(Redirect::to(&quarter_path(&visitor, quarter)).into_response())
}

/// Makes a link to be handed over, and shows it once.
pub(super) async fn make_link(
    visitor: Visitor,
    Path((_, number)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let held = found(&visitor, number).await?;
    let links = visitor.book.commentary_links().await?;
    let link =
        links.into_iter().find(|link| link.commentary == number).ok_or(PageError::NotFound)?;
    let token = Token::random().map_err(|error| PageError::Broken(error.to_string()))?;
    let (Once::Now | Once::Already) =
        visitor.book.renew_commentary_link(number, &token.fingerprint()).await?;
    let it = LinkPage {
        address: visitor.app.settings.origin.page(&letters::path(&visitor.book, &token)),
        name: link.asked.name,
        group: held.value.group.clone(),
        until: link.asked.until.in_words(),
        next: quarter_path(&visitor, held.value.quarter),
    };
    let quarter = Period::Quarter(held.value.quarter).in_words();
    let around = around(&visitor, "A link to hand over").below(&quarter, it.next.clone());
    Ok(page::draw(&visitor.app, "task_groups/link_made.html", around, &it)?.into_response())
}

/// Takes the asking back, as long as nothing is written.
pub(super) async fn take_back(
    visitor: Visitor,
    session: Session,
    Path((_, number)): Path<(String, i64)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let held = found(&visitor, number).await?;
    let seen = Form::of(pairs).seen()?;
    let taken = visitor.book.take_back_asking(&visitor.signed(), (number, seen)).await;
    taken.map_err(refused::told)?;
    let told = format!("The {} is no longer asked. Its link cannot be followed.", held.value.group);
    visitor.tell(&session, &told).await?;
    Ok(Redirect::to(&quarter_path(&visitor, held.value.quarter)).into_response())
}

/// Begins to send what is due. Where too much is under way, the next round of letters does: what is due is kept.
pub(super) fn begin(visitor: &Visitor) {
    let sending = letters::send_apart(visitor.app.clone(), visitor.book.clone(), visitor.today);
    let _later: Result<(), TooMany> = visitor.app.errands.begin(sending);
}

/// The address of a quarter's page.
pub(super) fn quarter_path(visitor: &Visitor, quarter: Quarter) -> String {
    visitor.path(&format!("/task-groups/quarters/{quarter}"))
}
