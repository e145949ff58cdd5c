//! A new officer's afternoon: from imported figures to a circulated first draft, by pages alone, with a keyboard or plain
//! clicks, with scripts and without. Every page on the way is looked at.

use fantoccini::Locator;
use partnership::membership::person::Role;
use records::Purpose;

use crate::drafted::with_figures;
use crate::evidence_held::HeldEvidence;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// Somebody at a browser who goes where links and buttons lead.
struct Officer {
    page: Page,
    step: usize,
}

impl Officer {
    /// Looks at the page that is open: structure, axe, widths and keyboard.
    async fn look(&mut self, called: &str) {
        self.step += 1;
        let page = self.page.called(&format!("-{:02}-{called}", self.step));
        page.look_at().await;
        page.at_width(1280).await;
    }

    /// Presses a link of the page, outside the footer.
    async fn follow(&self, words: &str) {
        let path =
            format!("//main//a[contains(., \"{words}\")] | //header//a[contains(., \"{words}\")]");
        let link = self.page.browser.find(Locator::XPath(&path)).await;
        let link = link.unwrap_or_else(|_| panic!("no link `{words}`"));
        link.click().await.unwrap();
    }

    /// Presses a button by the key that presses buttons.
    async fn press(&self, words: &str) {
        let path = format!("//main//*[self::button or @role='button'][contains(., \"{words}\")]");
        let button = self.page.browser.find(Locator::XPath(&path)).await;
        let button = button.unwrap_or_else(|_| panic!("no button `{words}`"));
        button.send_keys("\u{e007}").await.unwrap();
    }

    /// Chooses the one of several whose label holds these words.
    async fn choose_words(&self, words: &str) {
        let path = format!("//main//label[contains(., \"{words}\")]");
        self.page.browser.find(Locator::XPath(&path)).await.unwrap().click().await.unwrap();
    }

    async fn choose(&self, field: &str, value: &str) {
        let list = self.page.browser.find(Locator::Id(field)).await.unwrap();
        list.select_by_value(value).await.unwrap();
    }

