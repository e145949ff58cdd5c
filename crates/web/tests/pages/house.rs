//! A server with the worked example's year, and browsers that visit it.

use axum::Router;
use axum::body::Body;
use axum::body::to_bytes;
use axum::http::Request;
use axum::http::StatusCode;
use axum::http::header;
use partnership::consultation::exercise::TypedConsultation;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use partnership::terms::day::Day;
use post::Post;
use post::Security;
use records::Account;
use records::Book;
use records::ForWhom;
use records::HeldConsultation;
use records::NewAccessLink;
use records::NewConsultation;
use records::PartnershipId;
use records::Place;
use records::Purpose;
use records::Records;
use records::ScanStore;
use records::Secret;
use records::Signed;
use tempfile::TempDir;
use tower::ServiceExt;
use web::App;
use web::clock::Clock;
use web::design::Design;
use web::design::Look;
use web::settings::Settings;
use web::who::password::Password;
use web::who::second_factor::SecondFactor;
use web::who::token::Token;
use web::who::token::recovery_fingerprint;

pub(crate) use crate::answered::Answer;

/// The address under which the server is reached.
pub(crate) const ORIGIN: &str = "http://saferplan.test";
/// Where the example's pages begin.
pub(crate) const SMP: &str = "/safer-maidstone-partnership";

/// A server with its records, gone when dropped.
pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) records: Records,
    pub(crate) book: Book,
    pub(crate) app: App,
    pages: Router,
}

/// A browser: it keeps the cookies that it was given, as it sends them.
pub(crate) struct Browser<'house> {
    house: &'house House,
    pub(crate) cookie: Option<String>,
}

impl House {
    /// The worked example's year as it stood on 14 October 2014.
    pub(crate) async fn in_october() -> House {
        House::on("2014-10-14").await
    }

    /// The worked example's year as it stood on a day.
    pub(crate) async fn on(day: &str) -> House {
        House::with(settings_on(day)).await
    }

    /// The worked example's year, with settings of one's own.
    pub(crate) async fn with(settings: Settings) -> House {
        House::of(settings, Some("timetable.toml")).await
    }

    async fn of(settings: Settings, timetable: Option<&str>) -> House {
        let folder = tempfile::tempdir().unwrap();
        let secret_key_file = folder.path().join("secret-key");
        let settings = Settings { secret_key_file, ..settings };
        let records = Records::open(&Place::in_home(folder.path())).await.unwrap();
        let book = enter_example(&records, "safer-maidstone-partnership", timetable).await;
        let design = Design::new(&Look::default()).unwrap();
        let app = App::new(records.clone(), design, settings, no_chart);
        let app = app.showing(ScanStore::in_home(folder.path()));
        let pages = web::pages(app.clone(), axum::Router::new());
        House { folder, records, book, app, pages }
    }

    /// The server's pages.
    pub(crate) fn pages(&self) -> Router {
        self.pages.clone()
    }

    /// The worked example's partnership as it stood that day, with nothing planned yet.
    pub(crate) async fn before_any_timetable() -> House {
        let house = House::of(settings_on("2014-10-14"), None).await;
        assert!(house.book.cycles().await.unwrap().is_empty());
        house
    }

