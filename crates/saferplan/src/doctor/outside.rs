//! What the program meets: its settings, those who come to its pages, the mail server, the virus scanner, and whoever reads its
//! documents.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::time::Duration;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::content::Section;
use tokio::runtime::Runtime;
use ureq::Agent;
use ureq::tls::TlsConfig;
use web::settings::Proxies;
use web::settings::Settings;
use web::settings::SettingsError;

use crate::doctor::Found;
use crate::doctor::Trouble;

/// How long an answer of the pages is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is wrong with the settings, a setting each.
pub(super) fn faults(error: &SettingsError) -> Vec<Found> {
    let wrong = error.faults().iter().map(|fault| {
        let found = format!("`{}`: {}", fault.setting, fault.text);
        Found::Wrong(Trouble::of(
            found,
            "settings as examples/saferplan.toml explains them",
            "put it right in saferplan.toml or the environment, and start the server anew",
        ))
    });
    wrong.collect()
}

/// What of the settings is worth a look though it can be.
pub(super) fn address(settings: &Settings) -> Vec<Found> {
    let mut found = vec![Found::Well(format!("the pages are reached at {}", settings.origin))];
    let is_behind_another = settings.origin.is_secure() && settings.certificate.is_none();
    if is_behind_another && settings.proxies == Proxies::default() {
        found.push(Found::WorthALook(Trouble::of(
            "no `proxies` are named, so all who come through the web server in front count as one",
            "its address, so that tries to sign in are counted by whoever makes them",
            "proxies = [\"127.0.0.1\"], or where that web server is",
        )));
    }
    if !settings.listen.ip().is_loopback() && settings.certificate.is_none() {
        found.push(Found::WorthALook(Trouble::of(
            format!("the server listens at {} for other machines, without TLS", settings.listen),
            "a way to it that nobody else can listen on",
            "listen = \"127.0.0.1:8080\", with the web server on this machine; or name a certificate (certificate_file)",
        )));
    }
    if settings.contact.is_none() {
        found.push(Found::WorthALook(Trouble::of(
            "no `contact` is named",
            "whom people may ask, at the end of each letter and of the privacy notice",
            "contact = \"the community safety team, 01622 000000\"",
        )));
    }
    found
}

/// Whether the council's own sign-in, where there is one, has to say how strongly somebody signed in there.
pub(super) fn sign_in(settings: &Settings) -> Vec<Found> {
    let Some(provider) = &settings.provider else { return Vec::new() };
    if !provider.strength.answers_for_factor() {
        let found = format!("whoever {} lets in gives their second factor here", provider.name);
        return vec![Found::Well(found)];
    }
    if !provider.strength.is_any() {
        let found =
            format!("whoever {} lets in has signed in as strongly as is asked", provider.name);
        return vec![Found::Well(found)];
    }
    vec![Found::WorthALook(Trouble::of(
        format!("whoever {} lets in is taken to have given a second factor there", provider.name),
        "a sign-in that says so of each of them",
        "acr_values or amr_values in [sign_in], as examples/saferplan.toml explains them; if it can say neither, take \
         trusted_for_second_factor out, or see that it always asks for one",
    ))]
}

/// Whether the mail server takes us.
pub(super) fn letters(settings: &Settings) -> Vec<Found> {
    let Some(post) = &settings.mail else {
        return vec![Found::WorthALook(Trouble::of(
            "no mail server is set up, so neither reminders nor links go by letter",
            "the council's own mail server",
            "set [mail], as examples/saferplan.toml explains it",
        ))];
    };
    let greeting = async { post.greet().await.map_err(|why| why.to_string()) };
    vec![match waited_for(greeting) {
        Ok(()) => Found::Well("the mail server takes us".to_owned()),
        Err(why) => Found::Wrong(Trouble::of(
            why,
            "a mail server that answers and lets Saferplan sign in",
            "check [mail], and whether a firewall stands between",
        )),
    }]
}

/// Whether files that people send are looked through.
pub(super) fn viruses(settings: &Settings) -> Vec<Found> {
    let Some(scanner) = &settings.virus_scanner else {
        return vec![Found::WorthALook(Trouble::of(
            "no virus scanner is set, so nothing looks through the files that people send",
            "a scanner that does before anybody opens them",
            "set virus_scanner, as examples/saferplan.toml explains it",
        ))];
    };
    vec![match waited_for(scanner.greet()) {
        Ok(()) => Found::Well(format!("the virus scanner at {scanner} answers")),
        Err(why) => Found::Wrong(Trouble::of(
            format!("the virus scanner at {scanner} does not answer, so no file is taken ({why})"),
            "ClamAV's daemon, which Saferplan's user may ask",
            "start it (systemctl start clamav-daemon), or put virus_scanner right",
        )),
    }]
}

/// What comes of something that waits.
fn waited_for(waiting: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    Runtime::new().map_err(|why| why.to_string())?.block_on(waiting)
}

