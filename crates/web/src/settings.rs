//! What whoever runs the program decides: its public address, what it looks like, how letters go, who else signs
//! people in.
//!
//! In comes what stands in `saferplan.toml` and the environment; out go settings that cannot be wrong, or all that
//! is wrong with them at once. `examples/saferplan.toml` has every one, explained.

mod archive;
mod fault;
mod given;
mod mail;
mod origin;
mod provider;
mod proxies;

use std::fs;
use std::io;
use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

use partnership::publication::licence::DataLicence;
use post::Post;

use crate::clock::Clock;
use crate::design::Logo;
use crate::design::Look;
pub use crate::guard::pace::Patience;
pub use crate::guard::viruses::VirusScanner;
pub use crate::guard::viruses::VirusScannerError;
use crate::log::Format;
pub use crate::serving::certificate::Certificate;
pub use crate::serving::certificate::CertificateError;
pub use crate::settings::archive::ArchiveEngine;
pub use crate::settings::archive::ArchiveEngineError;
pub use crate::settings::archive::ArchiveSettings;
pub use crate::settings::archive::ObjectStorage;
pub use crate::settings::archive::Scheduler;
pub use crate::settings::archive::SchedulerError;
pub use crate::settings::archive::StorageEndpoint;
pub use crate::settings::archive::StorageEndpointError;
pub use crate::settings::archive::StoragePlace;
pub use crate::settings::archive::StoragePlaceError;
pub use crate::settings::fault::SettingFault;
pub use crate::settings::fault::SettingsError;
use crate::settings::given::Given;
pub use crate::settings::origin::Origin;
pub use crate::settings::origin::OriginError;
pub use crate::settings::provider::ClaimWord;
pub use crate::settings::provider::ClaimWordError;
pub use crate::settings::provider::Issuer;
pub use crate::settings::provider::IssuerError;
pub use crate::settings::provider::Matching;
pub use crate::settings::provider::Provider;
pub use crate::settings::provider::Strength;
pub use crate::settings::proxies::Network;
pub use crate::settings::proxies::NetworkError;
pub use crate::settings::proxies::Proxies;
pub use crate::who::breached::BreachedPasswords;
pub use crate::who::breached::BreachedPasswordsError;

/// The file of the settings, in the home folder.
pub const FILE: &str = "saferplan.toml";

/// Where the server listens unless it is told: on this machine alone.
pub const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// The file of the key that encrypts second factors, in the home folder unless another is named.
pub const SECRET_KEY_FILE: &str = "secret-key";

/// For how many days after their link has ended the name of a reader is kept, unless it is told: until after the next
/// quarter's meeting, at which somebody may ask who had read.
pub const FORGET_READERS_AFTER: u16 = 90;

/// How many pages a second one address may go on asking for, unless it is told.
pub const PAGES_A_SECOND: u32 = 100;

/// The settings of one server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address under which people reach it.
    pub origin: Origin,
    /// By which clock it goes.
    pub clock: Clock,
    /// Where it listens.
    pub listen: SocketAddr,
    /// By which certificate the server itself speaks TLS; a web server in front does, where there is none.
    pub certificate: Option<Certificate>,
    /// Where counts are told to whatever watches over it; nowhere unless it is set.
    pub metrics: Option<SocketAddr>,
    /// How long it waits for whoever sends.
    pub patience: Patience,
    /// The council's name, colour and logo.
    pub look: Look,
    /// Whom people may ask, as letters tell them.
    pub contact: Option<String>,
    /// The proxies before it, which are believed when they say who asks.
    pub proxies: Proxies,
    /// How many pages a second one address may go on asking for; 0 stands for as many as it likes.
    pub pages_a_second: u32,
    /// What looks through every file that somebody sends; nothing does unless it is set.
    pub virus_scanner: Option<VirusScanner>,
    /// Passwords that nobody may choose, since they were found in breaches; only the commonest unless it is set.
    pub breached_passwords: Option<BreachedPasswords>,
    /// What runs the archive's queries, and on which files.
    pub archive: ArchiveSettings,
    /// How letters go; none go where it is not set up.
    pub mail: Option<Post>,
    /// Who else signs people in, such as the council's own sign-in.
    pub provider: Option<Provider>,
    /// How it writes its log.
    pub log: Format,
    /// The file of the key that encrypts second factors; made at first need where there is none.
    pub secret_key_file: PathBuf,
    /// The file of the key that encrypted them before, where it is being changed.
    pub former_secret_key_file: Option<PathBuf>,
    /// For how many days after their link has ended the name of a reader is kept.
    pub forget_readers_after: u16,
    /// Under which licence everybody may use the tables that a partnership made itself.
    pub data_licence: DataLicence,
}

