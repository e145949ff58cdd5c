//! How wide the columns of a printed table are.
//!
//! In comes a table; out goes a share of the page's width for each column, the references' last, by
//! how wide the words in it are: figures never break, words break between words.

use partnership::content::table::Column;
use partnership::content::table::ColumnKind;
use partnership::content::table::Table;

use crate::cells::shown;
use crate::lettering::Weight;
use crate::lettering::ems;

/// The page's width, in multiples of the size of a table's letters: 170 mm at 9 pt.
const PAGE: f64 = 53.5;
/// Whole phrases are narrower than their letters rounded up.
const TIGHT: f64 = 0.98;
/// White between columns.
const GAP: f64 = 0.9;
/// What the first column has besides, so that "September 2014" stays on its line also where our letters measure it too narrowly.
const HEADS: f64 = 0.4;
/// White before words that follow figures, which would else touch.
pub(crate) const INDENT: f64 = 0.6;
/// Words up to this wide are kept on one line.
const SHORT: f64 = 5.5;
/// What heads a row is kept on one line up to this width.
const ROW_HEADING: f64 = 13.0;
/// Words wider than this are broken over lines.
const LONG: f64 = 16.0;
/// Width of the column with references, and of one with the longest, such as `35.120`, which stays whole also in the letters
/// of a reader's own word processor.
const REFERENCES: f64 = 3.0;
const LONG_REFERENCES: f64 = 3.8;
/// How much wider a word is where a reader's own sans serif is the widest in use, such as `DejaVu` Sans: a word that heads a
/// column of figures is to stay whole in it.
const WIDEST: f64 = 1.15;

/// The widths of a table's columns.
pub(crate) struct Widths {
    /// Each column's share of the table's width, the references' last; together they are 1.
    pub(crate) shares: Vec<f64>,
    /// The table's share of the page's width.
    pub(crate) whole: f64,
}

/// The widths of a table's columns.
pub(crate) fn widths(table: &Table) -> Widths {
    let needs: Vec<Need> = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| need(table, place, column))
        .collect();
    let references = references(table);
    let mut fitted = fitted(&needs, PAGE - references);
    fitted.push(references);
    let sum: f64 = fitted.iter().sum();
    let shares = fitted.iter().map(|width| width / sum).collect();
    // A table that nearly fills the page is set as wide as the page.
    let whole = if sum > PAGE * 0.8 { 1.0 } else { sum / PAGE };
    Widths { shares, whole }
}

fn references(table: &Table) -> f64 {
    let last = table.rows.len().checked_sub(1).map(|row| table.reference(row).to_string());
    match last.is_some_and(|last| last.len() > "9.99".len()) {
        true => LONG_REFERENCES,
        false => REFERENCES,
    }
}

/// Whether the words of a column follow a column of figures.
pub(crate) fn follows_figures(table: &Table, place: usize) -> bool {
    let kind = |place: usize| table.columns.get(place).map(|column| column.kind);
    let before = place.checked_sub(1).and_then(kind);
    kind(place) == Some(ColumnKind::Words) && before == Some(ColumnKind::Figures)
}

/// How wide a column must be, and how wide it would like to be.
struct Need {
    least: f64,
    wanted: f64,
    /// How wide it is where the page is too narrow for what all columns need at least.
    narrowest: f64,
    /// How wide its longest cell is on one line, if these are words.
    longest: f64,
}

fn need(table: &Table, place: usize, column: &Column) -> Need {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(place));
    let bold = |words: &str| TIGHT * ems(words, Weight::Bold);
    let longest = cells.map(|cell| bold(shown(cell).printed())).fold(0.0, f64::max);
    let word = column.heading.split_whitespace().map(bold).fold(0.0, f64::max);
    let heading = bold(&column.heading);
    let indent = if follows_figures(table, place) { INDENT } else { 0.0 };
    let (least, wanted) = match column.kind {
        ColumnKind::Figures => (
            longest.max(word * WIDEST).max(heading / 3.0).min(LONG),
            longest.max(in_two_lines(&column.heading)).max(word * WIDEST).min(LONG),
        ),
        ColumnKind::Words => (
            longest
                .min(if place == 0 { ROW_HEADING } else { SHORT })
                .max((word * WIDEST).min(LONG)),
            longest.max(heading / 2.0).clamp((word * WIDEST).min(LONG), LONG),
        ),
    };
    let narrowest = match column.kind {
        ColumnKind::Figures => longest.max(word).max(heading / 3.0).min(least),
        ColumnKind::Words => least.min(word.max(SHORT)),
    };
    let longest = match column.kind {
        ColumnKind::Figures => 0.0,
        ColumnKind::Words => longest,
    };
    let white = GAP + indent;
    let heads = if place == 0 { HEADS } else { 0.0 };
    Need {
        least: least + white + heads,
        wanted: wanted.max(least) + white + heads,
        narrowest: narrowest + white,
        longest,
    }
}

/// How wide a heading is when it is broken into two lines at the best place.
fn in_two_lines(heading: &str) -> f64 {
    let wide = |words: &str| TIGHT * ems(words, Weight::Bold);
    let breaks = heading.match_indices(' ').map(|(at, _)| heading.split_at(at));
    let broken = breaks.map(|(first, second)| wide(first).max(wide(second.trim_start())));
    broken.fold(wide(heading), f64::min)
}

