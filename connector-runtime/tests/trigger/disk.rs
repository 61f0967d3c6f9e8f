//! What a store on disk does besides: it survives. What happens to damaged files is among the tests of its module.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use connector_runtime::trigger::{Counts, DiskStore, Entry, Events, Store, StoreError, Write};

const LONG: Duration = Duration::from_secs(3600);

/// A folder that goes with the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("connector-store-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn files(&self) -> Vec<String> {
        let names = std::fs::read_dir(&self.0).unwrap();
        names.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn entry(id: &str) -> Entry {
    Entry::new(id, format!("\"{id}\""))
}

#[tokio::test]
async fn a_restart_finds_it_all_again() {
    let folder = Folder::new();
    let path = folder.0.join("store");
    let store = DiskStore::open(&path).unwrap();
    let entries = ["1", "2", "3", "4"].map(entry).to_vec();
    let cursor = Write::new("cursor", "7");
    store.append("s", entries, Some(cursor)).await.unwrap();
    store.remember("s", vec!["old".to_owned()], None).await.unwrap();
    let claimed = store.claim("s", 4, LONG).await.unwrap();
    store.ack("s", &claimed[0].receipt).await.unwrap();
    store.bury("s", &claimed[1].receipt, "bad").await.unwrap();
    store.retry("s", &claimed[2].receipt, LONG).await.unwrap();
    let number = store.lease("l", LONG).await.unwrap().unwrap();
    assert!(
        matches!(DiskStore::open(&path), Err(StoreError::Failed(error)) if error.to_string().contains("open already"))
    );
    drop(store);
    let store = DiskStore::open(&path).unwrap();
    assert_eq!(store.read("cursor").await.unwrap().unwrap().value, "7");
    assert_eq!(store.counts("s").await.unwrap(), Counts { waiting: 2, held: 0, dead: 1, duplicates: 0 });
    // What was held is due at once, and has been handed out once; what was put off still is.
    let again = store.claim("s", 9, LONG).await.unwrap();
    assert_eq!((again.len(), again[0].entry.id.as_str(), again[0].deliveries), (1, "4", 2));
    assert_eq!(store.dead("s").await.unwrap()[0].reason, "bad");
    let seen = store.append("s", ["1", "2", "old", "5"].map(entry).to_vec(), None).await.unwrap();
    assert_eq!(seen, [false, false, false, true]);
    assert_eq!(store.claim("s", 9, LONG).await.unwrap()[0].entry.body, "\"5\"");
    // A lease waits for nobody who is gone, and its number still grows.
    assert!(store.lease("l", LONG).await.unwrap().unwrap() > number);
}

#[tokio::test]
async fn many_at_once_are_written_together() {
    let folder = Folder::new();
    let store = DiskStore::open(folder.0.join("store")).unwrap();
    let tasks: Vec<_> = (0..500)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(
                async move { store.append("s", vec![entry(&number.to_string())], None).await.unwrap() },
            )
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), [true]);
    }
    assert_eq!(store.counts("s").await.unwrap().waiting, 500);
    let mut events = Events::<String>::inbox("s", &store);
    for _ in 0..20 {
        events.next().await.unwrap().unwrap().ack().await.unwrap();
    }
    events.close().await.unwrap();
    assert_eq!(store.counts("s").await.unwrap(), Counts { waiting: 480, held: 0, dead: 0, duplicates: 0 });
}

fn refusal(outcome: Result<DiskStore, StoreError>) -> String {
    outcome.unwrap_err().to_string()
}

