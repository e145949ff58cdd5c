//! A real mail server on this machine, gone when dropped.

use std::io::BufRead;
use std::io::BufReader;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::Value;

/// A mail server that keeps what it takes.
pub(crate) struct Server {
    running: Child,
    said: Receiver<Value>,
    /// Its port.
    pub(crate) port: u16,
}

impl Server {
    /// One that does as it is asked; none where no Python has aiosmtpd.
    pub(crate) fn start(test: &str, asked: &Value) -> Option<Server> {
        let Ok(python) = std::env::var("SAFERPLAN_PYTHON") else {
            report_skipped(test);
            return None;
        };
        let mut running = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../post/tests/mail/server.py"))
            .arg(asked.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(running.stdout.take().unwrap());
        let (say, said) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if say.send(serde_json::from_str(&line).unwrap()).is_err() {
                    break;
                }
            }
        });
        let first: Value = said.recv_timeout(Duration::from_secs(30)).unwrap();
        let port = u16::try_from(first["port"].as_u64().unwrap()).unwrap();
        Some(Server { running, said, port })
    }

    /// The letters that it has taken since it was last asked.
    pub(crate) fn taken(&self) -> Vec<Value> {
        // What the server has answered for, it has printed before.
        let mut taken = Vec::new();
        while let Ok(letter) = self.said.recv_timeout(Duration::from_millis(300)) {
            taken.push(letter);
        }
        taken
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}

fn report_skipped(test: &str) {
    let line = format!("{test}: SAFERPLAN_PYTHON names no Python with aiosmtpd");
    if let Ok(path) = std::env::var("SAFERPLAN_SKIPPED") {
        use std::io::Write;
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
        writeln!(file.unwrap(), "{line}").unwrap();
    }
    eprintln!("skipped: {line}");
}
