//! Paper for tests: a batch of returns as a machine would have read them, with pictures drawn here.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::Crc;
use flate2::write::ZlibEncoder;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::layout::PageLayout;
use partnership::consultation::layout::Place;
use partnership::consultation::on_paper::boxes;
use partnership::consultation::on_paper::spaces;
use partnership::consultation::page_code::PageCode;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reading::returns::Printed;
use partnership::consultation::reading::sample::SecondLook;
use partnership::consultation::reading::side::BoxMark;
use partnership::consultation::reading::side::ReadBox;
use partnership::consultation::reading::side::ReadPage;
use partnership::consultation::reading::side::ReadSide;
use partnership::consultation::reading::side::ReadSpace;
use partnership::consultation::reading::side::Writing;
use records::BatchAt;
use records::FileEnd;
use records::Fingerprint;
use records::KeptSide;
use records::NewBatch;
use records::ScanStore;

use crate::house::House;
use crate::house::signed;

/// Where the pages of paper begin.
pub(crate) const PAPER: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015/paper";

/// A batch of the example's consultation.
pub(crate) fn at(batch: i64) -> BatchAt {
    BatchAt { cycle: "2015-16".parse().unwrap(), questionnaire: "smp-2015".parse().unwrap(), batch }
}

/// The house with an open consultation and a batch of five returns. The first is clear; of the second it is doubtful
/// whether somebody was a victim; of the third how safe they feel at home; on the fourth something is written; the
/// fifth cannot be read.
pub(crate) async fn with_paper(house: &House, one_in: u32) {
    house.open_consultation().await;
    let asked = house.consultation().await.latest.value.questionnaire().clone();
    let (store, by) = (ScanStore::in_home(house.folder.path()), signed());
    let new = NewBatch {
        day: "2015-01-14".parse().unwrap(),
        printed: Printed::BothSides,
        second_look: SecondLook { seed: 7, one_in },
    };
    let of = at(1);
    house.book.begin_batch(&by, of.cycle, &of.questionnaire, new).await.unwrap();
    let file = store.keep(b"five pages").unwrap();
    house.book.keep_scan(&by, &of, file, "monday.pdf").await.unwrap();
    let picture = store.keep(&picture()).unwrap();
    let faint = || BoxMark::Doubtful("a faint mark".to_owned());
    let marks: [&[(&str, &str, BoxMark)]; 4] = [
        &[("victim", "no", BoxMark::Marked)],
        &[("victim", "yes", faint()), ("safe-home", "very-safe", BoxMark::Marked)],
        &[("safe-home", "very-safe", BoxMark::Marked), ("safe-home", "fairly-safe", faint())],
        &[],
    ];
    let mut sides: Vec<KeptSide> = Vec::new();
    for (number, marks) in (1..).zip(marks) {
        let written = if number == 4 { "feel-safer" } else { "" };
        sides.push(side(number, filled(&asked, number, marks, written), &picture, &asked));
    }
    let why = "fewer than three corner squares were found".to_owned();
    let torn = ReadSide::Unreadable { code: code(5), why };
    sides.push(side(5, torn, &picture, &asked));
    house.book.keep_sides(&by, &of, 1, sides).await.unwrap();
    house.book.end_scan(&by, &of, 1, FileEnd::Read).await.unwrap();
    assert_eq!(house.book.end_batch(&by, &of).await.unwrap(), 5);
}

fn code(copy: i64) -> PageCode {
    let copy = u32::try_from(copy).unwrap();
    PageCode::of("smp-2015-v1-en".parse().unwrap(), 1, 1, Some(copy)).unwrap()
}

fn side(number: i64, reading: ReadSide, picture: &Fingerprint, asked: &Questionnaire) -> KeptSide {
    let names = asked.questions().map(|question| question.id.to_string());
    let names = names.filter(|_| reading.page().is_some());
    let whole = [KeptSide::WHOLE.to_owned()];
    let pictures: BTreeMap<_, _> = names.chain(whole).map(|name| (name, picture.clone())).collect();
    KeptSide { number, file: 1, page_of_file: number, reading, pictures }
}

/// A page that asks everything, with these marks, and something written in answer to a question.
fn filled(
    asked: &Questionnaire,
    copy: i64,
    marks: &[(&str, &str, BoxMark)],
    written: &str,
) -> ReadSide {
    let mark = |question: &str, answer: &str| {
        let found = marks.iter().find(|(of, said, _)| *of == question && *said == answer);
        found.map_or(BoxMark::Unmarked, |(.., mark)| mark.clone())
    };
    let boxes = asked.questions().flat_map(boxes).map(|(question, answer)| ReadBox {
        mark: mark(question.0.as_str(), answer.0.as_str()),
        shape: 0,
        question,
        answer,
    });
    let spaces = asked.questions().flat_map(spaces).map(|(question, answer)| {
        let is_written = question.0.as_str() == written;
        let writing = if is_written { Writing::Written } else { Writing::Blank };
        ReadSpace { question, answer, writing }
    });
    ReadSide::Page(Box::new(ReadPage {
        code: code(copy),
        residual_mm: 0.08,
        turned: 0.4,
        boxes: boxes.collect(),
        spaces: spaces.collect(),
    }))
}

