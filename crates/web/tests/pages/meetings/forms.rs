//! Short ways to send the forms of meetings.

use partnership::membership::person::Person;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;

/// Where Cabinet's meeting of April is.
pub(crate) const CABINET: &str = "2015-16/cabinet-april-2015";
/// Where Council's meeting of April is.
pub(crate) const COUNCIL: &str = "2015-16/council-april-2015";
/// The item of Cabinet.
pub(crate) const TO_CABINET: &str = "2015-16/cabinet-april-2015/plan-to-cabinet";
/// The item of Council.
pub(crate) const ADOPTED: &str = "2015-16/council-april-2015/plan-adopted";

/// A browser of a person, for whom pages of meetings are opened and sent.
pub(crate) struct Clerk<'house> {
    pub(crate) browser: Browser<'house>,
}

impl<'house> Clerk<'house> {
    pub(crate) async fn of(house: &'house House, person: &Person) -> Clerk<'house> {
        Clerk { browser: house.signed_in_as(person).await }
    }

    /// Opens a page below that of meetings.
    pub(crate) async fn open(&mut self, page: &str) -> Answer {
        self.browser.get(&format!("{SMP}/meetings/{page}")).await
    }

    /// Sends a form that was opened at that page, with the version that it carries.
    pub(crate) async fn send(&mut self, page: &str, fields: &[(&str, &str)]) -> Answer {
        let opened = self.open(page).await;
        let seen = seen(&opened);
        self.send_from(page, &seen, fields).await
    }

    /// Sends a form that carries a version that was seen before.
    pub(crate) async fn send_from(
        &mut self,
        page: &str,
        seen: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let fields: Vec<_> = fields.iter().copied().chain([("version", seen)]).collect();
        self.browser.post(&format!("{SMP}/meetings/{page}"), &fields).await
    }

    /// Follows where a form leads.
    pub(crate) async fn follow(&mut self, answer: Answer) -> Answer {
        let to = answer.leads_to().to_owned();
        self.browser.get(&to).await
    }

    /// Enters a meeting that lists a step, without looking first at what it brings.
    pub(crate) async fn enter(&mut self, body: &str, when: &str, step: &str) -> Answer {
        let fields = [("body", body), ("when", when), ("step", step), ("press", "save")];
        let entered = self.send("new", &fields).await;
        self.follow(entered).await
    }
}

/// The version that the form on a page carries; empty where there is no form.
pub(crate) fn seen(page: &Answer) -> String {
    let field = page.text.split("name=\"version\" value=\"").nth(1);
    field.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// The fields of a decision to agree.
pub(crate) const AGREED: [(&str, &str); 3] =
    [("outcome", "agreed"), ("mover", "the Leader"), ("minute", "minute 201")];
