//! Reference pages as a script gets them: which files are written, what stands in them, and that no two of their parts
//! disagree.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The quick start's description: every part of a page has something to say of it.
fn orders() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/quickstart/orders.swagger.json")
}

/// An empty folder of one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-connector")).args(args).stdin(Stdio::null()).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The site of a document: file names and their texts.
fn site(document: &Path, test: &str, more: &[&str]) -> BTreeMap<String, String> {
    let out = folder(test);
    let args = [Path::new("docs"), document, Path::new("--out"), &out];
    let output = run(args.into_iter().map(Path::as_os_str).chain(more.iter().map(|one| one.as_ref())));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The values of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let begin = format!(" {name}=\"");
    let content = page.split_once("</script>").unwrap().1;
    content.split(&begin).skip(1).map(|rest| rest.split_once('"').unwrap().0).collect()
}

/// Every link within the site leads somewhere, and no anchor is there twice.
fn check_links(site: &BTreeMap<String, String>) {
    let pages: Vec<(&String, &String)> = site.iter().filter(|(name, _)| name.ends_with(".html")).collect();
    let mut anchors: BTreeSet<(String, String)> = BTreeSet::new();
    for (name, page) in &pages {
        for id in attributes(page, "id") {
            assert!(anchors.insert(((*name).clone(), id.to_owned())), "{name} has #{id} twice");
        }
    }
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for (name, page) in &pages {
        for href in attributes(page, "href") {
            if href.starts_with("https://") || href.starts_with("http://") || href == "../index.html" {
                continue;
            }
            let (to, anchor) = href.split_once('#').unwrap_or((href, ""));
            let to = if to.is_empty() { name.as_str() } else { to };
            assert!(site.contains_key(to), "{name} leads to {href}");
            if !anchor.is_empty() {
                assert!(anchors.contains(&(to.to_owned(), anchor.to_owned())), "{name} leads to {href}");
            }
        }
        for id in attributes(page, "aria-controls").into_iter().chain(attributes(page, "aria-labelledby")) {
            assert!(anchors.contains(&((*name).clone(), id.to_owned())), "{name} names #{id}");
        }
        known.insert(name);
    }
    let search = &site["search.js"];
    let entries: Vec<serde_json::Value> = search
        .lines()
        .filter(|line| line.starts_with('['))
        .map(|line| serde_json::from_str(line.trim_end_matches(',')).unwrap())
        .collect();
    assert!(!entries.is_empty());
    for entry in entries {
        let href = entry[3].as_str().unwrap();
        let (to, anchor) = href.split_once('#').unwrap();
        assert!(anchors.contains(&(to.to_owned(), anchor.to_owned())), "search leads to {href}");
    }
}

#[test]
fn one_page_has_everything() {
    let site = site(&orders(), "orders", &[]);
    assert_eq!(site.keys().collect::<Vec<_>>(), ["index.html", "search.js"]);
    let page = &site["index.html"];
    for said in [
        "<h1 id=\"title\">Orders</h1>",
        "Connection::api_key",
        "Where your account is",
        "<b>5</b> actions",
        "<b>2</b> triggers",
        "id=\"action-create_order\"",
        "id=\"trigger-on_order_shipped\"",
        "id=\"model-OrderLine\"",
        "1 advanced input",
        "1 value sent without asking",
        "<span class=\"req\">required</span>",
        "default <code>false</code>",
        "<code>shipped</code>",
        "2 fields of <code>lines</code>",
        "<code>409</code>",
        "POST /v1/orders HTTP/1.1",
        "<span class=\"tag hot\">webhook</span>",
        "<span class=\"tag\">paged</span>",
    ] {
        assert!(page.contains(said), "{said}");
    }
    check_links(&site);
}

/// What pages call things is what the client calls them.
#[test]
fn names_are_those_of_the_client() {
    let page = &site(&orders(), "names", &[])["index.html"];
    let inspected = run([Path::new("inspect"), &orders(), Path::new("--json")]);
    let inspected: serde_json::Value = serde_json::from_slice(&inspected.stdout).unwrap();
    let text = |value: &serde_json::Value| {
        value.as_str().unwrap().replace("rt::", "").replace('<', "&lt;").replace('>', "&gt;")
    };
    let actions = inspected["actions"].as_array().unwrap();
    assert!(actions.len() >= 5);
    for action in actions {
        let own = page
            .split(&format!("<article class=\"op\" id=\"action-{}\"", text(&action["name"])))
            .nth(1)
            .unwrap();
        let own = own.split("</article>").next().unwrap();
        let route = format!("<b>{}</b> {}", text(&action["method"]), text(&action["path"]));
        assert!(own.contains(&route), "{route}");
        assert!(
            own.contains(&format!("<code class=\"rust\">{}</code>", text(&action["output"]))),
            "{action}"
        );
        for input in action["inputs"].as_array().unwrap() {
            assert!(own.contains(&format!("<code>{}</code>", text(&input["name"]))), "{input}");
            assert!(
                own.contains(&format!("<code class=\"rust\">{}</code>", text(&input["type"]))),
                "{input}"
            );
        }
    }
    for model in inspected["models"].as_array().unwrap() {
        assert!(page.contains(&format!("id=\"model-{}\"", text(&model["name"]))), "{model}");
    }
}

