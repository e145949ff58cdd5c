//! Reads files on every core and hands their rows over in the files' own order, in bounded memory.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::io::Read;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread;

use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use anyhow::ensure;
use archive::OutcomeRows;
use archive::StreetRows;
use partnership::evidence::rows;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use sources::item::Item;
use sources::report::FileReport;

/// The largest file held in memory whole; a larger one is read twice instead, once for its identity.
const SMALL: u64 = 64 << 20;
/// Files that may be read ahead of the one being handed over.
const AHEAD: usize = 4;
/// Parts of one file that may wait.
const PARTS_AHEAD: usize = 2;

/// Rows of one file, by kind.
pub(super) enum Rows {
    Street(StreetRows),
    Outcomes(OutcomeRows),
    Counts(Vec<rows::CrimeCount>),
    RecordedCrime(Vec<rows::RecordedCrime>),
    Residents(Vec<rows::Residents>),
    Households(Vec<rows::Households>),
    Links(Vec<rows::AreaLink>),
    Boundaries(Vec<rows::Boundary>),
    Neighbours(Vec<rows::Neighbour>),
    SeverityWeights(Vec<rows::SeverityWeight>),
    Published(Vec<rows::PublishedFigure>),
    Postcodes(Vec<rows::PostcodeArea>),
    Deprivation(Vec<rows::Deprivation>),
}

/// What a file gives: perhaps parts, then the whole of the rest; or nothing, as it is held already.
pub(super) enum Piece {
    AlreadyHeld(ExtractId),
    Part(Rows),
    Whole(Rows, Box<FileReport>),
}

type Pieces = SyncSender<Result<Piece>>;
/// Which file is next, and where the pieces of those taken are announced, in the files' order.
type Next = Mutex<(usize, SyncSender<(usize, Receiver<Result<Piece>>)>)>;

/// Reads the files on every core and calls `each` with their pieces, file by file in their order.
///
/// # Errors
/// The first file's that cannot be read, or that `each` gives; nothing more is read then.
pub(super) fn in_order(
    items: &[Item],
    held: &BTreeSet<ExtractId>,
    mut each: impl FnMut(&Item, Piece) -> Result<()>,
) -> Result<()> {
    let (queue, files) = sync_channel(AHEAD);
    let next: Next = Mutex::new((0, queue));
    let next = &next;
    // The closure owns `files`: when it ends early, workers that wait to hand over find nobody there
    // and end too.
    thread::scope(move |scope| {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        for _ in 0..cores.min(items.len()) {
            scope.spawn(|| work(items, held, next));
        }
        for _ in items {
            let (at, pieces) = files.recv().context("a reading thread ended early")?;
            let mut last = Ended::Early;
            for piece in pieces {
                let piece = piece?;
                last = if matches!(piece, Piece::Part(_)) { Ended::Early } else { Ended::Whole };
                each(&items[at], piece)?;
            }
            ensure!(last == Ended::Whole, "reading `{}` ended early", items[at].name());
        }
        Ok(())
    })
}

/// Whether the last piece of a file was the one that closes it.
#[derive(PartialEq, Eq)]
enum Ended {
    Early,
    Whole,
}

/// Takes files in order until none is left, or nobody listens any more.
fn work(items: &[Item], held: &BTreeSet<ExtractId>, next: &Next) {
    while let Some((item, pieces)) = take(items, next) {
        if let Err(error) = read(item, held, &pieces) {
            // Nobody listens when another file has failed already.
            let _ = pieces.send(Err(error));
        }
    }
}

/// The next file and where its pieces go. Waits while enough files are ahead: the lock is held
/// meanwhile, so that files are queued in their order.
fn take<'a>(items: &'a [Item], next: &Next) -> Option<(&'a Item, Pieces)> {
    let mut next = next.lock().ok()?;
    let at = next.0;
    let item = items.get(at)?;
    let (pieces, receiver) = sync_channel(PARTS_AHEAD);
    next.1.send((at, receiver)).ok()?;
    next.0 += 1;
    Some((item, pieces))
}

