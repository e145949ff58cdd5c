//! The way through an outside provider, by the authorization code flow of `OpenID` Connect with PKCE.
//!
//! Out comes an address to send somebody to, and a ticket; in comes the ticket with a code, and out goes a guest: the
//! provider's own name for somebody, verified, and their e-mail address if it says that it has verified that.

use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use openidconnect::AccessTokenHash;
use openidconnect::AuthType;
use openidconnect::AuthenticationContextClass;
use openidconnect::AuthenticationFlow;
use openidconnect::AuthorizationCode;
use openidconnect::ClientId;
use openidconnect::ClientSecret;
use openidconnect::CsrfToken;
use openidconnect::EndpointMaybeSet;
use openidconnect::EndpointNotSet;
use openidconnect::EndpointSet;
use openidconnect::HttpRequest;
use openidconnect::HttpResponse;
use openidconnect::IssuerUrl;
use openidconnect::Nonce;
use openidconnect::OAuth2TokenResponse;
use openidconnect::PkceCodeChallenge;
use openidconnect::PkceCodeVerifier;
use openidconnect::RedirectUrl;
use openidconnect::RequestTokenError;
use openidconnect::Scope;
use openidconnect::StandardErrorResponse;
use openidconnect::TokenResponse;
use openidconnect::core::CoreClient;
use openidconnect::core::CoreClientAuthMethod;
use openidconnect::core::CoreErrorResponseType;
use openidconnect::core::CoreIdTokenClaims;
use openidconnect::core::CoreProviderMetadata;
use openidconnect::core::CoreResponseType;
use openidconnect::core::CoreTokenResponse;
use openidconnect::core::CoreUserInfoClaims;
use partnership::membership::person::EmailAddress;
use records::OutsideIdentity;
use tokio::sync::Semaphore;
use ureq::Agent;

use crate::page::fault::PageError;
use crate::settings::Matching;
use crate::settings::Origin;
use crate::settings::Provider;
use crate::who::provider::BACK;
use crate::who::provider::shut::Shut;

/// How long the provider may take over one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long what the provider says of itself is taken to hold.
const HOLDS: Duration = Duration::from_secs(3600);

/// The most bytes that an answer of the provider may have.
const LARGEST_ANSWER: u64 = 1024 * 1024;

/// How many people are waited for at once, so that a slow provider does not take every thread.
static AT_ONCE: Semaphore = Semaphore::const_new(8);

/// A provider as a client knows it once it has introduced itself.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What a provider says when it gives nothing for a code.
type Refusal = StandardErrorResponse<CoreErrorResponseType>;

/// The way in through a provider.
#[derive(Debug)]
pub(crate) struct Door {
    provider: Provider,
    back: String,
    agent: Agent,
    introduced: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

/// What we must know again when somebody comes back.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Ticket {
    state: String,
    nonce: Nonce,
    verifier: String,
}

/// Somebody whom the provider knows.
#[derive(Debug)]
pub(crate) struct Guest {
    pub(crate) identity: OutsideIdentity,
    pub(crate) email: Email,
}

/// What the provider says of somebody's e-mail address.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Email {
    /// It has made sure that it is theirs.
    Verified(EmailAddress),
    /// It has not, or says nothing.
    NotVerified,
}

impl Ticket {
    /// Whether an answer is the one to this ticket.
    pub(crate) fn is_of(&self, state: &str) -> bool {
        self.state == state
    }
}

impl Door {
    /// The way in through a provider; it is asked nothing yet.
    pub(crate) fn new(provider: Provider, origin: &Origin) -> Door {
        let secure = provider.issuer.as_str().starts_with("https://");
        let config = Agent::config_builder()
            .https_only(secure)
            .http_status_as_error(false)
            // An answer that leads elsewhere would be asked for with our secret.
            .max_redirects(0)
            .max_idle_connections(0)
            .timeout_global(Some(PATIENCE))
            .build();
        Door {
            back: origin.page(BACK),
            agent: config.new_agent(),
            introduced: Mutex::new(None),
            provider,
        }
    }

    /// What the button calls it.
    pub(crate) fn name(&self) -> &str {
        &self.provider.name
    }

