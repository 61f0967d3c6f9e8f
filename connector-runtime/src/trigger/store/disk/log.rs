//! The files of a store: segments that are only written to at their end, each until it is long enough, and the next one then.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::Shared;
use super::frame::{End, FRAME, Frames, HEAD, Head, Mark, NoHead, seal};
use super::known::{Known, Place};
use super::record::{self, At, Due, Record};
use crate::trigger::store::queue::Id;
use crate::trigger::store::{Capacity, Entry, StoreError};

/// How long a segment gets before the next one is begun.
pub(super) const SEGMENT: u64 = 8 << 20;
/// What is kept free for the time when the disk is full: so much can be handed out and acknowledged then.
const RESERVE: usize = 1 << 20;

/// At how many bytes a write takes no more.
pub(super) const LONG: usize = 8 << 20;
/// How much memory is kept from one write for the next.
const BUFFER: usize = 1 << 20;

const LOCK: &str = "lock";
const CLOSED: &str = "closed";
const SPARE: &str = "reserve";

/// Why a folder cannot be used.
#[derive(Debug)]
pub(super) enum Bad {
    /// The system says so.
    Io(io::Error),
    /// It is something else, or somebody else's: it stays as it is.
    Refused(String),
    /// It was a store.
    Damaged(String),
}

impl From<io::Error> for Bad {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes and reads the segments of a folder that nobody else has.
pub(super) struct Log {
    folder: PathBuf,
    /// Held for as long as this lives.
    _lock: File,
    /// Of each segment its length, as far as it is safe.
    segments: BTreeMap<u64, u64>,
    /// The last segment.
    file: File,
    head: Head,
    /// The number of the next frame.
    next: u64,
    /// How long a segment gets.
    size: u64,
    /// A segment that was read from lately.
    reading: Option<(u64, File)>,
    /// What the last frame was in, for the next one.
    buffer: Vec<u8>,
}

fn path(folder: &Path, segment: u64) -> PathBuf {
    folder.join(format!("{segment:016}.log"))
}

/// Makes the names in a folder safe: a file whose name is lost is lost.
fn sync_folder(folder: &Path) -> io::Result<()> {
    // Other systems than Unix do not open folders, and do without.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Makes the folder a store's, and nobody else's.
fn lock(folder: &Path) -> Result<File, Bad> {
    let place = folder.display();
    match fs::metadata(folder) {
        Ok(there) if there.is_dir() => {
            let names: io::Result<Vec<_>> = fs::read_dir(folder)?.map(|file| Ok(file?.file_name())).collect();
            let names = names?;
            if !names.is_empty() && !names.iter().any(|name| name == LOCK) {
                return Err(Bad::Refused(format!(
                    "{place} is no store: it holds other files; give the store a folder of its own"
                )));
            }
        }
        Ok(_) => {
            return Err(Bad::Refused(format!("{place} is a file and no store: a store is a folder")));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir(folder)?;
            if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                sync_folder(parent)?;
            }
        }
        Err(error) => return Err(error.into()),
    }
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            Err(Bad::Refused(format!("{place} is open already, here or in another process")))
        }
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// The segments of a folder, in order.
fn segments(folder: &Path) -> io::Result<Vec<u64>> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder)? {
        let name = file?.file_name();
        let number = name.to_str().and_then(|name| name.strip_suffix(".log")?.parse::<u64>().ok());
        all.extend(number);
    }
    all.sort_unstable();
    Ok(all)
}

