//! The pages as a browser meets them, without one: real records in a folder of their own, every layer in place.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod audit;
mod calendar;
mod encrypted_factors;
mod forgotten;
mod guarding;
mod house;
mod letters;
mod linking;
mod mailed_links;
mod log;
#[path = "../../../post/tests/mail/server.rs"]
mod mail_server;
mod outside;
mod meetings;
mod me;
mod membership;
mod navigation;
mod notices;
mod people;
mod readers;
mod roles;

mod signing_in;
mod steps;
mod this_year;
mod timetable;
mod unreadable;