impl Settings {
    /// Settings with everything but address and clock as is usual: no mail, no outside sign-in, no proxies. The key
    /// that encrypts second factors is in the folder in which the program runs, so name another file.
    pub fn of(origin: Origin, clock: Clock) -> Settings {
        Settings {
            origin,
            clock,
            listen: LISTEN,
            certificate: None,
            metrics: None,
            patience: Patience::default(),
            look: Look::default(),
            contact: None,
            proxies: Proxies::default(),
            pages_a_second: PAGES_A_SECOND,
            virus_scanner: None,
            breached_passwords: None,
            archive: ArchiveSettings::default(),
            mail: None,
            provider: None,
            log: Format::default(),
            secret_key_file: PathBuf::from(SECRET_KEY_FILE),
            former_secret_key_file: None,
            forget_readers_after: FORGET_READERS_AFTER,
            data_licence: DataLicence::default(),
        }
    }

    /// The settings of a home: its `saferplan.toml`, if there is one, and the environment, which goes before it.
    /// Where the server is told on the command line to listen, goes before both.
    ///
    /// # Errors
    /// When the file cannot be read, or with everything that is wrong.
    pub fn read(home: &Path, listen: Option<SocketAddr>) -> Result<Settings, SettingsError> {
        let (typed, mut environment) = (typed(home)?, environment());
        if let Some(listen) = listen {
            environment.retain(|(name, _)| name != "SAFERPLAN_LISTEN");
            environment.push(("SAFERPLAN_LISTEN".to_owned(), listen.to_string()));
        }
        let settings = Settings::given(&typed, &environment, home)?;
        if let Some(former) = settings.former_secret_key_file.as_ref().filter(|file| !file.exists())
        {
            let text = format!(
                "`{}` is not there; name the file of the key as it was before, or take this line out once the key was \
                 changed",
                former.display()
            );
            let setting = "former_secret_key_file".to_owned();
            return Err(SettingsError::of(vec![SettingFault { setting, text }]));
        }
        Ok(settings)
    }

    /// What the same settings say of the archive: every command that reads evidence asks, and the other settings may name
    /// files that whoever asks cannot read.
    ///
    /// # Errors
    /// When the file cannot be read, with settings that there are not, or with what is wrong with these.
    pub fn archive(home: &Path) -> Result<ArchiveSettings, SettingsError> {
        let mut given = Given::of(&typed(home)?, &environment(), home)?;
        let archive = ArchiveSettings::taken(&mut given);
        given.end()?;
        Ok(archive)
    }

    /// The settings in a file's text and in an environment. Files that they name are looked for in `folder`.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn given(
        typed: &str,
        environment: &[(String, String)],
        folder: &Path,
    ) -> Result<Settings, SettingsError> {
        let mut given = Given::of(typed, environment, folder)?;
        let listen = listen(&mut given);
        let (origin, certificate) = (origin(&mut given, listen), certificate(&mut given, folder));
        let metrics = given.parsed_as("metrics", "an address with a port, such as 127.0.0.1:9108");
        let (look, contact) = (look(&mut given), given.text("contact"));
        let proxies = Proxies::of(given.list("proxies"));
        let log = given.parsed("log").unwrap_or_default();
        let archive = ArchiveSettings::taken(&mut given);
        let (secret_key_file, former_secret_key_file) = keys(&mut given, folder);
        let forget_readers_after = given
            .parsed_as("forget_readers_after", "a number of days, such as 90")
            .unwrap_or(FORGET_READERS_AFTER);
        let pages_a_second =
            given.parsed_as("pages_a_second", "a number, such as 100").unwrap_or(PAGES_A_SECOND);
        let virus_scanner = given.parsed("virus_scanner");
        let breached_passwords = breached_passwords(&mut given, folder);
        let data_licence = given.parsed("data_licence").unwrap_or_default();
        let (mail, provider) = (mail::mail(&mut given), provider(&mut given));
        given.end()?;
        let origin = origin.ok_or_else(|| SettingsError::of(Vec::new()))?;
        Ok(Settings {
            listen,
            certificate,
            metrics,
            look,
            contact,
            proxies,
            pages_a_second,
            virus_scanner,
            breached_passwords,
            archive,
            mail,
            provider,
            log,
            secret_key_file,
            former_secret_key_file,
            forget_readers_after,
            data_licence,
            ..Settings::of(origin, Clock::Running)
        })
    }
}