impl Log {
    /// Opens the folder, makes it if there is none, and reads what it holds. What a write left that never came to its end is cut off.
    pub(super) fn open(folder: &Path, capacity: Capacity, size: u64) -> Result<(Self, Known), Bad> {
        let lock = lock(folder)?;
        let mut known = Known::default();
        let mut lengths = BTreeMap::new();
        let mut last: Option<(Head, u64)> = None;
        let all = segments(folder)?;
        for (index, segment) in all.iter().enumerate() {
            let path = path(folder, *segment);
            let bytes = fs::read(&path)?;
            let is_last = index + 1 == all.len();
            let head = match Head::read(&bytes) {
                Ok(head) => head,
                // It was about to be begun when something ended the process: nothing was in it.
                Err(NoHead::Damaged) if is_last && bytes.len() <= HEAD => {
                    fs::remove_file(&path)?;
                    break;
                }
                Err(NoHead::Damaged) => return Err(damaged(*segment, "its head is not what was written")),
                Err(NoHead::Newer(form)) => {
                    let message = format!(
                        "{} was written by a later version of this library (form {form})",
                        path.display()
                    );
                    return Err(Bad::Refused(message));
                }
            };
            let follows =
                last.is_none_or(|(before, next)| before.segment + 1 == *segment && next == head.first);
            if head.segment != *segment || !follows {
                return Err(damaged(*segment, "what comes before it is missing"));
            }
            let mut frames = Frames::new(&bytes, &head);
            for (begin, payload) in frames.by_ref() {
                let act = |behind, record: Record<'_>| {
                    known.apply(record, |entry| place(*segment, begin, payload, behind, entry));
                };
                if !record::read(payload, act) {
                    return Err(damaged(*segment, "it holds something unknown"));
                }
            }
            let length = u64::try_from(frames.at).unwrap_or(u64::MAX);
            match frames.end() {
                End::Whole => {}
                End::Torn if is_last => {
                    let file = OpenOptions::new().write(true).open(&path)?;
                    check_closed(folder, *segment, length)?;
                    file.set_len(length)?;
                    file.sync_all()?;
                }
                End::Torn => return Err(damaged(*segment, "it ends too early")),
                End::Damaged => return Err(damaged(*segment, "a part of it is not what was written")),
            }
            lengths.insert(*segment, length);
            last = Some((head, frames.next));
        }
        let (segment, length) =
            lengths.last_key_value().map_or((0, 0), |(segment, length)| (*segment, *length));
        check_closed(folder, segment, length)?;
        if !known.finish(capacity) {
            return Err(damaged(segment, "a stream has no name"));
        }
        // From now on the end is open.
        if remove(&folder.join(CLOSED))? {
            sync_folder(folder)?;
        }
        let (head, file, next) = match last {
            Some((head, next)) => {
                let mut file = OpenOptions::new().write(true).open(path(folder, head.segment))?;
                file.seek(SeekFrom::End(0))?;
                (head, file, next)
            }
            None => {
                let (head, file) = begin(folder, 1, 0)?;
                lengths.insert(1, HEAD as u64);
                (head, file, 0)
            }
        };
        let log = Self {
            folder: folder.to_owned(),
            _lock: lock,
            segments: lengths,
            file,
            head,
            next,
            size,
            reading: None,
            buffer: Vec::new(),
        };
        Ok((log, known))
    }

    fn length(&self) -> u64 {
        self.segments.get(&self.head.segment).copied().unwrap_or(0)
    }

    /// How many bytes there are.
    fn total(&self) -> u64 {
        self.segments.values().sum()
    }

    /// An empty frame for the end of the log.
    pub(super) fn frame(&mut self, known: &Known) -> Frame {
        let mut bytes = std::mem::take(&mut self.buffer);
        bytes.clear();
        bytes.resize(FRAME, 0);
        let mut frame = Frame { bytes, segment: self.head.segment, base: self.length() };
        if frame.base == HEAD as u64 {
            // What earlier segments said of it goes with them.
            frame.push(Record::Last(known.version, known.lease));
        }
        frame
    }

    /// Writes a frame; when this returns, it is safe.
    pub(super) fn append(&mut self, mut frame: Frame) -> io::Result<()> {
        seal(&mut frame.bytes, self.head.mark, self.next);
        self.file.write_all(&frame.bytes)?;
        self.file.sync_data()?;
        self.next += 1;
        let length = frame.base + frame.bytes.len() as u64;
        self.segments.insert(self.head.segment, length);
        if frame.bytes.capacity() <= BUFFER {
            self.buffer = frame.bytes;
        }
        Ok(())
    }

    /// After a write that failed: nothing of it stays, not even what the system would still have written some time.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.file.set_len(self.length())?;
        self.file.seek(SeekFrom::End(0))?;
        self.file.sync_all()
    }

    /// Reads everything again, into the place of what is known.
    pub(super) fn reload(&mut self, capacity: Capacity) -> Result<Known, Bad> {
        let mut known = Known::default();
        for segment in self.segments.keys() {
            let bytes = fs::read(path(&self.folder, *segment))?;
            let head =
                Head::read(&bytes).map_err(|_| damaged(*segment, "its head is not what was written"))?;
            let mut frames = Frames::new(&bytes, &head);
            for (begin, payload) in frames.by_ref() {
                record::read(payload, |behind, record| {
                    known.apply(record, |entry| place(*segment, begin, payload, behind, entry));
                });
            }
            if frames.end() != End::Whole {
                return Err(damaged(*segment, "a part of it is not what was written"));
            }
        }
        known.finish(capacity);
        Ok(known)
    }

    /// Begins a new segment when the last one is long enough, and frees the oldest when too much of the log is over.
    ///
    /// What is known is locked only while it is looked at, and not while something is written: others ask what is due meanwhile.
    pub(super) fn tidy(&mut self, shared: &Shared, tight: bool) -> io::Result<()> {
        let long = if tight { self.size / 16 } else { self.size };
        if self.length() < long {
            return Ok(());
        }
        self.roll()?;
        // Two, because what is kept of the first may fill another one.
        for _ in 0..2 {
            let spare = if tight { 0 } else { 2 * self.size };
            let most = 2 * shared.known().live() + spare;
            if self.total() <= most || !self.free_oldest(shared)? {
                break;
            }
        }
        Ok(())
    }

    fn roll(&mut self) -> io::Result<()> {
        let segment = self.head.segment + 1;
        let begun = begin(&self.folder, segment, self.next);
        if begun.is_err() {
            // Half of it would be in the way of the next try.
            let _ = remove(&path(&self.folder, segment));
        }
        (self.head, self.file) = begun?;
        self.segments.insert(segment, HEAD as u64);
        Ok(())
    }

    /// Writes what is still so of the oldest segment to the end of the log, and removes it. False when there is only one.
    fn free_oldest(&mut self, shared: &Shared) -> io::Result<bool> {
        let Some((segment, _)) = self.segments.first_key_value().filter(|_| self.segments.len() > 1) else {
            return Ok(false);
        };
        let segment = *segment;
        let file = path(&self.folder, segment);
        let bytes = fs::read(&file)?;
        let damage = || io::Error::new(io::ErrorKind::InvalidData, format!("{} is damaged", file.display()));
        let head = Head::read(&bytes).map_err(|_| damage())?;
        let mut frames = Frames::new(&bytes, &head);
        let mut payloads = frames.by_ref().peekable();
        while payloads.peek().is_some() {
            let mut frame = self.frame(&shared.known());
            let empty = frame.bytes.len();
            let mut moved = Vec::new();
            // Few and long writes: each is synced.
            while let Some((begin, payload)) = payloads.next_if(|_| frame.bytes.len() < LONG) {
                let known = shared.known();
                record::read(payload, |behind, record| {
                    let here = |entry: &[u8]| place(segment, begin, payload, behind, entry);
                    known.keep(record, here, |record| {
                        let to = frame.push(record);
                        if let (Record::Event(at, ..) | Record::Dead(at, _), Some(to)) = (record, to) {
                            moved.push((at, to));
                        }
                    });
                });
            }
            if frame.bytes.len() > empty {
                self.append(frame)?;
                let mut known = shared.known();
                moved.into_iter().for_each(|(at, to)| known.moved(at, to));
            }
            if self.length() >= self.size {
                self.roll()?;
            }
        }
        drop(payloads);
        if frames.end() != End::Whole {
            return Err(damage());
        }
        fs::remove_file(&file)?;
        sync_folder(&self.folder)?;
        self.segments.remove(&segment);
        self.reading = None;
        Ok(true)
    }

    /// What is at a place.
    pub(super) fn read(&mut self, place: Place) -> Result<Vec<u8>, StoreError> {
        let mut bytes = vec![0; place.size()];
        let mut read = || -> io::Result<()> {
            let file = match &mut self.reading {
                Some((segment, file)) if *segment == place.segment => file,
                other => {
                    let file = File::open(path(&self.folder, place.segment))?;
                    &mut other.insert((place.segment, file)).1
                }
            };
            file.seek(SeekFrom::Start(place.at))?;
            file.read_exact(&mut bytes)
        };
        let outcome = read();
        let name = || path(&self.folder, place.segment);
        match outcome {
            Ok(()) if crc32fast::hash(&bytes) == place.sum => Ok(bytes),
            Ok(()) => {
                let message = format!("{} is damaged: an event is not what was written", name().display());
                Err(StoreError::Failed(message.into()))
            }
            Err(error) => {
                Err(StoreError::Failed(format!("{} cannot be read: {error}", name().display()).into()))
            }
        }
    }

    /// Whether there is something to fall back on when the disk is full: makes it, if there is room.
    pub(super) fn reserve(&self) -> io::Result<()> {
        let file = self.folder.join(SPARE);
        if fs::metadata(&file).is_ok_and(|there| there.len() == RESERVE as u64) {
            return Ok(());
        }
        let made = File::create(&file).and_then(|mut file| {
            file.write_all(&vec![0; RESERVE])?;
            file.sync_all()
        });
        if made.is_err() {
            let _ = remove(&file);
        }
        made
    }

    /// Uses it up.
    pub(super) fn fall_back(&self) {
        let _ = remove(&self.folder.join(SPARE));
    }

    /// Writes down where the log ends, so that an end that is missing the next time is missed.
    pub(super) fn close(&self) {
        let write = || -> io::Result<()> {
            let new = self.folder.join("closed.new");
            let mut file = File::create(&new)?;
            file.write_all(format!("{} {}\n", self.head.segment, self.length()).as_bytes())?;
            file.sync_all()?;
            fs::rename(new, self.folder.join(CLOSED))?;
            sync_folder(&self.folder)
        };
        // Without it the next start takes the end for that of a process that was killed.
        let _ = write();
    }
}

