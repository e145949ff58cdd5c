//! The record of processing activities, as article 30(1) of the UK GDPR asks for it.

use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Tables;
use crate::protection::Facts;
use crate::protection::Lying;
use crate::protection::TO_BE_COMPLETED;
use crate::protection::row;
use crate::terms::wording::counted;

/// On what public task it rests.
const TASK: &str = "Crime and Disorder Act 1998, sections 5 to 7; UK GDPR, article 6(1)(e)";
const SETTINGS: &str = "the settings of the server (saferplan.toml and its environment)";
const PROGRAM: &str = "what the program does: its privacy notice, and docs/threat-model.md";

const TRANSFERS: &str =
    "The program makes none; where server, backups and mail server stand is to be completed";
const SECURITY: &str = "Two factors, roles, TLS, passwords hashed by Argon2id, secrets of second factors encrypted, an \
    audit record that cannot be altered unseen, counts below 5 withheld; what is not done stands in docs/asvs.md";

/// What is done with the data of whom: activity, whose, what, why, who sees it.
const ACTIVITIES: [(&str, [&str; 4]); 7] = [
    (
        "Signing in",
        [
            "Officers of the partnership’s bodies, councillors",
            "Name, work e-mail address, role, for whom they act; hash of a password, encrypted secret of a second factor",
            "To let in those who may, and to show who did what",
            "Administrators and managers; nobody sees what proves who they are",
        ],
    ),
    (
        "The audit record",
        [
            "The same",
            "Who entered, changed or decided what, and when",
            "To account for the partnership’s decisions",
            "Administrators and managers",
        ],
    ),
    (
        "Consulting",
        [
            "Whoever answers a consultation",
            "Answers, free words, and what people say of themselves, which may be special categories; the day, and neither name \
         nor address of a connection",
            "To consult as the law asks before the plan is decided",
            "Managers and analysts; what is published withholds counts below 5",
        ],
    ),
    (
        "Inviting to a consultation",
        [
            "Whoever is invited",
            "E-mail address, and whether the link was used",
            "To send the link and one reminder; it is not tied to the answers",
            "Managers and analysts",
        ],
    ),
    (
        "Panels",
        [
            "Whoever raises an issue, and whom it may point to",
            "What was said, the place, what was done",
            "To hear what concerns people, and to tell them what became of it",
            "Managers and analysts; others see kinds and places alone",
        ],
    ),
    (
        "Distribution",
        [
            "Whoever is told of what is published",
            "Name, e-mail or postal address, language and format",
            "To send it: because of an office, or on request",
            "Managers",
        ],
    ),
    (
        "Links without an account",
        [
            "Readers of the year, and whoever writes or notes progress for a group",
            "Name, and an e-mail address where the link was sent",
            "To know who has a link, and to revoke it",
            "Administrators and managers",
        ],
    ),
];

/// The section.
pub(super) fn section(facts: &Facts<'_>, tables: &mut Tables) -> Section {
    let who = tables.table(
        "controller",
        "Who answers for it, and where it lies".to_owned(),
        vec![Column::words("What the law asks for"), Column::words("As it is here")],
        controller(facts),
        Vec::new(),
    );
    let columns = ["Activity", "Whose data", "Which data", "Why", "Who sees them"];
    let activities = ACTIVITIES.iter().map(|(activity, told)| row(activity, told, PROGRAM));
    let activities = tables.table(
        "processing",
        format!("Activities for which personal data are used ({TASK})"),
        columns.map(Column::words).into(),
        activities.collect(),
        Vec::new(),
    );
    Section {
        anchor: "processing".into(),
        heading: "Record of processing".into(),
        blocks: vec![Block::Table(who), Block::Table(activities)],
    }
}

fn controller(facts: &Facts<'_>) -> Vec<Drafted> {
    let members = facts.partnership.members_on(facts.today);
    let members: Vec<&str> = members.map(|member| member.name.as_str()).collect();
    let joint = match members.as_slice() {
        [] => TO_BE_COMPLETED.to_owned(),
        members => {
            format!("{TO_BE_COMPLETED}: whether any of {} decides with it", members.join(", "))
        }
    };
    let lying = match &facts.records {
        Lying::InTheHome => "in the home folder of the server, on its disk".to_owned(),
        Lying::OnAServer(server) => {
            format!("in {server}; scans and what was published in the home folder")
        }
    };
    let people = match facts.people {
        1 => format!("{}, to which one person can sign in", facts.address),
        people => format!("{}, to which {} people can sign in", facts.address, counted(people)),
    };
    vec![
        row("Controller", &[facts.organisation.unwrap_or(TO_BE_COMPLETED)], SETTINGS),
        row("Joint controllers", &[&joint], "the description of the partnership"),
        row("Contact", &[facts.contact.unwrap_or(TO_BE_COMPLETED)], SETTINGS),
        row("Data protection officer", &[TO_BE_COMPLETED], "whoever completes it"),
        row("The pages", &[&people], SETTINGS),
        row("Where the data lie", &[&lying], SETTINGS),
        row("Recipients", &[&recipients(facts)], SETTINGS),
        row("Transfers out of the United Kingdom", &[TRANSFERS], PROGRAM),
        row("Security", &[SECURITY], PROGRAM),
    ]
}

/// Who else gets data.
fn recipients(facts: &Facts<'_>) -> String {
    let letters = facts.mail_server.map_or_else(
        || "No letters go".to_owned(),
        |server| format!("The mail server {server} takes letters to those whom they are for"),
    );
    let sign_in = facts.signs_in.map_or_else(
        || "Nobody else signs people in".to_owned(),
        |name| format!("{name} signs people in, and learns when"),
    );
    format!("{letters}. {sign_in}.")
}
