//! A small web server that serves one file, and misbehaves on command.
//!
//! In come what it shall serve and how it shall answer each request in turn; out go the requests
//! that it was asked.

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::ops::Range;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;

/// How the server answers one request. When there are no more it serves as it should.
#[derive(Debug, Clone)]
pub(crate) enum Manner {
    /// As it should.
    Well,
    /// A few bytes at a time.
    InDrops,
    /// Ends the connection when so many bytes of the body are out.
    CutOffAfter(usize),
    /// Sends so many bytes of the body, and then nothing.
    StallsAfter(usize),
    /// Only a status, with these headers.
    Status(u16, &'static str),
    /// The whole file, whatever part was asked for.
    IgnoringRange,
    /// From now on there is another file, of which it sends the part that was asked of the old one.
    IgnoringIfRange(Vec<u8>, &'static str),
    /// The file, announcing another length than it has.
    Announcing(usize),
    /// So many bytes of the part asked for, as if they were all of it.
    SendingOnly(usize),
    /// Says nothing of the length, and ends the connection after the file.
    SayingNoLength,
    /// Sends on to another address.
    SendsOnTo(String),
    /// From now on there is another file, served as it should be.
    Changed(Vec<u8>, &'static str),
}

/// One request as it was asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    headers: BTreeMap<String, String>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What the server has, and what it was asked.
#[derive(Debug, Default)]
struct Desk {
    file: Vec<u8>,
    version: String,
    page: Option<String>,
    manners: VecDeque<Manner>,
    asked: Vec<Asked>,
}

/// Turns a connection into one that can be spoken on.
pub(crate) type Wrap = Box<dyn Fn(TcpStream) -> Box<dyn Speak> + Send>;

/// A connection.
pub(crate) trait Speak: Read + Write {}

impl<T: Read + Write> Speak for T {}

/// The server; it ends with this value.
pub(crate) struct Server {
    at: SocketAddr,
    desk: Arc<Mutex<Desk>>,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `file` under every path, in these manners.
    pub(crate) fn serving(file: &[u8], manners: impl IntoIterator<Item = Manner>) -> Server {
        Server::wrapped(file, manners, Box::new(|stream| Box::new(stream)))
    }

    /// Serves over connections that `wrap` made.
    pub(crate) fn wrapped(
        file: &[u8],
        manners: impl IntoIterator<Item = Manner>,
        wrap: Wrap,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let desk = Arc::new(Mutex::new(Desk {
            file: file.to_vec(),
            version: "\"first\"".to_owned(),
            manners: manners.into_iter().collect(),
            ..Desk::default()
        }));
        let ending = Arc::new(AtomicBool::new(false));
        let (the_desk, the_end) = (Arc::clone(&desk), Arc::clone(&ending));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if the_end.load(Ordering::SeqCst) {
                    return;
                }
                // A client that goes away is no fault of the server's.
                let _ = answer(&the_desk, wrap(stream));
            }
        });
        Server { at, desk, ending, thread: Some(thread) }
    }

    /// Serves `page` at `/`, beside the file.
    pub(crate) fn with_page(self, page: &str) -> Server {
        self.desk.lock().unwrap().page = Some(page.to_owned());
        self
    }

    /// Names the file's version by this, or by nothing.
    pub(crate) fn with_version(self, version: &str) -> Server {
        self.desk.lock().unwrap().version = version.to_owned();
        self
    }

    pub(crate) fn address(&self, scheme: &str, path: &str) -> String {
        format!("{scheme}://{}/{path}", self.at)
    }

