//! Documents to be set: one like a real briefing, and one that means harm.

#![expect(clippy::too_many_lines, reason = "a document to be set is one long list of values")]

mod charts;
mod hostile;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::content::KeyFigure;
use partnership::content::Reference;
use partnership::content::Section;
use partnership::content::table::Cell;
use partnership::content::table::Column;
use partnership::content::table::Row;
use partnership::content::table::RowWeight;
use partnership::content::table::Table;
use partnership::content::text;

pub(crate) use charts::comparison_chart;
pub(crate) use charts::funnel_chart;
pub(crate) use charts::series_chart;
pub(crate) use hostile::hostile;

pub(crate) fn reference(table: u16, row: u16) -> Reference {
    Reference { table, row }
}

fn figure(words: &str, table: u16, row: u16) -> Inline {
    Inline::Figure { text: words.into(), reference: reference(table, row) }
}

/// A document like a real briefing: every kind of block, a long table, an empty one, withheld cells.
pub(crate) fn briefing() -> Document {
    Document {
        title: "Crime briefing".into(),
        subtitle: "Maidstone · Quarter 1 of 2014/15 (April to June 2014)".into(),
        publisher: "Safer Maidstone Partnership".into(),
        description: "Recorded crime in Maidstone from April to June 2014, beside its group."
            .into(),
        dated: "14 October 2014".into(),
        reference_prefix: "E07000110/2014-Q1".into(),
        sections: vec![headline(), classes(), group(), months(), places(), notes()],
    }
}

fn headline() -> Section {
    let tile = |value: &str, label: &str, detail: &str, row| KeyFigure {
        value: value.into(),
        label: label.into(),
        detail: detail.into(),
        reference: reference(1, row),
    };
    Section {
        anchor: "headline".into(),
        heading: "What the quarter shows".into(),
        blocks: vec![
            Block::Lead(vec![
                text("Police recorded "),
                figure("2,327 crimes", 1, 1),
                text(" in Maidstone from April to June 2014, or "),
                figure("14.7 for every 1,000 residents", 1, 1),
                text(". That is in line with the group of areas most like it."),
            ]),
            Block::KeyFigures(vec![
                tile(
                    "2,327",
                    "crimes recorded, April to June 2014",
                    "anti-social behaviour apart",
                    1,
                ),
                tile("14.7", "crimes per 1,000 residents", "its group: 14.9", 1),
                tile("9th", "of 21 in its group, from the highest", "in line with its group", 1),
                tile("612", "violent and sexual offences", "26.3% of all crime", 2),
            ]),
            Block::Paragraph(vec![
                text("The largest class was "),
                Inline::Strong("violence and sexual offences".into()),
                text(", with "),
                figure("612 offences", 1, 2),
                text("; the smallest was robbery, with "),
                figure("11", 1, 8),
                text(
                    ", too few for any change in it to be told from chance. The archive holds no \
                      figures for the same quarter of 2013, so no change over the year is given here.",
                ),
            ]),
            Block::Caution {
                title: "Recording changed in this period".into(),
                text: vec![
                    text(
                        "Kent Police was inspected on crime recording in 2014 and recorded more of the \
                          violence reported to it afterwards. Part of any rise may be better recording. See the ",
                    ),
                    Inline::Link {
                        text: "inspectorate's report".into(),
                        address: "https://www.justiceinspectorates.gov.uk/".into(),
                    },
                    text("."),
                ],
            },
            Block::List(vec![
                vec![
                    text("Burglary stood "),
                    figure("at 243", 1, 4),
                    text(", lower than its group."),
                ],
                vec![
                    text("Vehicle crime stood "),
                    figure("at 187", 1, 5),
                    text(", in line with its group."),
                ],
                vec![
                    text("Shoplifting stood "),
                    figure("at 301", 1, 3),
                    text(", higher than its group."),
                ],
            ]),
        ],
    }
}

const CLASSES: [(&str, u64, i64, f64, f64, u8, &str); 12] = [
    ("Violence and sexual offences", 612, 31, 3.86, 4.02, 11, "in line with its group"),
    ("Shoplifting", 301, 42, 1.90, 1.42, 3, "higher than its group"),
    ("Burglary", 243, -18, 1.53, 1.88, 17, "lower than its group"),
    ("Vehicle crime", 187, 6, 1.18, 1.21, 10, "in line with its group"),
    ("Criminal damage and arson", 338, 12, 2.13, 2.09, 9, "in line with its group"),
    ("Other theft", 341, -25, 2.15, 2.24, 12, "in line with its group"),
    ("Robbery", 11, 3, 0.07, 0.11, 15, "too few to say"),
    ("Drugs", 74, -9, 0.47, 0.55, 14, "in line with its group"),
    ("Public order", 63, 8, 0.40, 0.38, 8, "in line with its group"),
    ("Bicycle theft", 58, -4, 0.37, 0.41, 13, "in line with its group"),
    ("Theft from the person", 47, 2, 0.30, 0.33, 12, "in line with its group"),
    ("Possession of weapons and other crime", 52, 0, 0.33, 0.29, 7, "in line with its group"),
];

