//! The pages on which the assessment is drafted: written, looked over, commented on, compared, circulated, published.

mod circulating;
mod files;
mod ready;
mod writing;
