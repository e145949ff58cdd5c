//! The rules behind deadlines, in words.
//!
//! In comes what must be published and which kind of body meets; out goes why it must be by then.

use crate::membership::body::BodyKind;
use crate::timetable::worked_back::Paperwork;

impl Paperwork {
    /// Why it must be published by its day before a body of that kind meets: one sentence.
    pub fn rule(self, kind: BodyKind) -> &'static str {
        match (self, kind) {
            (Paperwork::Notice, _) => {
                "28 clear days of the calendar lie between the notice and the meeting, neither of which \
                 counts (SI 2012/2089, regulation 9)."
            }
            (Paperwork::Papers, BodyKind::Cabinet) => {
                "Five clear working days lie between publication and the meeting, neither of which counts \
                 (SI 2012/2089)."
            }
            (Paperwork::Papers, BodyKind::Scrutiny | BodyKind::Council) => {
                "Five clear working days lie between publication and the meeting, neither of which counts \
                 (Local Government Act 1972, section 100B)."
            }
            (Paperwork::Papers, BodyKind::StrategyGroup) => {
                "Five clear working days lie between publication and the meeting, neither of which counts. \
                 No law asks it of the partnership's own group; it is good practice."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_is_named_where_it_is_law_and_not_where_it_is_good_practice() {
        assert!(Paperwork::Papers.rule(BodyKind::Council).contains("section 100B"));
        assert!(Paperwork::Papers.rule(BodyKind::Cabinet).contains("SI 2012/2089"));
        assert!(Paperwork::Papers.rule(BodyKind::StrategyGroup).contains("good practice"));
        assert!(Paperwork::Notice.rule(BodyKind::Cabinet).starts_with("28 clear days"));
    }
}
