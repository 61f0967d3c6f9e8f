//! Changes to documents that keep them documents, mostly: what stands somewhere else, is of another kind, is called by a name
//! that wants to be code. The fuzzer (`fuzz/`) makes its mutants by the same.

use serde_json::{Map, Value, json};

/// A sequence of numbers that a seed fixes: splitmix64, by Sebastiano Vigna (public domain).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Less than `bound`, which is more than nothing.
    #[must_use]
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// Texts that would like to be something else: code, comments, paths, markup, commands of a terminal.
pub const TEXTS: [&str; 48] = [
    "",
    " ",
    "_",
    "self",
    "Self",
    "crate",
    "super",
    "r#type",
    "async",
    "gen",
    "0",
    "1a",
    "é",
    "日本",
    "💥",
    "a b",
    "a-b",
    "a.b",
    "A",
    "aA",
    "new",
    "None",
    "String",
    "Option",
    "rt",
    "model",
    "Client",
    "more",
    "*/ } pub fn escaped() { panic!() } /*",
    "\"; std::process::exit(1); \"",
    "\"##}",
    "```\nstd::process::exit(1)\n```",
    "~~~rust\nloop {}\n~~~",
    "    indented code",
    "#![feature(no)]",
    "{x}",
    "{{x}}",
    "{",
    "../../../../etc/passwd",
    "/etc/passwd",
    "C:\\windows",
    "</script><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[`a`]: https://example.com",
    "\u{1b}[2J\u{7}",
    "\u{202e}\u{2066}",
    "a\r\nx-injected: 1",
    "\u{0}",
];

/// What stands in the place of something else.
fn other(random: &mut Random) -> Value {
    match random.below(20) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(1e308),
        5 => json!(u64::MAX),
        6 => json!(i64::MIN),
        7 => json!(0.1),
        8 => json!([]),
        9 => json!({}),
        10 => json!([null, 1, "a", [], {}]),
        11 => json!({"type": "object", "properties": {"x": {"type": "string"}}}),
        12 => json!({"type": "array", "items": {"$ref": "#"}}),
        13 => json!({"$ref": "#"}),
        14 => json!({"allOf": [{"$ref": "#/definitions/A"}, {}]}),
        15 => json!({"type": ["string", "null"], "enum": ["a", 1, null, "A"], "default": "b"}),
        16 => json!("x".repeat(5000)),
        _ => json!(random.pick(&TEXTS).copied().unwrap_or_default()),
    }
}

/// How many values there are.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(members) => members.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// The value of a number, in the order in which they stand.
fn at<'a>(value: &'a mut Value, number: &mut usize) -> Option<&'a mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Object(members) => members.values_mut().find_map(|inner| at(inner, number)),
        Value::Array(items) => items.iter_mut().find_map(|inner| at(inner, number)),
        _ => None,
    }
}

fn any<'a>(document: &'a mut Value, random: &mut Random) -> Option<&'a mut Value> {
    let mut number = random.below(count(document));
    at(document, &mut number)
}

/// Changes one thing.
pub fn once(document: &mut Value, random: &mut Random) {
    let kind = random.below(10);
    let donor = any(document, random).cloned().unwrap_or_default();
    let new = other(random);
    let text = random.pick(&TEXTS).copied().unwrap_or_default();
    let Some(value) = any(document, random) else { return };
    match (kind, value) {
        (0, Value::Object(members)) => with_key(members, random, |members, key| drop(members.remove(&key))),
        (1 | 2, Value::Object(members)) => with_key(members, random, |members, key| {
            if let Some(own) = members.remove(&key) {
                members.insert(text.to_owned(), own);
            }
        }),
        (3, Value::Object(members)) => with_key(members, random, |members, key| {
            let copy = members.get(&key).cloned().unwrap_or_default();
            members.insert(format!("{key}{text}"), copy);
        }),
        (0, Value::Array(items)) if !items.is_empty() => drop(items.remove(random.below(items.len()))),
        (1, Value::Array(items)) if !items.is_empty() => {
            let copy = items.get(random.below(items.len())).cloned().unwrap_or_default();
            items.push(copy);
        }
        // Bounded: what is put into itself doubles.
        (4, value) if count(&donor) < 2000 => *value = donor,
        (5, value) => *value = json!([value.take()]),
        (6, Value::String(own)) => {
            let place = random.below(own.len() + 1);
            let place = (0..=place).rfind(|&place| own.is_char_boundary(place)).unwrap_or(0);
            own.insert_str(place, text);
        }
        (7, value @ Value::String(_)) => *value = json!(text),
        (_, value) => *value = new,
    }
}

fn with_key(
    members: &mut Map<String, Value>,
    random: &mut Random,
    change: impl FnOnce(&mut Map<String, Value>, String),
) {
    let key = members.keys().nth(random.below(members.len())).cloned();
    if let Some(key) = key {
        change(members, key);
    }
}

/// A document with a few things changed; now and then its text is damaged, too.
#[must_use]
pub fn mutant(document: &Value, random: &mut Random) -> Vec<u8> {
    let mut document = document.clone();
    for _ in 0..=random.below(6) {
        once(&mut document, random);
    }
    let mut text = document.to_string().into_bytes();
    if random.below(10) == 0 && !text.is_empty() {
        match random.below(3) {
            0 => text.truncate(random.below(text.len())),
            1 => {
                let place = random.below(text.len());
                if let Some(byte) = text.get_mut(place) {
                    *byte = u8::try_from(random.below(256)).unwrap_or(0);
                }
            }
            _ => text.insert(random.below(text.len()), b'"'),
        }
    }
    text
}
