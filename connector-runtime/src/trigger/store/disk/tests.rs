//! A store on disk with very short segments does what one in memory does, whatever happens to it in between.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::*;
use crate::trigger::store::{Expect, MemoryStore};

const LONG: Duration = Duration::from_secs(3600);
/// A few events fill it.
const SHORT: u64 = 1500;
const CAPACITY: Capacity = Capacity { events: 20, bytes: 1 << 20, ids: 400 };

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        // Nothing here is about a disk, and thousands of syncs of one take their time.
        let memory = PathBuf::from("/dev/shm");
        let parent = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let folder = parent.join(format!("connector-log-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A copy of a store as it is on disk now: what a process that is killed now leaves. The store tidies up in the meantime: it is
    /// copied until the folder is the same before and after.
    fn copy(&self, from: &Path, name: &str) -> PathBuf {
        let to = self.0.join(name);
        loop {
            fs::create_dir(&to).unwrap();
            let before = lengths(from);
            let is_whole = before.keys().all(|name| fs::copy(from.join(name), to.join(name)).is_ok());
            if is_whole && lengths(from) == before {
                return to;
            }
            fs::remove_dir_all(&to).unwrap();
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The files of a folder, and how long they are.
fn lengths(folder: &Path) -> BTreeMap<OsString, Option<u64>> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.map(|file| (file.file_name(), file.metadata().ok().map(|of| of.len()))).collect()
}

fn open(path: &Path) -> Result<DiskStore, StoreError> {
    DiskStore::make(path, CAPACITY, SHORT)
}

fn files(path: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = fs::read_dir(path).unwrap().map(|file| file.unwrap().path()).collect();
    all.retain(|path| path.extension().is_some_and(|end| end == "log"));
    all.sort();
    all
}

fn length(path: &Path) -> u64 {
    files(path).iter().map(|file| file.metadata().unwrap().len()).sum()
}

/// The same is done to both, and both must answer the same.
struct Pair {
    disk: DiskStore,
    memory: MemoryStore,
    /// By stream and by the receipts of both.
    held: Vec<(String, Receipt, Receipt)>,
}

const STREAMS: [&str; 3] = ["a", "b", "c"];

impl Pair {
    async fn step(&mut self, random: &mut fastrand::Rng) {
        let (disk, memory) = (&self.disk, &self.memory);
        let stream = STREAMS[random.usize(..3)];
        let entry = |random: &mut fastrand::Rng| {
            Entry::new(random.u32(..300).to_string(), vec![b'x'; random.usize(..200)])
        };
        match random.u32(..12) {
            0..4 => {
                let entries: Vec<Entry> = (0..random.usize(..4)).map(|_| entry(random)).collect();
                let write =
                    random.bool().then(|| Write::new(format!("cursor {stream}"), random.u8(..).to_string()));
                let one = disk.append(stream, entries.clone(), write.clone()).await;
                let other = memory.append(stream, entries, write).await;
                assert_eq!(format!("{one:?}"), format!("{other:?}"));
            }
            4..6 => {
                let max = random.usize(1..5);
                let one = disk.claim(stream, max, LONG).await.unwrap();
                let other = memory.claim(stream, max, LONG).await.unwrap();
                assert_eq!(one.len(), other.len());
                for (one, other) in one.into_iter().zip(other) {
                    assert_eq!((one.entry, one.deliveries), (other.entry, other.deliveries));
                    self.held.push((stream.to_owned(), one.receipt, other.receipt));
                }
            }
            6..9 if !self.held.is_empty() => {
                let (stream, one, other) = self.held.swap_remove(random.usize(..self.held.len()));
                match random.u32(..4) {
                    0 | 1 => {
                        disk.ack(&stream, &one).await.unwrap();
                        memory.ack(&stream, &other).await.unwrap();
                    }
                    2 => {
                        disk.retry(&stream, &one, Duration::ZERO).await.unwrap();
                        memory.retry(&stream, &other, Duration::ZERO).await.unwrap();
                    }
                    _ => {
                        let one = disk.bury(&stream, &one, "why").await;
                        let other = memory.bury(&stream, &other, "why").await;
                        assert_eq!(format!("{one:?}"), format!("{other:?}"));
                    }
                }
            }
            9 => {
                let dead = memory.dead(stream).await.unwrap();
                if let Some(dead) = dead.get(random.usize(..dead.len() + 1)) {
                    assert!(disk.revive(stream, &dead.entry.id).await.unwrap());
                    assert!(memory.revive(stream, &dead.entry.id).await.unwrap());
                }
            }
            10 => {
                let ids: Vec<String> = (0..3).map(|_| random.u32(..300).to_string()).collect();
                disk.remember(stream, ids.clone(), None).await.unwrap();
                memory.remember(stream, ids, None).await.unwrap();
            }
            _ => {
                let key = format!("key {}", random.u32(..5));
                if random.bool() {
                    let write = Write::new(&*key, random.u8(..).to_string());
                    let write = if random.bool() { write.expect(Expect::Absent) } else { write };
                    let one = disk.write(write.clone()).await.map(|_| ());
                    assert_eq!(format!("{one:?}"), format!("{:?}", memory.write(write).await.map(|_| ())));
                } else {
                    disk.remove(&key).await.unwrap();
                    memory.remove(&key).await.unwrap();
                }
            }
        }
    }

    /// The process has ended: nothing is held any more.
    async fn begin_anew(&mut self, path: &Path) {
        self.disk = open(path).unwrap();
        for (stream, _, receipt) in self.held.drain(..) {
            self.memory.retry(&stream, &receipt, Duration::ZERO).await.unwrap();
        }
    }

    async fn compare(&self) {
        assert_eq!(all(&self.disk).await, all(&self.memory).await);
    }
}

/// All that a store tells without changing.
async fn all(store: &impl Store) -> String {
    let mut text = String::new();
    for key in store.keys("").await.unwrap() {
        let value = store.read(&key).await.unwrap().unwrap().value;
        text.push_str(&format!("{key}={value:?} "));
    }
    for stream in STREAMS {
        let counts = store.counts(stream).await.unwrap();
        let mut dead = store.dead(stream).await.unwrap();
        // Which of them is the oldest, the one or the other may take for a matter of their arrival.
        dead.sort_by(|one, other| one.entry.id.cmp(&other.entry.id));
        text.push_str(&format!("{stream}: {} {} {dead:?}\n", counts.waiting, counts.dead));
    }
    text
}

/// Thousands of random steps, closed and killed in between: segments come and go all the time.
#[tokio::test]
async fn as_in_memory() {
    for seed in 0..3 {
        let mut random = fastrand::Rng::with_seed(seed);
        let folder = Folder::new();
        let mut path = folder.0.join("store");
        let memory = MemoryStore::with_capacity(CAPACITY);
        let mut pair = Pair { disk: open(&path).unwrap(), memory, held: Vec::new() };
        for step in 0..600 {
            pair.step(&mut random).await;
            match random.u32(..40) {
                0 => {
                    pair.disk = open(&folder.0.join(format!("other {step}"))).unwrap();
                    pair.begin_anew(&path).await;
                }
                1 => {
                    path = folder.copy(&path, &format!("copy {step}"));
                    pair.begin_anew(&path).await;
                }
                _ => {}
            }
            if step % 10 == 0 {
                pair.compare().await;
            }
        }
        pair.compare().await;
        // It began with 1, and is not much longer than what it keeps.
        assert!(!files(&path)[0].ends_with("0000000000000001.log"));
        let live = pair.disk.0.shared.known().live();
        assert!(length(&path) < 3 * live + 8 * SHORT, "{} for {live}", length(&path));
    }
}

/// What was handled is known for as long as the window says, also when its segments are long gone.
#[tokio::test]
async fn ids_outlive_their_segments() {
    let folder = Folder::new();
    let path = folder.0.join("store");
    let store = open(&path).unwrap();
    for number in 0..1000 {
        assert_eq!(store.append("a", vec![Entry::new(number.to_string(), "1")], None).await.unwrap(), [true]);
        for claimed in store.claim("a", 9, LONG).await.unwrap() {
            store.ack("a", &claimed.receipt).await.unwrap();
        }
    }
    let check = async |store: &DiskStore, number: u32, new: bool| {
        let fresh =
            store.0.shared.known().get("a").unwrap().queue.fresh(&[queue::short(&number.to_string())]);
        assert_eq!(fresh, [new], "{number}");
    };
    for _ in 0..2 {
        let store = open(&folder.copy(&path, &format!("copy {}", fastrand::u64(..)))).unwrap();
        check(&store, 599, true).await;
        check(&store, 600, false).await;
        check(&store, 999, false).await;
    }
    drop(store);
    check(&open(&path).unwrap(), 600, false).await;
}

/// Two events, and then a third; the folder after each, and what the store was then.
async fn three(folder: &Folder) -> (PathBuf, String, String) {
    let path = folder.0.join("store");
    let store = DiskStore::make(&path, CAPACITY, 1 << 20).unwrap();
    store.append("a", vec![Entry::new("1", "one")], Some(Write::new("cursor", "1"))).await.unwrap();
    store.append("a", vec![Entry::new("2", "two")], Some(Write::new("cursor", "2"))).await.unwrap();
    let two = all(&store).await;
    store.append("a", vec![Entry::new("3", "three")], Some(Write::new("cursor", "3"))).await.unwrap();
    let three = all(&store).await;
    (folder.copy(&path, "killed"), two, three)
}

/// A write that was cut short at any byte is as if it had never been, and the next one comes after what was before it.
#[tokio::test]
async fn a_torn_end_is_cut() {
    let folder = Folder::new();
    let (killed, two, three) = three(&folder).await;
    let log = &files(&killed)[0];
    let bytes = fs::read(log).unwrap();
    let (store, whole) = (open(&killed).unwrap(), bytes.len());
    assert_eq!(all(&store).await, three);
    drop(store);
    let third = bytes.windows(5).position(|part| part == b"three").unwrap();
    for end in third..whole {
        let _ = fs::remove_file(killed.join("closed"));
        fs::write(log, &bytes[..end]).unwrap();
        let store = open(&killed).unwrap();
        assert_eq!(all(&store).await, two, "{end}");
        store.append("a", vec![Entry::new("3", "three")], Some(Write::new("cursor", "3"))).await.unwrap();
        drop(store);
        let store = open(&killed).unwrap();
        assert_eq!(all(&store).await, three, "{end}");
    }
}

/// A flipped bit is never taken for something else: the folder is refused and kept, or it was in the last write, which then counts as
/// cut short. Where the store was closed in good order, that is seen, too.
#[tokio::test]
async fn a_flipped_bit_is_seen() {
    let folder = Folder::new();
    let (killed, two, _) = three(&folder).await;
    let bytes = fs::read(&files(&killed)[0]).unwrap();
    drop(open(&killed).unwrap());
    let mut torn = 0;
    for at in (0..bytes.len()).step_by(3) {
        for closed in [false, true] {
            let path = folder.copy(&killed, &format!("flipped {at} {closed}"));
            let mut odd = bytes.clone();
            odd[at] ^= 1 << (at % 8);
            fs::write(&files(&path)[0], &odd).unwrap();
            if !closed {
                fs::remove_file(path.join("closed")).unwrap();
            }
            match open(&path) {
                Ok(store) => {
                    assert!(!closed, "{at}");
                    assert_eq!(all(&store).await, two, "{at}");
                    torn += 1;
                }
                Err(error) => {
                    let said = error.to_string();
                    assert!(said.contains("is damaged") && said.contains("it is kept as"), "{said}");
                    assert!(!path.exists());
                }
            }
        }
    }
    assert!(torn > 10 && torn < bytes.len() / 6, "{torn}");
}

/// Files that are shorter than they were, or missing.
#[tokio::test]
async fn what_is_missing_is_missed() {
    let folder = Folder::new();
    let path = folder.0.join("store");
    let store = open(&path).unwrap();
    for number in 0..40 {
        // All of them are kept.
        let stream = format!("s{}", number % 4);
        store.append(&stream, vec![Entry::new(number.to_string(), vec![7; 300])], None).await.unwrap();
    }
    drop(store);
    let count = files(&path).len();
    assert!(count > 5, "{count}");
    let refused = |name: &str, closed: bool, damage: &dyn Fn(&[PathBuf])| {
        let path = folder.copy(&path, name);
        if !closed {
            fs::remove_file(path.join("closed")).unwrap();
        }
        damage(&files(&path));
        open(&path).map_err(|error| error.to_string())
    };
    let half = |file: &Path| {
        let bytes = fs::read(file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
    };
    for (name, closed, damage, why) in [
        ("middle short", false, &|all: &[PathBuf]| half(&all[2]) as _, "ends too early"),
        (
            "middle gone",
            false,
            &|all: &[PathBuf]| fs::remove_file(&all[2]).unwrap(),
            "comes before it is missing",
        ),
        ("middle empty", false, &|all: &[PathBuf]| fs::write(&all[2], "").unwrap(), "its head"),
        ("last short", true, &|all: &[PathBuf]| half(&all[count - 1]), "does not end where it ended"),
        (
            "last gone",
            true,
            &|all: &[PathBuf]| fs::remove_file(&all[count - 1]).unwrap(),
            "does not end where",
        ),
        (
            "all gone",
            true,
            &|all: &[PathBuf]| all.iter().for_each(|file| fs::remove_file(file).unwrap()),
            "does not end",
        ),
    ] as [(&str, bool, &dyn Fn(&[PathBuf]), &str); 6]
    {
        let said = refused(name, closed, damage).expect_err(name);
        assert!(said.contains(why) && said.contains("it is kept as"), "{name}: {said}");
    }
    // The process was killed when it had begun a segment.
    let begun = |all: &[PathBuf]| {
        let next = all[0].with_file_name(format!("{:016}.log", count + 1));
        fs::write(next, &fs::read(&all[0]).unwrap()[..17]).unwrap();
    };
    assert!(refused("begun", false, &begun).is_ok());
}

/// What cannot be read when it is asked for is said, and stays.
#[tokio::test]
async fn damage_while_it_is_open() {
    let folder = Folder::new();
    let path = folder.0.join("store");
    let store = DiskStore::make(&path, CAPACITY, 1 << 20).unwrap();
    store.append("a", vec![Entry::new("1", "one")], None).await.unwrap();
    let log = &files(&path)[0];
    let mut bytes = fs::read(log).unwrap();
    let at = bytes.len() - 1;
    bytes[at] ^= 1;
    fs::write(log, &bytes).unwrap();
    let said = store.claim("a", 9, LONG).await.unwrap_err().to_string();
    assert!(said.contains("is damaged"), "{said}");
    assert_eq!(store.counts("a").await.unwrap(), Counts { waiting: 1, ..Counts::default() });
    bytes[at] ^= 1;
    fs::write(log, &bytes).unwrap();
    assert_eq!(store.claim("a", 9, LONG).await.unwrap().len(), 1);
}
