//! Stylesheets, scripts and pictures, served from memory.
//!
//! In: what was embedded, and the council's look. Out: answers below `/assets/<hash>/`. The hash is
//! of all assets together, so a browser may keep what it has for ever, and relative references from
//! one asset to another hold.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::get;
use data_encoding::HEXLOWER;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::design::embedded;
use crate::design::look::Look;
use crate::page::taken::Path;

/// What a picture may do that is opened by itself: be seen, and in no frame.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/// All assets, and the address that they are below.
pub(super) struct Assets {
    hash: String,
    address: String,
    files: BTreeMap<String, Asset>,
}

struct Asset {
    media_type: &'static str,
    tag: String,
    plain: Bytes,
    /// Compressed, where that makes it smaller.
    packed: Option<Bytes>,
}

impl Assets {
    /// The embedded files and those that the look makes.
    pub(super) fn of(look: &Look) -> Assets {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (name, text) in embedded::ASSETS {
            files.insert((*name).to_owned(), of_a_council(name, text).into_bytes());
        }
        files.insert("look.css".to_owned(), stylesheet(look).into_bytes());
        files.insert("icon.svg".to_owned(), icon(look).into_bytes());
        if let Some(logo) = &look.logo {
            files.insert(logo.name().to_owned(), logo.bytes().to_vec());
        }
        let mut hash = Sha256::new();
        for (name, bytes) in &files {
            hash.update(Sha256::digest(name));
            hash.update(Sha256::digest(bytes));
        }
        let hash = HEXLOWER.encode(&hash.finalize()[..8]);
        let files = files.into_iter().map(|(name, bytes)| asset(name, bytes)).collect();
        Assets { address: format!("/assets/{hash}"), hash, files }
    }

    /// Where the assets are: `/assets/` and the hash, with no slash at the end.
    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

fn asset(name: String, bytes: Vec<u8>) -> (String, Asset) {
    let media_type = media_type(&name);
    let tag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&bytes)[..16]));
    let packed = packed(&bytes).filter(|packed| packed.len() < bytes.len());
    (name, Asset { media_type, tag, plain: bytes.into(), packed: packed.map(Bytes::from) })
}

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// GOV.UK Frontend's files without what is the crown's alone, its typeface and its arms, and without
/// the names of files for its own developers, which are not here; with the notice of its licence.
fn of_a_council(name: &str, text: &str) -> String {
    if !name.starts_with("govuk-frontend.min") {
        return text.to_owned();
    }
    let mut out =
        "/* GOV.UK Frontend: see govuk-frontend-licence.txt beside this file. */\n".to_owned();
    let mut rest = text;
    while let Some(start) = rest.find("@font-face{") {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        rest = rest.find('}').map_or("", |end| &rest[end + 1..]);
    }
    for line in rest.lines() {
        let source_map = line.find("//# sourceMappingURL=").or(line.find("/*# sourceMappingURL="));
        out.push_str(&line[..source_map.unwrap_or(line.len())]);
        out.push('\n');
    }
    out.replace("GDS Transport,arial,sans-serif", "arial,sans-serif")
        .replace("url(/assets/images/govuk-crest.svg)", "none")
}

/// The look as custom properties, in a file of its own: inline styles are forbidden on our pages.
fn stylesheet(look: &Look) -> String {
    format!(":root{{--council-colour:{0};--govuk-brand-colour:{0}}}\n", look.colour)
}

/// The picture beside a page's title: the organisation's first letter on its colour.
fn icon(look: &Look) -> String {
    let letter = look.organisation.chars().find(|next| next.is_alphanumeric()).unwrap_or('S');
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">\
         <rect width=\"64\" height=\"64\" rx=\"10\" fill=\"{}\"/>\
         <text x=\"32\" y=\"46\" font-family=\"arial,sans-serif\" font-size=\"40\" \
         font-weight=\"700\" fill=\"#fff\" text-anchor=\"middle\">{letter}</text></svg>",
        look.colour
    )
}

/// The route to every asset.
pub(super) fn route<State: Clone + Send + Sync + 'static>(assets: &Arc<Assets>) -> Router<State> {
    let assets = Arc::clone(assets);
    let answer = move |Path((hash, name)): Path<(String, String)>, asked: HeaderMap| {
        let answer = answer(&assets, &hash, &name, &asked);
        async move { answer }
    };
    Router::new().route("/assets/{hash}/{name}", get(answer))
}