/// Begins a segment.
fn begin(folder: &Path, segment: u64, first: u64) -> io::Result<(Head, File)> {
    let mut mark = Mark::default();
    getrandom::fill(&mut mark).map_err(|error| io::Error::other(error.to_string()))?;
    let head = Head { segment, first, mark };
    let mut file = OpenOptions::new().create_new(true).write(true).open(path(folder, segment))?;
    file.write_all(&head.bytes())?;
    file.sync_all()?;
    sync_folder(folder)?;
    Ok((head, file))
}

/// Whether the log ends where it ended when it was closed, if it was.
fn check_closed(folder: &Path, segment: u64, length: u64) -> Result<(), Bad> {
    let Ok(text) = fs::read_to_string(folder.join(CLOSED)) else { return Ok(()) };
    if text == format!("{segment} {length}\n") {
        return Ok(());
    }
    Err(damaged(segment, "it does not end where it ended when the store was closed"))
}

fn damaged(segment: u64, why: &str) -> Bad {
    Bad::Damaged(format!("{segment:016}.log: {why}"))
}

/// Removes a file, if there is one.
fn remove(file: &Path) -> io::Result<bool> {
    match fs::remove_file(file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Where something is that stands in a frame so far before its end.
fn place(segment: u64, begin: usize, payload: &[u8], behind: usize, entry: &[u8]) -> Place {
    let at = (begin + payload.len()).saturating_sub(behind + entry.len());
    Place {
        segment,
        at: at as u64,
        length: u32::try_from(entry.len()).unwrap_or(u32::MAX),
        sum: crc32fast::hash(entry),
    }
}

/// What is written next.
pub(super) struct Frame {
    pub(super) bytes: Vec<u8>,
    segment: u64,
    base: u64,
}

impl Frame {
    /// Adds a record; where its last part is, if it is one of those that are looked for again.
    pub(super) fn push(&mut self, record: Record<'_>) -> Option<Place> {
        record.write(&mut self.bytes);
        match record {
            Record::Event(.., entry) | Record::Dead(_, entry) => {
                Some(place(self.segment, usize::try_from(self.base).ok()?, &self.bytes, 0, entry))
            }
            _ => None,
        }
    }

    /// Adds an event that has just come.
    pub(super) fn event(&mut self, at: At, id: Id, entry: &Entry) -> Option<Place> {
        let length =
            record::event(at, id, Due::default(), &mut self.bytes, |out| super::entry::write(entry, out));
        let own = self.bytes.get(self.bytes.len().checked_sub(length)?..)?;
        Some(place(self.segment, usize::try_from(self.base).ok()?, &self.bytes, 0, own))
    }

    /// What is at a place, if that is in this frame.
    pub(super) fn read(&self, place: Place) -> Option<Vec<u8>> {
        let at = usize::try_from(place.at.checked_sub(self.base)?).ok()?;
        let there = place.segment == self.segment;
        self.bytes.get(at..at + place.size()).filter(|_| there).map(<[u8]>::to_vec)
    }
}