    /// A browser in which nobody has signed in.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { house: self, cookie: None }
    }

    /// Another partnership in the same records, with the same description and year.
    pub(crate) async fn another_partnership(&self) -> Book {
        enter_example(&self.records, "safer-ashford-partnership", Some("timetable.toml")).await
    }

    /// Gives the partnership another name.
    pub(crate) async fn call(&self, name: &str) {
        let held = self.book.partnership().await.unwrap();
        let mut typed = held.value.typed().clone();
        typed.name = name.to_owned();
        self.book.change_partnership(&signed(), held.version, typed).await.unwrap();
    }

    /// Enters a person of a role, called after it, who acts for the borough council.
    pub(crate) async fn person(&self, role: Role) -> Person {
        let id = role.in_words().replace(' ', "-");
        let person = Person {
            id: PersonId(id.parse().unwrap()),
            name: format!("Alex {}", role.in_words()),
            email: format!("{id}@example.org").parse().unwrap(),
            role,
            acts_for: [String::from("Maidstone Borough Council")].into(),
        };
        self.book.enter_person(&signed(), person.clone()).await.unwrap();
        person
    }

    /// A browser in which a new person of a role has signed in, by a link.
    pub(crate) async fn signed_in(&self, role: Role) -> Browser<'_> {
        let person = self.person(role).await;
        self.signed_in_as(&person).await
    }

    /// A browser in which a person has signed in, by a link.
    pub(crate) async fn signed_in_as(&self, person: &Person) -> Browser<'_> {
        let token = self.link(person, Purpose::SignInOnce).await;
        let mut browser = self.browser();
        let answer = browser.post(&format!("{SMP}/sign-in-once/{}", token.as_str()), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
        browser
    }

    /// Enters the meeting at which Cabinet decides on the plan, on 24 March 2015.
    pub(crate) async fn enter_cabinets_meeting(&self) {
        let meeting = toml::from_str(
            "id = \"cabinet\"\nbody = \"cabinet\"\nwhen = \"2015-03-24\"\n\
             agenda = [{ step = \"plan-to-cabinet\", papers = [{ title = \"Plan\" }], life = \"listed\" }]",
        );
        let (cycle, today) = ("2015-16".parse().unwrap(), "2014-10-14".parse().unwrap());
        self.book.enter_meeting(&signed(), cycle, meeting.unwrap(), today).await.unwrap();
    }

    /// Enters the example's consultation, as a draft.
    pub(crate) async fn enter_consultation(&self) {
        let new = NewConsultation {
            questionnaire: toml::from_str(&example("questionnaire.toml")).unwrap(),
            description: toml::from_str(&example("consultation.toml")).unwrap(),
            text: example("consulted-on.md").into_bytes(),
        };
        let cycle = "2015-16".parse().unwrap();
        self.book.enter_consultation(&signed(), cycle, new).await.unwrap();
    }

    /// Enters a short consultation with every kind of question, in English and Welsh, and opens it.
    pub(crate) async fn open_short_consultation(&self) {
        self.open_short_consultation_over("2015-01-01 to 2015-02-28", "2015-03-05").await;
    }

    /// The same over other days, decided on another.
    pub(crate) async fn open_short_consultation_over(&self, days: &str, decided: &str) {
        let described = include_str!("answering/short_consultation.toml");
        let mut description: TypedConsultation = toml::from_str(described).unwrap();
        (description.days, description.decided) = (days.parse().unwrap(), decided.parse().unwrap());
        let (cycle, first) = ("2015-16".parse().unwrap(), description.days.first());
        let new = NewConsultation {
            questionnaire: toml::from_str(include_str!("answering/short.toml")).unwrap(),
            description,
            text: example("consulted-on.md").into_bytes(),
        };
        self.book.enter_consultation(&signed(), cycle, new).await.unwrap();
        let latest = self.consultation().await.latest;
        self.book.open_questionnaire(&signed(), cycle, &latest, first).await.unwrap();
    }

    /// Enters the example's panels with all that happened at them by 14 October 2014.
    pub(crate) async fn enter_panels(&self) {
        crate::panels_made::enter(&self.book).await;
    }

    /// The example's consultation, as it is held.
    pub(crate) async fn consultation(&self) -> HeldConsultation {
        let cycle = "2015-16".parse().unwrap();
        self.book.consultations(cycle).await.unwrap().pop().unwrap()
    }

    /// Enters the example's consultation and opens it on its first day.
    pub(crate) async fn open_consultation(&self) {
        self.enter_consultation().await;
        let (cycle, latest) = ("2015-16".parse().unwrap(), self.consultation().await.latest);
        let first = "2015-01-01".parse().unwrap();
        self.book.open_questionnaire(&signed(), cycle, &latest, first).await.unwrap();
    }

    /// The same house with other pages.
    pub(crate) fn serving(self, pages: Router, app: App) -> House {
        House { pages, app, ..self }
    }

    /// The same house, which reads and writes workbooks so.
    pub(crate) fn with_workbooks(self, workbooks: web::Workbooks) -> House {
        let app = self.app.clone().with_workbooks(workbooks);
        House { pages: web::pages(app.clone(), Router::new()), app, ..self }
    }

    /// The same house, which tells the areas of postcodes so.
    pub(crate) fn placing(self, postcodes: impl web::Postcodes + 'static) -> House {
        let app = self.app.clone().placing(std::sync::Arc::new(postcodes));
        House { pages: web::pages(app.clone(), Router::new()), app, ..self }
    }

    /// The same house, which tells of the evidence so.
    pub(crate) fn exploring(self, evidence: impl web::Evidence + 'static) -> House {
        let app = self.app.clone().exploring(std::sync::Arc::new(evidence));
        House { pages: web::pages(app.clone(), Router::new()), app, ..self }
    }

    /// The same house on a later day.
    pub(crate) fn later(self, day: &str) -> House {
        self.by(Clock::Standing(day.parse().unwrap()))
    }

    /// The same house by another clock.
    pub(crate) fn by(self, clock: Clock) -> House {
        let design = Design::new(&Look::default()).unwrap();
        let secret_key_file = self.folder.path().join("secret-key");
        let usual = Settings::of(ORIGIN.parse().unwrap(), clock);
        let settings = Settings { secret_key_file, ..usual };
        let app = App::new(self.records.clone(), design, settings, no_chart);
        let app = app.showing(ScanStore::in_home(self.folder.path()));
        let pages = web::pages(app.clone(), Router::new());
        House { pages, app, ..self }
    }

    /// Gives a person a password, a second factor and one recovery code.
    pub(crate) async fn with_password(&self, person: &Person, password: &str) {
        let hash = Password::typed(password).hashed().unwrap();
        let factor = SecondFactor::random("somebody").unwrap();
        let account = Account {
            password: Some(Secret::of(hash)),
            second_factor: Some(records::SecondFactor {
                secret: Secret::of(factor.secret()),
                confirmed: Some(signed().at),
            }),
            recovery_codes: [recovery_fingerprint("ABCD-EFGH-IJKL-MNOP")].into(),
            ..Account::new(person.id.clone())
        };
        self.book.enter_account(&signed(), account).await.unwrap();
    }

    /// The person of a role, whom [`House::person`] entered.
    pub(crate) async fn found(&self, role: Role) -> Person {
        let people = self.book.people().await.unwrap().into_iter().map(|held| held.value);
        people.into_iter().find(|person| person.role == role).unwrap()
    }

    /// Makes a link for a person that stands for an hour.
    pub(crate) async fn link(&self, person: &Person, purpose: Purpose) -> Token {
        let token = Token::random().unwrap();
        let link = NewAccessLink {
            purpose,
            for_whom: ForWhom::Person(person.id.clone()),
            token: token.fingerprint(),
            expires: jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1),
        };
        self.book.make_access_link(&signed(), link).await.unwrap();
        token
    }
}