const WIDTH: usize = 720;
const HEIGHT: usize = 200;

/// Five boxes in a row on grey paper, the second with a faint tick, as a PNG file.
fn picture() -> Vec<u8> {
    let mut pixels = vec![[244_u8; WIDTH]; HEIGHT];
    for left in [40, 180, 320, 460, 600] {
        for (y, row) in pixels.iter_mut().enumerate().take(120).skip(80) {
            for (x, pixel) in row.iter_mut().enumerate().take(left + 40).skip(left) {
                let is_inside = (83..=116).contains(&y) && (left + 3..=left + 36).contains(&x);
                *pixel = if is_inside { 250 } else { 60 };
            }
        }
    }
    for at in 0..30 {
        let y = if at < 10 { 95 + at } else { 115 - at };
        pixels[y][184 + at..190 + at].fill(150);
    }
    let rows = pixels.iter().flat_map(|row| std::iter::once(0).chain(row.iter().copied()));
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&rows.collect::<Vec<u8>>()).unwrap();
    let size = |pixels: usize| u32::try_from(pixels).unwrap().to_be_bytes();
    let header = [&size(WIDTH)[..], &size(HEIGHT), &[8, 0, 0, 0, 0]].concat();
    let chunks = [chunk(*b"IHDR", &header), chunk(*b"IDAT", &packed.finish().unwrap())];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat(), chunk(*b"IEND", &[])].concat()
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(&name);
    sum.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &name, content, &sum.sum().to_be_bytes()].concat()
}

/// A second batch whose reading broke off: of its three files one is read, one could not be to its end, one is not begun.
pub(crate) async fn with_a_batch_broken_off(house: &House) {
    let (by, of) = (signed(), at(2));
    let (day, printed) = ("2015-01-15".parse().unwrap(), Printed::BothSides);
    let new = NewBatch { day, printed, second_look: SecondLook { seed: 7, one_in: 0 } };
    house.book.begin_batch(&by, of.cycle, &of.questionnaire, new).await.unwrap();
    for name in ["tuesday.pdf", "torn.pdf", "later.pdf"] {
        house.book.keep_scan(&by, &of, Fingerprint::of(name), name).await.unwrap();
    }
    let why = "page 3 cannot be read, because the file is damaged there; scan it again".to_owned();
    house.book.end_scan(&by, &of, 1, FileEnd::Read).await.unwrap();
    house.book.end_scan(&by, &of, 2, FileEnd::CutOff(why)).await.unwrap();
}

/// The layout of a form of two pages, as if it had been printed.
pub(crate) async fn with_a_printed_form(house: &House) {
    let version = house.consultation().await.latest.value;
    let name = FormName::of(&version, Language::English, Edition::Ordinary);
    let place = || Place { left: 1.0, top: 1.0, width: 5.0, height: 5.0 };
    let page = || PageLayout {
        corners: [place(), place(), place(), place()],
        edge_marks: Vec::new(),
        code: place(),
        code_in_letters: place(),
        boxes: Vec::new(),
        spaces: Vec::new(),
        blank: None,
    };
    let pages = vec![page(), page()];
    let layout =
        FormLayout { form: name.to_string(), page_width: 210.0, page_height: 297.0, pages };
    house.book.keep_form_layout(&signed(), at(1).cycle, &version, &layout).await.unwrap();
}

/// A second batch, of a printed form: a side without a code, a blank one, a first page of two, and another paper.
pub(crate) async fn with_sides_apart(house: &House) {
    with_a_printed_form(house).await;
    let (store, by, of) = (ScanStore::in_home(house.folder.path()), signed(), at(2));
    let new = NewBatch {
        day: "2015-01-15".parse().unwrap(),
        printed: Printed::BothSides,
        second_look: SecondLook { seed: 7, one_in: 0 },
    };
    house.book.begin_batch(&by, of.cycle, &of.questionnaire, new).await.unwrap();
    let file = store.keep(b"four pages").unwrap();
    house.book.keep_scan(&by, &of, file, "tuesday.pdf").await.unwrap();
    let picture = store.keep(&picture()).unwrap();
    let code = PageCode::of("smp-2015-v1-en".parse().unwrap(), 1, 2, Some(40)).unwrap();
    let readings = [
        ReadSide::Unknown,
        ReadSide::Blank,
        ReadSide::Unreadable { code, why: "it is torn".to_owned() },
        ReadSide::Foreign("https://example.org".to_owned()),
    ];
    let sides = readings.into_iter().zip(1..).map(|(reading, number)| KeptSide {
        number,
        file: 1,
        page_of_file: number,
        reading,
        pictures: BTreeMap::from([(KeptSide::WHOLE.to_owned(), picture.clone())]),
    });
    house.book.keep_sides(&by, &of, 1, sides.collect()).await.unwrap();
    house.book.end_scan(&by, &of, 1, FileEnd::Read).await.unwrap();
    assert_eq!(house.book.end_batch(&by, &of).await.unwrap(), 1);
}
