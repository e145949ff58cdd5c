//! A form of our own: where everything stands, and its print.

use paper::blank::picture;
use partnership::consultation::layout::{FormLayout, PageLayout, Place, TickBox, WritingSpace};
use partnership::consultation::page_code::PageCode;
use qrcode::{Color, EcLevel, QrCode};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::canvas::Canvas;

fn place(left: f64, top: f64, width: f64, height: f64) -> Place {
    Place { left, top, width, height }
}

/// A form of as many pages as the code says, each with its own boxes.
pub(crate) fn layout(code: &PageCode, chance: &mut ChaCha8Rng) -> FormLayout {
    FormLayout {
        form: code.form().as_str().to_owned(),
        page_width: 210.0,
        page_height: 297.0,
        pages: (0..code.pages()).map(|_| page(chance)).collect(),
    }
}

/// Marks where the printed form has them, a grid of rows, lists in two columns and a space to write in.
pub(crate) fn page(chance: &mut ChaCha8Rng) -> PageLayout {
    let (near, right, low) = (8.0, 196.0, 283.0);
    let mut boxes = Vec::new();
    let mut top = 40.0;
    grid(&mut boxes, &mut top, chance);
    lists(&mut boxes, &mut top, chance);
    let space = WritingSpace {
        question: "anything-else".to_owned(),
        answer: None,
        place: place(20.0, top + 4.0, 170.0, 12.0),
    };
    PageLayout {
        corners: [
            place(near, near, 6.0, 6.0),
            place(right, near, 6.0, 6.0),
            place(near, low, 6.0, 6.0),
            place(right, low, 6.0, 6.0),
        ],
        edge_marks: [near, 199.0]
            .into_iter()
            .flat_map(|left| (0..6).map(move |n| place(left, 48.0 + f64::from(n) * 40.0, 3.0, 3.0)))
            .collect(),
        code: place(172.0, near, 20.0, 20.0),
        code_in_letters: place(75.0, low + 0.5, 60.0, 4.0),
        boxes,
        spaces: vec![space],
        blank: None,
    }
}

/// Rows of one question each, as in a printed grid. Sometimes neighbours stand only 2.6 mm apart.
fn grid(boxes: &mut Vec<TickBox>, top: &mut f64, chance: &mut ChaCha8Rng) {
    let (rows, columns) = (chance.random_range(6..11), chance.random_range(4..7));
    let pitch = chance.random_range(11.0..18.0);
    // Rows that a rule parts stand 9.4 mm from one another; others may stand closer.
    let step = if chance.random_bool(0.5) { RULED_MM } else { chance.random_range(7.6..9.0) };
    for row in 0..rows {
        for column in 0..columns {
            boxes.push(TickBox {
                question: format!("row-{row}"),
                answer: format!("answer-{column}"),
                place: place(82.0 + f64::from(column) * pitch, *top, 5.0, 5.0),
            });
        }
        *top += step;
    }
    *top += 12.0;
}

/// Questions whose answers stand below one another, two questions side by side.
fn lists(boxes: &mut Vec<TickBox>, top: &mut f64, chance: &mut ChaCha8Rng) {
    let mut nth = 0;
    while *top < 205.0 {
        let answers = chance.random_range(3..6);
        let pitch = chance.random_range(7.7..9.0);
        for left in [24.0, 112.0] {
            for answer in 0..answers {
                boxes.push(TickBox {
                    question: format!("list-{nth}"),
                    answer: format!("answer-{answer}"),
                    place: place(left, *top + f64::from(answer) * pitch, 5.0, 5.0),
                });
            }
            nth += 1;
        }
        *top += f64::from(answers) * pitch + 9.0;
    }
}

/// What the layout keeps of the page as it is printed.
pub(crate) fn blank(page: &PageLayout, code: &PageCode, size: (f64, f64)) -> String {
    let mut paper = Canvas::blank(size.0, size.1);
    print(&mut paper, page, code, 1.0);
    picture(&paper.scan())
}

/// Prints a page: marks, code, boxes, and what looks like words, always the same ones. `toner` from 0 to 1.
pub(crate) fn print(paper: &mut Canvas, page: &PageLayout, code: &PageCode, toner: f32) {
    let chance = &mut ChaCha8Rng::seed_from_u64(page.boxes.len() as u64);
    for mark in page.corners.iter().chain(&page.edge_marks) {
        paper.rectangle(edges(mark), toner);
    }
    draw_code(paper, &page.code, code, toner);
    words(paper, (page.code_in_letters.left, page.code_in_letters.top), 60.0, toner, chance);
    for tick in &page.boxes {
        outline(paper, &tick.place, toner);
        if tick.question.starts_with("list") {
            let length = chance.random_range(15.0..60.0);
            words(paper, (tick.place.left + 8.0, tick.place.top + 1.2), length, toner, chance);
        } else if tick.answer == "answer-0" {
            words(paper, (22.0, tick.place.top + 1.2), 50.0, toner, chance);
            if is_ruled(page) {
                let rule = tick.place.top + 7.2;
                paper.rectangle([20.0, rule, 190.0, rule + 0.14], toner * 0.45);
            }
        }
    }
    for space in &page.spaces {
        outline(paper, &space.place, toner);
        words(paper, (20.0, space.place.top - 3.6), 80.0, toner, chance);
    }
    words(paper, (20.0, 33.0), 100.0, toner, chance);
}

const RULED_MM: f64 = 9.4;

fn is_ruled(page: &PageLayout) -> bool {
    let mut rows =
        page.boxes.iter().filter(|tick| tick.answer == "answer-0").map(|tick| tick.place.top);
    let (first, second) = (rows.next(), rows.next());
    first.zip(second).is_some_and(|(first, second)| (second - first - RULED_MM).abs() < 0.01)
}

fn edges(place: &Place) -> [f64; 4] {
    [place.left, place.top, place.left + place.width, place.top + place.height]
}

fn outline(paper: &mut Canvas, place: &Place, toner: f32) {
    let [left, top, right, bottom] = edges(place);
    let line = 0.35;
    paper.rectangle([left, top, right, top + line], toner);
    paper.rectangle([left, bottom - line, right, bottom], toner);
    paper.rectangle([left, top + line, left + line, bottom - line], toner);
    paper.rectangle([right - line, top + line, right, bottom - line], toner);
}

fn draw_code(paper: &mut Canvas, place: &Place, code: &PageCode, toner: f32) {
    let drawn = QrCode::with_error_correction_level(code.to_string(), EcLevel::Q).unwrap();
    let across = drawn.width();
    // Four white modules around it.
    let module = place.width / (across + 8) as f64;
    for (nth, colour) in drawn.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let left = place.left + module * (nth % across + 4) as f64;
            let top = place.top + module * (nth / across + 4) as f64;
            paper.rectangle([left, top, left + module, top + module], toner);
        }
    }
}

/// Short strokes in lines as high as print, with gaps as between words.
fn words(paper: &mut Canvas, from: (f64, f64), length: f64, toner: f32, chance: &mut ChaCha8Rng) {
    let mut x = from.0;
    while x < from.0 + length {
        let high = if chance.random_bool(0.3) { 0.0 } else { 0.9 };
        let mut at =
            || (x + chance.random_range(0.0..1.2), from.1 + chance.random_range(high..2.6));
        let points: Vec<(f64, f64)> = (0..4).map(|_| at()).collect();
        paper.stroke(&points, 0.28, toner);
        x += if chance.random_bool(0.18) { 3.0 } else { 1.6 };
    }
}
