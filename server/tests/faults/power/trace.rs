//! What a process did to its files and told its clients, as `strace` recorded it.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

/// The calls that change files, make them durable, or speak to a client. Those that the product
/// does not use are listed so that their use does not go unnoticed.
const CALLS: &str = "openat,creat,open,write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,lseek,\
    ftruncate,truncate,fallocate,copy_file_range,sendfile,fsync,fdatasync,sync_file_range,\
    unlink,unlinkat,rename,renameat,renameat2,link,linkat";

/// One thing that happened.
#[derive(Debug)]
pub(super) enum Event {
    /// Bytes in a file; the name is that in the folder.
    Write {
        file: String,
        offset: usize,
        bytes: Vec<u8>,
    },
    /// A file's new length.
    Length {
        file: String,
        length: usize,
    },
    /// A file that was not there.
    Create(String),
    Unlink(String),
    /// A file is durable as it was when so many events had happened.
    Sync {
        file: String,
        until: usize,
    },
    /// So are the names in the folder.
    SyncFolder,
    /// Bytes that set out to a client, before the call that sends them comes back.
    Told(Vec<u8>),
}

/// A command that runs another one and records it.
pub(super) fn recorder(into: &Path) -> Command {
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-y", "-xx", "-s", "16777216", "--seccomp-bpf"])
        .args(["-e", &format!("trace={CALLS}"), "-o"])
        .arg(into);
    strace
}

/// Whether this machine lets one process watch another.
pub(super) fn works() -> bool {
    recorder(Path::new("/dev/null"))
        .arg("true")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Reads a record of what happened in `folder`.
pub(super) fn read(record: &str, folder: &Path) -> Vec<Event> {
    let mut reader = Reader {
        folder: format!("{}/", folder.display()),
        events: Vec::new(),
        begun: HashMap::new(),
    };
    for line in record.lines() {
        reader.line(line);
    }
    reader.events
}

struct Reader {
    folder: String,
    events: Vec<Event>,
    /// By thread: a call that has not come back, and how many events had happened before it.
    begun: HashMap<String, (String, usize)>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let (thread, rest) = line.split_once(' ').unwrap();
        let rest = rest.trim_start();
        if let Some(call) = rest.strip_suffix(" <unfinished ...>") {
            self.begin(call);
            let begun = (call.to_owned(), self.events.len());
            self.begun.insert(thread.to_owned(), begun);
        } else if let Some((_, end)) = rest.split_once(" resumed>") {
            if let Some((call, when)) = self.begun.remove(thread) {
                self.end(&format!("{call}{end}"), when);
            }
        } else if rest.contains('(') && rest.contains(" = ") {
            self.begin(rest);
            let when = self.events.len();
            self.end(rest, when);
        }
    }

    /// An answer counts from the moment it may be on its way.
    fn begin(&mut self, call: &str) {
        let sends = ["write(", "writev(", "sendto(", "sendmsg("];
        if !sends.iter().any(|name| call.starts_with(name)) {
            return;
        }
        if subject(call).is_some_and(|of| of.starts_with("socket:") || of.starts_with("TCP")) {
            self.events.push(Event::Told(strings(call).concat()));
        }
    }

    /// What a file holds counts from the moment the call has come back.
    fn end(&mut self, call: &str, when: usize) {
        let (asked, result) = call.rsplit_once(" = ").unwrap();
        if result.trim_start().starts_with('-') {
            return;
        }
        let (name, args) = asked.split_once('(').unwrap();
        let named = match name {
            "openat" | "open" | "creat" | "unlink" | "unlinkat" => {
                strings(args).first().map(|path| text(path))
            }
            _ => subject(asked),
        };
        let Some(path) = named else { return };
        let folder = path.trim_end_matches('/') == self.folder.trim_end_matches('/');
        if folder && name == "fsync" {
            self.events.push(Event::SyncFolder);
        }
        let Some(file) = path.strip_prefix(&self.folder) else {
            return;
        };
        // The index of the log is made anew after a crash, the lock is empty.
        if ["yuebao.db-shm", "yuebao.lock"].contains(&file) {
            return;
        }
        let file = file.to_owned();
        let last = || number(args.rsplit(", ").next().unwrap());
        let event = match name {
            "openat" if args.contains("O_TRUNC") => panic!("not known here: {name}({file})"),
            "openat" if args.contains("O_CREAT") => Event::Create(file),
            "openat" | "lseek" => return,
            "pwrite64" => Event::Write {
                file,
                offset: last(),
                bytes: strings(args).concat(),
            },
            "ftruncate" => Event::Length {
                file,
                length: last(),
            },
            "unlink" | "unlinkat" => Event::Unlink(file),
            "fsync" | "fdatasync" => Event::Sync { file, until: when },
            _ => panic!("not known here: {name}({file})"),
        };
        self.events.push(event);
    }
}

/// What the descriptor in the first argument stands for.
fn subject(call: &str) -> Option<String> {
    let (_, rest) = call.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    Some(text(&unescape(path)))
}

/// All texts among the arguments.
fn strings(args: &str) -> Vec<Vec<u8>> {
    assert!(!args.contains("\"..."), "a text was cut off");
    args.split('"').skip(1).step_by(2).map(unescape).collect()
}

/// `\x2f\x74` as bytes.
fn unescape(escaped: &str) -> Vec<u8> {
    let bytes = escaped.split("\\x").skip(1);
    bytes
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn number(text: &str) -> usize {
    text.trim().trim_end_matches(')').parse().unwrap()
}
