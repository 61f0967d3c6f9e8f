//! Entries as bytes. The first byte says which form they have.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::trigger::store::{Dead, Entry};

const FORM: u8 = 1;

pub(super) fn write(entry: &Entry) -> Vec<u8> {
    let mut out = Vec::with_capacity(entry.size() + 32);
    out.push(FORM);
    let at = entry.received_at.duration_since(UNIX_EPOCH).unwrap_or_default();
    out.extend_from_slice(&at.as_secs().to_be_bytes());
    out.extend_from_slice(&at.subsec_nanos().to_be_bytes());
    part(entry.id.as_bytes(), &mut out);
    out.extend_from_slice(&length(entry.headers.len()));
    for (name, value) in &entry.headers {
        part(name.as_str().as_bytes(), &mut out);
        part(value.as_bytes(), &mut out);
    }
    part(&entry.body, &mut out);
    out
}

/// The entry that [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Entry> {
    let mut rest = Rest(bytes);
    let entry = entry(&mut rest)?;
    rest.0.is_empty().then_some(entry)
}

pub(super) fn write_dead(dead: &Dead) -> Vec<u8> {
    let mut out = write(&dead.entry);
    out.extend_from_slice(&dead.deliveries.to_be_bytes());
    part(dead.reason.as_bytes(), &mut out);
    out
}

pub(super) fn read_dead(bytes: &[u8]) -> Option<Dead> {
    let mut rest = Rest(bytes);
    let entry = entry(&mut rest)?;
    let deliveries = u32::from_be_bytes(rest.array()?);
    let reason = rest.text()?;
    Some(Dead { entry, deliveries, reason })
}

fn entry(rest: &mut Rest<'_>) -> Option<Entry> {
    if rest.array::<1>()? != [FORM] {
        return None;
    }
    let at = Duration::new(u64::from_be_bytes(rest.array()?), u32::from_be_bytes(rest.array()?));
    let id = rest.text()?;
    let mut headers = HeaderMap::new();
    for _ in 0..u32::from_be_bytes(rest.array()?) {
        let name = HeaderName::from_bytes(rest.part()?).ok()?;
        headers.append(name, HeaderValue::from_bytes(rest.part()?).ok()?);
    }
    let body = Bytes::copy_from_slice(rest.part()?);
    Some(Entry {
        id,
        headers,
        body,
        received_at: UNIX_EPOCH.checked_add(at).unwrap_or(SystemTime::UNIX_EPOCH),
    })
}

/// What is longer than four gibibytes was refused long before.
fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}

fn part(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&length(bytes.len()));
    out.extend_from_slice(bytes);
}

struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    fn part(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(u32::from_be_bytes(self.array()?)).ok()?;
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(part)
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.part()?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut entry = Entry::new("ä", vec![0, 255, 7]);
        entry.headers.append("x-a", HeaderValue::from_bytes(&[0xe4]).unwrap());
        entry.headers.append("x-a", HeaderValue::from_static("2"));
        let bytes = write(&entry);
        assert_eq!(read(&bytes), Some(entry.clone()));
        let dead =
            read_dead(&write_dead(&Dead { entry: entry.clone(), deliveries: 3, reason: "no".to_owned() }));
        let dead = dead.unwrap();
        assert_eq!((dead.entry, dead.deliveries, dead.reason.as_str()), (entry, 3, "no"));
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None);
        }
        assert_eq!(read(&[2; 99]), None);
    }
}
