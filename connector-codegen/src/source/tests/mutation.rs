//! Documents with random damage: never a panic, never a place outside the text, never long.

use std::time::{Duration, Instant};

use crate::source::{FileId, Node, Source, Span};

/// xorshift: the same damage on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end.max(1)
    }
}

const JSON: &str = "\u{FEFF}{\"swagger\": \"2.0\",\r\n\t\"a~/é\": [1, -2.5e3, true, null, {\"$ref\": \"#/b\"}],\n \"b\": {\"c\": \"x\\u00e9\\ud83d\\ude00\\n\", \"\": {}, \"d\": []}}";

const YAML: &str = "%YAML 1.2\n---\n# comment é\nswagger: '2.0'\n200: &a {x: [1, \"two\\x41\", 'it''s'], y: !!str 3}\nlist:\n- *a\n- - nested\n  - <<: *a\n    z: |+\n      block é\n\n- >-\n  folded\n   more\n? key\n: {<<: [*a], k: ~}\nanchor: &b\n  deep:\n    deeper: {a: b, c}\n\tx: y\nend: *b\n...\n";

const PIECES: &[&str] = &[
    "\"",
    "\\",
    "\\u",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r",
    "\t",
    " ",
    "- ",
    "? ",
    ": ",
    "&a ",
    "*a",
    "<<: ",
    "!!",
    "!<",
    "|",
    ">",
    "'",
    "#",
    "%",
    "---\n",
    "...\n",
    "\u{0}",
    "é",
    "\u{2003}",
    "\u{FEFF}",
    "0x",
    "\u{85}",
    "\u{2028}",
    "😀",
    "@",
    "`",
    "-",
    "0",
    "1e",
    "|2\n",
    "\\U0010FFFF",
    "%TAG ! x\n",
    "  ",
];

fn damaged(text: &str, random: &mut Random) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(5) {
        let at = random.below(bytes.len() + 1);
        match random.below(5) {
            0 => drop(bytes.drain(at..(at + random.below(8)).min(bytes.len()))),
            1 => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].bytes())),
            2 => bytes.truncate(bytes.len().min(at.max(1))),
            3 => {
                let from = random.below(bytes.len() + 1);
                let piece = bytes[from..(from + random.below(30)).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(random.below(256)).unwrap();
                }
            }
        }
    }
    bytes
}

fn check_places(source: &Source, node: &Node) {
    let text = source.text_of(Span { file: FileId(0), start: 0, end: u32::MAX });
    let mut todo = vec![node];
    while let Some(node) = todo.pop() {
        let range = usize::try_from(node.span.start).unwrap()..usize::try_from(node.span.end).unwrap();
        assert!(text.get(range).is_some(), "{:?}", node.span);
        todo.extend(node.as_list().unwrap_or_default());
        todo.extend(node.as_object().into_iter().flatten().map(|member| &member.value));
    }
}

fn damage(name: &str, text: &str, rounds: usize, seed: u64) {
    let mut random = Random(seed);
    for _ in 0..rounds {
        let bytes = damaged(text, &mut random);
        let start = Instant::now();
        let (source, diags) = Source::from_memory(name, &bytes);
        let nothing = Node::default();
        let root = source.root().unwrap_or(&nothing);
        check_places(&source, root);
        for one in &diags {
            let shown = one.render(&source).to_string();
            assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
            assert!(shown.len() < 4000, "{shown}");
        }
        let read_again = Source::from_memory("again.json", root.to_json_text().as_bytes());
        assert!(read_again.1.is_empty(), "{bytes:?}");
        assert!(start.elapsed() < Duration::from_secs(60));
    }
}

#[test]
fn json() {
    damage("a.json", JSON, 4000, 0x9E37_79B9_7F4A_7C15);
}

#[test]
fn yaml() {
    damage("a.yaml", YAML, 4000, 0xD1B5_4A32_D192_ED03);
}

#[test]
fn noise() {
    let mut random = Random(0x1234_5678_9ABC_DEF1);
    for _ in 0..2000 {
        let text: String = (0..random.below(60)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        damage("a.yaml", &text, 1, random.0 | 1);
        damage("a.json", &text, 1, random.0 | 1);
    }
}
