//! The comparison group on a funnel: rates by number of residents, with the limits that chance and true differences set.
//!
//! In comes `{chart:funnel burglary 2014-Q1}` or `{table:funnel burglary}`; out goes a row a district, and its place in words.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::Asked;
use crate::assessment::material::Material;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::content::chart::FunnelLimit;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::decimal;
use crate::evidence::figure::Figure;
use crate::evidence::funnel_limits::funnel_limits;
use crate::evidence::quarter::beside_group::BesideGroup;
use crate::evidence::quarter::beside_group::GroupMember;
use crate::statistics::funnel::Band;
use crate::statistics::funnel::Funnel;
use crate::statistics::funnel::Member;
use crate::statistics::rate::Denominator;
use crate::terms::extract::ExtractId;

/// What the funnel's limits are, in words.
const FUNNEL_RULE: &str = "Limits of 95% and 99.8% around the unweighted mean of the group (Spiegelhalter, 2005), on the scale of \
    square roots, widened where the districts differ by more than chance. One district in twenty lies outside the inner \
    limits by chance alone; a funnel is no league table.";

/// A member of the group with its rate.
struct Placed<'a> {
    member: &'a GroupMember,
    counted: Member,
}

/// The group as a table, or drawn.
pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let asked = Asked::of(reference, material)?;
    let beside = lines::beside(material, asked.period)?;
    let mut placed: Vec<Placed<'_>> =
        beside.members.iter().filter_map(|member| self::placed(material, &asked, member)).collect();
    let members: Vec<Member> = placed.iter().map(|one| one.counted).collect();
    if members.iter().all(|member| member.count == 0) {
        let wanted = "a period in which some were recorded in the comparison group";
        return Err(Unanswered::told_for(reference, "nothing was recorded", wanted));
    }
    let funnel = Funnel::of(&members);
    placed.sort_by(|one, other| rate(other).total_cmp(&rate(one)));
    let mut sources = asked.sources.clone();
    sources.extend(&beside.sources);
    let rows = placed.iter().map(|one| row(material, &asked, &funnel, one, &sources));
    let picture = (reference.kind == Kind::Chart).then(|| picture(&asked, &funnel, &placed));
    let figures = ["Per 1,000 residents", "Recorded", "Residents"].map(Column::figures);
    let columns = [Column::words("District")].into_iter().chain(figures);
    let shown = Shown {
        name: format!("funnel-{}", asked.name),
        columns: columns.chain([Column::words("Within the limits")]).collect(),
        rows: rows.collect(),
        notes: notes(&beside),
        picture,
    };
    let caption = format!(
        "{} in {} and {}, {}",
        asked.line.name(),
        material.area_name(),
        beside.group.name,
        asked.period.span()
    );
    Ok(super::of(caption, shown, Vec::new()))
}

fn placed<'a>(
    material: &Material<'_>,
    asked: &Asked,
    member: &'a GroupMember,
) -> Option<Placed<'a>> {
    let counts = &material.held.counts;
    let count = counts.sum(member.area, member.reported_by, asked.period, asked.line);
    #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
    let denominator = Denominator::of(member.residents as f64).ok()?;
    Some(Placed { member, counted: Member { count, denominator } })
}

fn rate(one: &Placed<'_>) -> f64 {
    one.counted.rate().value()
}

fn row(
    material: &Material<'_>,
    asked: &Asked,
    funnel: &Funnel,
    one: &Placed<'_>,
    sources: &BTreeSet<ExtractId>,
) -> Row {
    let member = one.member;
    let counted = material.held.counted(
        "the period",
        member.area,
        member.reported_by,
        asked.period,
        asked.line,
    );
    let of = |measure: &str, method: &str, value: Cell| {
        let figure = lines::figure(material, measure, method, value, asked.period);
        let (counted, sources) = (vec![counted.clone()], sources.clone());
        Value::from(Figure { area: member.area, counted, sources, ..figure })
    };
    #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
    let residents = Cell::Number { value: member.residents as f64, decimals: 0 };
    let name = format!("{}, {}", asked.line.name(), asked.period.span());
    let per = Cell::Number { value: rate(one), decimals: 1 };
    let entries = vec![
        of(&format!("{name}, per 1,000 residents"), "Count over residents.", per),
        of(&name, lines::COUNTED, Cell::Count(one.counted.count)),
        of("Residents", "ONS, mid-year estimate.", residents),
        Value::Words(in_words(funnel, one).to_owned()),
    ];
    let own = member.area == material.area();
    let weight = if own { RowWeight::Strong } else { RowWeight::Ordinary };
    super::row(member.name.clone(), entries, weight)
}

/// Where a district lies.
fn in_words(funnel: &Funnel, one: &Placed<'_>) -> &'static str {
    let limits = funnel.limits(one.counted.denominator);
    let side = |band: Band| (rate(one) > band.high.value(), rate(one) < band.low.value());
    match (side(limits.outer), side(limits.inner)) {
        ((true, _), _) => "above 99.8%",
        ((_, true), _) => "below 99.8%",
        (_, (true, _)) => "above 95%",
        (_, (_, true)) => "below 95%",
        (_, (false, false)) => "within",
    }
}

fn notes(beside: &BesideGroup) -> Vec<String> {
    let left_out = (!beside.left_out.is_empty())
        .then(|| format!("Left out: {}.", beside.left_out.join("; ").trim_end_matches('.')));
    [FUNNEL_RULE.to_owned()].into_iter().chain(left_out).collect()
}

fn picture(asked: &Asked, funnel: &Funnel, placed: &[Placed<'_>]) -> Picture {
    let mean = funnel.target().value();
    let outside = placed.iter().filter(|one| in_words(funnel, one) != "within");
    let outside: Vec<&str> = outside.map(|one| one.member.name.as_str()).collect();
    let outside = match outside.as_slice() {
        [] => "None lies outside the 95% limits".to_owned(),
        some => format!("Outside the 95% limits: {}", some.join(", ")),
    };
    let limits = funnel_limits(funnel, placed.iter().map(|one| one.member.residents));
    let kept = |limit: FunnelLimit| (limit.across, limit.inner, limit.outer);
    Picture {
        subtitle: format!("Per 1,000 residents by number of residents, {}", asked.period.span()),
        alternative: format!(
            "A funnel of {} districts around a mean of {} per 1,000 residents. {outside}. The table gives each.",
            placed.len(),
            decimal(mean, 1)
        ),
        source: format!("{} Office for National Statistics, mid-year estimates.", super::SOURCE),
        drawn: Drawn::Funnel {
            across: "Residents (thousands)".to_owned(),
            up: format!("{} per 1,000 residents", asked.line.name()),
            mean,
            limits: limits.into_iter().map(kept).collect(),
        },
    }
}
