//! The other files of a connector's folder: readme and icon.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::{Profile, Rule};

const HEADINGS: [&str; 6] = [
    "Publisher",
    "Prerequisites",
    "Supported Operations",
    "Obtaining Credentials",
    "Known Issues and Limitations",
    "Deployment Instructions",
];

/// More of a readme is not read.
const MOST_OF_README: u64 = 1 << 20;

pub(super) fn check(cx: &mut Context<'_>, document: &Path, is_connector: bool) {
    // A description alone is no folder of a connector.
    if cx.profile == Profile::Custom || !is_connector {
        return;
    }
    let folder = document.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let root = cx.root.span;
    // What concerns other files has no place in this one: its first byte stands for it.
    let at = crate::source::Span { end: root.start, ..root };
    match find(folder, "readme.md").and_then(|path| start_of(&path, MOST_OF_README)) {
        None => {
            cx.tell(Rule::ReadmeMissing, at, "there is no readme.md beside the definition");
        }
        Some(text) => {
            let text = String::from_utf8_lossy(&text).to_lowercase();
            let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
            let has = |heading: &&&str| headings.iter().any(|line| line.contains(&heading.to_lowercase()));
            let missing: Vec<&str> = HEADINGS.iter().filter(|one| !has(one)).copied().collect();
            if !missing.is_empty() {
                let message = format!("readme.md has no heading {}", missing.join(", "));
                cx.tell(Rule::ReadmeMissing, at, message);
            }
        }
    }
    let Some(icon) = find(folder, "icon.png") else { return };
    if cx.profile == Profile::Independent {
        cx.tell(Rule::IconNotAllowed, at, "independent publishers have no icon.png");
        return;
    }
    let size = fs::metadata(&icon).map_or(0, |about| about.len());
    let complaint = match start_of(&icon, 24).as_deref().and_then(dimensions) {
        None => Some("icon.png is no PNG".to_owned()),
        Some((width, height)) if width != height => {
            Some(format!("icon.png is no square: {width} × {height} pixels"))
        }
        Some((width, _)) if !(100..=230).contains(&width) => {
            Some(format!("icon.png has {width} × {width} pixels; 100 to 230 are asked for"))
        }
        Some(_) if size >= 1 << 20 => Some("icon.png has a megabyte or more".to_owned()),
        Some(_) => None,
    };
    if let Some(complaint) = complaint {
        cx.tell(Rule::IconNotAllowed, at, complaint);
    }
}

/// A file of the folder, by its name in any case.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let mut found = entries.filter(|entry| entry.file_name().to_string_lossy().eq_ignore_ascii_case(name));
    let path = found.next()?.path();
    path.is_file().then_some(path)
}

fn start_of(path: &Path, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Width and height in pixels, from the header of a PNG.
fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let (width, height) = rest.split_at_checked(4)?;
    Some((u32::from_be_bytes(width.try_into().ok()?), u32::from_be_bytes(height.try_into().ok()?)))
}
