//! The worst documents that anybody could think of: how long each takes, and how much memory, each in a process of its own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use connector_codegen::{Options, Severity, generate};

type Make = fn() -> String;

/// What is tried, and how it is made.
struct Case {
    what: &'static str,
    /// The file's name: its end is the format.
    file: &'static str,
    make: Make,
    /// The overlay or the properties that the document comes with.
    beside: Option<(&'static str, Make)>,
}

const fn case(what: &'static str, file: &'static str, make: Make) -> Case {
    Case { what, file, make, beside: None }
}

const fn beside(what: &'static str, name: &'static str, make: Make) -> Case {
    Case { what, file: "a.json", make: plain, beside: Some((name, make)) }
}

const CASES: [Case; 37] = [
    case("64 MiB of opening brackets", "a.json", || "[".repeat(64 << 20)),
    case("64 MiB of the shortest values, in a list", "a.json", || format!("[{}0]", "0,".repeat(31 << 20))),
    case("3 million values", "a.json", || document(&format!("{{}}, \"x-a\": [{}0]", "0,".repeat(2_900_000)))),
    case("a text of 60 MiB", "a.json", || document(&format!("{{}}, \"x-a\": \"{}\"", "a".repeat(60 << 20)))),
    case("a YAML alias bomb", "a.yaml", aliases),
    case("8 MiB of YAML that never ends", "a.yaml", || "[a, ".repeat(2 << 20)),
    case("YAML, 100,000 levels", "a.yaml", || "- ".repeat(100_000)),
    case("20,000 definitions, each a list of the next", "a.json", || {
        chain(20_000, |next| format!("{{\"type\": \"array\", \"items\": {next}}}"))
    }),
    case("references that double 40 times", "a.json", || {
        chain(40, |next| format!("{{\"properties\": {{\"a\": {next}, \"b\": {next}}}}}"))
    }),
    case("`allOf` that doubles 40 times", "a.json", || {
        chain(40, |next| format!("{{\"allOf\": [{next}, {next}]}}"))
    }),
    case("`allOf` within schemas that doubles 60 times", "a.json", || {
        chain(60, |next| {
            format!("{{\"allOf\": [{{\"allOf\": [{next}, {next}]}}, {{\"properties\": {{\"a\": {next}}}}}]}}")
        })
    }),
    case("1,000 definitions that are `allOf` of 1,000 properties each", "a.json", quadratic),
    case("a chain of 5,000 `allOf`", "a.json", || {
        chain(5_000, |next| {
            format!("{{\"allOf\": [{next}, {{\"properties\": {{\"p\": {{\"type\": \"string\"}}}}}}]}}")
        })
    }),
    case("a chain of 5,000 properties, each the next definition and more", "a.json", || {
        chain(5_000, |next| {
            let own =
                format!("{{\"allOf\": [{next}, {{\"properties\": {{\"p\": {{\"type\": \"string\"}}}}}}]}}");
            format!("{{\"properties\": {{\"a\": {own}}}}}")
        })
    }),
    case("100,000 operations", "a.json", || operations(100_000)),
    case("45,000 operations", "a.json", || operations(45_000)),
    case("50,000 paths that are one path of 100 parameters", "a.json", shared_path),
    case("20,000 replies that are one reply of 1,000 properties", "a.json", shared_reply),
    case("20,000 webhooks and 20,000 operations that may end them", "a.json", webhooks),
    case("10,000 security schemes", "a.json", schemes),
    case("a chain of 3,000 definitions that a property tells apart", "a.json", tagged),
    case("alternatives beside properties that double 40 times", "a.json", alternatives),
    case("an operation of 100,000 parameters", "a.json", parameters),
    case("an operation of 100,000 replies", "a.json", || {
        one(&format!(
            "\"responses\": {{{}}}",
            (0..100_000)
                .map(|n| format!("\"{n}\": {{\"description\": \"d\"}}"))
                .collect::<Vec<_>>()
                .join(",")
        ))
    }),
    case("names of a mebibyte: operation, parameter, definition, property, tag", "a.json", long_names),
    case("1,000 names of 10,000 characters that differ in the last", "a.json", alike),
    case("an enum of 200,000 values", "a.json", || {
        definition(&format!(
            "{{\"type\": \"string\", \"enum\": [{}]}}",
            (0..200_000).map(|n| format!("\"v{n}\"")).collect::<Vec<_>>().join(",")
        ))
    }),
    case("a model of 100,000 properties", "a.json", || {
        definition(&format!(
            "{{\"type\": \"object\", \"properties\": {{{}}}}}",
            (0..100_000).map(|n| format!("\"p{n}\": {{\"type\": \"string\"}}")).collect::<Vec<_>>().join(",")
        ))
    }),
    case("numbers of a million digits", "a.json", || {
        definition(&format!(
            "{{\"type\": \"integer\", \"maximum\": {0}, \"default\": {0}, \"minimum\": -{0}e{0}, \"enum\": [{0}]}}",
            "9".repeat(1_000_000)
        ))
    }),
    case("a path of 100,000 placeholders", "a.json", || {
        document(&format!(
            "{{\"{}\": {{\"get\": {{\"responses\": {{}}}}}}}}",
            (0..100_000).map(|n| format!("/{{p{n}}}")).collect::<String>()
        ))
    }),
    case("10 MiB of Markdown that is nothing but brackets", "a.json", || {
        one(&format!("\"description\": \"{}\", \"responses\": {{}}", "[![`*_<".repeat(10 << 17)))
    }),
    case("100,000 misspelt extensions", "a.json", || {
        document(&format!(
            "{{}}, {}",
            (0..100_000).map(|n| format!("\"x-ms-sumary{n}\": 1")).collect::<Vec<_>>().join(",")
        ))
    }),
    beside("properties: an expression of 1,000,000 brackets", "apiProperties.json", || {
        policy(&format!("@{}", "(".repeat(1_000_000)))
    }),
    beside("properties: an expression of 1,000,000 calls", "apiProperties.json", || {
        policy(&format!("@{}1{}", "concat(".repeat(1_000_000), ")".repeat(1_000_000)))
    }),
    beside("an overlay that doubles the document a hundred times", "overlay.json", || {
        overlay(100, "$..*", "{\"x\": {\"y\": {}}}")
    }),
    beside("an overlay of 10,000 actions on everything", "overlay.json", || {
        overlay(10_000, "$..*..*", "{\"x-a\": 1}")
    }),
    beside("a target of 1,000 brackets", "overlay.json", || {
        overlay(1, &format!("$[?{}@.a{}]", "(".repeat(900), ")".repeat(900)), "{}")
    }),
];

fn document(paths: &str) -> String {
    format!(
        "{{\"swagger\": \"2.0\", \"info\": {{\"title\": \"T\", \"version\": \"1\"}}, \"host\": \"h.example\", \"paths\": {paths}}}"
    )
}

fn plain() -> String {
    one(
        "\"parameters\": [{\"in\": \"query\", \"name\": \"a\", \"type\": \"string\"}], \"responses\": {\"200\": {\"description\": \"d\", \"schema\": {\"type\": \"object\"}}}",
    )
}

/// A document of one operation.
fn one(operation: &str) -> String {
    document(&format!("{{\"/a\": {{\"get\": {{\"operationId\": \"GetA\", {operation}}}}}}}"))
}

/// One that gives back `D0`, with definitions.
fn giving(definitions: &str) -> String {
    let action = "{\"/a\": {\"post\": {\"operationId\": \"PostA\", \"parameters\": [{\"in\": \"body\", \"name\": \"b\", \"required\": true, \"schema\": {\"$ref\": \"#/definitions/D0\"}}], \"responses\": {\"200\": {\"description\": \"d\", \"schema\": {\"$ref\": \"#/definitions/D0\"}}}}}}";
    document(&format!("{action}, \"definitions\": {{{definitions}}}"))
}

fn definition(schema: &str) -> String {
    giving(&format!("\"D0\": {schema}"))
}

/// Each definition made of the reference to the next; the last refers to the first.
fn chain(length: usize, each: impl Fn(&str) -> String) -> String {
    let all: Vec<String> = (0..length)
        .map(|index| {
            let next = format!("{{\"$ref\": \"#/definitions/D{}\"}}", (index + 1) % length);
            format!("\"D{index}\": {}", each(&next))
        })
        .collect();
    giving(&all.join(","))
}

fn aliases() -> String {
    let mut text = String::from("swagger: '2.0'\na: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let previous = format!("*a{}", level - 1);
        let _ = writeln!(text, "b{level}: &a{level} [{}]", [previous.as_str(); 9].join(", "));
    }
    text
}

fn quadratic() -> String {
    let properties: Vec<String> = (0..1000).map(|n| format!("\"p{n}\": {{\"type\": \"string\"}}")).collect();
    let base = format!("\"Base\": {{\"type\": \"object\", \"properties\": {{{}}}}}", properties.join(","));
    let models = (0..1000).map(|n| {
        let to = (n + 1) % 1000;
        format!("\"D{n}\": {{\"allOf\": [{{\"$ref\": \"#/definitions/Base\"}}, {{\"properties\": {{\"own{n}\": {{\"$ref\": \"#/definitions/D{to}\"}}}}}}]}}")
    });
    giving(&std::iter::once(base).chain(models).collect::<Vec<_>>().join(","))
}

fn operations(count: usize) -> String {
    let all: Vec<String> = (0..count)
        .map(|n| format!("\"/a/{n}\": {{\"get\": {{\"operationId\": \"Get{n}\", \"responses\": {{\"204\": {{\"description\": \"d\"}}}}}}}}"))
        .collect();
    document(&format!("{{{}}}", all.join(",")))
}

/// Texts, one for each number, with commas between.
fn many(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect::<Vec<_>>().join(",")
}

fn shared_path() -> String {
    let parameters =
        many(100, |n| format!("{{\"in\": \"query\", \"name\": \"p{n}\", \"type\": \"string\"}}"));
    let paths = many(50_000, |n| format!("\"/a/{n}\": {{\"$ref\": \"#/x-shared\"}}"));
    document(&format!(
        "{{{paths}}}, \"x-shared\": {{\"parameters\": [{parameters}], \"get\": {{\"responses\": {{}}}}, \"put\": {{\"responses\": {{}}}}}}"
    ))
}

fn shared_reply() -> String {
    let properties = many(1000, |n| format!("\"p{n}\": {{\"type\": \"string\"}}"));
    let paths = many(20_000, |n| {
        format!(
            "\"/a/{n}\": {{\"get\": {{\"operationId\": \"Get{n}\", \"responses\": {{\"200\": {{\"$ref\": \"#/responses/R\"}}}}}}}}"
        )
    });
    document(&format!(
        "{{{paths}}}, \"responses\": {{\"R\": {{\"description\": \"d\", \"schema\": {{\"type\": \"object\", \"properties\": {{{properties}}}}}}}}}"
    ))
}

fn webhooks() -> String {
    let body = "{\"in\": \"body\", \"name\": \"b\", \"schema\": {\"type\": \"object\", \"properties\": {\"url\": {\"type\": \"string\", \"x-ms-notification-url\": true}}}}";
    let key = "{\"in\": \"path\", \"name\": \"id\", \"required\": true, \"type\": \"string\"}";
    let paths = many(20_000, |n| {
        format!(
            "\"/a/{n}\": {{\"post\": {{\"operationId\": \"On{n}\", \"x-ms-trigger\": \"single\", \"parameters\": [{body}], \"responses\": {{}}}}}}, \"/a/{n}/{{id}}\": {{\"delete\": {{\"operationId\": \"End{n}\", \"parameters\": [{key}], \"responses\": {{}}}}}}"
        )
    });
    document(&format!("{{{paths}}}"))
}

fn schemes() -> String {
    let all = many(10_000, |n| {
        format!("\"s{n}\": {{\"type\": \"apiKey\", \"in\": \"header\", \"name\": \"h{n}\"}}")
    });
    let any = many(10_000, |n| format!("{{\"s{n}\": []}}"));
    document(&format!("{{}}, \"securityDefinitions\": {{{all}}}, \"security\": [{any}]"))
}

/// Each definition is built on the one before it, and the first has a discriminator.
fn tagged() -> String {
    let first = "\"D0\": {\"type\": \"object\", \"discriminator\": \"k\", \"properties\": {\"k\": {\"type\": \"string\"}}}";
    let others = many(3000, |n| {
        let own = n + 1;
        format!(
            "\"D{own}\": {{\"allOf\": [{{\"$ref\": \"#/definitions/D{n}\"}}, {{\"properties\": {{\"p{n}\": {{\"type\": \"string\"}}}}}}]}}"
        )
    });
    giving(&format!("{first},{others}"))
}

fn alternatives() -> String {
    let schemas = many(40, |n| {
        let next = format!("{{\"$ref\": \"#/components/schemas/D{}\"}}", (n + 1) % 40);
        format!(
            "\"D{n}\": {{\"type\": \"object\", \"properties\": {{\"a\": {{\"type\": \"string\"}}}}, \"oneOf\": [{next}, {next}]}}"
        )
    });
    format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"T\", \"version\": \"1\"}}, \"paths\": {{\"/a\": {{\"get\": {{\"operationId\": \"GetA\", \"responses\": {{\"200\": {{\"description\": \"d\", \"content\": {{\"application/json\": {{\"schema\": {{\"$ref\": \"#/components/schemas/D0\"}}}}}}}}}}}}}}}}, \"components\": {{\"schemas\": {{{schemas}}}}}}}"
    )
}