    /// What the server was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.desk.lock().unwrap().asked.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.at);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(desk: &Mutex<Desk>, stream: Box<dyn Speak>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let asked = hear(&mut stream)?;
    let (file, version, manner) = {
        let mut desk = desk.lock().unwrap();
        desk.asked.push(asked.clone());
        if let Some(page) = desk.page.clone().filter(|_| asked.path == "/") {
            drop(desk);
            return Reply::of(page.as_bytes(), "", &asked, &Manner::Well).send(stream.get_mut());
        }
        let manner = desk.manners.pop_front().unwrap_or(Manner::Well);
        if let Manner::Changed(file, version) | Manner::IgnoringIfRange(file, version) = &manner {
            (desk.file, desk.version) = (file.clone(), (*version).to_owned());
        }
        (desk.file.clone(), desk.version.clone(), manner)
    };
    let mut reply = Reply::of(&file, &version, &asked, &manner);
    match manner {
        Manner::CutOffAfter(bytes) => reply.body.truncate(bytes),
        Manner::StallsAfter(bytes) => {
            reply.body.truncate(bytes);
            reply.send(stream.get_mut())?;
            // Until the client has had enough and goes away.
            stream.read_to_end(&mut Vec::new())?;
            return Ok(());
        }
        Manner::InDrops => {
            let body = std::mem::take(&mut reply.body);
            reply.send(stream.get_mut())?;
            for piece in body.chunks(7) {
                stream.get_mut().write_all(piece)?;
                stream.get_mut().flush()?;
            }
            return Ok(());
        }
        _ => (),
    }
    reply.send(stream.get_mut())
}

/// Reads a request up to its empty line.
fn hear(stream: &mut impl BufRead) -> std::io::Result<Asked> {
    let mut lines = stream.lines();
    let first = lines.next().unwrap_or(Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or("").to_owned();
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    Ok(Asked { path, headers })
}

/// A head and a body, ready to be sent.
struct Reply {
    head: String,
    body: Vec<u8>,
}

impl Reply {
    /// What `manner` says to `asked`.
    fn of(file: &[u8], version: &str, asked: &Asked, manner: &Manner) -> Reply {
        let whole = |status: &str, length: usize| {
            format!("{status}\r\n{}Content-Length: {length}", named(version))
        };
        let (head, body) = match manner {
            Manner::Status(status, headers) => {
                (format!("{status} As told\r\n{headers}Content-Length: 0"), &[][..])
            }
            Manner::SendsOnTo(target) => {
                (format!("302 Found\r\nLocation: {target}\r\nContent-Length: 0"), &[][..])
            }
            Manner::Announcing(length) => (whole("200 OK", *length), file),
            Manner::SayingNoLength => {
                (format!("200 OK\r\n{}X-Length: unknown", named(version)), file)
            }
            Manner::IgnoringRange => (whole("200 OK", file.len()), file),
            _ if asked.header("if-none-match") == Some(version) => {
                ("304 Not Modified\r\nX-Body: none".to_owned(), &[][..])
            }
            manner => match part_asked_for(asked, version, manner) {
                None => (whole("200 OK", file.len()), file),
                Some(start) if start < file.len() => {
                    let end = match manner {
                        Manner::SendingOnly(bytes) => start + bytes,
                        _ => file.len(),
                    };
                    (part(file, version, start..end), &file[start..end])
                }
                Some(_) => ("416 Range Not Satisfiable\r\nContent-Length: 0".to_owned(), &[][..]),
            },
        };
        Reply { head: format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n"), body: body.to_vec() }
    }

    fn send(&self, stream: &mut dyn Speak) -> std::io::Result<()> {
        stream.write_all(self.head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

fn named(version: &str) -> String {
    match version {
        "" => String::new(),
        date if date.ends_with("GMT") => format!("Last-Modified: {date}\r\n"),
        tag => format!("ETag: {tag}\r\n"),
    }
}

fn part(file: &[u8], version: &str, sent: Range<usize>) -> String {
    let (first, last, whole) = (sent.start, file.len() - 1, file.len());
    let (named, length) = (named(version), sent.len());
    format!(
        "206 Partial Content\r\n{named}Content-Range: bytes {first}-{last}/{whole}\r\n\
         Content-Length: {length}"
    )
}

/// Where the part begins that was asked for, if it was asked of the file that is there.
fn part_asked_for(asked: &Asked, version: &str, manner: &Manner) -> Option<usize> {
    let unheeded = matches!(manner, Manner::IgnoringIfRange(..));
    asked.header("if-range").filter(|asked_of| *asked_of == version || unheeded)?;
    asked.header("range")?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}
