//! How pages look: GOV.UK Frontend's own components, rendered without Node, in a council's colours.
//!
//! In: a [`Look`], then a template's name and values. Out: HTML, and the files that it refers to.
//!
//! A template of ours (`crates/web/templates`) may use what GOV.UK's documentation shows as it
//! stands: `{% from "govuk/components/button/macro.njk" import govukButton %}`.

mod assets;
mod embedded;
mod filters;
#[cfg(test)]
mod fixtures;
mod look;
mod nunjucks;

use std::sync::Arc;

use axum::Router;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::design::assets::Assets;

pub use crate::design::look::{Colour, ColourError, Logo, LogoError, Look};

/// Why a page could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum DesignError {
    /// A template that does not parse or does not go with the values it was given.
    #[error("rendering the template `{name}`: {fault:#}")]
    Template {
        /// The template.
        name: String,
        /// What the renderer says, with the place.
        fault: minijinja::Error,
    },
}

/// All templates, parsed, and all assets, packed. A clone is the same design again.
#[derive(Clone)]
pub struct Design {
    templates: Arc<Environment<'static>>,
    assets: Arc<Assets>,
}

impl Design {
    /// Parses every template and packs every asset, once for the life of the program.
    ///
    /// # Errors
    /// If one of the templates inside the binary does not parse, which a test would have found.
    pub fn new(look: &Look) -> Result<Design, DesignError> {
        let assets = Arc::new(Assets::of(look));
        let mut templates = environment();
        templates.add_global("look", Value::from(Serde(look)));
        let below = assets.address().to_owned();
        templates.add_function("asset", move |name: &str| format!("{below}/{name}"));
        for (name, source) in embedded::TEMPLATES {
            let source = nunjucks::translated(source);
            templates
                .add_template_owned(*name, source)
                .map_err(|fault| DesignError::Template { name: (*name).to_owned(), fault })?;
        }
        Ok(Design { templates: Arc::new(templates), assets })
    }

    /// The page that the template makes of these values.
    ///
    /// # Errors
    /// If there is no such template, or it does not go with the values.
    pub fn render(&self, template: &str, values: impl Serialize) -> Result<String, DesignError> {
        self.templates
            .get_template(template)
            .and_then(|found| found.render(Serde(values)))
            .map_err(|fault| DesignError::Template { name: template.to_owned(), fault })
    }

    /// The route that serves the assets, to be merged into the program's own.
    pub fn assets<State: Clone + Send + Sync + 'static>(&self) -> Router<State> {
        assets::route(&self.assets)
    }
}

/// A renderer with the manners that GOV.UK Frontend's templates expect.
fn environment() -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Chainable);
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.set_path_join_callback(|name, parent| nunjucks::beside(name, parent).into());
    filters::add_to(&mut templates);
    templates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_in_the_binary_parses() {
        let design = Design::new(&Look::default()).unwrap();
        assert!(design.templates.templates().count() > 80);
    }

    #[test]
    fn a_template_that_is_not_there_is_named() {
        let design = Design::new(&Look::default()).unwrap();
        let fault = design.render("no-such-page.html", ()).unwrap_err();
        assert!(fault.to_string().starts_with("rendering the template `no-such-page.html`"));
    }
}
