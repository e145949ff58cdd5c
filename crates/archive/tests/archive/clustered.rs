//! The same answers on several machines: the engine's own processes, each begun from this program, on this machine.

use std::env;
use std::fs;
use std::future::pending;
use std::io::BufRead as _;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use archive::Archive;
use archive::ArchiveError;
use archive::Format;
use archive::QueryError;
use archive::cluster;
use archive::cluster::Worker;
use tempfile::TempDir;
use tempfile::tempdir;

use crate::rows::*;

/// By what a process of the cluster is told its scheduler; empty for the scheduler itself.
const SCHEDULER: &str = "ARCHIVE_CLUSTER_SCHEDULER";
/// By what a worker is told its folder.
const FOLDER: &str = "ARCHIVE_CLUSTER_FOLDER";

/// An archive whose storage the processes know: they need its bucket and key alone.
const STORED: &str = "/any";

/// Not a test but the processes of the others.
#[test]
fn the_process_of_a_cluster() {
    let begun = |at: SocketAddr| println!("\nbegun at {at}");
    let here = "127.0.0.1:0".parse().unwrap();
    match env::var(SCHEDULER) {
        Err(_) => {}
        Ok(scheduler) if scheduler.is_empty() => {
            let storage = storage_of(Path::new(STORED));
            cluster::schedule(here, storage, begun, pending::<()>).unwrap();
        }
        Ok(scheduler) => {
            let (scheduler, port) = scheduler.rsplit_once(':').unwrap();
            let worker = Worker {
                listen: here,
                scheduler: scheduler.to_owned(),
                scheduler_port: port.parse().unwrap(),
                folder: PathBuf::from(env::var_os(FOLDER).unwrap()),
                storage: storage_of(Path::new(STORED)),
                tasks: 2,
            };
            cluster::work(&worker, begun).unwrap();
        }
    }
}

/// One process of a cluster; killed when it is let go.
pub(crate) struct Process {
    child: Child,
    pub(crate) at: String,
}

