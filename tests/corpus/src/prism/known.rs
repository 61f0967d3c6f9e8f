//! What cannot be good, and why: `prism.txt`. It must only shrink.

use std::fs;
use std::path::Path;

use super::Row;

/// What stands for a document of which nothing could be called.
const ALL: &str = "all";

pub(super) struct Known(Vec<One>);

struct One {
    /// The end of its path, as lists of documents have it.
    document: String,
    action: String,
    kind: String,
    why: String,
}

impl One {
    fn is_of(&self, document: &str) -> bool {
        Path::new(document).ends_with(&self.document)
    }
}

impl Known {
    pub(super) fn read() -> Result<Self, String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("prism.txt");
        let text =
            fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        Self::parse(&text).map_err(|line| {
            format!("{}: this is no document, action, kind and reason: {line}", path.display())
        })
    }

    /// Document, action, what comes of it and why, with tabs between them; otherwise the line that is not so.
    fn parse(text: &str) -> Result<Self, String> {
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let line = |line: &str| {
            let mut parts = line.splitn(4, '\t').map(str::to_owned);
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(document), Some(action), Some(kind), Some(why)) => {
                    Ok(One { document, action, kind, why })
                }
                _ => Err(line.to_owned()),
            }
        };
        lines.map(line).collect::<Result<_, _>>().map(Self)
    }

    /// Why something of this kind comes of an action. That its reply is wrong is no reason for a wrong request.
    pub(super) fn reason(&self, document: &str, action: &str, kind: &str) -> Option<&str> {
        let found = self.0.iter().find(|one| one.action == action && one.kind == kind && one.is_of(document));
        found.map(|one| one.why.as_str())
    }

    /// The same of a whole document.
    pub(super) fn reason_of_all(&self, document: &str) -> Option<&str> {
        self.reason(document, ALL, "not called")
    }

    /// What is listed of the documents that were looked at, and is not so.
    pub(super) fn stale(&self, rows: &[Row]) -> Vec<(&str, &str)> {
        let is_so = |row: &Row, action: &str| {
            row.trouble.is_some() || action != ALL && row.others.iter().any(|other| other.action == action)
        };
        let stale = self
            .0
            .iter()
            .filter(|one| rows.iter().any(|row| one.is_of(&row.name) && !is_so(row, &one.action)));
        stale.map(|one| (one.document.as_str(), one.action.as_str())).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Other;
    use super::*;

    #[test]
    fn what_is_listed_holds_for_one_kind_and_only_as_long_as_it_is_so() {
        let known =
            Known::parse("# why\n\na\tGet\twrong\tno JSON\na\tPut\twrong\tx\nb\tall\tnot called\tno mock\n")
                .ok()
                .unwrap();
        assert_eq!(known.reason("x/a", "Get", "wrong"), Some("no JSON"));
        assert_eq!(known.reason("a", "Get", "violation"), None);
        assert_eq!(known.reason_of_all("b"), Some("no mock"));
        assert_eq!(known.reason_of_all("a"), None);
        let other = Other { action: "Get".into(), kind: "wrong".into(), why: String::new() };
        let a = Row { name: "x/a".into(), others: vec![other], ..Row::default() };
        let b = Row { name: "b".into(), good: 1, ..Row::default() };
        assert_eq!(known.stale(&[a, b]), [("a", "Put"), ("b", "all")]);
        let b = Row { name: "b".into(), trouble: Some("no port".into()), ..Row::default() };
        assert!(known.stale(&[b]).is_empty());
        assert!(Known::parse("a\tGet\twrong").is_err());
    }
}