fn classes() -> Section {
    let mut rows = vec![Row {
        cells: vec![
            Cell::Words("All crime".into()),
            Cell::Count(2327),
            Cell::Difference(48),
            Cell::Change { share: 0.021_062 },
            Cell::Number { value: 14.684, decimals: 1 },
            Cell::Number { value: 14.931, decimals: 1 },
            Cell::Words("9 of 21".into()),
            Cell::Words("in line with its group".into()),
        ],
        weight: RowWeight::Strong,
    }];
    rows.extend(CLASSES.map(|(name, count, difference, rate, mean, rank, verdict)| Row {
        cells: vec![
            Cell::Words(name.into()),
            Cell::Count(count),
            Cell::Difference(difference),
            match count {
                11 => Cell::Withheld("fewer than 20 in the earlier quarter".into()),
                74 => Cell::Missing("not held".into()),
                _ => Cell::Change { share: difference as f64 / (count as f64 - difference as f64) },
            },
            Cell::Number { value: rate, decimals: 2 },
            Cell::Number { value: mean, decimals: 2 },
            Cell::Words(format!("{rank} of 21")),
            Cell::Words(verdict.into()),
        ],
        weight: RowWeight::Ordinary,
    }));
    let table = Table {
        number: 1,
        name: "offence-classes".into(),
        caption:
            "Recorded crime by class, Maidstone, April to June 2014, beside the quarter before"
                .into(),
        columns: vec![
            Column::words("Offence class"),
            Column::figures("Crimes"),
            Column::figures("Difference"),
            Column::figures("Change"),
            Column::figures("Per 1,000 residents"),
            Column::figures("Mean of group"),
            Column::words("Rank"),
            Column::words("Against its group"),
        ],
        rows,
        notes: vec![
            vec![text(
                "The group's mean is the mean of the rates of its 21 areas, Maidstone among them.",
            )],
            vec![
                text("Residents: mid-year estimate for 2014, Office for National Statistics. "),
                Inline::Link {
                    text: "Open Government Licence".into(),
                    address:
                        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
                            .into(),
                },
                text("."),
            ],
        ],
    };
    Section {
        anchor: "offence-classes".into(),
        heading: "Each class of offence".into(),
        blocks: vec![
            Block::Paragraph(vec![
                text("Of twelve classes, one stands higher than the group and one lower: "),
                figure("shoplifting", 1, 3),
                text(" and "),
                figure("burglary", 1, 4),
                text("."),
            ]),
            Block::Table(table),
        ],
    }
}

fn group() -> Section {
    Section {
        anchor: "group".into(),
        heading: "Maidstone beside areas like it".into(),
        blocks: vec![
            Block::Paragraph(vec![text(
                "The group is the twenty districts that the Office for National Statistics finds most like \
                 Maidstone, and Maidstone itself. An area counts as higher or lower than its group only \
                 where it lies beyond the limits that chance allows.",
            )]),
            Block::Chart(comparison_chart()),
            Block::Chart(funnel_chart()),
        ],
    }
}

fn months() -> Section {
    Section {
        anchor: "months".into(),
        heading: "Month by month".into(),
        blocks: vec![Block::Chart(series_chart())],
    }
}

fn places() -> Section {
    let rows = (1..=62u64)
        .map(|place| Row {
            cells: vec![
                Cell::Words(format!(
                    "Maidstone {place:03}{}",
                    char::from(b'A' + u8::try_from(place % 5).unwrap())
                )),
                Cell::Words(
                    ["High Street", "Shepway North", "Park Wood", "Bridge", "Fant"]
                        [usize::try_from(place % 5).unwrap()]
                    .into(),
                ),
                Cell::Count(place * 37 % 120),
                if place % 7 == 0 {
                    Cell::Withheld("fewer than 5".into())
                } else {
                    Cell::Count(place % 9 + 5)
                },
            ],
            weight: RowWeight::Ordinary,
        })
        .collect();
    let table = |number, name: &str, caption: &str, rows| Table {
        number,
        name: name.into(),
        caption: caption.into(),
        columns: vec![
            Column::words("Neighbourhood (LSOA)"),
            Column::words("Ward"),
            Column::figures("All crime"),
            Column::figures("Violence"),
        ],
        rows,
        notes: vec![],
    };
    Section {
        anchor: "places".into(),
        heading: "Where it happened".into(),
        blocks: vec![
            Block::Paragraph(vec![text(
                "Counts below five are withheld, so that nobody can be made out.",
            )]),
            Block::Table(table(
                2,
                "neighbourhoods",
                "Crime by neighbourhood, April to June 2014",
                rows,
            )),
            Block::Heading { anchor: "newly".into(), text: "Where it is new".into() },
            Block::Table(table(
                3,
                "new-places",
                "Neighbourhoods without any crime in the year before",
                vec![],
            )),
        ],
    }
}

/// The briefing with so many headings that one looks for a page in its contents.
pub(crate) fn long() -> Document {
    let mut document = briefing();
    let place = |place: usize| Block::Heading {
        anchor: format!("matter-{place}"),
        text: format!("Matter {place}"),
    };
    let words = || Block::Paragraph(vec![text("What is said of it.")]);
    let blocks = (1..=8).flat_map(|at| [place(at), words()]);
    document.sections.last_mut().unwrap().blocks.extend(blocks);
    document
}

fn notes() -> Section {
    Section {
        anchor: "notes".into(),
        heading: "About these figures".into(),
        blocks: vec![Block::Paragraph(vec![
            text(
                "Street-level records are placed near, not at, where a crime happened. The Home Office \
                  counts ",
            ),
            figure("2,357 crimes", 9, 9),
            text(" for the same quarter; the two differ because they are taken on different days."),
        ])],
    }
}
