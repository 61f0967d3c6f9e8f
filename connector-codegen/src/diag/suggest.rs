//! "Did you mean": the candidate that is a slip of the keyboard away.

/// The candidate nearest to `name`, when one is near. Case, `_`, `-` and blanks do not count.
pub fn suggest<'a, I, S>(name: &str, candidates: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a S>,
    S: AsRef<str> + ?Sized + 'a,
{
    let wanted = folded(name)?;
    let allowed = match wanted.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=10 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let text = candidate.as_ref();
        let Some(have) = folded(text) else { continue };
        let limit = best.map_or(allowed, |(distance, _)| distance.saturating_sub(1));
        if let Some(distance) = distance(&wanted, &have, limit)
            && best.is_none_or(|(other, _)| distance < other)
        {
            best = Some((distance, text));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, text)| text)
}

/// Longer names are no slips of the keyboard, and would make the comparison slow.
const LONGEST: usize = 100;

fn folded(name: &str) -> Option<Vec<char>> {
    if name.len() > LONGEST * 4 {
        return None;
    }
    let counts = |c: &char| !matches!(c, '_' | '-' | ' ');
    let all: Vec<char> = name.chars().filter(counts).flat_map(char::to_lowercase).collect();
    (!all.is_empty() && all.len() <= LONGEST).then_some(all)
}

/// Which letters there are, a bit for each; two that are 64 apart share one.
fn sketch(text: &[char]) -> u64 {
    text.iter().fold(0, |bits, c| bits | 1 << (u32::from(*c) % 64))
}

/// Insertions, deletions, replacements and swaps of neighbours, none when there are more than `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    // A change brings or takes away at most two kinds of letters: most words are told apart by that.
    let letters = (sketch(a) ^ sketch(b)).count_ones() as usize;
    if a.len().abs_diff(b.len()) > limit || letters > 2 * limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let at = |from: &[usize], index: usize| from.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut here = (at(&above, j) + usize::from(x != y)).min(at(&above, j + 1) + 1).min(left + 1);
            if let (Some(last_i), Some(last_j)) = (i.checked_sub(1), j.checked_sub(1))
                && a.get(last_i) == Some(y)
                && b.get(last_j) == Some(x)
            {
                here = here.min(at(&before, last_j) + 1);
            }
            row.push(here);
            left = here;
        }
        if row.iter().all(|cell| *cell > limit) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let names = ["GetOrder", "ListOrders", "CreateOrder", "on_order_created"];
        assert_eq!(suggest("GetOrdre", names), Some("GetOrder"));
        assert_eq!(suggest("get_order", names), Some("GetOrder"));
        assert_eq!(suggest("ListOrder", names), Some("ListOrders"));
        assert_eq!(suggest("onOrderCreatd", names), Some("on_order_created"));
        assert_eq!(suggest("DeleteEverything", names), None);
        assert_eq!(suggest("", names), None);
        assert_eq!(suggest("ab", ["ac"]), None);
        assert_eq!(suggest("Order", &["Orders".to_owned()]), Some("Orders"));
        assert_eq!(suggest(&"x".repeat(1_000_000), names), None);
        assert_eq!(suggest("kitten", ["mitten", "sitting"]), Some("mitten"));
    }
}