impl Process {
    /// Begins one, and waits until it says where it listens.
    fn begun(scheduler: &str, folder: &Path) -> Process {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "clustered::the_process_of_a_cluster", "--nocapture"])
            .env(SCHEDULER, scheduler)
            .env(FOLDER, folder)
            .env("RUST_MIN_STACK", "16777216")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut begun = said.map_while(Result::ok).filter(|line| line.starts_with("begun at "));
        let at = begun.next().expect("the process ended before it began");
        // Read on, so that whatever it says later finds a reader.
        thread::spawn(move || begun.count());
        Process { child, at: at.replace("begun at ", "") }
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells it to end; whether it did so without a fault.
    fn told_to_end(&mut self) -> bool {
        let kill = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(kill.unwrap().success());
        self.child.wait().unwrap().success()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A scheduler and its workers.
pub(crate) struct Cluster {
    pub(crate) scheduler: Process,
    workers: Vec<Process>,
    folder: TempDir,
}

impl Cluster {
    pub(crate) fn of(workers: usize) -> Cluster {
        let folder = tempdir().unwrap();
        let scheduler = Process::begun("", folder.path());
        let mut cluster = Cluster { scheduler, workers: Vec::new(), folder };
        for _ in 0..workers {
            cluster.grow();
        }
        cluster
    }

    fn grow(&mut self) {
        self.workers.push(Process::begun(&self.scheduler.at, self.folder.path()));
    }

    fn open(&self, folder: &Path) -> Result<Archive, ArchiveError> {
        Archive::open_on(folder, &on_cluster(&self.scheduler.at, None))
    }
}

pub(crate) fn three_months() -> TempDir {
    let folder = tempdir().unwrap();
    import(folder.path(), |import| {
        for (number, name) in [(1, "2014-04"), (2, "2014-05"), (3, "2014-06")] {
            import.add_street(extract(number), street(number, KENT, month(name), 600))?;
        }
        Ok(())
    });
    folder
}

pub(crate) fn answered(archive: &Archive, sql: &str) -> Result<String, QueryError> {
    let mut text = Vec::new();
    archive.query_to(sql, Format::Csv, &mut text)?;
    Ok(String::from_utf8(text).unwrap())
}

/// What workers answer, or whoever asks where it reads no file.
const QUERIES: [&str; 28] = [
    "select lsoa_code from crime except select area_code from crime_count where month = '2014-04' and count > 49 order by 1",
    "select count(*) from crime",
    "select month, crime_type, count(*) as crimes from crime group by 1, 2 order by 1, 2",
    "select c.month, e.file, sum(c.count) from crime_count c join extract e on c.extract = e.extract \
         group by 1, 2 order by 1",
    "select line, row_number() over (partition by month order by line) as nth from crime_row \
         order by 1, 2 limit 5",
    "select count(distinct location) from crime where lsoa_code in (select area_code from crime_count)",
    "select file, kept from extract order by file",
    "select month, residents from crime left join residents on area_code = lsoa_code limit 0",
    "select * from residents",
    "select * from crime where false",
    "select month from crime where month in (select first_month from extract where kept < 0)",
    "select 1 as one, null as nothing",
    "select table_name from information_schema.tables order by table_name",
    "describe crime",
    "select count(*) from crime a where exists (select 1 from crime_row b where b.line = 5 and b.lsoa_code = a.lsoa_code)",
    "select count(*) from crime a where not exists (select 1 from crime_row b where b.line = 5 and b.lsoa_code = a.lsoa_code)",
    "select count(*) from crime where crime_type = 'Burglary' or lsoa_code in (select area_code from crime_count where count > 49)",
    "select count(*) from crime where crime_type = 'Burglary' or lsoa_code in (select area_code from residents)",
    "select crime_type, count(*) from crime where lsoa_code in (select area_code from residents) group by 1",
    "select count(*), max(month) from crime where lsoa_code in (select area_code from residents)",
    "select a.line, b.line from (select line from crime_row where month = '2014-04') a left join \
     (select line from crime_row where month = '2014-05' and line < 20) b on a.line = b.line and b.line > 5 order by 1, 2",
    "select a.line, b.line from (select line from crime_row where month = '2014-04' and line < 9) a right join \
     (select line from crime_row where month = '2014-05' and line > 5) b on a.line = b.line order by 1, 2",
    "select a.line, b.line from (select line from crime_row where month = '2014-04' and line < 90) a full join \
     (select line from crime_row where month = '2014-05' and line > 50) b on a.line = b.line order by 1, 2",
    "select distinct month, reported_by from crime order by 1 desc",
    "select month, crime_type, sum(count) from crime_count group by rollup (month, crime_type) order by 1, 2",
    "select month, sum(count(*)) over (order by month) from crime group by 1 order by 1",
    "select line from crime_row order by line desc, month limit 7 offset 590",
    "select count(*) from (select line from crime_row limit 700)",
];

/// What is answered where it is asked: joins without an equality, and what is made of several queries.
const ANSWERED_HERE: [&str; 8] = [
    "select count(*) from crime join information_schema.tables on concat('crime', left(month, 0)) = table_name",
    "with months as (select distinct month from crime) select a.month, b.month from months a \
     left join months b on a.month < b.month order by 1, 2",
    "select count(*) from crime where longitude > (select avg(longitude) - 1 from crime)",
    "select month, crime_type from (select distinct month from crime), (select distinct crime_type from crime) order by 1, 2",
    "select count(*) from crime where lsoa_code not in (select area_code from crime_count where count > 49)",
    "select month from crime union all select month from crime_count order by 1",
    "select m, crimes from (values ('2014-04'), ('2014-07')) asked(m) left join \
     (select month, count(*) as crimes from crime group by 1) on m = month order by 1",
    "with recursive line(nth) as (select 1 union all select nth + 1 from line where nth < 3) \
     select nth, count(*) from line left join crime_row on line.nth = crime_row.line group by 1 order by 1",
];

#[test]
fn every_query_has_the_same_answer_on_a_cluster() {
    let (folder, cluster) = (three_months(), Cluster::of(2));
    let here = Archive::open(folder.path()).unwrap();
    let there = cluster.open(folder.path()).unwrap();
    for sql in QUERIES.iter().chain(&ANSWERED_HERE) {
        let wanted = answered(&here, sql).unwrap();
        let found = answered(&there, sql).unwrap_or_else(|fault| panic!("{sql}: {fault}"));
        // On a cluster text is held in another way, and `describe` says so.
        assert_eq!(found, wanted.replace("Utf8View", "Utf8"), "{sql}");
    }
    let fault = answered(&there, "select 1 / (count(*) - 1800) from crime").unwrap_err();
    assert!(fault.to_string().contains("ivide"), "{fault}");
}

#[test]
fn a_cluster_without_anybody_to_do_the_work_is_told_at_once() {
    let (folder, mut cluster) = (three_months(), Cluster::of(0));
    let idle = cluster.open(folder.path()).unwrap_err();
    assert!(matches!(idle, ArchiveError::NoWorker { .. }), "{idle}");
    cluster.grow();
    let archive = cluster.open(folder.path()).unwrap();
    assert_eq!(number(&archive, "select count(*) from crime"), 1800);
    cluster.scheduler.kill();
    let gone = cluster.open(folder.path()).unwrap_err();
    assert!(matches!(gone, ArchiveError::Scheduler { .. }), "{gone}");
    assert!(archive.query("select count(*) from crime").is_err());
    for sql in ANSWERED_HERE {
        assert!(answered(&archive, sql).is_ok(), "{sql}");
    }
}

#[test]
fn a_file_that_a_machine_does_not_reach_is_a_fault_and_not_without_rows() {
    let (folder, cluster) = (three_months(), Cluster::of(1));
    let archive = cluster.open(folder.path()).unwrap();
    for file in fs::read_dir(folder.path().join("crime")).unwrap().take(1) {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
    let fault = answered(&archive, "select count(*) from crime").unwrap_err();
    assert!(fault.to_string().contains("is not there"), "{fault}");
}

#[test]
fn a_query_fails_where_the_last_worker_is_gone_and_does_not_wait_for_ever() {
    let (folder, mut cluster) = (three_months(), Cluster::of(1));
    let archive = cluster.open(folder.path()).unwrap();
    cluster.workers.remove(0).kill();
    let fault = answered(&archive, "select count(*) from crime").unwrap_err();
    assert!(matches!(fault, QueryError::Running(_)), "{fault:?}");
}

#[test]
fn a_worker_killed_in_mid_query_makes_no_answer_wrong() {
    let (folder, mut cluster) = (three_months(), Cluster::of(2));
    // Every pair of rows of a month, so that it takes a while.
    let sql = "select count(*) as pairs, max(a.line + b.line) as most, \
               sum(length(concat(a.location, b.location))) as signs \
               from crime_row a join crime_row b on a.month = b.month";
    let answer = answered(&Archive::open(folder.path()).unwrap(), sql).unwrap();
    assert!(answer.contains(&format!("{},1202,", 3 * 600 * 600)), "{answer}");
    let mut in_mid_query = 0;
    for pause in [20, 60, 150, 400] {
        let archive = cluster.open(folder.path()).unwrap();
        let (say, said) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(move || say.send(answered(&archive, sql)).unwrap());
            let ended = said.recv_timeout(Duration::from_millis(pause));
            in_mid_query += u32::from(ended.is_err());
            cluster.workers.remove(0).kill();
            match ended.unwrap_or_else(|_| said.recv().unwrap()) {
                Ok(found) => assert_eq!(found, answer),
                Err(fault) => assert!(matches!(fault, QueryError::Running(_)), "{fault:?}"),
            }
        });
        cluster.grow();
    }
    assert!(in_mid_query > 0, "every query had ended before its worker was killed");
}

#[test]
fn a_worker_that_is_told_to_end_clears_its_folder() {
    let (folder, mut cluster) = (three_months(), Cluster::of(1));
    let archive = cluster.open(folder.path()).unwrap();
    answered(&archive, "select month, count(*) from crime group by month").unwrap();
    let lying = |cluster: &Cluster| fs::read_dir(cluster.folder.path()).unwrap().count();
    assert_eq!(lying(&cluster), 1);
    assert!(cluster.workers.remove(0).told_to_end());
    assert_eq!(lying(&cluster), 0);
}
