//! A program that serves pages in a home of its own, ended when dropped.

use std::io::BufRead;
use std::io::BufReader;
use std::net::TcpListener;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;

use crate::partnership::Partnership;

/// The program, the address of its pages, and the link that it printed.
pub(crate) struct Served {
    program: Child,
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
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(program.stdout.take().unwrap()).lines();
        let link = said.find_map(|line| line.ok().filter(|line| line.contains(link)));
        let served = Served { program, origin, link: link.unwrap() };
        served.wait();
        // Whatever it says later is read, so that it is never held up.
        std::thread::spawn(move || said.for_each(drop));
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
    pub(crate) fn stop(mut self) -> ExitStatus {
        let id = self.program.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.program.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