    /// Whether whoever it lets in has given a second factor there.
    pub(super) fn answers_for_factor(&self) -> bool {
        self.provider.strength.answers_for_factor()
    }

    pub(super) fn matching(&self) -> Matching {
        self.provider.matching
    }

    /// Does something that waits for the provider, apart from the threads that answer requests.
    pub(super) async fn apart<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Door) -> T + Send + 'static,
    ) -> Result<T, PageError> {
        let broke_off = || PageError::Broken("a piece of work broke off".to_owned());
        let _turn = AT_ONCE.acquire().await.map_err(|_| broke_off())?;
        let door = self.clone();
        tokio::task::spawn_blocking(move || work(&door)).await.map_err(|_| broke_off())
    }

    /// Where to send somebody, and what we must know again when they come back.
    pub(super) fn ticket(&self) -> Result<(String, Ticket), Shut> {
        let client = self.client()?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let asked = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge);
        let strengths = self.provider.strength.acr_values.iter();
        let strengths =
            strengths.map(|word| AuthenticationContextClass::new(word.as_str().to_owned()));
        let asked = strengths.fold(asked, |asked, strength| asked.add_auth_context_value(strength));
        let (address, state, nonce) = asked.url();
        let (state, verifier) = (state.secret().clone(), verifier.secret().clone());
        Ok((address.to_string(), Ticket { state, nonce, verifier }))
    }

    /// Who comes back with a ticket and a code; `named` is how the provider named itself on the way.
    pub(super) fn guest(
        &self,
        ticket: &Ticket,
        code: String,
        named: Option<&str>,
    ) -> Result<Guest, Shut> {
        if named.is_some_and(|named| named != self.provider.issuer.as_str()) {
            return Err(self.not_genuine("it came from another provider"));
        }
        let client = self.client()?;
        let token = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| self.not_genuine("it takes no codes"))?
            .set_pkce_verifier(PkceCodeVerifier::new(ticket.verifier.clone()))
            .request(&|request| self.ask(request))
            .map_err(|error| self.no_token(&error))?;
        let claims = self.verified(&client, &token, &ticket.nonce)?;
        self.is_strong_enough(&claims)?;
        let identity = OutsideIdentity {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
        };
        let said = |email: Option<&openidconnect::EndUserEmail>, verified: Option<bool>| {
            let address = email.filter(|_| verified == Some(true)).and_then(|it| it.parse().ok());
            address.map_or(Email::NotVerified, Email::Verified)
        };
        let email = match claims.email() {
            Some(email) => said(Some(email), claims.email_verified()),
            None => {
                let more = self.more(&client, &token, &claims)?;
                said(more.email(), more.email_verified())
            }
        };
        Ok(Guest { identity, email })
    }

    /// What the ID token claims, once it is verified: signature, issuer, audience, time, nonce, access token.
    fn verified(
        &self,
        client: &Client,
        token: &CoreTokenResponse,
        nonce: &Nonce,
    ) -> Result<CoreIdTokenClaims, Shut> {
        let id_token = token.id_token().ok_or_else(|| self.not_genuine("it says nobody's name"))?;
        let verifier = client.id_token_verifier();
        let claims = id_token.claims(&verifier, nonce).map_err(|error| {
            // A provider that has changed its keys introduces itself anew the next time.
            self.forget();
            self.not_genuine(wrong_with(&error))
        })?;
        if let Some(said) = claims.access_token_hash() {
            let hash = id_token.signing_alg().ok().zip(id_token.signing_key(&verifier).ok());
            let hash = hash.and_then(|(algorithm, key)| {
                AccessTokenHash::from_token(token.access_token(), algorithm, key).ok()
            });
            if hash.as_ref() != Some(said) {
                return Err(self.not_genuine("its two tokens do not belong together"));
            }
        }
        Ok(claims.clone())
    }

    /// Whether the ID token says that somebody signed in as strongly as the settings ask.
    fn is_strong_enough(&self, claims: &CoreIdTokenClaims) -> Result<(), Shut> {
        let acr = claims.auth_context_ref().map(|said| said.as_str());
        let amr = claims.auth_method_refs().into_iter().flatten().map(|said| said.as_str());
        let amr: Vec<&str> = amr.collect();
        match self.provider.strength.is_said_by(acr, &amr) {
            true => Ok(()),
            false => Err(Shut::Weak { name: self.name().to_owned() }),
        }
    }

    /// What the provider says of somebody when asked for more.
    fn more(
        &self,
        client: &Client,
        token: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<CoreUserInfoClaims, Shut> {
        let subject = Some(claims.subject().clone());
        let asked = client.user_info(token.access_token().clone(), subject);
        let asked = asked.map_err(|_| Shut::not_verified(self.name()))?;
        asked
            .request(&|request| self.ask(request))
            .map_err(|_| self.not_genuine("it did not say who you are"))
    }

    fn client(&self) -> Result<Client, Shut> {
        let metadata = self.introduced()?;
        let methods = metadata.token_endpoint_auth_methods_supported().cloned().unwrap_or_default();
        let in_body = methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic);
        let back = RedirectUrl::new(self.back.clone());
        let back = back.map_err(|_| self.not_genuine("it cannot lead back here"))?;
        let id = ClientId::new(self.provider.client_id.clone());
        let secret = self.provider.secret.clone().map(ClientSecret::new);
        let client = CoreClient::from_provider_metadata(metadata, id, secret);
        let by = if in_body { AuthType::RequestBody } else { AuthType::BasicAuth };
        Ok(client.set_redirect_uri(back).set_auth_type(by))
    }

    /// What the provider says of itself, asked for once an hour.
    fn introduced(&self) -> Result<CoreProviderMetadata, Shut> {
        let held = self.introduced.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, metadata)) = held.filter(|(since, _)| since.elapsed() < HOLDS) {
            return Ok(metadata);
        }
        let issuer = IssuerUrl::new(self.provider.issuer.as_str().to_owned());
        let issuer = issuer.map_err(|_| self.not_genuine("its address is none"))?;
        let found = CoreProviderMetadata::discover(&issuer, &|request| self.ask(request));
        let metadata = found.map_err(|error| match error {
            openidconnect::DiscoveryError::Request(_) => self.away("it does not answer"),
            _ => self.away("it does not introduce itself as the settings name it"),
        })?;
        *self.introduced.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((Instant::now(), metadata.clone()));
        Ok(metadata)
    }

    fn forget(&self) {
        *self.introduced.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// One question to the provider.
    fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
        let (parts, body) = request.into_parts();
        let answer = if body.is_empty() {
            self.agent.run(ureq::http::Request::from_parts(parts, ()))
        } else {
            self.agent.run(ureq::http::Request::from_parts(parts, body))
        };
        let (parts, mut body) = answer.map_err(|error| Unanswered(error.into_io()))?.into_parts();
        let body = body.with_config().limit(LARGEST_ANSWER).read_to_vec();
        let body = body.map_err(|error| Unanswered(error.into_io()))?;
        Ok(HttpResponse::from_parts(parts, body))
    }

    fn no_token(&self, error: &RequestTokenError<Unanswered, Refusal>) -> Shut {
        match error {
            RequestTokenError::ServerResponse(said) => {
                let description = said.error_description().map_or("", String::as_str);
                Shut::said(self.name(), said.error().as_ref(), description)
            }
            RequestTokenError::Request(_) => self.away("it does not answer"),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                self.not_genuine("it is not what such a provider answers")
            }
        }
    }

    fn away(&self, why: &'static str) -> Shut {
        Shut::Away { name: self.name().to_owned(), why }
    }

    fn not_genuine(&self, why: &'static str) -> Shut {
        Shut::NotGenuine { name: self.name().to_owned(), why }
    }
}

/// The provider did not answer.
#[derive(Debug, thiserror::Error)]
#[error("the provider did not answer: {0}")]
struct Unanswered(io::Error);

fn wrong_with(error: &openidconnect::ClaimsVerificationError) -> &'static str {
    use openidconnect::ClaimsVerificationError as Wrong;
    match error {
        Wrong::Expired(_) => "it has expired",
        Wrong::InvalidAudience(_) => "it is for another program",
        Wrong::InvalidIssuer(_) => "it is from another provider",
        Wrong::InvalidNonce(_) => "it is the answer to another sign-in",
        Wrong::SignatureVerification(_) => "its signature is wrong",
        _ => "it claims what it may not",
    }
}