/// Whether the pages are served, or could be.
pub(super) fn pages(settings: &Settings) -> Vec<Found> {
    let at = settings.listen;
    vec![match TcpListener::bind(at) {
        Ok(_) => Found::Well(format!("they are not served now, and could be at {at}")),
        Err(why) if why.kind() == ErrorKind::AddrInUse && is_well_there(settings) => {
            Found::Well(format!("they are served at {at}, and the records answer"))
        }
        Err(why) => Found::Wrong(Trouble::of(
            format!("nothing of ours answers at {at} ({why})"),
            "the pages, or nobody",
            "look which program is there, or name another place: listen = \"127.0.0.1:8081\"",
        )),
    }]
}

/// Whether a server of ours says where it listens that it is well.
fn is_well_there(settings: &Settings) -> bool {
    let scheme = if settings.certificate.is_some() { "https" } else { "http" };
    // The certificate is of the public address and not of the one where it listens.
    let tls = TlsConfig::builder().disable_verification(true).build();
    let config = Agent::config_builder().tls_config(tls).proxy(None);
    let agent = config.timeout_global(Some(PATIENCE)).build().new_agent();
    let asked = || -> Result<String, ureq::Error> {
        let health = format!("{scheme}://{}/health", settings.listen);
        agent.get(&health).call()?.body_mut().read_to_string()
    };
    asked().is_ok_and(|answer| answer == "ok\n")
}

/// Whether documents can be typeset: the fonts are in the program.
pub(super) fn documents() -> Vec<Found> {
    let words = |text: &str| text.to_owned();
    let block =
        Block::Paragraph(vec![Inline::Text(words("Priorities for Ynys Môn: 5½ per 1,000"))]);
    let heading = words("Test");
    let document = Document {
        title: words("Test"),
        subtitle: words("Test"),
        publisher: words("Saferplan"),
        description: words("A page to try whether documents can be typeset."),
        dated: words("today"),
        reference_prefix: words("doctor"),
        sections: vec![Section { anchor: words("test"), heading, blocks: vec![block] }],
    };
    vec![match documents::pdf::file(&document) {
        Ok(_) => Found::Well("a page was typeset with the fonts of the program".to_owned()),
        Err(why) => Found::Wrong(Trouble::of(
            format!("a page cannot be typeset ({why})"),
            "a program with its fonts",
            "install the program again, from the release",
        )),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use web::clock::Clock;
    use web::settings::ClaimWord;
    use web::settings::Matching;
    use web::settings::Provider;
    use web::settings::Strength;

    fn settings(listen: &str) -> Settings {
        let origin = "https://saferplan.example.gov.uk".parse().unwrap();
        Settings { listen: listen.parse().unwrap(), ..Settings::of(origin, Clock::Running) }
    }

    #[test]
    fn what_works_and_is_not_wise_is_worth_a_look() {
        let found = address(&settings("0.0.0.0:8080"));
        let looks = found.iter().filter(|one| matches!(one, Found::WorthALook(_))).count();
        assert_eq!(looks, 3, "{found:?}");
        assert!(matches!(letters(&settings("127.0.0.1:1"))[..], [Found::WorthALook(_)]));
    }

    #[test]
    fn a_sign_in_that_is_trusted_and_says_nothing_is_worth_a_look() {
        let mut settings = settings("127.0.0.1:1");
        assert_eq!(sign_in(&settings), []);
        let asking = |amr_values: Vec<ClaimWord>, trusted: bool| Provider {
            name: "your council account".to_owned(),
            issuer: "https://login.example.gov.uk".parse().unwrap(),
            client_id: "saferplan".to_owned(),
            secret: None,
            matching: Matching::VerifiedEmail,
            strength: Strength { amr_values, trusted, ..Strength::default() },
        };
        settings.provider = Some(asking(Vec::new(), false));
        assert!(matches!(sign_in(&settings)[..], [Found::Well(_)]));
        settings.provider = Some(asking(Vec::new(), true));
        assert!(matches!(sign_in(&settings)[..], [Found::WorthALook(_)]));
        settings.provider = Some(asking(vec!["mfa".parse().unwrap()], false));
        assert!(matches!(sign_in(&settings)[..], [Found::Well(_)]));
    }

    #[test]
    fn a_place_where_another_program_listens_is_wrong_and_a_free_one_is_well() {
        let other = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = other.local_addr().unwrap().to_string();
        std::thread::spawn(move || {
            for stream in other.incoming().flatten() {
                // It hears and says nothing of ours.
                let _ = (&stream).write_all(b"HTTP/1.1 200 OK\r\n\r\nhello");
            }
        });
        assert!(matches!(pages(&settings(&at))[..], [Found::Wrong(_)]));
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        assert!(matches!(pages(&settings(&free))[..], [Found::Well(_)]));
    }

    #[test]
    fn a_virus_scanner_that_is_set_and_is_not_there_is_wrong() {
        let mut settings = settings("127.0.0.1:1");
        assert!(matches!(viruses(&settings)[..], [Found::WorthALook(_)]));
        settings.virus_scanner = Some("/no/such/clamd.ctl".parse().unwrap());
        assert!(matches!(viruses(&settings)[..], [Found::Wrong(_)]));
    }

    #[test]
    fn the_program_brings_its_fonts() {
        assert!(matches!(documents()[..], [Found::Well(_)]));
    }
}