#[test]
fn nothing_but_our_own_script_is_allowed_to_run() {
    let site = site(&fixture("hostile"), "hostile", &[]);
    let page = &site["index.html"];
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.matches("<script").count(), 1, "ours");
    assert_eq!(page.matches("<style").count(), 1, "ours");
    // Attributes that run something, and addresses that do.
    let content = page.split_once("</script>").unwrap().1;
    for tag in content.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        assert!(!tag.contains(" on") && !tag.contains(" style"), "{tag}");
        let name = tag.split(' ').next().unwrap().trim_start_matches('/');
        assert!(
            !["img", "iframe", "form", "object", "embed", "base", "math", "link"].contains(&name),
            "{tag}"
        );
    }
    for href in attributes(page, "href") {
        assert!(["#", "https://", "index.html"].iter().any(|begin| href.starts_with(begin)), "{href}");
    }
    check_links(&site);
    assert!(!site["search.js"].contains('<'), "{}", site["search.js"]);

    let markdown = site_of_markdown(&fixture("hostile"), "hostile-md");
    let page = &markdown["index.md"];
    assert!(!page.contains("\n<script") && !page.contains("\n![") && !page.contains(" ![picture]"), "{page}");
}

fn site_of_markdown(document: &Path, test: &str) -> BTreeMap<String, String> {
    site(document, test, &["--format", "md"])
}

