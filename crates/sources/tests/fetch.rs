//! Fetching from real servers on this machine, which misbehave in every way that we could think of.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

#[path = "fetch/server.rs"]
mod server;

#[path = "fetch/bench.rs"]
mod bench;

#[path = "fetch/connections.rs"]
mod connections;

#[path = "fetch/versions.rs"]
mod versions;

#[path = "fetch/refusals.rs"]
mod refusals;

#[path = "fetch/archives.rs"]
mod archives;

#[path = "fetch/trust.rs"]
mod trust;