/// What stands in a home's file of settings; nothing where there is none.
fn typed(home: &Path) -> Result<String, SettingsError> {
    let path = home.join(FILE);
    match fs::read_to_string(&path) {
        Ok(typed) => Ok(typed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(SettingsError::unreadable(&path, &error)),
    }
}

fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

fn listen(given: &mut Given) -> SocketAddr {
    let at = given.parsed_as("listen", "an address with a port, such as 127.0.0.1:8080");
    at.unwrap_or(LISTEN)
}

fn origin(given: &mut Given, listen: SocketAddr) -> Option<Origin> {
    if given.has("address") {
        let origin: Origin = given.parsed("address")?;
        if !origin.is_secure() && !origin.is_of_this_machine() {
            given.fault(
                "address",
                "it begins with http:// and is not of this machine, so whoever listens on the way would read replies, \
                 names and passwords; put a web server with a certificate in front, and give its https:// address",
            );
            return None;
        }
        return Some(origin);
    }
    if !listen.ip().is_loopback() {
        given.fault(
            "address",
            "it is missing, and the server listens for other machines; give the address under which people \
             reach it, such as https://saferplan.example.gov.uk",
        );
        return None;
    }
    format!("http://{listen}").parse().ok()
}

/// The files of the key of now, and of the one before.
fn keys(given: &mut Given, folder: &Path) -> (PathBuf, Option<PathBuf>) {
    let now = given.text("secret_key_file").unwrap_or_else(|| SECRET_KEY_FILE.to_owned());
    let former = given.text("former_secret_key_file");
    (folder.join(now), former.map(|name| folder.join(name)))
}

/// The certificate of the server itself, where its files are named.
fn certificate(given: &mut Given, folder: &Path) -> Option<Certificate> {
    let [chain, key] = ["certificate_file", "certificate_key_file"];
    if !given.has(chain) && !given.has(key) {
        return None;
    }
    let named = [
        given.needed(chain, "the file of the certificate as PEM"),
        given.needed(key, "the file of its key as PEM"),
    ];
    let [Some(certificate), Some(of)] = named else { return None };
    given.for_few(key, &folder.join(&of));
    let read = Certificate::in_files(folder.join(certificate), folder.join(of));
    let wrong = |error: CertificateError| {
        let setting = if matches!(error, CertificateError::Chain { .. }) { chain } else { key };
        given.fault(setting, &error.to_string());
    };
    read.map_err(wrong).ok()
}

fn breached_passwords(given: &mut Given, folder: &Path) -> Option<BreachedPasswords> {
    let list = folder.join(given.text("breached_passwords")?);
    let wrong =
        |error: BreachedPasswordsError| given.fault("breached_passwords", &error.to_string());
    BreachedPasswords::in_file(list).map_err(wrong).ok()
}

fn look(given: &mut Given) -> Look {
    let usual = Look::default();
    let logo = given.file("logo").and_then(|bytes| match Logo::of(bytes) {
        Ok(logo) => Some(logo),
        Err(error) => {
            given.fault("logo", &error.to_string());
            None
        }
    });
    Look {
        organisation: given.text("organisation").unwrap_or(usual.organisation),
        colour: given.parsed("colour").unwrap_or(usual.colour),
        logo,
    }
}

fn provider(given: &mut Given) -> Option<Provider> {
    if !given.has("sign_in") {
        return None;
    }
    let name = given.needed("sign_in.name", "what the button is called");
    let issuer = given.needed("sign_in.issuer", "the provider's address");
    let issuer = issuer.and_then(|text| given.read("sign_in.issuer", &text));
    let client_id = given.needed("sign_in.client_id", "what the provider calls Saferplan");
    let secret = given.secret("sign_in.secret");
    let matching = match given.yes_or_no("sign_in.match_verified_email") {
        Some(false) => Matching::Never,
        Some(true) | None => Matching::VerifiedEmail,
    };
    let strength = Strength {
        acr_values: given.list("sign_in.acr_values"),
        amr_values: given.list("sign_in.amr_values"),
        trusted: given.yes_or_no("sign_in.trusted_for_second_factor").unwrap_or(false),
    };
    let (name, issuer, client_id) = (name?, issuer?, client_id?);
    Some(Provider { name, issuer, client_id, secret, matching, strength })
}

#[cfg(test)]
mod tests;
