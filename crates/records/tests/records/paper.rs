//! Paper is read once, decided by people and becomes replies once; what was read and decided stays.

use std::collections::BTreeMap;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::on_paper::boxes;
use partnership::consultation::on_paper::spaces;
use partnership::consultation::page_code::PageCode;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reading::apart::SideIs;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::decision::Act;
use partnership::consultation::reading::decision::DecisionRefused;
use partnership::consultation::reading::decision::How;
use partnership::consultation::reading::decision::Verdict;
use partnership::consultation::reading::returns::Printed;
use partnership::consultation::reading::sample::SecondLook;
use partnership::consultation::reading::side::BoxMark;
use partnership::consultation::reading::side::ReadBox;
use partnership::consultation::reading::side::ReadPage;
use partnership::consultation::reading::side::ReadSide;
use partnership::consultation::reading::side::ReadSpace;
use partnership::consultation::reading::side::Writing;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::retention::Field;
use partnership::consultation::retention::RetentionTimetable;
use partnership::terms::slug::Slug;
use records::BatchAt;
use records::BatchStage;
use records::Book;
use records::BookingIn;
use records::FileEnd;
use records::Fingerprint;
use records::KeptSide;
use records::Kind;
use records::NewBatch;
use records::PaperRefused;
use records::Sought;

use crate::apart::with_sides_apart;
use crate::consultations::held;
use crate::consultations::with_a_reply;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

/// The question that waits in the sides made here.
pub(crate) const WAITS: &str = "safe-home";
pub(crate) const SNIPPET: How = How::Snippet;

pub(crate) fn questionnaire() -> Slug {
    "smp-2015".parse().unwrap()
}

pub(crate) fn at(batch: i64) -> BatchAt {
    BatchAt { cycle: cycle(), questionnaire: questionnaire(), batch }
}

pub(crate) fn sha256(of: &str) -> Fingerprint {
    Fingerprint::of(of)
}

pub(crate) fn booking(received: u64) -> BookingIn {
    BookingIn { day: day("2015-01-20"), received }
}

/// A batch of which nobody looks at anything twice.
pub(crate) fn new_batch() -> NewBatch {
    let second_look = SecondLook { seed: 7, one_in: 0 };
    NewBatch { day: day("2015-01-20"), printed: Printed::BothSides, second_look }
}

/// What a person says that a question says: one answer of it.
pub(crate) fn says(question: &str, answer: &str) -> Act {
    let answers = [AnswerId(answer.parse().unwrap())].into();
    let verdict = Verdict::Is(Some(Given::Chosen { answers, other: None }));
    Act::Gives([(QuestionId(question.parse().unwrap()), verdict)].into())
}

/// Three returns of one page: with `very-safe` ticked clearly, doubtfully, and clearly again.
pub(crate) async fn sides_of(book: &Book) -> Vec<KeptSide> {
    let asked = asked(book).await;
    let doubt = BoxMark::Doubtful("a faint mark".to_owned());
    let marks = [BoxMark::Marked, doubt, BoxMark::Marked];
    let sides = marks.into_iter().zip(1..);
    sides.map(|(mark, number)| side(&asked, number, mark)).collect()
}

/// The questionnaire of the version that people were asked.
async fn asked(book: &Book) -> Questionnaire {
    held(book).await.version(1).unwrap().value.questionnaire().clone()
}