/// The usual settings, on a day that stands still.
pub(crate) fn settings_on(day: &str) -> Settings {
    Settings::of(ORIGIN.parse().unwrap(), Clock::Standing(day.parse::<Day>().unwrap()))
}

/// Letters that go to a server on this machine.
pub(crate) fn post_to(port: u16) -> Post {
    let from = "Safer Maidstone <plan@example.org>".parse().unwrap();
    let usual = post::Settings::of("localhost", from);
    Post::open(post::Settings { port: Some(port), security: Security::None, ..usual }).unwrap()
}

/// The signature of a test.
pub(crate) fn signed() -> Signed {
    Signed { who: "a test".to_owned(), at: jiff::Timestamp::now() }
}

/// The pictures themselves are looked at where the whole program is served.
pub(crate) fn no_chart(chart: &partnership::content::chart::Chart) -> String {
    format!("<p>{}</p>", chart.title)
}

/// A file of the worked example.
pub(crate) fn example(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014");
    std::fs::read_to_string(format!("{folder}/{name}")).unwrap()
}

async fn enter_example(records: &Records, called: &str, timetable: Option<&str>) -> Book {
    let id = PartnershipId(called.parse().unwrap());
    let typed = toml::from_str(&example("partnership.toml")).unwrap();
    let book = records.enter_partnership(&signed(), &id, typed).await.unwrap();
    if let Some(timetable) = timetable {
        let typed = toml::from_str(&example(timetable)).unwrap();
        book.enter_timetable(&signed(), typed).await.unwrap();
    }
    book
}

impl Browser<'_> {
    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form from a page of ours.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ORIGIN)
            .body(Body::from(encoded(fields)));
        self.send(request.unwrap()).await
    }

    /// Sends a form with a file from a page of ours; a browser sends an empty one where none was chosen.
    pub(crate) async fn post_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, file): (&str, &[u8]),
    ) -> Answer {
        let head = "--edge\r\nContent-Disposition: form-data; name=";
        let fields =
            fields.iter().map(|(name, text)| format!("{head}\"{name}\"\r\n\r\n{text}\r\n"));
        let before = fields.collect::<String>()
            + &format!(
                "{head}\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header(header::ORIGIN, ORIGIN)
            .body(Body::from([before.as_bytes(), file, b"\r\n--edge--\r\n"].concat()));
        self.send(request.unwrap()).await
    }

    /// Sends any request.
    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        let response = self.house.pages().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(set.to_str().unwrap());
        }
        let text = to_bytes(body, 10_000_000).await.unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// Keeps a cookie in the place of one of the same name.
    fn keep(&mut self, set: &str) {
        let name = |cookie: &str| cookie.split('=').next().unwrap().to_owned();
        let (before, set) =
            (self.cookie.take().unwrap_or_default(), set.split(';').next().unwrap());
        let others =
            before.split("; ").filter(|other| !other.is_empty() && name(other) != name(set));
        self.cookie = Some(others.chain([set]).collect::<Vec<_>>().join("; "));
    }
}

/// A form as a browser writes it.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
