#![allow(
    clippy::all,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::too_many_lines,
    clippy::expect_used,
    clippy::panic,
    reason = "scratch"
)]
//! Scratch.
use archive::*;
use partnership::evidence::rows::*;
use partnership::terms::extract::*;
use partnership::terms::offence::OffenceClass;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::Instant;

fn parse(id: ExtractId, bytes: &[u8]) -> (StreetRows, u64) {
    let mut rows = StreetRows::new(id);
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let mut rec = csv::StringRecord::new();
    let mut line = 1;
    let mut refused = 0;
    while reader.read_record(&mut rec).unwrap() {
        line += 1;
        let Some(class) = OffenceClass::published(&rec[9]) else {
            refused += 1;
            continue;
        };
        let idb = rec[0].as_bytes();
        let crime_id = (idb.len() == 64).then(|| {
            let mut out = [0; 32];
            for (i, o) in out.iter_mut().enumerate() {
                let h = |c: u8| match c {
                    b'0'..=b'9' => c - b'0',
                    b'a'..=b'f' => c - b'a' + 10,
                    _ => 0,
                };
                *o = h(idb[2 * i]) * 16 + h(idb[2 * i + 1]);
            }
            out
        });
        let lon = rec[4].parse::<f64>().ok();
        let lat = rec[5].parse::<f64>().ok();
        rows.push(&StreetCrime {
            line,
            crime_id,
            month: rec[1].parse().unwrap(),
            reported_by: &rec[2],
            falls_within: &rec[3],
            position: lon.zip(lat),
            location: &rec[6],
            lsoa: rec[7].parse().ok().map(|c| (c, &rec[8])),
            class,
            last_outcome: (!rec[10].is_empty()).then(|| &rec[10]),
        });
    }
    (rows, refused)
}

fn main() {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let zips: Vec<String> = std::env::args().skip(2).collect();
    let _ = std::fs::remove_dir_all(&dir);
    let t = Instant::now();
    let archive = Archive::open(&dir).unwrap();
    println!("open {:?}", t.elapsed());
    let mut import = archive.begin_import().unwrap();
    let mut work = Vec::new();
    for z in &zips {
        let mut a = zip::ZipArchive::new(std::fs::File::open(z).unwrap()).unwrap();
        let mut names: Vec<String> =
            a.file_names().filter(|n| n.ends_with("-street.csv")).map(|s| s.to_owned()).collect();
        names.sort();
        for n in names {
            work.push((z.clone(), n));
        }
    }
    let next = Mutex::new(0usize);
    let (tx, rx) = mpsc::sync_channel(8);
    let mut total = 0;
    std::thread::scope(|s| {
        for _ in 0..2 {
            let (tx, work, next) = (tx.clone(), &work, &next);
            s.spawn(move || {
                let mut open: BTreeMap<String, zip::ZipArchive<std::io::Cursor<Vec<u8>>>> =
                    BTreeMap::new();
                loop {
                    let i = {
                        let mut n = next.lock().unwrap();
                        *n += 1;
                        *n - 1
                    };
                    if i >= work.len() {
                        break;
                    }
                    let (z, n) = &work[i];
                    let a = open.entry(z.clone()).or_insert_with(|| {
                        zip::ZipArchive::new(std::io::Cursor::new(std::fs::read(z).unwrap()))
                            .unwrap()
                    });
                    let mut f = a.by_name(n).unwrap();
                    let mut buf = Vec::with_capacity(f.size() as usize);
                    f.read_to_end(&mut buf).unwrap();
                    use sha2::Digest;
                    let h: [u8; 32] = sha2::Sha256::digest(&buf).into();
                    let id = ExtractId::of(h);
                    let (rows, refused) = parse(id, &buf);
                    let e = Extract {
                        id,
                        kind: SourceKind::PoliceStreet,
                        layout: "street-level crimes".into(),
                        file: n.clone(),
                        publisher: "p".into(),
                        licence: "l".into(),
                        covers: None,
                        areas: String::new(),
                        taken: "2026-01-01T00:00:00Z".into(),
                        kept: rows.len() as u64,
                        refused,
                    };
                    tx.send((i, e, rows)).unwrap();
                }
            });
        }
        drop(tx);
        let mut wait = BTreeMap::new();
        let mut at = 0;
        for (i, e, rows) in rx {
            wait.insert(i, (e, rows));
            while let Some((e, rows)) = wait.remove(&at) {
                total += rows.len();
                import.add_street(e, rows).unwrap();
                at += 1;
            }
        }
    });
    println!("added {total} {:?}", t.elapsed());
    let c = import.commit().unwrap();
    println!(
        "committed {} extracts, {} notes, {:?}, {:.0} rows/s",
        c.added.len(),
        c.notes.len(),
        t.elapsed(),
        total as f64 / t.elapsed().as_secs_f64()
    );
    let t = Instant::now();
    let archive = Archive::open(&dir).unwrap();
    println!("open {:?}", t.elapsed());
    for sql in [
        "select count(*) from crime",
        "select count(*) from crime where month between '2014-04' and '2014-06' and lsoa_name like 'Maidstone %' and crime_type <> 'Anti-social behaviour' and reported_by = 'Kent Police'",
        "select count(*) from crime where month between '2014-04' and '2014-06' and lsoa_name like 'Maidstone %' and crime_type <> 'Anti-social behaviour'",
        "select crime_type, count(*) from crime where lsoa_name like 'Maidstone %' group by 1 order by 2 desc",
        "select month, reported_by, crime_type, count(*) n from crime group by 1,2,3 order by n desc limit 5",
        "select district_name, sum(count) n from district_count where month between '2014-04' and '2014-06' group by 1 order by n desc limit 3",
        "select sum(count), count(*) from crime_count",
        "select lsoa_code, sum(count) n from crime_count group by 1 order by n desc limit 3",
        "select lsoa_code, count(*) n from crime group by 1 order by n desc limit 3",
        "select extract, count(*) n from crime group by extract order by n desc limit 2",
    ] {
        for i in 0..4 {
            let t = Instant::now();
            match archive.query(sql) {
                Ok(a) => {
                    if i == 3 || i == 0 {
                        println!(
                            "{:?} {} -> {} rows {:?}",
                            t.elapsed(),
                            &sql[..sql.len().min(80)],
                            a.rows.len(),
                            a.rows.first()
                        )
                    }
                }
                Err(e) => println!("{sql}: {e}"),
            }
        }
    }
    for _ in 0..4 {
        let t = Instant::now();
        let c = archive
            .crime_counts_by_district("2014-04".parse().unwrap(), "2014-06".parse().unwrap())
            .unwrap();
        println!("by district {} {:?}", c.len(), t.elapsed());
    }
    let mut out = Vec::new();
    archive.query_to("explain analyze select count(*) from crime where month between '2014-04' and '2014-05' and lsoa_name like 'Maidstone %'", Format::Table, &mut out).unwrap();
    println!("{}", String::from_utf8_lossy(&out));
    for f in [Format::Csv, Format::Json] {
        let t = Instant::now();
        let mut out = std::fs::File::create("/tmp/out.txt").map(std::io::BufWriter::new).unwrap();
        let n = archive.query_to("select * from crime", f, &mut out).unwrap();
        println!("{f:?} {n} {:?}", t.elapsed());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