fn parameters() -> String {
    let all: Vec<String> = (0..100_000)
        .map(|n| format!("{{\"in\": \"query\", \"name\": \"p{n}\", \"type\": \"string\"}}"))
        .collect();
    one(&format!("\"parameters\": [{}], \"responses\": {{}}", all.join(",")))
}

fn long_names() -> String {
    let long = "aB".repeat(1 << 19);
    let operation = format!(
        "{{\"/{long}\": {{\"get\": {{\"operationId\": \"{long}\", \"tags\": [\"{long}\"], \"summary\": \"{long}\", \"parameters\": [{{\"in\": \"query\", \"name\": \"{long}\", \"type\": \"string\", \"enum\": [\"{long}\", \"x{long}\"]}}], \"responses\": {{\"200\": {{\"description\": \"{long}\", \"schema\": {{\"$ref\": \"#/definitions/{long}\"}}}}}}}}}}}}"
    );
    document(&format!(
        "{operation}, \"definitions\": {{\"{long}\": {{\"properties\": {{\"{long}\": {{\"type\": \"string\"}}}}}}}}"
    ))
}

fn alike() -> String {
    let long = "a".repeat(10_000);
    let all: Vec<String> = (0..1000).map(|n| format!("\"{long}{n}\": {{\"type\": \"object\", \"properties\": {{\"a\": {{\"$ref\": \"#/definitions/{long}x\"}}}}}}")).collect();
    giving(&format!("\"D0\": {{\"$ref\": \"#/definitions/{long}\"}}, {}", all.join(",")))
}

