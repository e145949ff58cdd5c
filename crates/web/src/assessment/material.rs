//! What a draft may refer to, gathered from whoever serves the pages.
//!
//! In come a draft's sections; out goes material for the core, or why there is none, in words.

use std::sync::Arc;

use partnership::assessment::about::About;
use partnership::assessment::looked_over::LookedOver;
use partnership::assessment::material::Material;
use partnership::assessment::reading::read;
use partnership::assessment::text::Source;
use partnership::terms::wording::sentence;
use partnership::timetable::cycle::Cycle;

use crate::app::Gathered;
use crate::app::Gathering;
use crate::evidence::findings::now_by_name;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// What was gathered for a draft, or why nothing was.
#[derive(Debug, Clone)]
pub(super) struct Stock {
    about: About,
    gathered: Result<Arc<Gathered>, String>,
}

impl Stock {
    /// What is held for these files.
    pub(super) async fn of(
        visitor: &Visitor,
        cycle: Cycle,
        about: About,
        sources: &[Source],
    ) -> Stock {
        let Some(materials) = visitor.app.materials.clone() else {
            let why = "no archive of figures is served with these pages";
            return Stock { about, gathered: Err(why.to_owned()) };
        };
        let periods = about.periods(&read(sources).sections);
        let asked = Gathering { book: visitor.book.clone(), cycle, about, periods };
        Stock { about, gathered: materials.gather(asked).await.map(Arc::new) }
    }

    /// The material.
    pub(super) fn material(&self) -> Result<Material<'_>, String> {
        let Gathered { held, supplied } = &**self.gathered.as_ref().map_err(Clone::clone)?;
        let About { area, period, against } = self.about;
        let refused = |why: partnership::assessment::material::MaterialRefused| why.to_string();
        Material::of(held, supplied, area, period, against).map_err(refused)
    }

    /// Why references are not answered, if they are not.
    pub(super) fn why_not(&self) -> Option<String> {
        let why = self.material().err()?;
        Some(format!(
            "References stand as they are typed, since figures cannot be had: {}",
            sentence(&why)
        ))
    }
}

/// Says beside each passage where a finding that it refers to does not hold any more.
pub(super) async fn remark_stale(
    visitor: &Visitor,
    looked: &mut LookedOver,
) -> Result<(), PageError> {
    let named = looked.findings();
    if named.is_empty() {
        return Ok(());
    }
    let kept = visitor.book.findings().await?;
    let kept = kept.iter().map(|held| &held.value);
    let kept: Vec<_> = kept.filter(|one| named.contains(one.id.as_str())).collect();
    looked.remark_stale(&now_by_name(visitor, &kept).await?);
    Ok(())
}
