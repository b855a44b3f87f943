//! The queue of writes, and the pool that reads, on an engine.

use std::future::Future;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use yuebao_store::{Engine, Error, Readers, WriteError, Writer};

use crate::fixture::unit;
use crate::{Candidate, open};

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().unwrap()
}

fn writer(engine: &dyn Engine) -> Writer {
    Writer::start(open(engine)).unwrap()
}

fn ids(engine: &dyn Engine) -> Vec<String> {
    let reader = engine.open_reader().unwrap();
    let units = reader.reading().units().unwrap();
    units.into_iter().map(|unit| unit.id).collect()
}

/// A job that keeps the writer busy until the returned end is used or dropped: what is queued
/// meanwhile comes together into the next batch.
fn hold(
    writer: &Writer,
) -> (
    impl Future<Output = Result<(), WriteError>> + '_,
    Sender<()>,
) {
    let (free, wait) = channel();
    let held = writer.write(move |_| {
        // Dropped is as good as used.
        let _ = wait.recv();
        Ok(())
    });
    (held, free)
}

/// Of jobs in one batch the one that fails leaves nothing, and the others stay.
pub fn a_job_that_fails_leaves_nothing_and_the_others_stay(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let writer = writer(&*engine);
    runtime().block_on(async {
        let put = |id: &'static str, fails: bool| {
            writer.write(move |tx| {
                tx.put_unit(&unit(id, None))?;
                if fails {
                    tx.put_unit(&unit("orphan", Some("nowhere")))?;
                }
                Ok(())
            })
        };
        let (held, free) = hold(&writer);
        let jobs = async { tokio::join!(put("a", false), put("b", true), put("c", false)) };
        let release = async { free.send(()) };
        let (held, (a, b, c), _) = tokio::join!(held, jobs, release);
        assert!(held.is_ok() && a.is_ok() && c.is_ok());
        assert!(matches!(b, Err(WriteError::Store(_))), "{b:?}");
    });
    writer.close();
    assert_eq!(ids(&*engine), ["a", "c"]);
    assert_eq!(
        open(&*engine).reading().last_seq().unwrap(),
        2,
        "its number is given again"
    );
}

/// A job that panics is one that fails.
pub fn a_job_that_breaks_down_takes_nobody_along(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let writer = writer(&*engine);
    runtime().block_on(async {
        let broken = writer.write(|tx| {
            tx.put_unit(&unit("a", None))?;
            assert!(tx.unit("a")?.is_none(), "it breaks down on purpose");
            Ok(())
        });
        assert!(broken.await.is_err());
        writer
            .write(|tx| tx.put_unit(&unit("b", None)))
            .await
            .unwrap();
    });
    writer.close();
    assert_eq!(ids(&*engine), ["b"]);
}

/// Who is answered finds what was written on any connection; as long as the batch is not committed
/// nobody of it is answered.
pub fn nobody_is_answered_before_the_commit(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let writer = writer(&*engine);
    runtime().block_on(async {
        let (first, free_first) = hold(&writer);
        let done = writer.write(|tx| tx.put_unit(&unit("a", None)));
        let (last, free_last) = hold(&writer);
        let (mut first, mut done, mut last) = (Box::pin(first), Box::pin(done), Box::pin(last));
        // They are queued once they are asked for the first time, behind each other.
        assert!(is_pending(&mut first).await && is_pending(&mut done).await);
        assert!(is_pending(&mut last).await);
        drop(free_first);
        first.await.unwrap();
        // The other two come into one batch, in which the last does not end.
        for _ in 0..20 {
            assert!(is_pending(&mut done).await, "answered before the commit");
        }
        assert_eq!(writer.queued(), 0, "it is being worked on");
        assert_eq!(ids(&*engine), [""; 0], "not committed");
        drop(free_last);
        done.await.unwrap();
        assert_eq!(ids(&*engine), ["a"], "whoever is answered finds it");
        last.await.unwrap();
    });
    writer.close();
}

/// Whether it is not done after a moment.
async fn is_pending<T>(future: &mut (impl Future<Output = T> + Unpin)) -> bool {
    tokio::time::timeout(Duration::from_millis(10), future)
        .await
        .is_err()
}

/// The queue has an end. What is in it when the writer is closed is worked off, and nothing is taken
/// any more.
pub fn too_much_is_sent_away_and_what_is_queued_is_worked_off(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let writer = Arc::new(writer(&*engine));
    runtime().block_on(async {
        let (held, free) = hold(&writer);
        let mut held = Box::pin(held);
        assert!(is_pending(&mut held).await);
        let mut queued = Vec::new();
        let refused = loop {
            let mut one = Box::pin(writer.write(|tx| tx.put_unit(&unit("a", None))));
            match tokio::time::timeout(Duration::ZERO, &mut one).await {
                Ok(done) => break done,
                Err(_) => queued.push(one),
            }
        };
        assert!(matches!(refused, Err(WriteError::Busy)), "{refused:?}");
        assert_eq!(writer.queued(), queued.len());
        let closing = Arc::clone(&writer);
        let closing = std::thread::spawn(move || closing.close());
        drop(free);
        assert!(held.await.is_ok());
        for one in queued {
            one.await.unwrap();
        }
        closing.join().unwrap();
        let late = writer.write(|_| Ok(())).await;
        assert!(matches!(late, Err(WriteError::Closed)), "{late:?}");
    });
    assert_eq!(ids(&*engine), ["a"]);
}

/// What is little is read on the thread that asks, what is much elsewhere, and both the same.
pub fn a_glance_that_turns_out_long_gives_the_same(candidate: &dyn Candidate) {
    let engine = candidate.place();
    open(&*engine).writing().put_unit(&unit("a", None)).unwrap();
    let readers = Arc::new(Readers::new(vec![engine.open_reader().unwrap()]));
    let here = std::thread::current().id();
    let count = |times: usize| {
        readers.glance(move |tx| {
            let mut found = 0;
            for _ in 0..times {
                found += tx.units()?.len();
            }
            Ok::<_, Error>((found, std::thread::current().id() == here))
        })
    };
    runtime().block_on(async {
        assert_eq!(count(3).await.unwrap(), (3, true));
        assert_eq!(count(20_000).await.unwrap(), (20_000, false));
        assert_eq!(count(3).await.unwrap(), (3, true));
    });
}
