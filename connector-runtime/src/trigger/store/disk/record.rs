//! What frames hold: records of what happened. Read in order, they give what is known.

use super::frame::{Rest, length, part};
use crate::trigger::store::queue::Id;

/// A stream's number, and the number of something in it.
pub(super) type At = (u32, u64);

/// How often an event has been handed out, and when it is due, in milliseconds since 1970 (0: now).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) deliveries: u32,
    pub(super) at: u64,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record<'a> {
    /// A stream has a number.
    Stream(u32, &'a str),
    /// A value of the state, with its version.
    Value(&'a str, u64, &'a [u8]),
    /// A key of the state has no value any more.
    Removed(&'a str),
    /// An event came, or is kept elsewhere from now on.
    Event(At, Id, Due, &'a [u8]),
    /// It was handed out or put off.
    Due(At, Due),
    /// It was handled, or buried, or revived: the inbox, or the list of dead letters, has it no more.
    Gone(At),
    /// A dead letter.
    Dead(At, &'a [u8]),
    /// An id of an event that is not here any more, or never was.
    Seen(At, Id),
    /// The last version of a value, and the last number of a lease.
    Last(u64, u64),
}

impl Record<'_> {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match *self {
            Self::Stream(number, name) => {
                out.push(1);
                out.extend_from_slice(&number.to_be_bytes());
                part(name.as_bytes(), out);
            }
            Self::Value(key, version, value) => {
                out.push(2);
                out.extend_from_slice(&version.to_be_bytes());
                part(key.as_bytes(), out);
                part(value, out);
            }
            Self::Removed(key) => {
                out.push(3);
                part(key.as_bytes(), out);
            }
            Self::Event(to, id, due, entry) => {
                event(to, id, due, out, |out| out.extend_from_slice(entry));
            }
            Self::Due(to, due) => {
                out.push(5);
                at(to, out);
                due.write(out);
            }
            Self::Gone(to) => {
                out.push(6);
                at(to, out);
            }
            Self::Dead(to, dead) => {
                out.push(7);
                at(to, out);
                part(dead, out);
            }
            Self::Seen(to, id) => {
                out.push(8);
                at(to, out);
                out.extend_from_slice(&id.to_be_bytes());
            }
            Self::Last(version, lease) => {
                out.push(9);
                out.extend_from_slice(&version.to_be_bytes());
                out.extend_from_slice(&lease.to_be_bytes());
            }
        }
    }
}

/// An event whose bytes are made where they stay: how many there are.
pub(super) fn event(to: At, id: Id, due: Due, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) -> usize {
    out.push(4);
    at(to, out);
    out.extend_from_slice(&id.to_be_bytes());
    due.write(out);
    out.extend_from_slice(&length(0));
    let begin = out.len();
    write(out);
    let own = out.len() - begin;
    let place = begin.checked_sub(4).and_then(|place| out.get_mut(place..begin));
    place.into_iter().flatten().zip(length(own)).for_each(|(to, from)| *to = from);
    own
}

impl Due {
    fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.deliveries.to_be_bytes());
        out.extend_from_slice(&self.at.to_be_bytes());
    }

    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        Some(Self { deliveries: u32::from_be_bytes(rest.array()?), at: u64::from_be_bytes(rest.array()?) })
    }
}

fn at((stream, number): At, out: &mut Vec<u8>) {
    out.extend_from_slice(&stream.to_be_bytes());
    out.extend_from_slice(&number.to_be_bytes());
}

/// Reads all records of a frame; false when there is something else.
///
/// What `act` is told besides is how much of the frame stands behind the record: what is long stands last in each.
pub(super) fn read<'a>(frame: &'a [u8], mut act: impl FnMut(usize, Record<'a>)) -> bool {
    let mut rest = Rest(frame);
    while !rest.0.is_empty() {
        let Some(record) = one(&mut rest) else { return false };
        act(rest.0.len(), record);
    }
    true
}

fn one<'a>(rest: &mut Rest<'a>) -> Option<Record<'a>> {
    let [kind] = rest.array::<1>()?;
    let at = |rest: &mut Rest<'a>| -> Option<At> {
        Some((u32::from_be_bytes(rest.array()?), u64::from_be_bytes(rest.array()?)))
    };
    Some(match kind {
        1 => Record::Stream(u32::from_be_bytes(rest.array()?), rest.text()?),
        2 => {
            let version = u64::from_be_bytes(rest.array()?);
            Record::Value(rest.text()?, version, rest.part()?)
        }
        3 => Record::Removed(rest.text()?),
        4 => {
            let to = at(rest)?;
            let id = Id::from_be_bytes(rest.array()?);
            Record::Event(to, id, Due::read(rest)?, rest.part()?)
        }
        5 => Record::Due(at(rest)?, Due::read(rest)?),
        6 => Record::Gone(at(rest)?),
        7 => Record::Dead(at(rest)?, rest.part()?),
        8 => Record::Seen(at(rest)?, Id::from_be_bytes(rest.array()?)),
        9 => Record::Last(u64::from_be_bytes(rest.array()?), u64::from_be_bytes(rest.array()?)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let due = Due { deliveries: 3, at: 1 << 40 };
        let all = [
            Record::Stream(7, "ä"),
            Record::Value("k", 9, b"v"),
            Record::Removed("k"),
            Record::Event((1, 2), 3 << 100, due, b"entry"),
            Record::Due((1, 2), due),
            Record::Gone((1, 2)),
            Record::Dead((1, 2), b"dead"),
            Record::Seen((1, 2), 3 << 100),
            Record::Last(4, 5),
        ];
        let mut bytes = Vec::new();
        all.iter().for_each(|record| record.write(&mut bytes));
        let mut read_back = Vec::new();
        assert!(read(&bytes, |behind, record| read_back.push((behind, record))));
        assert!(read_back.iter().map(|(_, record)| record).eq(&all));
        let (behind, _) = read_back[3];
        assert_eq!(&bytes[bytes.len() - behind - 5..bytes.len() - behind], b"entry");
        let ends = read_back.iter().map(|(behind, _)| bytes.len() - behind).chain([0]).collect::<Vec<_>>();
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end], |_, _| {}), ends.contains(&end), "{end}");
        }
        assert!(!read(&[0], |_, _| {}));
    }
}