fn policy(expression: &str) -> String {
    format!(
        "{{\"properties\": {{\"connectionParameters\": {{}}, \"policyTemplateInstances\": [{{\"templateId\": \"setheader\", \"title\": \"t\", \"parameters\": {{\"x-ms-apimTemplateParameter.name\": \"h\", \"x-ms-apimTemplateParameter.value\": \"{expression}\"}}}}]}}}}"
    )
}

fn overlay(actions: usize, target: &str, update: &str) -> String {
    let action = format!("{{\"target\": \"{target}\", \"update\": {update}}}");
    let all = vec![action; actions].join(",");
    format!(
        "{{\"overlay\": \"1.0.0\", \"info\": {{\"title\": \"T\", \"version\": \"1\"}}, \"actions\": [{all}]}}"
    )
}

/// Longer than this, or more, is too much for a document of any kind.
const SECONDS: u64 = 60;
const MEBIBYTES: u64 = 4096;

/// What one of them came to, as a line: milliseconds, mebibytes, outcome.
pub(crate) fn one_of(folder: &Path) -> Result<String, String> {
    let file = |name: &str| folder.join(name);
    let documents = ["a.json", "a.yaml"].map(file).into_iter().filter(|path| path.exists()).collect();
    let overlays = Some(file("overlay.json")).filter(|path| path.exists()).into_iter().collect();
    let properties = Some(file("apiProperties.json")).filter(|path| path.exists());
    let made = generate(&Options { documents, overlays, properties, ..Options::default() });
    let tokens = processor()?;
    let code = made.pretty();
    syn::parse_file(&code).map_err(|error| format!("not Rust: {error}"))?;
    let first =
        made.diagnostics.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code.to_string());
    let outcome = match first.into_iter().next() {
        Some(error) if made.tokens.is_empty() => error,
        Some(error) => format!("{error}, and {} lines of Rust", code.lines().count()),
        None => format!("{} lines of Rust", code.lines().count()),
    };
    Ok(format!("{tokens}\t{}\t{}\t{outcome}", processor()?, peak()?))
}

