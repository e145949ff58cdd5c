//! `serve`: the pages, until somebody stops them.

use std::sync::Arc;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use jiff::Timestamp;
use records::PublishedStore;
use records::ScanStore;
use tokio::net::TcpListener;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;
use web::App;
use web::design::Design;
use web::settings::Origin;
use web::settings::Settings;

use crate::books::Books;
use crate::cli::serving::ServeArguments;
use crate::consult::xlsform;
use crate::evidence::HeldEvidence;
use crate::home::Home;
use crate::material::HeldMaterials;
use crate::pages::press::HomePress;
use crate::pages::scans;
use crate::pages::sites::HomeSites;
use crate::postcodes::HeldPostcodes;
use crate::print;

/// Serves the pages of a home, by its settings.
pub(crate) fn serve(home: &Home, arguments: &ServeArguments) -> Result<()> {
    let settings = Settings::read(home.folder(), arguments.listen)?;
    let books = Books::open(home)?;
    let origin = settings.origin.clone();
    let app = app(home, &books, settings)?;
    tell_how_to_begin(&books, &app, &origin)?;
    print::line(format!("Serving {origin}/ — press Ctrl+C to stop."))?;
    pages(home, &books, app)
}

/// Serves the pages of the worked example, by settings of its own.
pub(crate) fn example(home: &Home, books: &Books, settings: Settings) -> Result<()> {
    pages(home, books, app(home, books, settings)?)
}

/// Where nobody could sign in, tells how the first one can.
fn tell_how_to_begin(books: &Books, app: &App, origin: &Origin) -> Result<()> {
    let partnerships = books.wait(books.records().partnerships())?;
    if partnerships.is_empty() {
        let path = books.wait(web::founding::open(app))?;
        print::line(format!(
            "No partnership is entered yet. Set one up in a browser with this link, which is good until it was used or \
             the program stops:\n{}\nOr enter one from a file, with: saferplan init",
            origin.page(&path)
        ))?;
    }
    for id in &partnerships {
        if books.wait(books.book(Some(id))?.people())?.is_empty() {
            print::line(format!(
                "Nobody can sign in to `{id}` yet. Enter its manager with: saferplan person add NAME --email ADDRESS \
                 --role manager --partnership {id}"
            ))?;
        }
    }
    Ok(())
}

/// Serves pages until the program is told to stop.
fn pages(home: &Home, books: &Books, app: App) -> Result<()> {
    let settings = app.settings();
    web::log::start(settings.log).context("beginning the log")?;
    let listen = settings.listen;
    let pages = crate::pages::routes(home);
    let served = books.wait(async {
        let listener = TcpListener::bind(listen).await.with_context(|| {
            format!("listening at {listen}: is another program there? Choose another with --listen")
        })?;
        let stop = stop()?;
        web::serve(app, pages, listener, stop).await.context("serving the pages")
    });
    books.wait(books.records().close());
    served
}

/// Sends what is due today and has not gone.
pub(crate) fn remind(home: &Home) -> Result<()> {
    let settings = Settings::read(home.folder(), None)?;
    let books = Books::open(home)?;
    let app = app(home, &books, settings)?;
    let round = books.wait(web::letters::round::round(&app, Timestamp::now()))?;
    let sent = print::so_many(u64::try_from(round.sent).unwrap_or(u64::MAX), "letter");
    print::line(format!("{sent} sent."))?;
    for failed in &round.failed {
        print::line(format!("One did not go: {failed}"))?;
    }
    if round.failed.is_empty() && round.unread.is_empty() {
        return Ok(());
    }
    bail!("not everything went; what did not goes with the next `saferplan remind`")
}

fn app(home: &Home, books: &Books, settings: Settings) -> Result<App> {
    let design = Design::new(&settings.look).context("preparing the pages")?;
    let app = App::new(books.records().clone(), design, settings, documents::svg::chart);
    let app = app.with_workbooks(xlsform::WORKBOOKS).reading_scans(scans::READER);
    let app = app.placing(Arc::new(HeldPostcodes::of(home)));
    let app = app.drafting_from(Arc::new(HeldMaterials::of(home)));
    let app = app.exploring(Arc::new(HeldEvidence::of(home)));
    let app = app.printing(Arc::new(HomePress::of(home)));
    let published = PublishedStore::in_home(home.folder());
    let app = app.publishing(Arc::new(HomeSites::of(home)), published);
    Ok(app.showing(ScanStore::in_home(home.folder())))
}

/// Ends once the program is told to stop: by Ctrl+C, or by whatever looks after it.
fn stop() -> Result<impl Future<Output = ()>> {
    let mut interrupted = signal(SignalKind::interrupt()).context("listening for Ctrl+C")?;
    let mut terminated = signal(SignalKind::terminate()).context("listening for the end")?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
        tracing::info!("stopping once what is under way has ended");
    })
}
