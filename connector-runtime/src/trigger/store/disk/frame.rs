//! The bytes of a segment: a head, and frames one after the other. A frame is what one write brought; it counts as a whole or
//! not at all.

use memchr::memmem;

const MAGIC: [u8; 8] = *b"connlog\n";
const FORM: u32 = 1;

/// How long a segment's head is, and a frame's.
pub(super) const HEAD: usize = 40;
pub(super) const FRAME: usize = 24;

/// Eight random bytes with which each frame of a segment begins. Who sends events does not know them, and so cannot send bytes
/// that look like a frame.
pub(super) type Mark = [u8; 8];

/// What a segment begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) segment: u64,
    /// The number of its first frame. Frames are counted over all segments, so that none can be missing unnoticed.
    pub(super) first: u64,
    pub(super) mark: Mark,
}

/// Why bytes are no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoHead {
    /// They are too few, or not those that were written.
    Damaged,
    /// A later version of this library wrote them.
    Newer(u32),
}

impl Head {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEAD);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&FORM.to_be_bytes());
        out.extend_from_slice(&self.segment.to_be_bytes());
        out.extend_from_slice(&self.first.to_be_bytes());
        out.extend_from_slice(&self.mark);
        let sum = crc32fast::hash(&out);
        out.extend_from_slice(&sum.to_be_bytes());
        out
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, NoHead> {
        let mut rest = Rest(bytes);
        let mut head = || {
            let magic = rest.array::<8>()?;
            let form = u32::from_be_bytes(rest.array()?);
            let segment = u64::from_be_bytes(rest.array()?);
            let first = u64::from_be_bytes(rest.array()?);
            let mark = rest.array()?;
            let sum = u32::from_be_bytes(rest.array()?);
            let good = magic == MAGIC && bytes.get(..HEAD - 4).map(crc32fast::hash) == Some(sum);
            good.then_some((form, Self { segment, first, mark }))
        };
        match head() {
            Some((FORM, head)) => Ok(head),
            Some((form, _)) => Err(NoHead::Newer(form)),
            None => Err(NoHead::Damaged),
        }
    }
}

fn sum(length: u32, number: u64, payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&length.to_be_bytes());
    hasher.update(&number.to_be_bytes());
    hasher.update(payload);
    hasher.finalize()
}

/// Fills in the head of a frame: its first [`FRAME`] bytes, which are there for that.
pub(super) fn seal(frame: &mut [u8], mark: Mark, number: u64) {
    let Some((head, payload)) = frame.split_first_chunk_mut::<FRAME>() else { return };
    // The writer takes no more into one frame than this can say.
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let sum = sum(length, number, payload);
    let fields = mark.into_iter().chain(length.to_be_bytes()).chain(number.to_be_bytes());
    head.iter_mut().zip(fields.chain(sum.to_be_bytes())).for_each(|(to, from)| *to = from);
}

/// The frame that these bytes begin with: its number and what is in it.
fn frame(bytes: &[u8], mark: Mark) -> Option<(u64, &[u8])> {
    let mut rest = Rest(bytes);
    if rest.array()? != mark {
        return None;
    }
    let length = u32::from_be_bytes(rest.array()?);
    let number = u64::from_be_bytes(rest.array()?);
    let expected = u32::from_be_bytes(rest.array()?);
    let payload = rest.0.get(..usize::try_from(length).ok()?)?;
    (sum(length, number, payload) == expected).then_some((number, payload))
}

/// The frames of a segment, in order, each with the offset of what is in it.
pub(super) struct Frames<'a> {
    bytes: &'a [u8],
    mark: Mark,
    /// Where the next frame begins.
    pub(super) at: usize,
    /// The number that it must have.
    pub(super) next: u64,
}

impl<'a> Frames<'a> {
    pub(super) fn new(bytes: &'a [u8], head: &Head) -> Self {
        Self { bytes, mark: head.mark, at: HEAD, next: head.first }
    }

    /// What stands behind the last good frame.
    pub(super) fn end(&self) -> End {
        match self.bytes.get(self.at..) {
            None | Some([]) => End::Whole,
            // Each frame was safe before the next was written: only the last can be cut short.
            Some(rest) => {
                let mut places = memmem::find_iter(rest, &self.mark);
                let later = |at: usize| rest.get(at..).and_then(|bytes| frame(bytes, self.mark)).is_some();
                if places.any(later) { End::Damaged } else { End::Torn }
            }
        }
    }
}

