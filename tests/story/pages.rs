//! The pages as the program serves them: the demo's, signed in to by its link; backup and restore while they are used.

use std::path::Path;

use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use records::Place;
use records::Records;
use records::Signed;
use ureq::Agent;
use ureq::Body;
use ureq::http::Response;

use crate::assessment::with_the_first_draft;
use crate::partnership::Partnership;
use crate::partnership::raw_data;
use crate::served::Served;

pub(crate) const SMP: &str = "/safer-maidstone-partnership";

/// A browser with the cookie that it was given.
pub(crate) struct Browser {
    pub(crate) agent: Agent,
    pub(crate) cookie: String,
}

impl Served {
    /// A browser that has signed in by the link.
    pub(crate) fn signed_in(&self) -> Browser {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let agent = config.build().new_agent();
        let page = agent.post(&self.link).header("origin", &self.origin).send_empty().unwrap();
        assert_eq!(page.status(), 303, "{:?}", page.headers());
        let cookie = page.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Browser { agent, cookie }
    }

    pub(crate) fn get(&self, browser: &Browser, path: &str) -> Response<Body> {
        let request = browser.agent.get(format!("{}{path}", self.origin));
        request.header("cookie", &browser.cookie).call().unwrap()
    }

    pub(crate) fn page(&self, browser: &Browser, path: &str) -> (u16, String) {
        let mut page = self.get(browser, path);
        let status = page.status().as_u16();
        (status, page.body_mut().read_to_string().unwrap_or_default())
    }
}

#[test]
fn maps_are_drawn_of_the_points_and_outlines_that_are_held() {
    let Some(data) = raw_data("maps_are_drawn_of_the_points_and_outlines_that_are_held") else {
        return;
    };
    let home = Partnership::with_the_worked_example();
    let months = ["2014-07", "2014-08", "2014-09"];
    let months = months.map(|month| data.join(format!("police-street/{month}-kent.zip")));
    home.imports("police-street", &months);
    home.imports("boundaries", &[data.join("boundaries/maidstone-lsoa-2011.geojson")]);
    let served = Served::demo(&home);
    let browser = served.signed_in();
    let asked = "area=E07000110&offence=all-crime&period=2014-Q2&kind=";
    for (kind, texts) in [
        ("neighbourhoods", ["Maidstone 003A", "<svg", "© Crown copyright"]),
        ("hot-spots", ["stand out as hot spots", "<svg", "TQ 7"]),
    ] {
        let (status, text) = served.page(&browser, &format!("{SMP}/evidence/map?{asked}{kind}"));
        assert_eq!(status, 200, "{kind}: {text}");
        for wanted in texts {
            assert!(text.contains(wanted), "`{wanted}` is not on {kind}:\n{text}");
        }
    }
    for (kind, wanted) in
        [("wards", "a lookup of the district"), ("deprivation", "saferplan import imd")]
    {
        let (_, text) = served.page(&browser, &format!("{SMP}/evidence/map?{asked}{kind}"));
        assert!(text.contains(wanted), "`{wanted}` is not on {kind}:\n{text}");
    }
    let shapes = format!("{SMP}/evidence/map/shapes?{asked}neighbourhoods");
    let (_, shapes) = served.page(&browser, &shapes);
    assert_eq!(shapes.matches("\"name\":").count(), 95);
    served.stop();
}

#[test]
fn the_demo_serves_the_year_its_documents_and_what_each_figure_rests_on() {
    let home = Partnership::new();
    let served = Served::demo(&home);
    let browser = served.signed_in();
    for (path, texts) in [
        ("", ["The year 2015–16", "<svg", "Due next"]),
        ("/timetable", ["Rolling Plan adopted", "Cabinet", "Council"]),
        ("/scrutiny-update", ["Update for scrutiny", "Download as PDF", "14 October 2014"]),
        ("/task-groups/domestic-violence-forum", ["Illustrative", "<svg", "Accepted"]),
        ("/task-groups/quarters/2014-Q1/report", ["Download as PDF", "<svg", "second worker"]),
        ("/briefings/E07000110/2014-Q1", ["Maidstone", "Burglary", "2014-Q1/1.4"]),
        (
            "/trace?ref=E07000110/2014-Q1/1.4",
            ["235", "The archive gives the same now", "Kent Police"],
        ),
        (
            "/trace?ref=safer-ashford/2015-16/2014-10-14/1.1",
            ["is not a reference of this partnership", "Follow", "ref"],
        ),
    ] {
        let (status, text) = served.page(&browser, &format!("{SMP}{path}"));
        assert_eq!(status, 200, "{path}: {text}");
        for wanted in texts {
            assert!(text.contains(wanted), "`{wanted}` is not on {path}:\n{text}");
        }
    }
    let mut pdf = served.get(&browser, &format!("{SMP}/scrutiny-update/file?format=pdf"));
    assert_eq!(pdf.headers()["content-type"], "application/pdf");
    assert!(pdf.body_mut().read_to_vec().unwrap().starts_with(b"%PDF"));
    let report = format!("{SMP}/task-groups/quarters/2014-Q1/report/file?format=pdf");
    let mut pdf = served.get(&browser, &report);
    assert_eq!(pdf.headers()["content-type"], "application/pdf");
    assert!(pdf.body_mut().read_to_vec().unwrap().starts_with(b"%PDF"));
    let (status, _) = served.page(&browser, &format!("{SMP}/briefings/E07000110/2031-Q1"));
    assert_eq!(status, 409, "there are no such figures, and the page says so");
    every_document_of_a_neighbour_is_out_of_reach(&home, &served, &browser);
    served.stop();
}

