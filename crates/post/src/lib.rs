//! The post: letters to people, by a council's own mail server.
//!
//! In come the core's letters; out they go by SMTP, as text and as HTML that say the same. What went wrong is told
//! without the address of whoever it was for.
//!
//! | to | call |
//! |---|---|
//! | know the mail server | [`Post::open`] |
//! | send a letter | [`Post::send`], [`Post::send_for_receipt`] |

mod error;
mod html;
mod parts;
mod settings;
mod text;
mod written;

pub use crate::error::OpenError;
pub use crate::error::SendError;
pub use crate::settings::Credentials;
pub use crate::settings::Mailbox;
pub use crate::settings::MailboxError;
pub use crate::settings::Security;
pub use crate::settings::SecurityError;
pub use crate::settings::Settings;

use lettre::AsyncSmtpTransport;
use lettre::AsyncTransport;
use lettre::Tokio1Executor;
use lettre::transport::smtp::authentication;
use lettre::transport::smtp::client::Certificate;
use lettre::transport::smtp::client::Tls;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::extension::ClientId;
use partnership::reminders::letter::Letter;

/// A way to send letters. It keeps no connection open between two.
#[derive(Debug, Clone)]
pub struct Post {
    settings: Settings,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Post {
    /// The post by a mail server. Nothing is asked of the server before the first letter.
    ///
    /// # Errors
    /// When the settings would show the password to whoever listens, or the certificate is none.
    pub fn open(settings: Settings) -> Result<Post, OpenError> {
        let Settings { server, security, credentials, from, .. } = &settings;
        if credentials.is_some() && *security == Security::None && !is_this_machine(server) {
            return Err(OpenError::PasswordInTheOpen);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.clone())
            .port(settings.port())
            .tls(tls(&settings)?)
            .hello_name(ClientId::Domain(from.domain().to_owned()))
            .timeout(Some(settings.patience));
        let transport = match credentials {
            Some(Credentials { user, password }) => transport
                .credentials(authentication::Credentials::new(user.clone(), password.clone())),
            None => transport,
        };
        Ok(Post { transport: transport.build(), settings })
    }

    /// Sends a letter: once this returns, the mail server has taken it on.
    ///
    /// # Errors
    /// When the server cannot be reached, refuses the letter, or takes longer than the settings allow.
    pub async fn send(&self, letter: &Letter) -> Result<(), SendError> {
        self.send_for_receipt(letter).await.map(|_| ())
    }

    /// Sends a letter, and gives what the mail server said when it took it on, without the address of whoever it is for.
    ///
    /// # Errors
    /// When the server cannot be reached, refuses the letter, or takes longer than the settings allow.
    pub async fn send_for_receipt(&self, letter: &Letter) -> Result<String, SendError> {
        let message = written::message(&self.settings, letter)?;
        let sending = tokio::time::timeout(self.settings.patience, self.transport.send(message));
        match sending.await {
            Ok(Ok(response)) => {
                let said: Vec<&str> = response.message().collect();
                let said = format!("{} {}", response.code(), said.join(" "));
                Ok(error::without_address(said.trim(), letter.to.email.as_str()))
            }
            Ok(Err(error)) => Err(SendError::of(&self.settings, letter, &error)),
            Err(_) => Err(SendError::too_slow(&self.settings)),
        }
    }

    /// Greets the mail server and signs in to it where there is a password, as before a letter, and sends none.
    ///
    /// # Errors
    /// When the server cannot be reached, is not who it says, does not let us sign in, or takes longer than the settings
    /// allow.
    pub async fn greet(&self) -> Result<(), SendError> {
        let greeting =
            tokio::time::timeout(self.settings.patience, self.transport.test_connection());
        match greeting.await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(SendError::did_not_answer(&self.settings)),
            Ok(Err(error)) => Err(SendError::of_greeting(&self.settings, &error)),
            Err(_) => Err(SendError::too_slow(&self.settings)),
        }
    }

    /// By which settings it goes.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

fn tls(settings: &Settings) -> Result<Tls, OpenError> {
    let parameters = || {
        let mut parameters = TlsParameters::builder(settings.server.clone());
        if let Some(pem) = &settings.authority {
            // A text without any certificate is read as none at all, and nobody would learn of it.
            if !pem.contains("-----BEGIN CERTIFICATE-----") {
                return Err(OpenError::Authority("it holds none".to_owned()));
            }
            let authority = Certificate::from_pem(pem.as_bytes());
            let authority = authority.map_err(|error| OpenError::Authority(error.to_string()))?;
            parameters = parameters.add_root_certificate(authority);
        }
        parameters.build_rustls().map_err(|error| OpenError::Authority(error.to_string()))
    };
    Ok(match settings.security {
        Security::StartTls => Tls::Required(parameters()?),
        Security::Tls => Tls::Wrapper(parameters()?),
        Security::None => Tls::None,
    })
}

fn is_this_machine(server: &str) -> bool {
    ["localhost", "127.0.0.1", "::1"].contains(&server)
}