    /// Writes into a field, in place of what stands there.
    async fn write(&self, field: &str, text: &str) {
        let field = self.page.browser.find(Locator::Id(field)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Waits until the page says something.
    async fn reads(&self, words: &str) {
        let path = format!("//main[contains(., \"{words}\")]");
        let found = self.page.browser.wait().for_element(Locator::XPath(&path)).await;
        assert!(found.is_ok(), "`{words}` is not said by: {}", self.said().await);
    }

    async fn said(&self) -> String {
        let said = self.page.ask("return document.querySelector('main').innerText").await;
        said.as_str().unwrap_or_default().to_owned()
    }

    async fn does_not_read(&self, words: &str) {
        let said = self.said().await;
        assert!(!said.contains(words), "`{words}` is said by: {said}");
    }
}

/// The texts that the officer writes, of which the first has a number typed by hand.
const WRONG: &str = "# Levels and patterns {item:levels-and-patterns}\n\nThere were 2506 crimes in {phrase:area}, and burglary \
    {phrase:changed burglary}.\n\n{chart:months all-crime}\n";
const ABOUT: &str = "# About this assessment\n\nIt tells of {phrase:area} in {phrase:period}.\n";
const WHY: &str = "# Why it changed {item:why}\n\nThe figures were asked, and one finding was kept: \
    {finding:robbery-in-spring}.\n";

async fn asks_and_keeps(officer: &mut Officer) {
    officer.follow("Evidence").await;
    officer.reads("Ask the evidence").await;
    officer.look("evidence").await;
    officer.choose("offence", "robbery").await;
    officer.choose("period", "2014-Q1").await;
    officer.choose("measure", "count").await;
    officer.choose("against", "period-before").await;
    officer.press("Show the answer").await;
    officer.reads("robbery showed no clear change").await;
    officer.look("answer").await;
    officer.press("Keep it as a finding").await;
    officer.reads("What it is called").await;
    officer.write("name", "Robbery in spring").await;
    officer.write("note", "Too few to tell a rise from chance.").await;
    officer.look("keeping").await;
    officer.press("Keep the finding").await;
    officer.reads("{finding:robbery-in-spring}").await;
    officer.look("finding").await;
    officer.follow("Go to the assessment").await;
}

async fn begins(officer: &mut Officer) {
    officer.reads("No assessment yet").await;
    officer.look("no-assessment").await;
    officer.press("Begin an assessment").await;
    officer.reads("Period that it tells of").await;
    officer.write("period", "2014-Q2").await;
    officer.write("against", "2014-Q1").await;
    officer.look("beginning").await;
    officer.choose_words("A heading for each statutory item").await;
    officer.press("Begin").await;
    officer.reads("The assessment was begun: write its sections.").await;
    officer.reads("0 of 6 statutory items are answered").await;
    officer.reads("Nothing is written yet").await;
    officer.look("begun").await;
    officer.press("Circulate the draft").await;
    officer.reads("a draft whose 7 sections are all empty").await;
    officer.look("empty").await;
}

/// Writes a section that the page of the sections leads to, and saves it.
async fn writes(officer: &Officer, section: &str, text: &str) {
    officer.follow(section).await;
    officer.reads("How it reads now").await;
    officer.write("text", text).await;
    officer.press("Save a version").await;
    officer.reads("was saved.").await;
}

async fn writes_sections(officer: &mut Officer) {
    officer.follow("1-about.md").await;
    officer.reads("How it reads now").await;
    officer.write("text", ABOUT).await;
    officer.look("section").await;
    officer.press("Look at it first").await;
    officer.reads("It tells of Maidstone in July to September 2014").await;
    officer.reads("Not saved yet.").await;
    officer.look("looked-at").await;
    officer.press("Save a version").await;
    officer.reads("Version 2 was saved.").await;
    officer.follow("back to the sections").await;
    writes(officer, "Levels and patterns", WRONG).await;
    // A number typed by hand is told plainly, where it stands.
    officer.reads("Typed by hand").await;
    officer.reads("`2506`").await;
    officer.look("typed-by-hand").await;
    officer.follow("Back to the sections").await;
    officer.reads("1 to mend").await;
    officer.press("Circulate the draft").await;
    officer.reads("What must be mended first").await;
    officer.look("to-mend").await;
    officer.follow("2-levels.md, line").await;
    officer.reads("How it reads now").await;
    let text = WRONG.replace("2506", "{figure:all-crime.count}");
    officer.write("text", &text).await;
    officer.press("Save a version").await;
    officer.reads("There were 2,506 crimes in Maidstone").await;
    officer.does_not_read("Typed by hand").await;
    officer.look("mended").await;
    officer.follow("back to the sections").await;
    writes(officer, "Why it changed", WHY).await;
    officer.reads("robbery showed no clear change").await;
    officer.look("with-a-finding").await;
}

async fn looks_over_and_circulates(officer: &mut Officer) {
    officer.follow("The whole draft as it reads now").await;
    officer.reads("Nothing in the text hinders circulating it.").await;
    officer.look("preview").await;
    officer.follow("Back to the sections").await;
    officer.reads("Does it hold what it must?").await;
    officer.reads("no section with words answers it yet").await;
    officer.look("overview").await;
    officer.press("Circulate the draft").await;
    officer.reads("A first draft may lack these").await;
    officer.look("circulating").await;
    officer.press("Circulate version").await;
    officer.reads("Its figures stay what they are.").await;
    officer.reads("There were 2,506 crimes in Maidstone").await;
    officer.reads("no figure in it would be another").await;
    officer.look("circulated").await;
}

#[tokio::test]
async fn a_new_officer_comes_from_imported_figures_to_a_circulated_draft_by_pages_alone() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, _) = with_figures().await;
        let house = house.exploring(HeldEvidence::of_the_example());
        let person = house.person(Role::Analyst).await;
        let token = house.link(&person, Purpose::SignInOnce).await;
        browsing(house.pages(), scripts, move |page| async move {
            page.at_width(1280).await;
            let mut officer = Officer { page, step: 0 };
            officer.page.open(&format!("{SMP}/sign-in-once/{}", token.as_str())).await;
            officer.look("sign-in").await;
            officer.press("Sign in").await;
            officer.reads("The year 2015–16").await;
            officer.look("home").await;
            asks_and_keeps(&mut officer).await;
            begins(&mut officer).await;
            writes_sections(&mut officer).await;
            looks_over_and_circulates(&mut officer).await;
            let kept = house.book.circulated_drafts("2015-16".parse().unwrap()).await.unwrap();
            assert_eq!(kept.len(), 1, "{kept:?}");
            drop(house);
        })
        .await;
    }
}
