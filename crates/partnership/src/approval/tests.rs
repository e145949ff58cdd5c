//! What holds of documents on their way: every stage with every deed, any order of deeds, and how a year goes.

pub(crate) mod made;
mod every_deed;
pub(crate) mod any_order;
mod on_the_way;
pub(crate) mod a_year;
mod reports;
mod of_a_plan;