#[tokio::test]
async fn folders_that_cannot_be_used() {
    let folder = Folder::new();
    assert!(refusal(DiskStore::open(folder.0.join("none/store"))).contains("none/store cannot be opened"));
    // Somebody else's files stay as they are.
    let path = folder.0.join("letter");
    std::fs::write(&path, "Dear Sir or Madam, ".repeat(1000)).unwrap();
    assert!(refusal(DiskStore::open(&path)).contains("letter is a file and no store"));
    assert!(refusal(DiskStore::open(&folder.0)).contains("it holds other files"));
    assert_eq!(folder.files(), ["letter"]);
    // An empty folder, and one that is not there, are as good as each other.
    std::fs::create_dir(folder.0.join("empty")).unwrap();
    drop(DiskStore::open(folder.0.join("empty")).unwrap());
}

/// Nobody may write there, not even who may do everything.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_folder_that_cannot_be_written() {
    let said = refusal(DiskStore::open("/proc/connector-store"));
    assert!(said.contains("/proc/connector-store cannot be opened"), "{said}");
    let said = refusal(DiskStore::open("/proc/self/fd"));
    assert!(said.contains("/proc/self/fd"), "{said}");
}

#[tokio::test]
async fn a_store_of_a_later_version_is_left_alone() {
    let folder = Folder::new();
    let path = folder.0.join("store");
    drop(DiskStore::open(&path).unwrap());
    let log = path.join("0000000000000001.log");
    let mut bytes = std::fs::read(&log).unwrap();
    // The form, and the checksum of the head.
    bytes[11] = 9;
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&bytes[..36]);
    bytes[36..40].copy_from_slice(&hasher.finalize().to_be_bytes());
    std::fs::write(&log, &bytes).unwrap();
    let said = refusal(DiskStore::open(&path));
    assert!(said.contains("written by a later version of this library (form 9)"), "{said}");
    assert_eq!(std::fs::read(&log).unwrap(), bytes);
}

/// Runs this test binary's test `name` in a process of its own whose files cannot grow beyond `kilobytes`: for a file that is all
/// the same as a disk that is full.
#[cfg(unix)]
fn with_small_files(name: &str, kilobytes: u32, folder: &Folder) -> std::process::Output {
    let program = std::env::current_exe().unwrap();
    let script =
        format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" --exact {name} --nocapture --ignored");
    Command::new("bash")
        .args(["-c", &script])
        .arg(program)
        .env("CONNECTOR_STORE", &folder.0)
        .output()
        .unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn a_full_disk_is_said_and_nothing_that_was_taken_is_lost() {
    let folder = Folder::new();
    let output = with_small_files("disk::on_a_full_disk", 3000, &folder);
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let taken: usize = said.lines().find_map(|line| line.strip_prefix("taken ")?.parse().ok()).expect(&said);
    let refused = said.lines().find_map(|line| line.strip_prefix("refused ")).expect(&said);
    assert!(taken > 10 && refused.contains("File too large"), "{said}");
    let store = DiskStore::open(folder.0.join("store")).unwrap();
    assert_eq!(store.counts("s").await.unwrap().waiting, taken);
}

/// Fills the store until it takes no more, makes room, and goes on.
#[tokio::test]
#[ignore = "run by the test above it"]
async fn on_a_full_disk() {
    let Some(folder) = std::env::var_os("CONNECTOR_STORE") else { return };
    let store = DiskStore::open(PathBuf::from(folder).join("store")).unwrap();
    let mut taken = 0;
    let refused = loop {
        match store.append("s", vec![Entry::new(format!("{taken}"), vec![7; 50_000])], None).await {
            Ok(_) => taken += 1,
            Err(error) => break error,
        }
    };
    println!("refused {refused}");
    // It still hands out what it has, and what is handled makes room.
    let mut gone = 0;
    for _ in 0..20 {
        let Ok(claimed) = store.claim("s", 1, LONG).await else { continue };
        for claimed in claimed {
            gone += usize::from(store.ack("s", &claimed.receipt).await.is_ok());
        }
    }
    println!("gone {gone}");
    if gone > 5 {
        taken +=
            usize::from(store.append("s", vec![Entry::new("late", vec![7; 50_000])], None).await.is_ok());
    }
    println!("taken {}", taken - gone);
}