#[test]
fn markdown_says_the_same() {
    let site = site_of_markdown(&orders(), "markdown");
    assert_eq!(site.keys().collect::<Vec<_>>(), ["index.md"]);
    let page = &site["index.md"];
    for said in [
        "# Orders\n",
        "<a id=\"action-create_order\"></a>\n\n### Create an order\n\n`create_order` · `POST /orders`",
        "* `express` `bool` (body, default `false`): Whether it is urgent",
        "* `lines` [`Vec<model::OrderLine>`](#model-OrderLine) (required, body)",
        "* `409`: It was shipped already. ([`Problem`](#model-Problem))\n",
        "```rust\nuse orders::model;\n\nlet reply = client.create_order(",
        "```http\nPOST /v1/orders HTTP/1.1\n",
        "A webhook trigger.",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

/// A document with more operations than a page holds.
#[test]
fn a_large_document_has_a_page_for_each_tag() {
    let folder = folder("large-input");
    let operation = |tag: &str, number: usize| {
        format!(
            "\"/{tag}/{number}\": {{\"get\": {{\"operationId\": \"Get{tag}{number}\", \"tags\": [\"{tag}\"], \"responses\": {{\"200\": {{\"description\": \"d\", \"schema\": {{\"$ref\": \"#/definitions/Thing\"}}}}}}}}}}"
        )
    };
    // Two tags whose names are one file name, one tag that is the name of a page, and one that needs two pages.
    let tags = ["A b", "a-B", "index", "big"];
    let paths: Vec<String> = tags
        .iter()
        .flat_map(|tag| (0..if *tag == "big" { 90 } else { 3 }).map(move |number| operation(tag, number)))
        .collect();
    let document = folder.join("large.json");
    fs::write(
        &document,
        format!(
            "{{\"swagger\": \"2.0\", \"info\": {{\"title\": \"Large\", \"version\": \"1\"}}, \"host\": \"h.example\", \"paths\": {{{}}}, \
             \"definitions\": {{\"Thing\": {{\"type\": \"object\", \"properties\": {{\"inner\": {{\"$ref\": \"#/definitions/Thing\"}}}}}}}}}}",
            paths.join(",")
        ),
    )
    .unwrap();
    let site = site(&document, "large", &[]);
    let names: Vec<&String> = site.keys().collect();
    assert_eq!(
        names,
        [
            "a-b-2.html",
            "a-b.html",
            "big-2.html",
            "big-3.html",
            "big.html",
            "index-2.html",
            "index.html",
            "models.html",
            "search.js"
        ]
    );
    check_links(&site);
    assert_eq!(site["a-b.html"].matches("<h1").count(), 1);
    assert!(site["index.html"].contains("href=\"big-3.html#action-getbig89\""));
    let markdown = site_of_markdown(&document, "large-md");
    assert!(markdown["index.md"].contains("(big-3.md#action-getbig89)"), "{}", markdown["index.md"]);
}

#[test]
fn recursion_ends() {
    let site = site(&fixture("hostile"), "recursion", &[]);
    // An item has a parent and children that are items: one level of them, and a link.
    let page = &site["index.html"];
    let add = page
        .split("<article class=\"op\" id=\"action-add_item\"")
        .nth(1)
        .unwrap()
        .split("</article>")
        .next()
        .unwrap();
    assert!(add.contains("<code>children</code>"));
    assert!(!add.contains("of <code>parent</code>"), "{add}");
}

#[test]
fn errors_cost_what_they_are_about() {
    let out = folder("broken");
    let output = run([Path::new("docs"), &fixture("broken.json"), Path::new("--out"), &out]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("broken.json:8:"), "{}", stderr(&output));
    let output =
        run([Path::new("docs"), &fixture("broken.json"), Path::new("--out"), &out, Path::new("--json")]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(said["index"].as_str().unwrap().ends_with("index.html"), "{said}");
    assert_eq!(said["findings"][0]["line"], 8, "{said}");
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("action-ping"), "what is sound");
    assert!(page.contains("is left out"), "and what is not");

    let output = run([Path::new("docs"), Path::new("no/such.json"), Path::new("--out"), &out]);
    assert_eq!(output.status.code(), Some(1));
    let file = folder("file").join("taken");
    fs::write(&file, "").unwrap();
    let output = run([Path::new("docs"), &orders(), Path::new("--out"), &file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
    assert_eq!(run(["docs", "--out", "x"]).status.code(), Some(2));
    assert_eq!(run(["docs"]).status.code(), Some(2));
}

/// A folder of three connectors and files that are none.
fn collection(test: &str) -> PathBuf {
    let folder = folder(test);
    let copy = |from: &Path, to: &str| {
        let to = folder.join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    };
    copy(&orders(), "shop/Orders/apiDefinition.swagger.json");
    copy(&fixture("hostile/apiDefinition.swagger.json"), "hostile/apiDefinition.swagger.json");
    copy(&fixture("hostile/apiProperties.json"), "hostile/apiProperties.json");
    copy(&orders(), "loose/parcels.json");
    fs::write(folder.join("loose/notes.json"), "{\"a\": 1}").unwrap();
    fs::write(folder.join("loose/torn.json"), "{\"swagger\": \"2.0\",").unwrap();
    folder
}

#[test]
fn a_folder_has_an_index() {
    let input = collection("many");
    let out = folder("gallery");
    let output = run([
        Path::new("docs"),
        Path::new("--folder"),
        &input,
        Path::new("--out"),
        &out,
        Path::new("--title"),
        Path::new("Ours"),
    ]);
    assert_eq!(output.status.code(), Some(1), "one is torn");
    assert!(stderr(&output).contains("torn.json: "), "{}", stderr(&output));
    assert!(stderr(&output).contains("of 3 connectors"), "{}", stderr(&output));
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(index.contains("<h1 id=\"title\">Ours</h1>"));
    for own in ["orders", "hostile", "parcels"] {
        assert!(index.contains(&format!("href=\"{own}/index.html\"")), "{own}");
        let page = fs::read_to_string(out.join(own).join("index.html")).unwrap();
        assert!(page.contains("href=\"../index.html\""));
    }
    assert_eq!(index.matches("<script").count(), 1, "ours");
    let search = fs::read_to_string(out.join("search.js")).unwrap();
    assert!(search.contains("\"orders/index.html#action-create_order\""), "{search}");

    let args =
        [Path::new("docs"), Path::new("--folder"), &input, Path::new("--out"), &out, Path::new("--json")];
    let output = run(args);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&said["connectors"], &said["others"]), (&3.into(), &1.into()), "{said}");
    assert!(said["broken"][0].as_str().unwrap().contains("torn.json: "), "{said}");

    let index = out.join("connectors.json");
    let found = |terms: &[&str], place: &Path| {
        let args = ["search"].iter().chain(terms).map(|one| one.as_ref());
        run(args.chain([Path::new("--in").as_os_str(), place.as_os_str()]))
    };
    for place in [&index, &out, &input] {
        let output = found(&["orders", "cancel"], place);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let text = stdout(&output);
        assert!(text.starts_with("Orders  orders.example.com\n"), "{text}");
        assert!(text.contains("    cancel_order  Cancel an order\n"), "{text}");
        assert!(!text.contains("list_orders"), "{text}");
        let output = found(&["no such thing"], place);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains("none of 3 connectors"), "{}", stderr(&output));
    }
    let output = found(&["ORDER", "--json", "--limit", "1"], &index);
    let hits: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(hits.as_array().unwrap().len(), 1);
    assert_eq!(hits[0]["host"], "orders.example.com");
    assert!(stderr(&output).contains("more; --limit shows them"), "{}", stderr(&output));
    assert_eq!(found(&["x"], Path::new("no/such.json")).status.code(), Some(1));
    assert_eq!(found(&["x"], &orders()).status.code(), Some(1), "no index");
    let nothing = found(&["x"], &folder("no-connectors"));
    assert!(stderr(&nothing).contains("no connector at all"), "{}", stderr(&nothing));
    assert_eq!(run(["search"]).status.code(), Some(2));
}

#[test]
fn an_empty_folder_is_said() {
    let output = run([
        Path::new("docs"),
        Path::new("--folder"),
        &folder("none"),
        Path::new("--out"),
        &folder("none-out"),
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no connector in "), "{}", stderr(&output));
}