/// How a segment ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a frame.
    Whole,
    /// With what a write left that never came to its end.
    Torn,
    /// There are good frames behind a bad one.
    Damaged,
}

impl<'a> Iterator for Frames<'a> {
    type Item = (usize, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, payload) = frame(self.bytes.get(self.at..)?, self.mark)?;
        if number != self.next {
            return None;
        }
        let begin = self.at + FRAME;
        self.at = begin + payload.len();
        self.next += 1;
        Some((begin, payload))
    }
}

/// Bytes that are read from the front.
pub(super) struct Rest<'a>(pub(super) &'a [u8]);

impl<'a> Rest<'a> {
    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn part(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(u32::from_be_bytes(self.array()?)).ok()?;
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(part)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.part()?).ok()
    }
}

/// What is longer than four gibibytes was refused long before.
pub(super) fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}

/// Bytes behind their length, as [`Rest::part`] reads them.
pub(super) fn part(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&length(bytes.len()));
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINE: Head = Head { segment: 3, first: 7, mark: *b"12345678" };

    fn segment(payloads: &[&[u8]]) -> Vec<u8> {
        let mut bytes = MINE.bytes();
        for (payload, number) in payloads.iter().zip(MINE.first..) {
            let mut frame = vec![0; FRAME];
            frame.extend_from_slice(payload);
            seal(&mut frame, MINE.mark, number);
            bytes.extend(frame);
        }
        bytes
    }

    fn read(bytes: &[u8]) -> (usize, End) {
        let mut frames = Frames::new(bytes, &MINE);
        (frames.by_ref().count(), frames.end())
    }

    #[test]
    fn heads() {
        let bytes = MINE.bytes();
        assert_eq!((bytes.len(), Head::read(&bytes)), (HEAD, Ok(MINE)));
        for at in 0..HEAD {
            let mut odd = bytes.clone();
            odd[at] ^= 0x40;
            assert_eq!(Head::read(&odd), Err(NoHead::Damaged), "{at}");
            assert_eq!(Head::read(&bytes[..at]), Err(NoHead::Damaged));
        }
        let mut newer = bytes[..HEAD - 4].to_vec();
        newer[11] = 2;
        newer.extend(crc32fast::hash(&newer).to_be_bytes());
        assert_eq!(Head::read(&newer), Err(NoHead::Newer(2)));
    }

    /// Wherever a write stops, the frames before it count, and it does not.
    #[test]
    fn a_torn_end_is_seen_at_each_byte() {
        let bytes = segment(&[b"one", b"", b"three"]);
        assert_eq!(read(&bytes), (3, End::Whole));
        let last = bytes.len() - FRAME - 5;
        assert_eq!(read(&bytes[..last]), (2, End::Whole));
        for end in last + 1..bytes.len() {
            assert_eq!(read(&bytes[..end]), (2, End::Torn), "{end}");
            // The file may have grown before its bytes were written.
            let mut zeros = bytes[..end].to_vec();
            zeros.resize(bytes.len() + 100, 0);
            assert_eq!(read(&zeros).1, End::Torn, "{end}");
        }
    }

    /// A flipped bit before the last frame is never taken for a torn end.
    #[test]
    fn a_flipped_bit_is_seen_at_each_byte() {
        let bytes = segment(&[b"one", b"two", b"three"]);
        let last = bytes.len() - FRAME - 5;
        for at in HEAD..bytes.len() {
            for bit in 0..8 {
                let mut odd = bytes.clone();
                odd[at] ^= 1 << bit;
                let (good, end) = read(&odd);
                assert!(good < 3, "{at}");
                assert_eq!(end, if at < last { End::Damaged } else { End::Torn }, "{at}");
            }
        }
    }

    #[test]
    fn a_frame_that_is_missing_is_missed() {
        let (one, two) = (segment(&[b"one"]), segment(&[b"one", b"two", b"three"]));
        let mut bytes = one.clone();
        bytes.extend(&two[one.len() + FRAME + 3..]);
        assert_eq!(read(&bytes), (1, End::Damaged));
    }
}
