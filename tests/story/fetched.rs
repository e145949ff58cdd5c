//! Fetching: from the publisher's address to the archive, in one command.

use std::io::Cursor;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::thread;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::partnership::Partnership;

const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
    LSOA name,Crime type,Last outcome category,Context\n";

/// The publisher's archive of June 2014: two forces, two months.
fn archive() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (month, slug, force) in [
        ("2014-05", "kent", "Kent Police"),
        ("2014-06", "essex", "Essex Police"),
        ("2014-06", "kent", "Kent Police"),
    ] {
        let name = format!("{month}/{month}-{slug}-street.csv");
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        let row = format!(
            ",{month},{force},{force},0.52,51.27,On or near The Street,E01024356,Maidstone 001A,\
             Anti-social behaviour,,\n"
        );
        zip.write_all(format!("{HEADER}{row}").as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A server that has the archive of June 2014 and nothing else; gives its address.
fn publisher() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/data/archive/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = vec![0; 4096];
            let read = stream.read(&mut asked).unwrap_or(0);
            let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
            let (status, body) = if asked.contains("2014-06.zip") {
                ("200 OK", archive())
            } else {
                ("404 Not Found", Vec::new())
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nETag: \"one\"\r\nConnection: close\r\n\r\n",
                body.len()
            );
            // A client that has enough may hang up.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    address
}

#[test]
fn one_command_fetches_and_imports_a_forces_months() {
    let kent = Partnership::new();
    let address = publisher();
    let arguments = [
        "fetch",
        "police-street",
        "--from",
        "2014-06",
        "--to",
        "2014-06",
        "--force",
        "kent",
        "--from-address",
        &address,
    ];
    let said = kent.succeeds(&arguments);
    assert!(said.contains("SHA-256"), "{said}");
    assert_eq!(kent.asks("select count(*) from crime"), "1");
    assert_eq!(kent.asks("select reported_by from crime"), "Kent Police");
    let again = kent.succeeds(&arguments);
    assert!(again.contains("already held"), "{again}");
}

#[test]
fn a_force_that_is_none_is_refused_with_those_there_are() {
    let said = Partnership::new().refuses(&[
        "fetch",
        "police-street",
        "--from",
        "2014-06",
        "--to",
        "2014-06",
        "--force",
        "ruritania",
    ]);
    assert!(said.contains("ruritania") && said.contains("kent"), "{said}");
}

#[test]
fn a_month_that_is_not_published_is_refused_plainly() {
    let address = publisher();
    let said = Partnership::new().refuses(&[
        "fetch",
        "police-street",
        "--from",
        "2014-07",
        "--to",
        "2014-07",
        "--force",
        "kent",
        "--from-address",
        &address,
    ]);
    assert!(said.contains("2014-07.zip"), "{said}");
}
