//! The laws that inference keeps, on random samples; and what it makes of chosen ones.

use super::*;
use crate::ir::{Decode, Owner, Site, Step, Ty, TypeKind, Types};
use crate::pass::presence;
use crate::source::{Node, Source};

/// A generator of numbers that is the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

const KEYS: [&str; 12] = [
    "id",
    "name",
    "items",
    "type",
    "a",
    "b",
    "c",
    "17",
    "42",
    "",
    "@odd",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
];
const TEXTS: [&str; 12] = [
    "x",
    "",
    "2024-01-02",
    "2024-01-02T03:04:05Z",
    "2024-13-02",
    "17",
    "{{var}}",
    "<string>",
    "<integer>",
    "<dateTime>",
    "<boolean>",
    "é\\n\\\"",
];
const NUMBERS: [&str; 12] = [
    "0",
    "-1",
    "17",
    "1.5",
    "1.0",
    "1e3",
    "-0.25",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "12345678901234567890123",
    "2.5e-3",
];

fn value(random: &mut Random, depth: usize, out: &mut String) {
    let kinds = if depth == 0 { 4 } else { 7 };
    match random.below(kinds) {
        0 => out.push_str("null"),
        1 => out.push_str(random.one(&["true", "false"])),
        2 => out.push_str(random.one(&NUMBERS)),
        3 => {
            out.push('"');
            out.push_str(random.one(&TEXTS));
            out.push('"');
        }
        4 => {
            out.push('[');
            for index in 0..random.below(4) {
                if index > 0 {
                    out.push(',');
                }
                value(random, depth - 1, out);
            }
            out.push(']');
        }
        _ => {
            out.push('{');
            let mut first = true;
            for key in KEYS {
                if random.below(4) == 0 {
                    if !std::mem::take(&mut first) {
                        out.push(',');
                    }
                    out.push_str(&format!("\"{key}\":"));
                    value(random, depth - 1, out);
                }
            }
            out.push('}');
        }
    }
}

/// Random samples of one place: each is made of the one before, so that they have something in common.
fn samples(random: &mut Random) -> Vec<Node> {
    let count = 1 + random.below(6);
    let mut texts = Vec::new();
    for _ in 0..count {
        let mut text = String::new();
        value(random, 3, &mut text);
        texts.push(text);
    }
    nodes(&format!("[{}]", texts.join(",\n")))
}

fn nodes(list: &str) -> Vec<Node> {
    let (source, _) = Source::from_memory("samples.json", list.as_bytes());
    source.root().unwrap_or_else(|| panic!("{list}")).as_list().unwrap().to_vec()
}

fn types(samples: &[Node], direction: Direction) -> (Types, Ty) {
    let mut types = Types::default();
    let site = Site { owner: Owner::Action("Act".to_owned()), steps: vec![Step::Reply] };
    let ty = lower(&mut types, &Shape::of_all(samples), &site, direction);
    presence::settle(&mut types, Decode::Strict, direction == Direction::Request);
    (types, ty)
}

/// Types as text, without their order in the table.
fn shown(samples: &[Node], direction: Direction) -> String {
    let (types, ty) = types(samples, direction);
    let all: Vec<String> = types.iter().map(|(_, def)| format!("{:?} {:?}", def.site, def.kind)).collect();
    format!("{ty:?}\n{}", all.join("\n"))
}

/// Runs a law on many random sets of samples.
fn always(law: impl Fn(&mut Random, &[Node])) {
    for seed in 1..1500u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let all = samples(&mut random);
        law(&mut random, &all);
    }
}

#[test]
fn every_sample_goes_through_its_type() {
    always(|_, all| {
        for direction in [Direction::Request, Direction::Reply] {
            let (types, ty) = types(all, direction);
            for sample in all {
                let faults = round_trip(&types, &ty, &settled(sample));
                let lost = if direction == Direction::Request { faults.nulls } else { Vec::new() };
                let all: Vec<String> = [faults.refused, faults.changed, lost].concat();
                assert!(all.is_empty(), "{all:?}\n{}\n{ty:?} {types:?}", sample.to_json_text());
            }
        }
    });
}

#[test]
fn joining_is_commutative_associative_and_idempotent() {
    always(|random, all| {
        let any =
            |random: &mut Random| Shape::of(&all[usize::try_from(random.below(all.len() as u64)).unwrap()]);
        let (a, b, c) = (any(random), any(random), any(random));
        assert_eq!(a.clone().join(b.clone()), b.clone().join(a.clone()));
        assert_eq!(a.clone().join(b.clone()).join(c.clone()), a.clone().join(b.clone().join(c.clone())));
        assert_eq!(a.clone().join(a.clone()), a);
        assert_eq!(Shape::default().join(a.clone()), a);
    });
}

