//! Publishers' bytes in, typed rows out: one file per publisher and layout.
//!
//! Three steps, none of which knows what becomes of the rows:
//!
//! 1. [`item::find`] finds the single files inside what the user names, knows each by its header,
//!    and refuses all when one cannot be imported.
//! 2. [`item::Item::reader`] gives a file's bytes, unpacked and guarded, in any thread.
//! 3. `read` of a kind's module makes rows of them and a [`report::FileReport`] in which every row
//!    is kept or refused.
//!
//! ```no_run
//! use partnership::terms::extract::SourceKind;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let found = sources::item::find(Some(SourceKind::PoliceStreet), &["2014-06.zip".into()])?;
//! for item in &found.items {
//!     let mut bytes = item.reader()?;
//!     if *item.layout() == sources::police_street::LAYOUT {
//!         let mut robberies = 0;
//!         let report = sources::police_street::read(item.name(), &mut *bytes, &mut |crime| {
//!             robberies += u64::from(crime.class.name() == "Robbery");
//!         })?;
//!         assert!(robberies <= report.kept);
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | kind | module | rows |
//! |---|---|---|
//! | `police-street` | [`police_street`], [`police_outcomes`] | by callback: `read(name, bytes, each)` |
//! | `prc` | [`prc`] | `read(name, bytes)` gives `(Vec<RecordedCrime>, FileReport)` |
//! | `population` | [`population`] | `Vec<Residents>` |
//! | `households` | [`households`] | `Vec<Households>` |
//! | `lookups` | [`lookups`] | `Vec<AreaLink>`, sorted, each once |
//! | `boundaries` | [`boundaries`] | `Vec<Boundary>` |
//! | `neighbours` | [`neighbours`] | `Vec<Neighbour>` |
//! | `severity` | [`severity`] | `Vec<SeverityWeight>` |
//! | `counts` | [`counts`] | `Vec<CrimeCount>` |
//! | `published` | [`published`] | `Vec<PublishedFigure>` |
//! | `postcodes` | [`postcodes`] | `Vec<PostcodeArea>` |
//! | `imd` | [`deprivation`] | `Vec<Deprivation>` |
//!
//! One module reads no publisher's rows but a form that somebody wrote: [`xlsform`].

pub mod provenance;
pub mod fault;
pub mod report;
mod unpack;
mod text;
pub mod header;
mod table;
mod cell;
pub mod item;
pub mod fetch;

pub mod police_street;
pub mod police_outcomes;
pub mod counts;
pub mod published;
pub mod postcodes;
pub mod prc;
pub mod population;
pub mod households;
pub mod deprivation;
pub mod lookups;
pub mod boundaries;
pub mod neighbours;
pub mod severity;

pub mod xlsform;

#[cfg(test)]
mod testing;