/// The width each column gets of `page`: the least at least, and of what is left as much as it wants or, where
/// that is not to be had, as much as the others that go short. What is left then, columns of whole paragraphs have.
fn fitted(needs: &[Need], page: f64) -> Vec<f64> {
    let least: f64 = needs.iter().map(|need| need.least).sum();
    let mut room = (page - least).max(0.0);
    let mut order: Vec<(usize, &Need)> = needs.iter().enumerate().collect();
    let more = |need: &Need| need.wanted - need.least;
    order.sort_by(|(_, one), (_, other)| more(one).total_cmp(&more(other)));
    // Where there is too little room, columns of words give way, so that no word over figures is broken.
    let can_give: f64 = needs.iter().map(|need| need.least - need.narrowest).sum();
    let over = (least - page).clamp(0.0, can_give);
    let given = if can_give > 0.0 { over / can_give } else { 0.0 };
    let mut widths: Vec<f64> =
        needs.iter().map(|need| need.least - given * (need.least - need.narrowest)).collect();
    let mut waiting = f64::from(u16::try_from(order.len()).unwrap_or(u16::MAX));
    for (place, need) in order {
        let more = more(need).min(room / waiting);
        waiting -= 1.0;
        room -= more;
        if let Some(width) = widths.get_mut(place) {
            *width += more;
        }
    }
    let paragraphs: f64 = needs.iter().map(Need::beyond).sum();
    if paragraphs > 0.0 {
        // A column of paragraphs is no wider than would set the longest of them on two lines.
        for (width, need) in widths.iter_mut().zip(needs) {
            *width += (room * need.beyond() / paragraphs).min(need.beyond() / 2.0);
        }
    }
    widths
}

impl Need {
    /// By how much the longest cell is more than two lines of a column as wide as any is wished.
    fn beyond(&self) -> f64 {
        (self.longest - 2.0 * LONG).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use partnership::content::table::Cell;
    use partnership::content::table::Row;
    use partnership::content::table::RowWeight;

    use super::*;

    fn table(words: &[&str]) -> Table {
        let row = Row {
            cells: words.iter().map(|words| Cell::Words((*words).to_owned())).collect(),
            weight: RowWeight::Ordinary,
        };
        Table {
            number: 1,
            name: "any".into(),
            caption: String::new(),
            columns: words.iter().map(|_| Column::words("Heading")).collect(),
            rows: vec![row],
            notes: vec![],
        }
    }

    #[test]
    fn shares_of_the_width_add_up_to_the_whole() {
        let widths = widths(&table(&["a", "bb", "a long sentence that goes on and on and on"]));
        assert!((widths.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(widths.shares[2] > widths.shares[1]);
    }

    #[test]
    fn a_heading_is_broken_where_its_lines_are_most_alike() {
        let second = TIGHT * ems("March 2014", Weight::Bold);
        assert!((in_two_lines("January to March 2014") - second).abs() < 1e-9);
    }

    #[test]
    fn words_over_figures_stay_whole_and_columns_of_words_give_way() {
        let long = "a sentence as long as a sentence may well be";
        let heads =
            ["Neighbourhoods", "Per 1,000 residents", "Neighbourhoods", "Denominator", "Residents"];
        let mut wide = table(&[long, long, "9", "9", "9", "9", "9"]);
        for (column, head) in wide.columns.iter_mut().skip(2).zip(heads) {
            *column = Column::figures(head);
        }
        let widths = widths(&wide);
        let ems_of = |place: usize| widths.shares[place] * widths.whole * PAGE - GAP;
        for (place, head) in heads.iter().enumerate() {
            let words = head.split(' ').map(|word| TIGHT * ems(word, Weight::Bold));
            let widest = words.fold(0.0, f64::max);
            assert!(ems_of(place + 2) >= widest - 1e-6, "{head}: {} < {widest}", ems_of(place + 2));
        }
    }

    #[test]
    fn paragraphs_have_what_is_left_of_the_page() {
        let paragraph =
            "what was done, what helped and what stood in its way, told at length ".repeat(6);
        let of_two = widths(&table(&["Domestic Violence Forum", &paragraph]));
        assert!(of_two.whole >= 1.0 && of_two.shares[1] > 0.6, "{:?}", of_two.shares);
        let short = widths(&table(&["Domestic Violence Forum", "nothing yet"]));
        assert!(short.whole < 0.6, "{}", short.whole);
    }

    #[test]
    fn a_long_reference_stays_whole() {
        let mut long = table(&["a", "b"]);
        let narrow = widths(&long);
        long.rows = vec![long.rows[0].clone(); 120];
        let wide = widths(&long);
        assert!(wide.shares[2] * wide.whole > narrow.shares[2] * narrow.whole);
    }

    #[test]
    fn a_small_table_leaves_part_of_the_page_free() {
        assert!(widths(&table(&["a", "b"])).whole < 0.5);
        let long = "a sentence as long as a sentence may well be";
        assert!(widths(&table(&[long, long, long, long])).whole >= 1.0);
    }
}
