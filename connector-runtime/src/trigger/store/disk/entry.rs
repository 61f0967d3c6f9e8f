//! Entries as bytes. The first byte says which form they have.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::frame::{Rest, length, part};
use crate::trigger::store::{Dead, Entry};

const FORM: u8 = 1;

pub(super) fn write(entry: &Entry, out: &mut Vec<u8>) {
    out.push(FORM);
    let at = entry.received_at.duration_since(UNIX_EPOCH).unwrap_or_default();
    out.extend_from_slice(&at.as_secs().to_be_bytes());
    out.extend_from_slice(&at.subsec_nanos().to_be_bytes());
    part(entry.id.as_bytes(), out);
    out.extend_from_slice(&length(entry.headers.len()));
    for (name, value) in &entry.headers {
        part(name.as_str().as_bytes(), out);
        part(value.as_bytes(), out);
    }
    part(&entry.body, out);
}

/// The entry that [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Entry> {
    let mut rest = Rest(bytes);
    let entry = entry(&mut rest)?;
    rest.0.is_empty().then_some(entry)
}

pub(super) fn write_dead(dead: &Dead, out: &mut Vec<u8>) {
    write(&dead.entry, out);
    out.extend_from_slice(&dead.deliveries.to_be_bytes());
    part(dead.reason.as_bytes(), out);
}

pub(super) fn read_dead(bytes: &[u8]) -> Option<Dead> {
    let mut rest = Rest(bytes);
    let entry = entry(&mut rest)?;
    let deliveries = u32::from_be_bytes(rest.array()?);
    let reason = rest.text()?.to_owned();
    Some(Dead { entry, deliveries, reason })
}

fn entry(rest: &mut Rest<'_>) -> Option<Entry> {
    if rest.array::<1>()? != [FORM] {
        return None;
    }
    let seconds = Duration::from_secs(u64::from_be_bytes(rest.array()?));
    let at = seconds.saturating_add(Duration::from_nanos(u32::from_be_bytes(rest.array()?).into()));
    let id = rest.text()?.to_owned();
    let mut headers = HeaderMap::new();
    for _ in 0..u32::from_be_bytes(rest.array()?) {
        let name = HeaderName::from_bytes(rest.part()?).ok()?;
        headers.try_append(name, HeaderValue::from_bytes(rest.part()?).ok()?).ok()?;
    }
    let body = Bytes::copy_from_slice(rest.part()?);
    Some(Entry {
        id,
        headers,
        body,
        received_at: UNIX_EPOCH.checked_add(at).unwrap_or(SystemTime::UNIX_EPOCH),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut entry = Entry::new("ä", vec![0, 255, 7]);
        entry.headers.append("x-a", HeaderValue::from_bytes(&[0xe4]).unwrap());
        entry.headers.append("x-a", HeaderValue::from_static("2"));
        let mut bytes = Vec::new();
        write(&entry, &mut bytes);
        assert_eq!(read(&bytes), Some(entry.clone()));
        let mut grave = Vec::new();
        write_dead(&Dead { entry: entry.clone(), deliveries: 3, reason: "no".to_owned() }, &mut grave);
        let dead = read_dead(&grave).unwrap();
        assert_eq!((dead.entry, dead.deliveries, dead.reason.as_str()), (entry, 3, "no"));
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None);
        }
        assert_eq!(read(&[2; 99]), None);
    }
}