#[test]
fn order_and_repetition_change_no_type() {
    always(|random, all| {
        let mut shuffled = all.to_vec();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, usize::try_from(random.below(at as u64 + 1)).unwrap());
        }
        shuffled.push(shuffled[0].clone());
        for direction in [Direction::Request, Direction::Reply] {
            assert_eq!(shown(all, direction), shown(&shuffled, direction));
        }
    });
}

#[test]
fn nothing_is_closed() {
    always(|_, all| {
        let (types, _) = types(all, Direction::Reply);
        for (_, def) in types.iter() {
            assert!(matches!(def.kind, TypeKind::Object(_)), "{def:?}");
        }
    });
}

/// More samples never refuse what fewer accepted, but for fields that five objects promise.
#[test]
fn more_samples_accept_more() {
    always(|_, all| {
        let (fewer, rest) = all.split_at(all.len() / 2);
        if fewer.is_empty() || rest.is_empty() {
            return;
        }
        let (types, ty) = types(all, Direction::Request);
        for sample in fewer {
            assert_eq!(round_trip(&types, &ty, &settled(sample)).refused, Vec::<String>::new());
        }
    });
}

fn field(list: &str, wire: &str) -> String {
    let (types, ty) = types(&nodes(list), Direction::Reply);
    let id = ty.named().unwrap_or_else(|| panic!("{ty:?}"));
    let TypeKind::Object(object) = &types.get(id).kind else { panic!("no object") };
    let field = object.fields.iter().find(|field| field.wire == wire).unwrap();
    format!("{:?} {:?}", field.presence, field.ty.shape)
}

#[test]
fn what_is_made_of_chosen_samples() {
    for (list, expected) in [
        (r#"[{"x": 1}]"#, "Optional Int64"),
        (r#"[{"x": 1}, {"x": 2}, {"x": 3}, {"x": 4}]"#, "Optional Int64"),
        (r#"[{"x": 1}, {"x": 2}, {"x": 3}, {"x": 4}, {"x": 5}]"#, "Required Int64"),
        (r#"[{"x": 1}, {"x": 1}, {"x": 1}, {"x": 1}, {"x": 1}]"#, "Optional Int64"),
        (r#"[{"x": 1}, {"x": 2}, {"x": 3}, {"x": 4}, {"y": 5}]"#, "Optional Int64"),
        (r#"[{"x": null}]"#, "Optional Any"),
        (r#"[{"x": null}, {"x": "a"}]"#, "Nullable Text"),
        (r#"[{"x": null}, {"x": "a"}, {}]"#, "Optional Text"),
        (r#"[{"x": 1.5}, {"x": 1}]"#, "Optional Float"),
        (r#"[{"x": 9223372036854775808}]"#, "Optional Any"),
        (r#"[{"x": 9007199254740993}, {"x": 1.5}]"#, "Optional Any"),
        (r#"[{"x": 1}, {"x": "1"}]"#, "Optional Any"),
        (r#"[{"x": "2024-01-02"}]"#, "Optional Date"),
        (r#"[{"x": "2024-01-02"}, {"x": ""}]"#, "Optional Text"),
        (r#"[{"x": "2024-01-02T03:04:05Z"}, {"x": "{{when}}"}]"#, "Optional DateTime"),
        (r#"[{"x": "{{when}}"}]"#, "Optional Text"),
        (r#"[{"x": "<integer>"}, {"x": 7}]"#, "Optional Int64"),
        (r#"[{"x": []}]"#, "Optional List(Ty { shape: Any, nullable: false })"),
        (r#"[{"x": [1, null]}]"#, "Optional List(Ty { shape: Int64, nullable: true })"),
        (r#"[{"x": {}}]"#, "Optional Map(Ty { shape: Any, nullable: false })"),
        (r#"[{"x": {"17": true}}]"#, "Optional Map(Ty { shape: Bool, nullable: false })"),
        (
            r#"[{"x": {"property1": 1, "property2": 2}}]"#,
            "Optional Map(Ty { shape: Int64, nullable: false })",
        ),
        (r#"[{"x": {"additionalProp1": 1}}]"#, "Optional Map(Ty { shape: Int64, nullable: false })"),
    ] {
        assert_eq!(field(list, "x"), expected, "{list}");
    }
    assert_eq!(field(r#"[{"id": 1}, {"id": 2}]"#, "id"), "Required Int64");
}

#[test]
fn hostile_samples() {
    let wide: Vec<String> = (0..100_000).map(|n| format!("\"k{n}\": {n}")).collect();
    let wide = format!("[{{{}}}]", wide.join(","));
    let deep = format!("[{}1{}]", "[".repeat(400), "]".repeat(400));
    let nested = format!("[{}1{}]", "{\"a\":".repeat(400), "}".repeat(400));
    for list in [wide, deep, nested] {
        let all = nodes(&list);
        let (types, ty) = types(&all, Direction::Reply);
        let faults = round_trip(&types, &ty, &all[0]);
        assert_eq!((faults.refused, faults.changed), (Vec::new(), Vec::new()));
    }
}