/// A side that asks everything, copy `number`, with a mark at `very-safe`.
fn side(questionnaire: &Questionnaire, number: i64, mark: BoxMark) -> KeptSide {
    let form = "smp-2015-v1-en".parse().unwrap();
    let copy = u32::try_from(number).unwrap();
    let boxes = questionnaire.questions().flat_map(boxes).map(|(question, answer)| {
        let is_it = question.0.as_str() == WAITS && answer.0.as_str() == "very-safe";
        let mark = if is_it { mark.clone() } else { BoxMark::Unmarked };
        ReadBox { question, answer, mark, shape: u64::MAX }
    });
    let spaces = questionnaire.questions().flat_map(spaces).map(|(question, answer)| ReadSpace {
        question,
        answer,
        writing: Writing::Blank,
    });
    let page = ReadPage {
        code: PageCode::of(form, 1, 1, Some(copy)).unwrap(),
        residual_mm: 0.1 + 0.2,
        turned: -1.5,
        boxes: boxes.collect(),
        spaces: spaces.collect(),
    };
    let pictures = BTreeMap::from([(WAITS.to_owned(), sha256("a picture"))]);
    let reading = ReadSide::Page(Box::new(page));
    KeptSide { number, file: 1, page_of_file: number, reading, pictures }
}

/// A batch with one file of the three sides, read to its end.
async fn with_a_batch(book: &Book) {
    let begun = book.begin_batch(&signed(40), cycle(), &questionnaire(), new_batch()).await;
    assert_eq!(begun.unwrap(), 1);
    assert_eq!(book.keep_scan(&signed(41), &at(1), sha256("a"), "a.pdf").await.unwrap(), 1);
    let sides = sides_of(book).await;
    book.keep_sides(&signed(42), &at(1), 1, sides).await.unwrap();
    book.end_scan(&signed(43), &at(1), 1, FileEnd::Read).await.unwrap();
    assert_eq!(book.end_batch(&signed(44), &at(1)).await.unwrap(), 3);
}

/// The same on a book with a consultation, with a decision, a reply and a booking-in.
pub(crate) async fn with_paper(book: &Book) {
    with_a_batch(book).await;
    let act = says(WAITS, "very-safe");
    book.decide(&by("ann", 45), &at(1), 2, SNIPPET, act).await.unwrap();
    book.finish_return(&signed(46), &at(1), 1).await.unwrap();
    let of = questionnaire();
    book.book_in(&signed(47), cycle(), &of, None, booking(3)).await.unwrap();
    with_sides_apart(book).await;
    book.say_of_side(&signed(48), &at(2), (1, None), SideIs::NotOurs).await.unwrap();
}

/// A book with the consultation and the batch.
async fn book(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    with_a_batch(&book).await;
    book
}

on_both_engines! {
    what_is_clear_becomes_a_reply_and_what_is_not_waits;
    a_reading_that_was_broken_off_goes_on_where_it_ended;
    the_same_file_is_not_read_twice;
    nothing_becomes_a_reply_while_anything_waits_and_nothing_twice;
    nobody_decides_twice_and_what_was_taken_back_stays_on_record;
    a_copy_that_comes_again_does_not_count_until_somebody_says_so;
    the_audit_record_has_no_answer_from_paper;
    forms_are_booked_in_by_day_and_a_count_is_put_right;
    forms_go_on_their_day_and_their_replies_stay;
    thousands_of_sides_are_read_in_time;
}

async fn what_is_clear_becomes_a_reply_and_what_is_not_waits(database: &Database) {
    let book = book(database).await;
    let paper = book.open_paper(cycle(), &questionnaire()).await.unwrap();
    let come: Vec<_> = paper.returns.iter().map(|one| one.come()).collect();
    assert_eq!(come, [Come::Settled, Come::InReview, Come::Settled]);
    let waiting = paper.waiting();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].0.of, waiting[0].0.question.to_string().as_str()), (2, WAITS));
    let before = book.replies(cycle(), &questionnaire()).await.unwrap().len();
    assert_eq!(book.finish_settled(&signed(50), cycle(), &questionnaire()).await.unwrap(), 2);
    let replies = book.replies(cycle(), &questionnaire()).await.unwrap();
    let last = replies.last().unwrap();
    assert_eq!(
        (replies.len(), last.day, last.reply.channel),
        (before + 2, day("2015-01-20"), Channel::Paper)
    );
    let paper = book.paper(cycle(), &questionnaire()).await.unwrap();
    assert_eq!(paper.returns[2].reply, Some(last.reference));
    assert_eq!(paper.returns[2].come(), Come::Done);
    book.verify().await.unwrap();
}

