//! The archive's queries on several machines: the engine's own processes, run from this program on this machine.

use crate::partnership::Partnership;

/// By what the settings are told where queries run.
pub(crate) const ENGINE: &str = "SAFERPLAN_ARCHIVE_ENGINE";

#[cfg(not(feature = "cluster"))]
#[test]
fn a_program_without_the_engine_says_how_to_build_it() {
    let kent = Partnership::new();
    let asked = ["query", "select 1"];
    let refused = kent.runs_with(&[(ENGINE, "ballista://127.0.0.1:50050")], &asked);
    let processes = ["scheduler", "worker --folder here"].map(|process| {
        let words = ["cluster"].into_iter().chain(process.split(' ')).collect::<Vec<_>>();
        kent.runs(&words)
    });
    for said in [refused].into_iter().chain(processes) {
        assert!(
            !said.succeeded && said.err.contains("--features saferplan/cluster"),
            "{}",
            said.err
        );
    }
}

#[test]
fn a_setting_that_names_no_engine_is_refused_by_its_name() {
    let kent = Partnership::new();
    let said = kent.runs_with(&[(ENGINE, "ballista:10.0.0.5")], &["query", "select 1"]);
    assert!(!said.succeeded && said.err.contains(ENGINE), "{}", said.err);
    assert!(said.err.contains("ballista://10.0.0.5:50050"), "{}", said.err);
}

#[cfg(feature = "cluster")]
mod with_the_engine {
    use std::io::BufRead as _;
    use std::io::BufReader;
    use std::process::Child;
    use std::process::Command;
    use std::process::Stdio;

    use super::ENGINE;
    use crate::evidence::national;
    use crate::evidence::street_file;
    use crate::partnership::Partnership;
    use crate::partnership::raw_data;

    /// The home of processes that need none.
    const NOWHERE: &str = "/nowhere/at/all";

    /// One process of a cluster, and where it listens; killed when it is let go.
    struct Process(Child, String);