/// A page that an older version of the program made still gets its styles, but is not told to keep
/// them under the old address.
fn answer(assets: &Assets, hash: &str, name: &str, asked: &HeaderMap) -> Response<Body> {
    let Some(asset) = assets.files.get(name) else {
        return empty(Response::builder().status(StatusCode::NOT_FOUND));
    };
    let keep = match hash == assets.hash {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let response = Response::builder()
        .header(CONTENT_TYPE, asset.media_type)
        .header(CACHE_CONTROL, keep)
        .header(ETAG, &asset.tag)
        .header(VARY, "accept-encoding")
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        // A picture that is opened by itself runs no script of its own.
        .header(CONTENT_SECURITY_POLICY, POLICY);
    if lists(asked, IF_NONE_MATCH.as_str(), &asset.tag) {
        return empty(response.status(StatusCode::NOT_MODIFIED));
    }
    let (response, bytes) = match &asset.packed {
        Some(packed) if lists(asked, ACCEPT_ENCODING.as_str(), "gzip") => {
            (response.header(CONTENT_ENCODING, "gzip"), packed)
        }
        _ => (response, &asset.plain),
    };
    response.body(Body::from(bytes.clone())).unwrap_or_default()
}

fn empty(response: axum::http::response::Builder) -> Response<Body> {
    response.body(Body::empty()).unwrap_or_default()
}

/// Whether a header of the request lists this, whatever else it lists.
fn lists(asked: &HeaderMap, header: &str, wanted: &str) -> bool {
    let values = asked.get_all(header).iter().filter_map(|value| value.to_str().ok());
    let mut items = values.flat_map(|value| value.split(','));
    items.any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().trim_start_matches("W/");
        name == wanted && !parts.any(|part| part == "q=0" || part == "q=0.0")
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use axum::http::Request;
    use axum::http::header::HeaderName;
    use flate2::read::GzDecoder;
    use tower::ServiceExt as _;

    use super::*;
    use crate::design::look::Logo;

    fn look() -> Look {
        let logo = Logo::of(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()).unwrap();
        Look { logo: Some(logo), ..Look::default() }
    }

    async fn asked(path: &str, headers: &[(HeaderName, &str)]) -> Response<Body> {
        let route = route::<()>(&Arc::new(Assets::of(&look())));
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        route.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    async fn bytes(response: Response<Body>) -> Vec<u8> {
        axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
    }

    fn header(response: &Response<Body>, name: HeaderName) -> &str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn address(name: &str) -> String {
        format!("{}/{name}", Assets::of(&look()).address())
    }

    #[tokio::test]
    async fn an_asset_may_be_kept_for_ever_under_its_own_address() {
        let response = asked(&address("saferplan.css"), &[]).await;
        assert_eq!(header(&response, CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(header(&response, CONTENT_TYPE), "text/css; charset=utf-8");
        assert_eq!(header(&response, CONTENT_ENCODING), "");
        assert!(bytes(response).await.starts_with(b"/*"));
    }

    #[tokio::test]
    async fn a_picture_opened_by_itself_runs_no_script_and_stands_in_no_frame() {
        let response = asked(&address("logo.svg"), &[]).await;
        assert_eq!(header(&response, CONTENT_TYPE), "image/svg+xml; charset=utf-8");
        let policy = header(&response, CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("script"),
            "{policy}"
        );
        assert_eq!(header(&response, X_CONTENT_TYPE_OPTIONS), "nosniff");
    }

    #[tokio::test]
    async fn under_an_older_address_an_asset_is_served_and_not_kept() {
        let response = asked("/assets/0123456789abcdef/saferplan.css", &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(header(&response, CACHE_CONTROL), "no-cache");
    }

    #[tokio::test]
    async fn an_asset_is_compressed_for_who_can_read_that() {
        let plain = bytes(asked(&address("govuk-frontend.min.css"), &[]).await).await;
        let accepted = [(ACCEPT_ENCODING, "br;q=1.0, gzip;q=0.8")];
        let response = asked(&address("govuk-frontend.min.css"), &accepted).await;
        assert_eq!(header(&response, CONTENT_ENCODING), "gzip");
        assert_eq!(header(&response, VARY), "accept-encoding");
        let packed = bytes(response).await;
        assert!(packed.len() * 5 < plain.len(), "{} of {}", packed.len(), plain.len());
        let mut unpacked = Vec::new();
        GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain);
        let refused = asked(&address("saferplan.css"), &[(ACCEPT_ENCODING, "gzip;q=0")]).await;
        assert_eq!(header(&refused, CONTENT_ENCODING), "");
    }

    #[tokio::test]
    async fn what_a_browser_has_already_is_not_sent_again() {
        let first = asked(&address("look.css"), &[]).await;
        let tag = header(&first, ETAG).to_owned();
        let weak = format!("W/{tag}");
        for had in [tag.as_str(), weak.as_str(), &format!("\"other\", {tag}")] {
            let response = asked(&address("look.css"), &[(IF_NONE_MATCH, had)]).await;
            assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{had}");
            assert!(bytes(response).await.is_empty());
        }
        let other = asked(&address("look.css"), &[(IF_NONE_MATCH, "\"other\"")]).await;
        assert_eq!(other.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn there_is_nothing_but_the_assets() {
        for name in ["layout.html", "..%2Flayout.html", "govuk-crest.svg", "logo.png"] {
            let response = asked(&address(name), &[]).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        }
        assert_eq!(asked(&address("logo.svg"), &[]).await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn nothing_of_the_crowns_is_served() {
        let unwanted = ["Transport", "@font-face", "/assets/", "crest.svg", "sourceMappingURL"];
        for (name, kept) in [
            ("govuk-frontend.min.css", "font-family:arial,sans-serif"),
            ("govuk-frontend.min.js", "initAll"),
        ] {
            let text = bytes(asked(&address(name), &[]).await).await;
            let text = String::from_utf8(text).unwrap();
            let found = unwanted.iter().find(|words| text.contains(**words));
            assert_eq!(found, None, "in {name}");
            assert!(text.contains(kept) && text.contains("govuk-frontend-licence.txt"), "{name}");
        }
        let licence = bytes(asked(&address("govuk-frontend-licence.txt"), &[]).await).await;
        assert!(String::from_utf8(licence).unwrap().contains("Government Digital Service"));
    }

    #[test]
    fn another_look_has_another_address() {
        let other = Look { colour: "#5b2a6e".parse().unwrap(), ..look() };
        assert_ne!(Assets::of(&other).address(), Assets::of(&look()).address());
        assert_eq!(Assets::of(&look()).address(), Assets::of(&look()).address());
    }
}