async fn a_reading_that_was_broken_off_goes_on_where_it_ended(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    book.begin_batch(&signed(40), cycle(), &questionnaire(), new_batch()).await.unwrap();
    let file = book.keep_scan(&signed(41), &at(1), sha256("a"), "a.pdf").await.unwrap();
    let mut sides = sides_of(&book).await;
    let rest = sides.split_off(1);
    book.keep_sides(&signed(42), &at(1), file, sides.clone()).await.unwrap();
    // It ends here, and goes on later: the same file has the same number, and its next page is known.
    assert_eq!(book.keep_scan(&signed(43), &at(1), sha256("a"), "a.pdf").await.unwrap(), file);
    let batch = book.batches(cycle(), &questionnaire()).await.unwrap().remove(0);
    assert_eq!((batch.files[0].sides, batch.held.value.stage), (1, BatchStage::Reading));
    let again = book.keep_sides(&signed(44), &at(1), file, sides).await.unwrap_err();
    assert!(matches!(again, PaperRefused::AnotherPage { found: 1, wanted: 2 }), "{again}");
    let early = book.end_batch(&signed(44), &at(1)).await.unwrap_err();
    assert!(matches!(early, PaperRefused::FileBeingRead(_)), "{early}");
    book.keep_sides(&signed(45), &at(1), file, rest).await.unwrap();
    let why = "the rest of the file is damaged".to_owned();
    book.end_scan(&signed(46), &at(1), file, FileEnd::CutOff(why)).await.unwrap();
    assert_eq!(book.end_batch(&signed(47), &at(1)).await.unwrap(), 3);
    let late = book.keep_scan(&signed(48), &at(1), sha256("b"), "b.pdf").await.unwrap_err();
    assert!(matches!(late, PaperRefused::ReadToItsEnd(1)), "{late}");
    assert_eq!(book.sides(&at(1)).await.unwrap(), sides_of(&book).await);
    assert_eq!(book.side(&at(1), 4).await.unwrap(), None);
}

async fn the_same_file_is_not_read_twice(database: &Database) {
    let book = book(database).await;
    let second =
        book.begin_batch(&signed(50), cycle(), &questionnaire(), new_batch()).await.unwrap();
    let refused = book.keep_scan(&signed(51), &at(second), sha256("a"), "b.pdf").await.unwrap_err();
    assert!(refused.to_string().contains("“a.pdf” in batch 1"), "{refused}");
    let none = book.keep_scan(&signed(51), &at(9), sha256("b"), "b.pdf").await.unwrap_err();
    assert!(matches!(none, PaperRefused::NoSuchBatch(9)), "{none}");
}

async fn nothing_becomes_a_reply_while_anything_waits_and_nothing_twice(database: &Database) {
    let book = book(database).await;
    let waits = book.finish_return(&signed(50), &at(1), 2).await.unwrap_err();
    assert!(matches!(waits, PaperRefused::NotSettled(2)), "{waits}");
    book.decide(&by("ann", 51), &at(1), 2, SNIPPET, says(WAITS, "very-safe")).await.unwrap();
    book.finish_return(&signed(52), &at(1), 2).await.unwrap();
    let again = book.finish_return(&signed(53), &at(1), 2).await.unwrap_err();
    assert!(matches!(again, PaperRefused::IsAReply(2)), "{again}");
    let late =
        book.decide(&by("ann", 54), &at(1), 2, SNIPPET, Act::Withdraws(1)).await.unwrap_err();
    assert!(matches!(late, PaperRefused::IsAReply(2)), "{late}");
    // Two who finish at once make one reply.
    let both = [book.clone(), book.clone()]
        .map(|book| tokio::spawn(async move { book.finish_return(&signed(55), &at(1), 1).await }));
    let [one, other] = both;
    let made = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1, "{made:?}");
}