/// How long this process has had a processor, in milliseconds: what else runs on the machine does not count.
fn processor() -> Result<u64, String> {
    let status = fs::read_to_string("/proc/self/stat").map_err(|error| format!("no /proc: {error}"))?;
    // Behind the name, which stands in brackets: user and system time, in hundredths of a second (proc(5)).
    let fields: Vec<&str> = status.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|word| word.parse::<u64>().ok());
    let all = ticks(11).zip(ticks(12)).map(|(user, system)| 10 * (user + system));
    all.ok_or_else(|| "the time is not known".to_owned())
}

/// The most memory that this process ever held.
fn peak() -> Result<u64, String> {
    let status = fs::read_to_string("/proc/self/status").map_err(|error| format!("no /proc: {error}"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kibibytes.map(|kibibytes| kibibytes / 1024).ok_or_else(|| "the peak of memory is not known".to_owned())
}

/// Tries all, and writes the table. Whether all stayed within bounds.
pub(crate) fn all(report: Option<&PathBuf>) -> Result<bool, String> {
    let program = env::current_exe().map_err(|error| format!("no program: {error}"))?;
    let mut table = String::from(
        "| document | size | seconds to tokens | and to text | MiB at most | outcome |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    let mut good = true;
    for case in &CASES {
        let folder = env::temp_dir().join(format!("connector-hostile-{}", std::process::id()));
        let failed = |error| format!("cannot write {}: {error}", folder.display());
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(failed)?;
        let text = (case.make)();
        let mut size = text.len();
        fs::write(folder.join(case.file), text).map_err(failed)?;
        if let Some((name, make)) = case.beside {
            let text = make();
            size = text.len();
            fs::write(folder.join(name), text).map_err(failed)?;
        }
        // It is ended by the shell when it takes more than anybody should wait.
        let run = Command::new("bash")
            .args([
                "-c",
                &format!(
                    "ulimit -t {} -v {}; exec \"$0\" --hostile-one \"$1\"",
                    3 * SECONDS,
                    MEBIBYTES * 2048
                ),
            ])
            .arg(&program)
            .arg(&folder)
            .output()
            .map_err(|error| format!("cannot run: {error}"))?;
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        let fields: Vec<&str> = said.trim().split('\t').collect();
        let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
        let size = format!("{:.1} MB", size as f64 / 1e6);
        if let (true, [tokens, text, memory, outcome]) = (run.status.success(), fields.as_slice()) {
            let bounded = number(text) < SECONDS * 1000 && number(memory) < MEBIBYTES;
            good &= bounded;
            let seconds = |millis: &str| format!("{:.2}", number(millis) as f64 / 1000.0);
            let mark = if bounded { "" } else { " **too much**" };
            let _ = writeln!(
                table,
                "| {} | {size} | {} | {} | {memory} | {outcome}{mark} |",
                case.what,
                seconds(tokens),
                seconds(text)
            );
        } else {
            good = false;
            let why = String::from_utf8_lossy(&run.stderr);
            let why = why.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().replace('|', "/");
            let _ = writeln!(table, "| {} | {size} | | | | **{}** {why} |", case.what, run.status);
        }
        eprintln!("{}", table.lines().next_back().unwrap_or_default());
        let _ = fs::remove_dir_all(&folder);
    }
    match report {
        Some(path) => {
            fs::write(path, table).map_err(|error| format!("cannot write {}: {error}", path.display()))?
        }
        None => print!("{table}"),
    }
    Ok(good)
}
