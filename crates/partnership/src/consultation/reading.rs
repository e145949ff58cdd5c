//! Reading paper: what a machine found on scanned sides, what people say of it, and the replies that come of both.
//!
//! In come scanned sides as a machine read them and decisions as people make them; out go returns, one for each form
//! that a person filled in, with every question settled or waiting for somebody, and why. A return becomes a reply only
//! when nothing of it waits. Nothing is guessed, and what the machine read is never changed.

pub mod side;
pub mod ink;
pub mod returns;
pub mod reason;
pub mod machine;
pub mod decision;
pub mod sample;
pub mod settled;
pub mod queue;
pub mod between_people;
pub mod booking;
pub mod apart;

#[cfg(test)]
pub(crate) mod made;