fn read(item: &Item, held: &BTreeSet<ExtractId>, pieces: &Pieces) -> Result<()> {
    let (id, mut bytes) = identified(item)?;
    let piece = if held.contains(&id) {
        Piece::AlreadyHeld(id)
    } else {
        let (rows, report) = rows_of(item, id, &mut *bytes, pieces)?;
        Piece::Whole(rows, Box::new(report))
    };
    pieces.send(Ok(piece)).map_err(|_| anyhow!("the import was given up"))
}

/// A file's identity and its bytes from the beginning.
fn identified(item: &Item) -> Result<(ExtractId, Box<dyn Read + Send>)> {
    if item.size() > SMALL {
        return Ok((item.identity()?, item.reader()?));
    }
    let mut bytes = Vec::new();
    let read = item.reader()?.take(SMALL + 1).read_to_end(&mut bytes);
    read.with_context(|| format!("reading `{}`", item.name()))?;
    if bytes.len() as u64 > SMALL {
        // Packed small and unpacked large.
        return Ok((item.identity()?, item.reader()?));
    }
    Ok((sources::item::identity_of(&bytes), Box::new(Cursor::new(bytes))))
}

fn rows_of(
    item: &Item,
    id: ExtractId,
    bytes: &mut dyn Read,
    pieces: &Pieces,
) -> Result<(Rows, FileReport)> {
    let name = item.name();
    macro_rules! whole {
        ($module:ident, $rows:ident) => {
            sources::$module::read(name, bytes).map(|(rows, report)| (Rows::$rows(rows), report))
        };
    }
    let read = match item.layout().kind {
        Some(SourceKind::PoliceStreet) => police(item, id, bytes, pieces),
        Some(SourceKind::Counts) => whole!(counts, Counts),
        Some(SourceKind::Prc) => whole!(prc, RecordedCrime),
        Some(SourceKind::Population) => whole!(population, Residents),
        Some(SourceKind::Households) => whole!(households, Households),
        Some(SourceKind::Lookups) => whole!(lookups, Links),
        Some(SourceKind::Boundaries) => whole!(boundaries, Boundaries),
        Some(SourceKind::Neighbours) => whole!(neighbours, Neighbours),
        Some(SourceKind::Severity) => whole!(severity, SeverityWeights),
        Some(SourceKind::Published) => whole!(published, Published),
        Some(SourceKind::Postcodes) => whole!(postcodes, Postcodes),
        Some(SourceKind::Deprivation) => whole!(deprivation, Deprivation),
        None => return Err(anyhow!("`{name}` is of a layout that is not used")),
    };
    Ok(read?)
}

fn police(
    item: &Item,
    id: ExtractId,
    bytes: &mut dyn Read,
    pieces: &Pieces,
) -> Result<(Rows, FileReport), sources::fault::ReadError> {
    // A part that nobody takes is let go: the import was given up, and the last piece tells.
    let hand_over = |rows: Rows| drop(pieces.send(Ok(Piece::Part(rows))));
    if *item.layout() == sources::police_street::LAYOUT {
        let mut rows = StreetRows::new(id);
        let report = sources::police_street::read(item.name(), bytes, &mut |crime| {
            if rows.is_full() {
                hand_over(Rows::Street(std::mem::replace(&mut rows, StreetRows::new(id))));
            }
            rows.push(&crime);
        })?;
        Ok((Rows::Street(rows), report))
    } else {
        let mut rows = OutcomeRows::new(id);
        let report = sources::police_outcomes::read(item.name(), bytes, &mut |outcome| {
            if rows.is_full() {
                hand_over(Rows::Outcomes(std::mem::replace(&mut rows, OutcomeRows::new(id))));
            }
            rows.push(&outcome);
        })?;
        Ok((Rows::Outcomes(rows), report))
    }
}
