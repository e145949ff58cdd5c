//! A plan on its way to adoption, made by pages for tests.

use crate::house::Answer;
use crate::house::Browser;
use crate::house::SMP;

pub(crate) const PLAN: &str = "/adoption/2015-16/plan";
pub(crate) const AGREED: &str =
    "/adoption/2015-16/plan/decision/partnership-march-2015/plan-agreed";
pub(crate) const RECOMMENDED: &str =
    "/adoption/2015-16/plan/decision/cabinet-april-2015/plan-to-cabinet";
pub(crate) const ADOPTED: &str = "/adoption/2015-16/plan/decision/council-april-2015/plan-adopted";

pub(crate) const TEXT: &str = "# What will be done\n\nMore patrols at night.\n\nFewer knives.\n";

/// The fields of a decision to agree.
pub(crate) const AGREES: [(&str, &str); 3] =
    [("outcome", "agreed"), ("mover", "the Leader"), ("minute", "minute 201")];

/// An amendment of passage 2 that was carried.
pub(crate) const CARRIED: [(&str, &str); 9] = [
    ("amendment-1", "2"),
    ("amendment-1-what", "reword"),
    ("amendment-1-words", "Fewer knives and mobility scooters."),
    ("amendment-1-mover", "Cllr Smith"),
    ("amendment-1-seconder", "Cllr Jones"),
    ("amendment-1-for", "9"),
    ("amendment-1-against", "2"),
    ("amendment-1-abstaining", "1"),
    ("amendment-1-fate", "carried"),
];

/// Sends a form that was opened at a path, with what it carries.
pub(crate) async fn send(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("{SMP}{path}");
    let opened = browser.get(&path).await.text;
    let carried = ["version", "seen", "amendments"].map(|name| (name, carried(&opened, name)));
    let given = carried.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<_> = fields.iter().copied().chain(given).collect();
    browser.post(&path, &fields).await
}

/// What a hidden field of a page holds.
fn carried(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    field.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// A meeting that lists a step, with a paper that was published on a day.
pub(crate) async fn meets(
    browser: &mut Browser<'_>,
    (body, when): (&str, &str),
    step: &str,
    published: &str,
) {
    let fields = [("body", body), ("when", when), ("step", step), ("press", "save")];
    let entered = send(browser, "/meetings/new", &fields).await;
    let item = format!("{}/{step}", entered.leads_to().strip_prefix(SMP).unwrap());
    send(browser, &format!("{item}/paper"), &[("title", "Rolling Plan")]).await.leads_to();
    let fields = [("paper", "Rolling Plan"), ("on", published)];
    send(browser, &format!("{item}/publish"), &fields).await.leads_to();
}

/// Puts the plan forward on 24 February 2015, for the partnership's meeting of 5 March.
pub(crate) async fn put_forward(browser: &mut Browser<'_>) {
    let fields = [("text", TEXT), ("drawn_from", "final draft"), ("on", "24 February 2015")];
    let put = send(browser, &format!("{PLAN}/put-forward"), &fields).await;
    let to = put.leads_to().to_owned();
    browser.get(&to).await.shows(&[
        "The version was put forward.",
        "Version 1 waits until the partnership agrees it.",
    ]);
    let march = ("partnership", "5 March 2015");
    meets(browser, march, "plan-agreed", "25 February 2015").await;
}

/// The partnership agrees the plan on 5 March 2015, with an amendment of passage 2.
pub(crate) async fn agree(browser: &mut Browser<'_>) {
    put_forward(browser).await;
    let fields = [&AGREES[..], &CARRIED[..]].concat();
    send(browser, AGREED, &fields).await.leads_to();
}

/// Cabinet recommends it on 14 April 2015; its decision can be called in until 21 April.
pub(crate) async fn recommend(browser: &mut Browser<'_>) {
    meets(browser, ("cabinet", "14 April 2015"), "plan-to-cabinet", "2 April 2015").await;
    let until = [("window", "until"), ("window_until", "21 April 2015")];
    send(browser, RECOMMENDED, &[&AGREES[..], &until[..]].concat()).await.leads_to();
}

/// Council adopts it on 22 April 2015.
pub(crate) async fn adopt(browser: &mut Browser<'_>) {
    meets(browser, ("council", "22 April 2015"), "plan-adopted", "14 April 2015").await;
    send(browser, ADOPTED, &AGREES).await.leads_to();
}