    impl Process {
        /// Begins one, and waits until it says where it listens.
        fn begun_in(home: &str, arguments: &[&str]) -> Process {
            let mut child = Command::new(env!("CARGO_BIN_EXE_saferplan"))
                .args(["--home", home, "cluster"])
                .args(arguments)
                .args(["--listen", "127.0.0.1:0"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let said = BufReader::new(child.stdout.take().unwrap()).lines().next();
            let said = said.expect("the process ended before it began").unwrap();
            let at = said.split(' ').find(|word| word.starts_with("127.0.0.1:"));
            Process(child, at.unwrap_or_else(|| panic!("{said}")).to_owned())
        }

        /// Tells it to end; whether it did so without a fault.
        fn told_to_end(mut self) -> bool {
            let kill = Command::new("kill").arg(self.0.id().to_string()).status();
            assert!(kill.unwrap().success());
            self.0.wait().unwrap().success()
        }
    }

    /// Settings with a secret in them, which their owner alone reads.
    fn private(home: &std::path::Path, settings: &str) {
        let file = home.join("saferplan.toml");
        std::fs::write(&file, settings).unwrap();
        let rights = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(file, rights).unwrap();
    }

    impl Drop for Process {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    /// Settings of object storage on the server that `cargo xtask cluster` begins, with a folder of its own in the bucket.
    fn storage_settings(folder: &str) -> String {
        let server =
            std::env::var("SAFERPLAN_S3").expect("these tests are begun by `cargo xtask cluster`");
        format!(
            "storage = \"s3://saferplan/stories/{folder}\"\nstorage_endpoint = \"{server}\"\nstorage_key = \"saferplan\"\n\
             storage_secret = \"three-blind-mice\"\n"
        )
    }

    #[test]
    fn a_cluster_that_shares_no_folder_reads_copies_in_object_storage() {
        let kent = Partnership::new();
        let scheduler_home = kent.out().join("of-the-cluster");
        std::fs::create_dir_all(&scheduler_home).unwrap();
        private(&scheduler_home, &format!("[archive]\n{}", storage_settings("shared")));
        let home = scheduler_home.display().to_string();
        let scheduler = Process::begun_in(&home, &["scheduler"]);
        let folder = kent.out().join("workers").display().to_string();
        let worker = ["worker", "--scheduler", &scheduler.1, "--folder", &folder];
        let _worker = Process::begun_in(&home, &worker);
        let file = kent.file("2014-06-kent-street.csv", &street_file("2014-06", 700));
        kent.imports("police-street", &[file]);
        let engine = format!("[archive]\nengine = \"ballista://{}\"\n", scheduler.1);
        let settings = format!("{engine}{}", storage_settings("shared"));
        private(&kent.home(), &settings);
        let asked = ["query", "select count(*), max(month) from crime", "--format", "csv"];
        // The settings alone say where.
        let asks = || kent.runs_with(&[(ENGINE, "")], &asked);
        assert!(asks().out.ends_with("700,2014-06\r\n"), "{}", asks().err);
        // Nobody says the secret, and a wrong one is refused.
        private(&kent.home(), &settings.replace("three-blind", "four-blind"));
        let refused = asks();
        assert!(!refused.succeeded && refused.err.contains("archive.storage"), "{}", refused.err);
        assert!(!refused.err.contains("blind"), "{}", refused.err);
    }

    #[test]
    fn the_program_runs_its_own_cluster_and_asks_it() {
        let kent = Partnership::new();
        let file = kent.file("2014-06-kent-street.csv", &street_file("2014-06", 700));
        let scheduler = Process::begun_in(NOWHERE, &["scheduler"]);
        let engine = format!("ballista://{}", scheduler.1);
        let asked = ["query", "select count(*) from crime", "--format", "csv"];
        let asks = || kent.runs_with(&[(ENGINE, &engine)], &asked);
        let idle = asks();
        assert!(
            idle.err.contains("saferplan cluster worker --scheduler 127.0.0.1:"),
            "{}",
            idle.err
        );
        let folder = kent.out().display().to_string();
        let worker = ["worker", "--scheduler", &scheduler.1, "--folder", &folder, "--tasks", "2"];
        let worker = Process::begun_in(NOWHERE, &worker);
        kent.imports("police-street", &[file]);
        assert_eq!(asks().out, "count(*)\r\n700\r\n");
        // The settings name the cluster as well.
        let settings = format!("[archive]\nengine = \"{engine}\"\n");
        std::fs::write(kent.home().join("saferplan.toml"), settings).unwrap();
        let latest = ["query", "select max(month) from crime", "--format", "csv"];
        assert!(kent.runs_with(&[(ENGINE, "")], &latest).out.ends_with("2014-06\r\n"));
        assert!(worker.told_to_end(), "the worker ended with a fault");
        assert_eq!(std::fs::read_dir(kent.out()).unwrap().count(), 0);
        assert!(scheduler.told_to_end(), "the scheduler ended with a fault");
        assert!(asks().err.contains("saferplan cluster scheduler"));
    }

    /// What is asked of a million rows; each answer is in an order of its own.
    const ASKED: [&str; 6] = [
        "select district_name, month, crime_type, sum(count) from district_count group by 1, 2, 3 order by 1, 2, 3",
        "select district_code, reported_by, count(*), count(distinct location) from crime join present_district \
         on lsoa_code = area_code group by 1, 2 order by 1, 2",
        "select lsoa_code, crimes, rank() over (partition by month order by crimes desc) as nth from (select month, lsoa_code, \
         count(*) as crimes from crime group by 1, 2) order by nth, month, lsoa_code limit 500",
        "select extract, line, location from crime_row where lsoa_name like 'Maidstone %' or lsoa_code in (select area_code \
         from present_district where district_code = 'E07000106') order by month, extract, line",
        "select a.month, count(*) from crime a left join residents b on a.lsoa_code = b.area_code group by 1 order by 1",
        "select a.crime_type, b.crime_type, count(*) from crime a join crime b on a.month = b.month and a.lsoa_code = b.lsoa_code \
         and a.location = b.location where a.reported_by = 'Kent Police' group by 1, 2 order by 1, 2",
    ];

    #[test]
    fn evidence_of_the_whole_country_is_the_same_on_a_cluster_that_loses_a_worker() {
        let test = "evidence_of_the_whole_country_is_the_same_on_a_cluster_that_loses_a_worker";
        let Some(data) = raw_data(test) else { return };
        let england = Partnership::new();
        england.imports("police-street", &national(&data));
        england.imports("lookups", &[data.join("lookups")]);
        let scheduler = Process::begun_in(NOWHERE, &["scheduler"]);
        let folder = england.out().display().to_string();
        let worker = ["worker", "--scheduler", &scheduler.1, "--folder", &folder, "--tasks", "2"];
        let [_stays, lost] = [(); 2].map(|()| Process::begun_in(NOWHERE, &worker));
        let engine = format!("ballista://{}", scheduler.1);
        let asks = |engine: &str, sql: &str| {
            england.runs_with(&[(ENGINE, engine)], &["query", sql, "--format", "csv"])
        };
        let here = ASKED.map(|sql| asks("", sql).out);
        for (sql, here) in ASKED.iter().zip(&here) {
            assert!(here.lines().count() > 3, "{sql}: {here}");
            let there = asks(&engine, sql);
            assert!(there.out == *here, "{sql}: {} {}", there.out, there.err);
        }
        // This one takes long enough for a worker to be lost in the middle.
        let there = std::thread::scope(|scope| {
            let asked = scope.spawn(|| asks(&engine, ASKED[1]));
            std::thread::sleep(std::time::Duration::from_secs(1));
            drop(lost);
            asked.join().unwrap()
        });
        // Right rows, or words that it stopped.
        let told = !there.succeeded && there.err.contains("the query stopped");
        assert!(there.out == here[1] || told, "{} {}", there.out, there.err);
    }
}
