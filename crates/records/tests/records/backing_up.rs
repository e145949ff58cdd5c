//! A backup is all of one moment, is put back on either engine, and is refused if it is not as it was written.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

use records::Book;
use records::Fingerprint;
use records::Once;
use records::Records;
use records::RestoreError;
use records::Session;
use records::SignedIn;

use crate::accounts::jane;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;
use crate::separating::all_told;
use crate::separating::with_everything_done;

on_both_engines! {
    a_backup_is_put_back_on_the_other_engine_as_it_was;
    a_backup_taken_while_somebody_writes_is_of_one_moment;
    a_backup_signs_nobody_in;
    a_backup_is_put_back_into_empty_records_only;
    a_backup_that_was_cut_off_is_refused_wherever_it_was;
    a_backup_that_was_changed_is_refused_wherever_it_was;
    a_backup_of_another_program_is_refused_with_what_to_do;
}

async fn backup(records: &Records) -> Vec<u8> {
    let records = records.clone();
    // As a server does it: on whichever thread is free.
    let writing = tokio::spawn(async move {
        let mut written = Vec::new();
        let rows = records.write_backup(&mut written).await.unwrap();
        (written, rows)
    });
    let (written, rows) = writing.await.unwrap();
    let lines = written.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(lines as u64, rows + 2, "a header, the rows and a last line");
    written
}

async fn a_backup_is_put_back_on_the_other_engine_as_it_was(database: &Database) {
    let records = database.records().await;
    for partnership in ["ashford", "maidstone"] {
        with_everything_done(&records, partnership).await;
    }
    let written = backup(&records).await;
    let other = database.other("backing_up::a_backup_is_put_back");
    let restored = other.records().await;
    restored.restore_backup(&written[..]).await.unwrap();
    assert_eq!(restored.partnerships().await.unwrap(), records.partnerships().await.unwrap());
    for id in records.partnerships().await.unwrap() {
        let books = [&records, &restored].map(|records| records.book(&id));
        let [was, is] = books.map(|book| async { book.await.unwrap().unwrap() });
        let (was, is) = (was.await, is.await);
        assert_eq!(all_told(&is).await, all_told(&was).await);
        is.verify().await.unwrap();
    }
    assert!(backup(&restored).await == written, "what was put back is not what was written");
    // It is no dead copy: things go on from where they were.
    let book = restored.book(&id("ashford")).await.unwrap().unwrap();
    book.enter_person(&signed(99), person("zoe", "zoe@example.org")).await.unwrap();
    book.verify().await.unwrap();
}

