//! Police forces: how each publisher writes their names, and which force area each one polices.
//!
//! In comes a force's name as a publisher writes it; out goes the force.

/// A police force whose crime is published at street level.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Force {
    slug: &'static str,
    name: &'static str,
    home_office_name: &'static str,
    area: &'static str,
}

/// What a force answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Territory {
    /// A force area with this code: nobody else's figures stand for it.
    Area(&'static str),
    /// No area of England and Wales alone, as with British Transport Police (BTP).
    None,
}

const fn row(
    slug: &'static str,
    name: &'static str,
    home_office_name: &'static str,
    area: &'static str,
) -> Force {
    Force { slug, name, home_office_name, area }
}

/// The forces of England and Wales, British Transport Police and Northern Ireland.
///
/// Names as data.police.uk writes them and as the Home Office's recorded crime tables do; codes
/// from the ONS "Police Force Areas (December 2024) Names and Codes".
pub const FORCES: [Force; 45] = [
    row("avon-and-somerset", "Avon and Somerset Constabulary", "Avon and Somerset", "E23000036"),
    row("bedfordshire", "Bedfordshire Police", "Bedfordshire", "E23000026"),
    row("btp", "British Transport Police", "British Transport Police", ""),
    row("cambridgeshire", "Cambridgeshire Constabulary", "Cambridgeshire", "E23000023"),
    row("cheshire", "Cheshire Constabulary", "Cheshire", "E23000006"),
    row("city-of-london", "City of London Police", "London, City of", "E23000034"),
    row("cleveland", "Cleveland Police", "Cleveland", "E23000013"),
    row("cumbria", "Cumbria Constabulary", "Cumbria", "E23000002"),
    row("derbyshire", "Derbyshire Constabulary", "Derbyshire", "E23000018"),
    row("devon-and-cornwall", "Devon & Cornwall Police", "Devon and Cornwall", "E23000035"),
    row("dorset", "Dorset Police", "Dorset", "E23000039"),
    row("durham", "Durham Constabulary", "Durham", "E23000008"),
    row("dyfed-powys", "Dyfed-Powys Police", "Dyfed-Powys", "W15000004"),
    row("essex", "Essex Police", "Essex", "E23000028"),
    row("gloucestershire", "Gloucestershire Constabulary", "Gloucestershire", "E23000037"),
    row("greater-manchester", "Greater Manchester Police", "Greater Manchester", "E23000005"),
    row("gwent", "Gwent Police", "Gwent", "W15000002"),
    row("hampshire", "Hampshire Constabulary", "Hampshire", "E23000030"),
    row("hertfordshire", "Hertfordshire Constabulary", "Hertfordshire", "E23000027"),
    row("humberside", "Humberside Police", "Humberside", "E23000012"),
    row("kent", "Kent Police", "Kent", "E23000032"),
    row("lancashire", "Lancashire Constabulary", "Lancashire", "E23000003"),
    row("leicestershire", "Leicestershire Police", "Leicestershire", "E23000021"),
    row("lincolnshire", "Lincolnshire Police", "Lincolnshire", "E23000020"),
    row("merseyside", "Merseyside Police", "Merseyside", "E23000004"),
    row("metropolitan", "Metropolitan Police Service", "Metropolitan Police", "E23000001"),
    row("norfolk", "Norfolk Constabulary", "Norfolk", "E23000024"),
    row("north-wales", "North Wales Police", "North Wales", "W15000001"),
    row("north-yorkshire", "North Yorkshire Police", "North Yorkshire", "E23000009"),
    row("northamptonshire", "Northamptonshire Police", "Northamptonshire", "E23000022"),
    row("northern-ireland", "Police Service of Northern Ireland", "Northern Ireland", ""),
    row("northumbria", "Northumbria Police", "Northumbria", "E23000007"),
    row("nottinghamshire", "Nottinghamshire Police", "Nottinghamshire", "E23000019"),
    row("south-wales", "South Wales Police", "South Wales", "W15000003"),
    row("south-yorkshire", "South Yorkshire Police", "South Yorkshire", "E23000011"),
    row("staffordshire", "Staffordshire Police", "Staffordshire", "E23000015"),
    row("suffolk", "Suffolk Constabulary", "Suffolk", "E23000025"),
    row("surrey", "Surrey Police", "Surrey", "E23000031"),
    row("sussex", "Sussex Police", "Sussex", "E23000033"),
    row("thames-valley", "Thames Valley Police", "Thames Valley", "E23000029"),
    row("warwickshire", "Warwickshire Police", "Warwickshire", "E23000017"),
    row("west-mercia", "West Mercia Police", "West Mercia", "E23000016"),
    row("west-midlands", "West Midlands Police", "West Midlands", "E23000014"),
    row("west-yorkshire", "West Yorkshire Police", "West Yorkshire", "E23000010"),
    row("wiltshire", "Wiltshire Police", "Wiltshire", "E23000038"),
];

impl Force {
    /// The force that a publisher names: in file names (`kent`), in street-level rows
    /// ("Kent Police") or in Home Office tables ("Kent").
    ///
    /// ```
    /// use partnership::terms::force::Force;
    /// let kent = Force::named("Kent Police");
    /// assert_eq!(kent.map(Force::slug), Some("kent"));
    /// assert_eq!(Force::named("Kent"), kent);
    /// assert_eq!(Force::named("Ruritania"), None);
    /// ```
    pub fn named(name: &str) -> Option<&'static Force> {
        FORCES
            .iter()
            .find(|force| {
                force.slug == name || force.name == name || force.home_office_name == name
            })
            .or_else(|| renamed(name))
    }

    /// The force that polices the force area `code`.
    pub fn policing(code: &str) -> Option<&'static Force> {
        FORCES.iter().find(|force| !force.area.is_empty() && force.area == code)
    }

    /// The name in the publisher's file names, such as `kent`.
    pub fn slug(&self) -> &'static str {
        self.slug
    }

    /// The force's own name, such as "Kent Police".
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The name in Home Office tables, such as "Kent".
    pub fn home_office_name(&self) -> &'static str {
        self.home_office_name
    }

    /// What the force answers for.
    pub fn territory(&self) -> Territory {
        if self.area.is_empty() { Territory::None } else { Territory::Area(self.area) }
    }
}

/// Names that forces have also been published under.
fn renamed(name: &str) -> Option<&'static Force> {
    let slug = match name {
        "Hampshire and Isle of Wight Constabulary" => "hampshire",
        "Devon and Cornwall Police" | "Devon & Cornwall" => "devon-and-cornwall",
        "Metropolitan Police" | "City of London" => {
            return FORCES.iter().find(|force| force.name.starts_with(name));
        }
        _ => return None,
    };
    FORCES.iter().find(|force| force.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_three_forces_police_an_area_and_no_two_the_same() {
        let mut areas: Vec<_> =
            FORCES.iter().filter(|force| !force.area.is_empty()).map(|force| force.area).collect();
        areas.sort_unstable();
        areas.dedup();
        assert_eq!(areas.len(), 43);
    }

    #[test]
    fn british_transport_police_have_no_area_of_their_own() {
        assert_eq!(Force::named("btp").map(Force::territory), Some(Territory::None));
    }

    #[test]
    fn the_force_of_a_force_area_is_found_by_its_code() {
        assert_eq!(Force::policing("E23000032").map(Force::name), Some("Kent Police"));
        assert_eq!(Force::policing(""), None);
    }
}
