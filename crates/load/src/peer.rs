//! pouchdb-server with its default store, on the same disk, with documents of the same size.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use futures_util::future::join_all;
use hyper::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yuebao_domain::wire::v1::Operation;

use crate::line::Line;

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running one, killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Peer {
    child: Child,
    address: SocketAddr,
}

impl Peer {
    /// Starts what is installed in `packages`, in the empty folder `data`.
    pub(crate) async fn start(packages: &Path, data: &Path) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let program = packages.join("node_modules/pouchdb-server/bin/pouchdb-server");
        fs::create_dir_all(data)?;
        let child = Command::new("node")
            .arg(&program)
            .args(["--host", "127.0.0.1", "--port", &address.port().to_string()])
            .current_dir(data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let peer = Self { child, address };
        let start = Instant::now();
        while let Err(error) = Line::open(address).await {
            ensure!(start.elapsed() < PATIENCE, "pouchdb-server: {error}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        peer.put("/reports").await?;
        Ok(peer)
    }

    /// `lines` at once write documents one by one for `time`.
    pub(crate) async fn put_each(
        &self,
        documents: &[Operation],
        lines: usize,
        time: Duration,
    ) -> Result<Done> {
        self.write(lines, time, async |line: &mut Line, turn: usize| {
            let document = serde_json::to_vec(&documents[turn % documents.len()])?;
            let path = format!("/reports/{}", Uuid::now_v7());
            let answer = line.send(Method::PUT, &path, document).await?;
            ensure!(answer.status.is_success(), "PUT: {}", answer.status);
            Ok(1)
        })
        .await
    }

    /// `lines` at once write `count` documents a request for `time`.
    pub(crate) async fn put_many(
        &self,
        documents: &[Operation],
        count: usize,
        lines: usize,
        time: Duration,
    ) -> Result<Done> {
        self.write(lines, time, async |line: &mut Line, turn: usize| {
            let some = (0..count).map(|at| named(&documents[(turn + at) % documents.len()]));
            let docs: Vec<Value> = some.collect::<Result<_>>()?;
            let body = serde_json::to_vec(&json!({ "docs": docs }))?;
            let answer = line.send(Method::POST, "/reports/_bulk_docs", body).await?;
            ensure!(answer.status.is_success(), "_bulk_docs: {}", answer.status);
            let written: Vec<Value> = serde_json::from_slice(&answer.body)?;
            ensure!(
                written.len() == count && written.iter().all(|one| one["ok"] == true),
                "_bulk_docs refused"
            );
            Ok(count)
        })
        .await
    }

    /// How many documents it holds.
    pub(crate) async fn count(&self) -> Result<usize> {
        let mut line = Line::open(self.address).await?;
        let answer = line.send(Method::GET, "/reports", Vec::new()).await?;
        let said: Value = serde_json::from_slice(&answer.body)?;
        let count = said["doc_count"].as_u64().context("no doc_count")?;
        Ok(usize::try_from(count)?)
    }
}

/// What was written, how long it took, and how long each request took, shortest first.
#[derive(Debug)]
pub(crate) struct Done {
    /// Documents.
    pub(crate) count: usize,
    /// From the first request to the last answer.
    pub(crate) took: Duration,
    /// Each request.
    pub(crate) times: Vec<Duration>,
}

impl Peer {
    async fn put(&self, path: &str) -> Result<()> {
        let mut line = Line::open(self.address).await?;
        let answer = line.send(Method::PUT, path, Vec::new()).await?;
        ensure!(answer.status.is_success(), "PUT {path}: {}", answer.status);
        Ok(())
    }

    /// `lines` connections do `act` again and again for `time`.
    async fn write(
        &self,
        lines: usize,
        time: Duration,
        act: impl AsyncFn(&mut Line, usize) -> Result<usize>,
    ) -> Result<Done> {
        let start = Instant::now();
        let act = &act;
        let under_way = (0..lines).map(|number| async move {
            let mut line = Line::open(self.address).await?;
            let (mut count, mut times) = (0, Vec::new());
            while start.elapsed() < time {
                let sent = Instant::now();
                count += act(&mut line, number + times.len() * lines).await?;
                times.push(sent.elapsed());
            }
            Ok::<_, anyhow::Error>((count, times))
        });
        let done = join_all(under_way).await;
        let took = start.elapsed();
        let (mut count, mut times) = (0, Vec::new());
        for one in done {
            let (written, took) = one?;
            count += written;
            times.extend(took);
        }
        times.sort_unstable();
        Ok(Done { count, took, times })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Fails if it has ended, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn named(operation: &Operation) -> Result<Value> {
    let mut document = serde_json::to_value(operation)?;
    document["_id"] = json!(Uuid::now_v7().to_string());
    Ok(document)
}
