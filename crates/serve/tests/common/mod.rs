//! An archive of some files, and the app over it as a browser asks it.

#![allow(dead_code, reason = "each test uses what it needs")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use std::path::Path;
use std::time::Duration;
use tower::ServiceExt;

/// Where the app is asked for.
pub(crate) const HOST: &str = "127.0.0.1:8040";

/// The app over an archive.
pub(crate) struct Desk {
    router: Router,
    runtime: tokio::runtime::Runtime,
    archive: std::path::PathBuf,
    _folder: tempfile::TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Desk {
    /// Over files of these names and contents.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self::with(files, None)
    }

    /// The same, asking for a token.
    pub(crate) fn with(files: &[(&str, &str)], token: Option<&str>) -> Self {
        let (folder, inputs) = written(files);
        Self::over(folder, &inputs, token, None)
    }

    /// Over one of the examples.
    pub(crate) fn example(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../examples")
            .join(name);
        Self::over(tempfile::tempdir().unwrap(), &path, None, None)
    }

    /// The same, where users may put things right.
    pub(crate) fn editing(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../examples")
            .join(name);
        Self::over(tempfile::tempdir().unwrap(), &path, None, Some("ann"))
    }

    /// Behind a proxy of this name, asking for a token.
    pub(crate) fn behind(files: &[(&str, &str)], host: &str, token: &str) -> Self {
        let (folder, inputs) = written(files);
        Self::hosted(folder, &inputs, Some(token), None, &[host], None)
    }

    /// Over one of the examples, where these users sign in and may put things right.
    pub(crate) fn used_by(name: &str, users: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../examples")
            .join(name);
        let folder = tempfile::tempdir().unwrap();
        Self::hosted(folder, &path, None, Some("ann"), &[], Some(users))
    }

    fn over(folder: tempfile::TempDir, inputs: &Path, token: Option<&str>, editor: Option<&str>) -> Self {
        Self::hosted(folder, inputs, token, editor, &[], None)
    }

    fn hosted(
        folder: tempfile::TempDir,
        inputs: &Path,
        token: Option<&str>,
        editor: Option<&str>,
        hosts: &[&str],
        users: Option<&str>,
    ) -> Self {
        let archive = folder.path().join("archive");
        add(&archive, inputs);
        let at = HOST.parse().unwrap();
        let config = serve::Config {
            archive: archive.clone(),
            listen: at,
            hosts: hosts.iter().map(|&h| h.to_owned()).collect(),
            token: token.map(str::to_owned),
            users: users.map(|text| serve::users::Users::read(text).unwrap()),
            rate: None,
            editor: editor.map(str::to_owned),
        };
        Self {
            router: serve::app(&config, at).unwrap(),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            archive,
            _folder: folder,
        }
    }

    /// Adds files to the archive as another program would.
    pub(crate) fn add(&self, files: &[(&str, &str)]) {
        let (_folder, inputs) = written(files);
        add(&self.archive, &inputs);
    }

    /// Puts a file into the archive's folder, as another program would.
    pub(crate) fn put(&self, name: &str, text: &str) {
        std::fs::write(self.archive.join(name), text).unwrap();
    }

    /// Does what asks several things in turn, with answers that need not have an end.
    pub(crate) fn within(&self, work: impl AsyncFnOnce(&dyn Fn(Request<Body>) -> Asked)) {
        let ask = |request: Request<Body>| -> Asked {
            let router = self.router.clone();
            Box::pin(async move { router.oneshot(request).await.unwrap() })
        };
        self.runtime.block_on(work(&ask));
    }

    /// Asks again until there is something.
    pub(crate) fn until<T>(&self, mut ask: impl FnMut() -> Option<T>) -> T {
        let begun = std::time::Instant::now();
        loop {
            if let Some(found) = ask() {
                return found;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "it never comes");
            // What the app does beside its answers goes on meanwhile.
            self.runtime
                .block_on(async { tokio::time::sleep(Duration::from_millis(50)).await });
        }
    }

    /// Sends a request as it is.
    pub(crate) fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, 64 << 20).await.unwrap();
            Answer {
                status: parts.status,
                headers: parts.headers,
                body: String::from_utf8_lossy(&bytes).into_owned(),
            }
        })
    }

    /// Sends these at once, each with a field of its own, and waits for all.
    pub(crate) fn together(&self, requests: &[(&str, (&str, &str))]) -> Vec<Answer> {
        self.runtime.block_on(async {
            let mut all = Vec::new();
            for (address, (name, value)) in requests {
                let request = Request::get(*address).header("host", HOST).header(*name, *value);
                let asked = self.router.clone().oneshot(request.body(Body::empty()).unwrap());
                all.push(tokio::spawn(asked));
            }
            let mut answers = Vec::new();
            for asked in all {
                let (parts, _) = asked.await.unwrap().unwrap().into_parts();
                answers.push(Answer {
                    status: parts.status,
                    headers: parts.headers,
                    body: String::new(),
                });
            }
            answers
        })
    }

    /// Asks for an address, which may have a fragment as a link has.
    pub(crate) fn get(&self, address: &str) -> Answer {
        self.get_with(address, &[])
    }

    pub(crate) fn get_with(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let address = address.split('#').next().unwrap();
        let mut request = Request::get(address).header("host", HOST);
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap())
    }

    /// A page that is there.
    pub(crate) fn page(&self, address: &str) -> String {
        let answer = self.get(address);
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
        answer.body
    }

    pub(crate) fn json(&self, address: &str) -> serde_json::Value {
        serde_json::from_str(&self.page(address)).unwrap()
    }

    /// The id of the story of most reports.
    pub(crate) fn story(&self) -> String {
        let stories = self.json("/api/v1/stories");
        let all = stories["stories"].as_array().unwrap();
        let most = all
            .iter()
            .max_by_key(|s| s["sources"]["reports"].as_i64())
            .unwrap();
        most["id"].as_str().unwrap().to_owned()
    }
}

/// An answer to come.
pub(crate) type Asked = std::pin::Pin<Box<dyn Future<Output = axum::response::Response>>>;

fn add(archive: &Path, inputs: &Path) {
    let config = engine::Config::default();
    let task = desk::Task {
        config: &config,
        who: "ann",
        began: "2031-03-06T09:00:00Z",
        ended: &|| "2031-03-06T09:00:01Z".to_owned(),
        wait: Duration::ZERO,
    };
    let paths = [inputs.to_str().unwrap().to_owned()];
    desk::add(archive, &paths, &task, &engine::Silent, None).unwrap();
}

/// A folder with these files in it.
fn written(files: &[(&str, &str)]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    std::fs::create_dir(&inputs).unwrap();
    for (name, text) in files {
        std::fs::write(inputs.join(name), text).unwrap();
    }
    (folder, inputs)
}

impl Answer {
    pub(crate) fn field(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

/// The values of an attribute, unescaped.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let open = format!(" {name}=\"");
    let values = html
        .split(&open)
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    values.map(unescaped).collect()
}

pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&#60;", "<")
        .replace("&gt;", ">")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}