/// Enters people `p0`, `p1` and so on, and counts those that were acknowledged.
async fn enter_people(book: Book, acknowledged: Arc<AtomicUsize>) {
    for number in 0.. {
        let person = person(&format!("p{number}"), &format!("p{number}@example.org"));
        book.enter_person(&signed(2), person).await.unwrap();
        acknowledged.store(number + 1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
}

async fn a_backup_taken_while_somebody_writes_is_of_one_moment(database: &Database) {
    let records = database.records().await;
    let mut counts = Vec::new();
    for partnership in ["ashford", "maidstone"] {
        let book = with_its_year(&records, partnership).await;
        let count = Arc::new(AtomicUsize::new(0));
        let writing = tokio::spawn(enter_people(book, count.clone()));
        counts.push((partnership, count, writing));
    }
    for _ in 0..6 {
        // So that something new is written before each.
        tokio::time::sleep(Duration::from_millis(40)).await;
        let before: Vec<_> = counts.iter().map(|(_, n, _)| n.load(Ordering::SeqCst)).collect();
        let written = backup(&records).await;
        let after: Vec<_> = counts.iter().map(|(_, n, _)| n.load(Ordering::SeqCst)).collect();
        let other = database.other("backing_up::while_somebody_writes");
        let restored = other.records().await;
        let putting_back = restored.clone();
        let putting_back =
            tokio::spawn(async move { putting_back.restore_backup(&written[..]).await });
        putting_back.await.unwrap().unwrap();
        for (place, (partnership, ..)) in counts.iter().enumerate() {
            let book = restored.book(&id(partnership)).await.unwrap().unwrap();
            let people = book.people().await.unwrap();
            let held = people.len();
            // Whatever was acknowledged before is in it, and of later changes at most what was made meanwhile.
            let range = before[place]..=after[place] + 1;
            assert!(range.contains(&held), "{held} of {range:?}");
            let ids: BTreeSet<_> = people.iter().map(|held| held.value.id.to_string()).collect();
            assert_eq!(ids, (0..held).map(|number| format!("p{number}")).collect());
            assert_eq!(book.verify().await.unwrap().head.entries, 11 + held as i64);
        }
    }
    for (_, count, writing) in counts {
        assert!(!writing.is_finished() && count.load(Ordering::SeqCst) > 6);
        writing.abort();
    }
}

async fn a_backup_signs_nobody_in(database: &Database) {
    let records = database.records().await;
    let book = with_its_year(&records, "maidstone").await;
    book.enter_person(&signed(2), person("jane", "jane@example.org")).await.unwrap();
    let whose = Some(SignedIn::of(id("maidstone"), jane()));
    let session = Session { data: "\"remembered\"".to_owned(), whose, expires: signed(60).at };
    let name = Fingerprint::of("a");
    assert_eq!(records.sessions().begin(&name, &session).await.unwrap(), Once::Now);
    let written = String::from_utf8(backup(&records).await).unwrap();
    assert!(!written.contains(&name.to_string()) && !written.contains("remembered"));
    let other = database.other("backing_up::a_backup_signs_nobody_in");
    let restored = other.records().await;
    restored.restore_backup(written.as_bytes()).await.unwrap();
    assert_eq!(restored.sessions().load(&name, signed(3).at).await.unwrap(), None);
}

async fn a_backup_is_put_back_into_empty_records_only(database: &Database) {
    let records = database.records().await;
    with_its_year(&records, "maidstone").await;
    let written = backup(&records).await;
    let refused = records.restore_backup(&written[..]).await.unwrap_err().to_string();
    assert!(refused.starts_with("these records hold 1 partnerships, and a backup is"), "{refused}");
    assert!(backup(&records).await == written);
}

/// A backup of one book, and empty records on the other engine.
async fn one_and_none(database: &Database) -> (Vec<u8>, Database) {
    let records = database.records().await;
    with_its_year(&records, "maidstone").await;
    (backup(&records).await, database.other("backing_up::one_and_none"))
}

async fn a_backup_that_was_cut_off_is_refused_wherever_it_was(database: &Database) {
    let (written, other) = one_and_none(database).await;
    let empty = other.records().await;
    let ends = (0..written.len()).filter(|at| *at > 0 && written[at - 1] == b'\n');
    let anywhere = (1..20).map(|part| written.len() * part / 20);
    for end in ends.skip(1).chain(anywhere).chain([written.len() - 1]) {
        let refused = empty.restore_backup(&written[..end]).await.unwrap_err();
        let fits = matches!(refused, RestoreError::CutOff(_) | RestoreError::NotABackup);
        assert!(fits, "cut at {end}: {refused}");
    }
    assert!(empty.partnerships().await.unwrap().is_empty());
    empty.restore_backup(&written[..]).await.unwrap();
}

async fn a_backup_that_was_changed_is_refused_wherever_it_was(database: &Database) {
    let (written, other) = one_and_none(database).await;
    let empty = other.records().await;
    for at in (0..written.len()).step_by(written.len() / 80) {
        let mut changed = written.clone();
        changed[at] = if changed[at] == b'7' { b'8' } else { b'7' };
        let refused = empty.restore_backup(&changed[..]).await.unwrap_err();
        let told = match refused {
            RestoreError::Changed(_) | RestoreError::NotABackup | RestoreError::CutOff(_) => true,
            RestoreError::OtherForm { .. } | RestoreError::OtherLayout { .. } => at < 60,
            RestoreError::NotEmpty(_) | RestoreError::Read(_) | RestoreError::Records(_) => false,
        };
        assert!(told, "changed at {at}: {refused:?}");
    }
    let mut longer = written.clone();
    longer.extend_from_slice(b"[]\n");
    let refused = empty.restore_backup(&longer[..]).await.unwrap_err();
    assert!(matches!(refused, RestoreError::Changed(_)), "{refused}");
    assert!(empty.partnerships().await.unwrap().is_empty());
}

async fn a_backup_of_another_program_is_refused_with_what_to_do(database: &Database) {
    let empty = database.records().await;
    let refusal =
        async |text: &str| empty.restore_backup(text.as_bytes()).await.unwrap_err().to_string();
    for text in ["", "minutes of the meeting\n", "{}\n"] {
        assert!(refusal(text).await.starts_with("this is not a backup of records"), "{text}");
    }
    let other = refusal("{\"saferplan_backup\":2,\"layout\":99,\"rows\":7}\n").await;
    assert_eq!(
        other,
        "this backup has the form 2, but this Saferplan knows form 1: use a later one"
    );
    let other = refusal("{\"saferplan_backup\":1,\"layout\":5}\n").await;
    assert!(other.starts_with("this backup is of layout 5, and this Saferplan's is "), "{other}");
}
