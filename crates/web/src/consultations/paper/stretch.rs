//! A stretch of a long list that stands on one page: from where to where, and the pages before and after it.
//!
//! In comes how many there are, and from which on an address asks; out goes a stretch that is there. An address may be old:
//! past the end it gives the last stretch.

/// How many stand on one page of a list.
const AT_MOST: usize = 100;

/// From which line on, as an address says.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct From {
    #[serde(default)]
    from: usize,
}

/// What stands on one page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    from: usize,
    all: usize,
}

impl Stretch {
    /// The stretch that is asked for, of a list of `all`.
    pub(super) fn of(From { from }: &From, all: usize) -> Stretch {
        let last = all.saturating_sub(1) / AT_MOST * AT_MOST;
        Stretch { from: (*from).min(last), all }
    }

    /// Of the list, what stands on it.
    pub(super) fn lines<'a, T>(&self, list: &'a [T]) -> impl Iterator<Item = &'a T> {
        list.iter().skip(self.from).take(AT_MOST)
    }

    /// Which these are of how many, in words.
    pub(super) fn told(&self, what: &str) -> String {
        let to = self.all.min(self.from + AT_MOST);
        format!("{} to {to} of {} {what}", self.from + 1, self.all)
    }

    /// From which line on the page before it goes, if there is one.
    pub(super) fn earlier(&self) -> Option<usize> {
        (self.from > 0).then(|| self.from.saturating_sub(AT_MOST))
    }

    /// From which line on the page after it goes, if there is one.
    pub(super) fn later(&self) -> Option<usize> {
        (self.from + AT_MOST < self.all).then(|| self.from + AT_MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_a_hundred_at_a_time_and_past_its_end_the_last_of_it() {
        let list: Vec<usize> = (0..203).collect();
        for (from, told, first, number, earlier, later) in [
            (0, "1 to 100 of 203 sides", 0, 100, None, Some(100)),
            (100, "101 to 200 of 203 sides", 100, 100, Some(0), Some(200)),
            (50, "51 to 150 of 203 sides", 50, 100, Some(0), Some(150)),
            (200, "201 to 203 of 203 sides", 200, 3, Some(100), None),
            (500, "201 to 203 of 203 sides", 200, 3, Some(100), None),
        ] {
            let stretch = Stretch::of(&From { from }, list.len());
            let lines: Vec<usize> = stretch.lines(&list).copied().collect();
            assert_eq!(
                (stretch.told("sides").as_str(), lines[0], lines.len()),
                (told, first, number)
            );
            assert_eq!((stretch.earlier(), stretch.later()), (earlier, later), "{from}");
        }
        let few = Stretch::of(&From { from: 500 }, 3);
        assert_eq!((few.told("sides").as_str(), few.earlier()), ("1 to 3 of 3 sides", None));
        assert_eq!(Stretch::of(&From::default(), 100).later(), None);
        assert_eq!(Stretch::of(&From { from: usize::MAX }, 0).earlier(), None);
    }
}