async fn nobody_decides_twice_and_what_was_taken_back_stays_on_record(database: &Database) {
    let book = book(database).await;
    let ann = |act| book_decides(&book, "ann", act);
    ann(says(WAITS, "fairly-safe")).await.unwrap();
    let settled = ann(says(WAITS, "very-safe")).await.unwrap_err();
    assert!(matches!(settled, PaperRefused::Decision(DecisionRefused::Twice(_))), "{settled}");
    let theirs = book_decides(&book, "bob", Act::Withdraws(1)).await.unwrap_err();
    let nothing = PaperRefused::Decision(DecisionRefused::NothingToWithdraw(1));
    assert_eq!(theirs.to_string(), nothing.to_string());
    ann(Act::Withdraws(1)).await.unwrap();
    ann(says(WAITS, "very-safe")).await.unwrap();
    let paper = book.paper_return(&at(1), 2).await.unwrap();
    let decisions = &paper.returns[0].decisions;
    let who: Vec<_> = decisions.iter().map(|one| (one.number, one.by.as_str())).collect();
    assert_eq!(who, [(1, "ann"), (2, "ann"), (3, "ann")]);
    assert_eq!(decisions[0].at, by("ann", 60).at);
    assert_eq!(paper.returns[0].come(), Come::Settled);
    // What the machine read is as it was.
    let machine = &paper.returns[0].states.iter().find(|one| one.question.0.as_str() == WAITS);
    assert!(!machine.unwrap().machine.is_clear());
}

async fn book_decides(book: &Book, who: &str, act: Act) -> Result<i64, PaperRefused> {
    book.decide(&by(who, 60), &at(1), 2, SNIPPET, act).await
}

async fn a_copy_that_comes_again_does_not_count_until_somebody_says_so(database: &Database) {
    let book = book(database).await;
    let second =
        book.begin_batch(&signed(50), cycle(), &questionnaire(), new_batch()).await.unwrap();
    book.keep_scan(&signed(51), &at(second), sha256("b"), "b.pdf").await.unwrap();
    let mut sides = sides_of(&book).await;
    sides.truncate(1);
    book.keep_sides(&signed(52), &at(second), 1, sides).await.unwrap();
    book.end_scan(&signed(53), &at(second), 1, FileEnd::Read).await.unwrap();
    book.end_batch(&signed(54), &at(second)).await.unwrap();
    let one = book.paper_return(&at(second), 1).await.unwrap().returns.remove(0);
    assert_eq!(
        (one.come(), one.seems_to_be.map(|of| (of.batch, of.number))),
        (Come::Doubted, Some((1, 1)))
    );
    assert!(book.finish_return(&signed(55), &at(second), 1).await.is_err());
    let seen = (1, one.seen);
    book.judge_return(&signed(56), &at(second), seen, Counts::SetAside).await.unwrap();
    let stale = book.judge_return(&signed(57), &at(second), seen, Counts::Counts).await;
    assert!(stale.is_err(), "somebody else had judged it");
    assert_eq!(book.finish_settled(&signed(58), cycle(), &questionnaire()).await.unwrap(), 2);
}

async fn the_audit_record_has_no_answer_from_paper(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    with_paper(&book).await;
    for kind in [Kind::ScanSide, Kind::PaperReturn, Kind::PaperDecision] {
        let sought = Sought { kind: Some(kind), ..Sought::default() };
        let entries = book.entries_sought(&sought, i64::MAX, 100).await.unwrap();
        assert!(!entries.is_empty());
        for entry in entries {
            let told = format!("{:?} {:?}", entry.before, entry.after);
            assert!(!told.contains(WAITS) && !told.contains("very-safe"), "{told}");
        }
    }
    book.verify().await.unwrap();
}