/// Each address of documents, tried at another partnership of the same home by somebody of the example's. The others are
/// tried in the tests of the pages; these need the archive.
fn every_document_of_a_neighbour_is_out_of_reach(
    home: &Partnership,
    served: &Served,
    browser: &Browser,
) {
    let described = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/maidstone-2014");
    let described = described.join("partnership.toml").into_os_string().into_string().unwrap();
    home.succeeds(&["init", &described, "--id", "safer-ashford"]);
    let source = include_str!("../../crates/saferplan/src/pages.rs");
    let routes = source.split(".route(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let routes: Vec<&str> = routes.collect();
    assert!(routes.len() > 10, "found only {routes:?}");
    for route in routes {
        let named = [
            ("{area}", "E07000110"),
            ("{quarter}", "2014-Q1"),
            ("{cycle}", "2015-16"),
            ("{document}", "plan"),
            ("{meeting}", "cabinet"),
            ("{step}", "plan-to-cabinet"),
            ("{number}", "1"),
        ];
        let path = named.iter().fold(route.to_owned(), |path, (part, is)| path.replace(part, is));
        assert!(!path.contains('{'), "say what to try for {route}");
        let answer = served.get(browser, &format!("/safer-ashford{path}"));
        assert_eq!(answer.status(), 303, "{path}");
        let to = answer.headers()["location"].to_str().unwrap();
        assert!(to.starts_with("/safer-ashford/sign-in"), "{path} leads to {to}");
    }
}

/// Makes of the example's manager a councillor.
fn make_a_councillor(home: &Partnership) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let records = Records::open(&Place::in_home(&home.home())).await.unwrap();
        let known = records.partnerships().await.unwrap();
        let book = records.book(&known[0]).await.unwrap().unwrap();
        let manager = PersonId("example-manager".parse().unwrap());
        let held = book.person(&manager).await.unwrap().unwrap();
        let councillor = Person { role: Role::Councillor, ..held.value.clone() };
        // Somebody must be left who gives people their roles.
        let other = Person {
            id: PersonId("other-manager".parse().unwrap()),
            email: "other@example.org".parse().unwrap(),
            ..held.value
        };
        let signed = Signed { who: "a test".to_owned(), at: jiff::Timestamp::now() };
        book.enter_person(&signed, other).await.unwrap();
        book.change_person(&signed, held.version, councillor).await.unwrap();
    });
}

#[test]
fn figures_of_the_exempt_edition_are_followed_by_those_who_write_it_alone() {
    let exempt = format!(
        "{SMP}/trace?ref=safer-maidstone-partnership/2015-16/assessment-exempt/2014-12-04/2.1"
    );
    let public = exempt.replace("assessment-exempt", "assessment");
    for (is_councillor, status) in [(false, 200), (true, 403)] {
        let home = with_the_first_draft();
        let (text, out) = (home.home().join("example/assessment"), home.out());
        for edition in ["public", "exempt"] {
            let (text, out) = (text.to_string_lossy(), out.to_string_lossy());
            home.succeeds(&[
                "assess",
                "--edition",
                edition,
                "--date",
                "2014-12-04",
                "--text",
                &text,
                "--out",
                &out,
            ]);
        }
        if is_councillor {
            make_a_councillor(&home);
        }
        let served = Served::demo_on(&home, "2014-12-04");
        let browser = served.signed_in();
        let (found, page) = served.page(&browser, &exempt);
        assert_eq!(found, status, "{page}");
        assert_eq!(page.contains("Maidstone 004F"), !is_councillor);
        assert_eq!(served.page(&browser, &public).0, 200);
        served.stop();
    }
}

