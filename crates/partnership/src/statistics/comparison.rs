//! An area against its comparison group: mean, rank, distance and standing.
//!
//! The group's counts and denominators with the area's place among them come in; where the area
//! stands goes out. Members without data are left out by the caller, who says so.

use serde::Serialize;

use crate::statistics::funnel::Funnel;
use crate::statistics::funnel::Member;
use crate::statistics::funnel::Side;
use crate::statistics::rate::PerThousand;

/// The fewest members, the area included, for which a spread between areas can be told.
pub const FEWEST_MEMBERS: usize = 6;

/// The rule by which an area is called higher or lower, to be printed with the result.
pub const STANDING_RULE: &str = "An area is higher or lower than its group when its rate lies \
    outside the 95% funnel limits around the unweighted mean of the group's rates (its own \
    included), after these limits are widened for the differences between areas that chance does \
    not explain; otherwise it is in line with its group.";

/// Where an area stands against its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Standing {
    /// Above the funnel's 95% limits.
    Higher,
    /// Within them.
    InLine,
    /// Below them.
    Lower,
}

/// A place in an order in which 1 is the highest and equals share a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// One more than the number of members with a higher rate.
    pub place: usize,
    /// How many members there are, the area included.
    pub of: usize,
}

/// An area set against its group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Comparison {
    /// The area's own rate.
    pub rate: PerThousand,
    /// The unweighted mean of the members' rates, the area included.
    pub group_mean: PerThousand,
    /// The area's place among them.
    pub rank: Rank,
    /// Standard errors above the mean, by chance alone.
    pub z: f64,
    /// Standard errors above the mean, allowing for true differences between areas.
    pub adjusted_z: f64,
    /// Where that puts it.
    pub standing: Standing,
    /// The funnel, for the chart's limits.
    pub funnel: Funnel,
}

/// Why an area cannot be set against its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ComparisonError {
    /// Too few to tell what is ordinary.
    #[error(
        "the group has {0} members with data, and at least {FEWEST_MEMBERS} are needed, the area \
         included: load the missing ones or choose a wider group"
    )]
    TooFew(usize),
    /// The area is not one of those given.
    #[error("the area is said to be member {place} of a group of {of}, counting from 0")]
    NotAMember {
        /// The place given.
        place: usize,
        /// How many members there are.
        of: usize,
    },
}

/// The member at `area` against the whole group, itself included.
///
/// **What it answers.** Is this area's rate out of the ordinary among areas like it?
///
/// **Method.** The group's mean is the unweighted mean of rates with the area's own included, so
/// that no large member sets it alone; the limits are those of [`Funnel::of`], where the sources
/// stand; the standing follows [`STANDING_RULE`]. That rule is ours: no published rule of the Home
/// Office's own tool was found.
///
/// **When not to use it.** To call an area in line "average" or safe: it only cannot be told from
/// the group. Over many categories at once without a word that one in twenty ordinary areas falls
/// outside. To read anything into a rank by itself: ranks jump where the rates lie close.
///
/// **Small numbers.** With few crimes the limits are so wide that only an extreme area leaves them;
/// with fewer than [`FEWEST_MEMBERS`] members the comparison is refused.
///
/// ```
/// use partnership::statistics::comparison::{Standing, compare};
/// use partnership::statistics::funnel::Member;
/// use partnership::statistics::rate::Denominator;
///
/// let members = [510, 290, 305, 280, 330, 300, 310]
///     .map(|count| Member { count, denominator: Denominator::of(10_000.0).unwrap() });
/// let area = compare(&members, 0)?;
/// assert_eq!((area.rank.place, area.rank.of), (1, 7));
/// assert_eq!(area.standing, Standing::Higher);
/// # Ok::<(), partnership::statistics::comparison::ComparisonError>(())
/// ```
pub fn compare(members: &[Member], area: usize) -> Result<Comparison, ComparisonError> {
    let of = members.len();
    let own = *members.get(area).ok_or(ComparisonError::NotAMember { place: area, of })?;
    if of < FEWEST_MEMBERS {
        return Err(ComparisonError::TooFew(of));
    }
    let funnel = Funnel::of(members);
    let higher = members.iter().filter(|member| member.rate() > own.rate()).count();
    Ok(Comparison {
        rate: own.rate(),
        group_mean: funnel.target(),
        rank: Rank { place: higher + 1, of },
        z: funnel.z(own),
        adjusted_z: funnel.adjusted_z(own),
        standing: standing(funnel.side(own)),
        funnel,
    })
}

fn standing(side: Side) -> Standing {
    match side {
        Side::Above => Standing::Higher,
        Side::Within => Standing::InLine,
        Side::Below => Standing::Lower,
    }
}

/// In how many categories an area stands where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Standings {
    /// Categories in which it is higher than its group.
    pub higher: usize,
    /// Categories in which it is in line with its group.
    pub in_line: usize,
    /// Categories in which it is lower than its group.
    pub lower: usize,
}

impl Standings {
    /// How many categories there are.
    pub fn categories(self) -> usize {
        self.higher + self.in_line + self.lower
    }
}

/// The standings of one area over its categories, counted.
///
/// **What it answers.** In how many kinds of crime is the area like its group?
///
/// **Method.** Counting, which is elementary.
///
/// **When not to use it.** As a verdict on the area: categories differ in
/// number and gravity, and they are not independent. **Small numbers.** A category of few crimes
/// counts as in line because nothing else can be told of it.
///
/// ```
/// use partnership::statistics::comparison::{Standing, tally};
///
/// let standings = tally([Standing::InLine, Standing::Higher, Standing::InLine]);
/// assert_eq!((standings.in_line, standings.categories()), (2, 3));
/// ```
pub fn tally(standings: impl IntoIterator<Item = Standing>) -> Standings {
    let mut counted = Standings::default();
    for standing in standings {
        match standing {
            Standing::Higher => counted.higher += 1,
            Standing::InLine => counted.in_line += 1,
            Standing::Lower => counted.lower += 1,
        }
    }
    counted
}

#[cfg(test)]
mod tests;