async fn forms_are_booked_in_by_day_and_a_count_is_put_right(database: &Database) {
    let book = book(database).await;
    let of = questionnaire();
    let seen = book.book_in(&signed(50), cycle(), &of, None, booking(3)).await.unwrap();
    let again = book.book_in(&signed(51), cycle(), &of, None, booking(4)).await;
    assert!(again.is_err(), "that day was booked in");
    book.book_in(&signed(52), cycle(), &of, Some(seen), booking(4)).await.unwrap();
    let booked = book.bookings_in(cycle(), &of).await.unwrap();
    assert_eq!(booked.iter().map(|held| held.value).collect::<Vec<_>>(), [booking(4)]);
    let many = book.book_in(&signed(53), cycle(), &of, None, booking(u64::MAX)).await.unwrap_err();
    assert!(many.to_string().contains("20"), "{many}");
}

/// Keeping a side costs as much after a thousand as at first: the last hundred take no more than three times the first.
async fn forms_go_on_their_day_and_their_replies_stay(database: &Database) {
    let (records, book, of) = (database.records().await, book(database).await, questionnaire());
    let other = with_its_year(&records, "ashford").await;
    with_a_reply(&other).await;
    other.begin_batch(&signed(40), cycle(), &of, new_batch()).await.unwrap();
    other.keep_scan(&signed(41), &at(1), sha256("b"), "b.pdf").await.unwrap();
    book.decide(&by("ann", 50), &at(1), 2, SNIPPET, says(WAITS, "very-safe")).await.unwrap();
    book.finish_return(&signed(51), &at(1), 2).await.unwrap();
    book.book_in(&signed(52), cycle(), &of, None, booking(3)).await.unwrap();
    let named = [sha256("a"), sha256("b"), sha256("a picture")].into();
    assert_eq!(records.scans_named().await.unwrap(), named);
    let days = [(Field::Paper, day("2015-09-01"))].into();
    let days = RetentionTimetable::of(days, day("2015-02-28")).unwrap();
    book.set_retention(&signed(53), (cycle(), &of), None, days).await.unwrap();
    let replies = book.replies(cycle(), &of).await.unwrap();
    assert_eq!(book.delete_due(&signed(54), day("2015-08-31")).await.unwrap(), []);
    let stones = book.delete_due(&signed(55), day("2015-09-01")).await.unwrap();
    assert_eq!((stones.len(), stones[0].field, stones[0].replies), (1, Field::Paper, 3));
    assert_eq!(records.scans_named().await.unwrap(), [sha256("b")].into());
    assert!(book.paper(cycle(), &of).await.unwrap().returns.is_empty());
    assert_eq!(book.sides(&at(1)).await.unwrap(), []);
    assert_eq!(book.replies(cycle(), &of).await.unwrap(), replies);
    assert_eq!(book.bookings_in(cycle(), &of).await.unwrap()[0].value, booking(3));
    assert_eq!(book.delete_due(&signed(56), day("2015-09-02")).await.unwrap(), []);
    book.verify().await.unwrap();
    other.verify().await.unwrap();
}

async fn thousands_of_sides_are_read_in_time(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_reply(&book).await;
    book.begin_batch(&signed(40), cycle(), &questionnaire(), new_batch()).await.unwrap();
    book.keep_scan(&signed(41), &at(1), sha256("a"), "a.pdf").await.unwrap();
    let asked = asked(&book).await;
    let mut took = Vec::new();
    for hundred in 0..12_i64 {
        let begun = std::time::Instant::now();
        let sides = (1..=100).map(|one| side(&asked, hundred * 100 + one, BoxMark::Marked));
        book.keep_sides(&signed(42), &at(1), 1, sides.collect()).await.unwrap();
        took.push(begun.elapsed());
    }
    let (first, last) = (took[..3].iter().min().unwrap(), took[9..].iter().min().unwrap());
    assert!(*last < *first * 3, "{took:?}");
    book.end_scan(&signed(43), &at(1), 1, FileEnd::Read).await.unwrap();
    assert_eq!(book.end_batch(&signed(44), &at(1)).await.unwrap(), 1200);
    let open = book.open_paper(cycle(), &questionnaire()).await.unwrap();
    assert_eq!(open.returns.len(), 1200);
}