#[test]
fn somebody_who_answers_gives_a_postcode_and_its_ward_alone_is_kept() {
    let home = Partnership::new();
    let list = home.file("list.csv", b"pcds,lsoa11,ward\nME14 5ZX,E01024356,E05004994\n");
    assert!(home.imports("postcodes", &[list]).contains("postcodes"));
    let served = Served::demo_on(&home, "2015-01-20");
    let agent: Agent =
        Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let (origin, answer) = (&served.origin, format!("{}{SMP}/answer/smp-2015", served.origin));
    let begun = agent.post(&answer).header("origin", origin).send_empty().unwrap();
    let cookie = begun.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let question = format!("{answer}/question/postcode");
    let give = |postcode: &str| {
        let request = agent.post(&question).header("origin", origin).header("cookie", &cookie);
        let mut page = request.send_form([("answer", postcode)]).unwrap();
        (page.status().as_u16(), page.body_mut().read_to_string().unwrap())
    };
    let (status, text) = give("ME1 1AA");
    assert!(status == 200 && text.contains("We do not find this postcode"), "{status}: {text}");
    assert_eq!(give("me14 5zx").0, 303);
    let mut page = agent.get(&question).header("cookie", &cookie).call().unwrap();
    let text = page.body_mut().read_to_string().unwrap();
    assert!(text.contains("The area E05004994 is kept"), "{text}");
    served.stop();
    assert_eq!(home.asks("select count(*) from postcode"), "1");
    for file in ["records.db", "records.db-wal"] {
        let bytes = std::fs::read(home.home().join(file)).unwrap_or_default();
        let kept = String::from_utf8_lossy(&bytes).to_uppercase();
        let is_kept = ["ME14 5ZX", "ME145ZX"].iter().any(|postcode| kept.contains(postcode));
        assert!(!is_kept, "the postcode is in {file}");
    }
}

#[test]
fn a_backup_made_while_pages_are_used_is_put_back_whole() {
    let home = Partnership::new();
    let served = Served::demo(&home);
    let browser = served.signed_in();
    let files = tempfile::tempdir().unwrap();
    let file = files.path().join("saferplan-backup.zip");
    let file = file.to_str().unwrap();
    let said = std::thread::scope(|scope| {
        let reading = scope.spawn(|| (0..20).all(|_| served.page(&browser, SMP).0 == 200));
        let said = home.succeeds(&["backup", file]);
        assert!(reading.join().unwrap(), "a page failed during the backup");
        said
    });
    assert!(said.contains("rows of the records"), "{said}");
    let restored = Partnership::new();
    assert!(restored.succeeds(&["restore", file]).contains("are back"));
    let timetable = ["timetable", "--at", "2014-10-14"];
    assert_eq!(restored.succeeds(&timetable), home.succeeds(&timetable));
    let trace = ["trace", "E07000110/2014-Q1/1.4"];
    assert_eq!(restored.succeeds(&trace), home.succeeds(&trace));
    let again = restored.refuses(&["restore", file]);
    assert!(again.contains("empty home"), "{again}");
    assert!(home.refuses(&["backup", file]).contains("is there already"));
}

#[test]
fn where_no_partnership_is_the_program_prints_a_link_to_make_one() {
    let home = Partnership::new();
    let first = Served::bare(&home);
    let page = |link: &str| {
        let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
        let mut page = agent.get(link).call().unwrap();
        (page.status().as_u16(), page.body_mut().read_to_string().unwrap())
    };
    let (status, text) = page(&first.link);
    assert!(status == 200 && text.contains("Set up your partnership"), "{status}: {text}");
    let old = first.link.rsplit_once('/').unwrap().1.to_owned();
    first.stop();
    let second = Served::bare(&home);
    assert_eq!(page(&format!("{}/set-up/{old}", second.origin)).0, 409, "a new start, a new link");
}

#[test]
fn who_was_taken_away_is_forgotten_on_request() {
    let home = Partnership::with_the_worked_example();
    let said = home.succeeds(&["person", "forget", "--before", "2014-10-14"]);
    assert!(said.contains("Nobody was forgotten"), "{said}");
    assert!(home.refuses(&["person", "forget", "--before", "autumn"]).contains("autumn"));
}

#[test]
fn a_person_gets_a_link_by_which_to_set_a_password() {
    let home = Partnership::new();
    let example =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/partnership.toml");
    home.succeeds(&["init", example]);
    let email = ["--email", "jane.smith@example.org", "--role", "manager"];
    let added = ["person", "add", "Jane Smith"];
    let said = home.succeeds(&[added.as_slice(), email.as_slice()].concat());
    assert!(said.contains("/safer-maidstone-partnership/set-password/"), "{said}");
    assert!(home.succeeds(&["person", "list"]).contains("partnership manager"));
    let again = home.refuses(&[added.as_slice(), email.as_slice()].concat());
    assert!(again.contains("jane-smith"), "{again}");
}
