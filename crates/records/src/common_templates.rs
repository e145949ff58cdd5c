//! Templates that all partnerships of a host have in common, each until a partnership has its own.
//!
//! In come those that whoever looks after the host laid down; out goes the one that is in use, and whose it is.

use partnership::approval::cover_report::house::HouseTemplate;

use crate::Records;
use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;

/// What a host lays down for its partnerships.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommonTemplates {
    /// The order and words of cover reports.
    pub house: Option<HouseTemplate>,
}

/// Whose the template is that a partnership uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateOf {
    /// The partnership's own.
    Partnership,
    /// The one that the host's partnerships have in common.
    Host,
    /// The one that the program brings.
    Program,
}

impl TemplateOf {
    /// Whose it is, in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            TemplateOf::Partnership => "These are your partnership’s own words.",
            TemplateOf::Host => {
                "These are the words that all partnerships of this server have in common, since yours has none of its own."
            }
            TemplateOf::Program => "These are the usual words, since nobody has set others.",
        }
    }
}

impl Records {
    /// The same records, whose partnerships have these templates in common.
    #[must_use]
    pub fn with_common(self, common: CommonTemplates) -> Records {
        Records { common: common.into(), ..self }
    }
}

impl Book {
    /// The house template by which cover reports are written, and whose it is: the partnership's own, or else the host's, or
    /// else the usual one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn house_in_use(&self) -> Result<(HouseTemplate, TemplateOf), RecordsError> {
        if let Some(own) = self.house_template().await? {
            return Ok((own.value, TemplateOf::Partnership));
        }
        Ok(match &self.common().house {
            Some(common) => (common.clone(), TemplateOf::Host),
            None => (HouseTemplate::default(), TemplateOf::Program),
        })
    }
}
