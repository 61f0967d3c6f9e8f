//! Objects: members in document order, with an index when there are many.

use super::tree::{Node, Span};

/// One member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// An object: no key twice, in document order.
#[derive(Clone, Debug, Default)]
pub struct Object {
    members: Vec<Member>,
    /// Positions in the order of their keys. A sorted index cannot be attacked by chosen keys, as a hash can.
    index: Option<Box<[u32]>>,
}

/// A key that was given again: the last one counts.
#[derive(Clone, Debug)]
pub(crate) struct Duplicate {
    pub(crate) key: String,
    pub(crate) lost: Span,
    pub(crate) kept: Span,
}

/// Up to here, comparing all keys is quicker than any index.
const FEW: usize = 16;

impl Object {
    /// From members as they stand in the document; of equal keys the last one stays.
    pub(crate) fn new(mut members: Vec<Member>) -> (Self, Vec<Duplicate>) {
        let duplicates = remove_duplicates(&mut members);
        let index = (members.len() > FEW).then(|| sorted(&members));
        (Self { members, index }, duplicates)
    }

    /// The members, to make another object of.
    pub(crate) fn into_members(self) -> Vec<Member> {
        self.members
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.get_member(key).map(|member| &member.value)
    }

    /// The member `key`, for the place of its key.
    pub fn get_member(&self, key: &str) -> Option<&Member> {
        let Some(index) = &self.index else {
            return self.members.iter().find(|member| member.key == key);
        };
        let found = index.binary_search_by(|position| key_at(&self.members, *position).cmp(key)).ok()?;
        self.members.get(usize::try_from(*index.get(found)?).ok()?)
    }

    /// Whether there is a member `key`.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get_member(key).is_some()
    }

    /// The members in document order.
    pub fn iter(&self) -> std::slice::Iter<'_, Member> {
        self.members.iter()
    }

    /// The members in document order, as a slice.
    #[cfg(feature = "lint")]
    pub(crate) fn as_slice(&self) -> &[Member] {
        &self.members
    }

    /// The members, to change their values.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Member> {
        self.members.iter_mut()
    }

    /// The same keys with other values.
    pub(crate) fn map(&self, mut change: impl FnMut(&Node) -> Node) -> Self {
        let one = |member: &Member| Member {
            key: member.key.clone(),
            key_span: member.key_span,
            value: change(&member.value),
        };
        Self { members: self.members.iter().map(one).collect(), index: self.index.clone() }
    }

    /// Gives members other keys, by their places. No key may come to stand there twice.
    pub(crate) fn respell(&mut self, keys: &[(usize, &str)]) {
        for (at, key) in keys {
            if let Some(member) = self.members.get_mut(*at) {
                (*key).clone_into(&mut member.key);
            }
        }
        if !keys.is_empty() && self.index.is_some() {
            self.index = Some(sorted(&self.members));
        }
    }

    /// The keys in document order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.members.iter().map(|member| member.key.as_str())
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = &'a Member;
    type IntoIter = std::slice::Iter<'a, Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn key_at(members: &[Member], position: u32) -> &str {
    usize::try_from(position).ok().and_then(|at| members.get(at)).map_or("", |member| &member.key)
}

/// Positions by key; of equal keys the earlier one first.
fn sorted(members: &[Member]) -> Box<[u32]> {
    let mut index: Vec<u32> = (0..u32::try_from(members.len()).unwrap_or(u32::MAX)).collect();
    index.sort_unstable_by(|a, b| key_at(members, *a).cmp(key_at(members, *b)).then(a.cmp(b)));
    index.into_boxed_slice()
}

fn remove_duplicates(members: &mut Vec<Member>) -> Vec<Duplicate> {
    // pairs (lost, kept) of positions
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    if members.len() <= FEW {
        for (position, member) in members.iter().enumerate() {
            let mut later = members.iter().enumerate().skip(position + 1);
            if let Some((kept, _)) = later.rfind(|(_, other)| other.key == member.key) {
                pairs.push((position, kept));
            }
        }
    } else {
        let index = sorted(members);
        for same in index.chunk_by(|a, b| key_at(members, *a) == key_at(members, *b)) {
            let mut positions = same.iter().filter_map(|position| usize::try_from(*position).ok());
            let Some(kept) = positions.next_back() else { continue };
            pairs.extend(positions.map(|lost| (lost, kept)));
        }
        pairs.sort_unstable();
    }
    if pairs.is_empty() {
        return Vec::new();
    }
    let describe = |(lost, kept): &(usize, usize)| {
        let (lost, kept) = (members.get(*lost)?, members.get(*kept)?);
        Some(Duplicate { key: lost.key.clone(), lost: lost.key_span, kept: kept.key_span })
    };
    let duplicates = pairs.iter().filter_map(describe).collect();
    let mut lost = pairs.into_iter().map(|(lost, _)| lost).peekable();
    let mut position = 0;
    members.retain(|_| {
        let keep = lost.next_if_eq(&position).is_none();
        position += 1;
        keep
    });
    duplicates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(keys: &[String]) -> Vec<Member> {
        let at = |n: usize| Span::new(Default::default(), n, n + 1);
        let one = |(n, key): (usize, &String)| Member {
            key: key.clone(),
            key_span: at(n),
            value: Node { span: at(n), ..Node::default() },
        };
        keys.iter().enumerate().map(one).collect()
    }

    #[test]
    fn the_last_of_equal_keys_stays() {
        for count in [4, 200] {
            let mut keys: Vec<String> = (0..count).map(|n| format!("k{n}")).collect();
            keys.extend(["k1".into(), "k3".into(), "k1".into()]);
            let (object, duplicates) = Object::new(members(&keys));
            assert_eq!(object.len(), count);
            let found: Vec<_> =
                duplicates.iter().map(|d| (d.key.as_str(), d.lost.start, d.kept.start)).collect();
            let count = u32::try_from(count).unwrap();
            assert_eq!(found, [("k1", 1, count + 2), ("k3", 3, count + 1), ("k1", count, count + 2)]);
            assert_eq!(object.get("k1").map(|node| node.span.start), Some(count + 2));
            assert_eq!(object.get("k0").map(|node| node.span.start), Some(0));
            assert!(object.get("k").is_none());
            assert_eq!(object.keys().next(), Some("k0"));
        }
    }
}
