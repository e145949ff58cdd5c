//! A program that serves pages in a home of its own, ended when dropped.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::net::TcpListener;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread::JoinHandle;

use crate::partnership::Partnership;

/// The program, the address of its pages, and the link that it printed.
pub(crate) struct Served {
    program: Child,
    complained: Option<JoinHandle<String>>,
    pub(crate) origin: String,
    pub(crate) link: String,
}

impl Served {
    /// The worked example, as `saferplan demo` serves it; the link signs its manager in, once.
    pub(crate) fn demo(home: &Partnership) -> Served {
        Served::by(home, &["demo"], "/sign-in-once/")
    }

    /// The worked example as it stands on a day.
    pub(crate) fn demo_on(home: &Partnership, day: &str) -> Served {
        Served::by(home, &["demo", "--on", day], "/sign-in-once/")
    }

    /// A home in which nothing is yet, as `saferplan serve` serves it; the link leads to where a partnership is made.
    pub(crate) fn bare(home: &Partnership) -> Served {
        Served::by(home, &["serve"], "/set-up/")
    }

    fn by(home: &Partnership, command: &[&str], link: &str) -> Served {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let origin = format!("http://{free}");
        let mut program = Command::new(env!("CARGO_BIN_EXE_saferplan"))
            .args(["--home", home.home().to_str().unwrap()])
            .args(command)
            .args(["--listen", &free.to_string()])
            .env_remove("SAFERPLAN_RECORDS")
            .env("SAFERPLAN_ORIGIN", &origin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut complaints = program.stderr.take().unwrap();
        let complained = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = complaints.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut said = BufReader::new(program.stdout.take().unwrap()).lines();
        let Some(link) = said.find_map(|line| line.ok().filter(|line| line.contains(link))) else {
            panic!("it printed no link, and said:\n{}", complained.join().unwrap());
        };
        // Whatever it says later is read, so that it is never held up.
        std::thread::spawn(move || said.for_each(drop));
        let served = Served { program, complained: Some(complained), origin, link };
        served.wait();
        served
    }

    fn wait(&self) {
        for _ in 0..200 {
            if ureq::get(format!("{}/health", self.origin)).call().is_ok() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the pages are not served at {}", self.origin);
    }

    /// Asks the program to stop, and waits until it has.
    ///
    /// # Panics
    /// When it ends otherwise than as one that did its work, with all that it complained of.
    pub(crate) fn stop(mut self) {
        let id = self.program.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let ended = self.program.wait().unwrap();
        let complained = self.complained.take().unwrap().join().unwrap();
        assert!(ended.success(), "it ended with {ended}, having said:\n{complained}");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
