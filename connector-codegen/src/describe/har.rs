//! HAR: the traffic that a browser or a proxy has recorded.

use super::exchange::{Error, Exchange};
use crate::source::{Node, Source};

/// The requests to a host whose replies are data, in the order in which they were made. `host` is that of the first such
/// request where none is given. Pictures, scripts and preflights are passed over.
///
/// # Errors
/// When the text is no HAR.
pub fn from_har(name: &str, text: &str, host: Option<&str>) -> Result<Vec<Exchange>, Error> {
    let (source, diags) = Source::from_memory(name, text.as_bytes());
    let Some(root) = source.root() else {
        let found: Vec<String> = diags.iter().map(|one| one.render(&source).to_string()).collect();
        return Err(Error::new(found.join("\n")));
    };
    let entries = root.get("log").and_then(|log| log.get("entries")).and_then(Node::as_list);
    let Some(entries) = entries else {
        return Err(Error::new(format!("{name} is no HAR: it has no `log.entries`")));
    };
    let mut host = host.map(str::to_owned);
    let mut found = Vec::new();
    for one in entries.iter().filter_map(exchange) {
        let own = one.url.split('/').nth(2).unwrap_or_default().to_owned();
        let wanted = host.get_or_insert_with(|| own.clone());
        if wanted.eq_ignore_ascii_case(&own) {
            found.push(one);
        }
    }
    Ok(found)
}

fn exchange(entry: &Node) -> Option<Exchange> {
    let request = entry.get("request")?;
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let mut made = Exchange::new(text(request, "method")?, text(request, "url")?);
    if made.method == "OPTIONS" || !made.url.contains("://") {
        return None;
    }
    let headers = request.get("headers").and_then(Node::as_list).unwrap_or_default();
    for header in headers {
        if let (Some(name), Some(value)) = (text(header, "name"), text(header, "value")) {
            // Pseudo headers of HTTP/2, and what a browser says of itself.
            let lower = name.to_ascii_lowercase();
            if !name.starts_with(':') && !lower.starts_with("sec-") && !lower.starts_with("x-requested-with")
            {
                made.headers.push((name, value));
            }
        }
    }
    if let Some(data) = request.get("postData") {
        made.body = text(data, "text").filter(|text| !text.is_empty());
        let params = data.get("params").and_then(Node::as_list).unwrap_or_default();
        if made.body.is_none() {
            for one in params {
                let file = one.get("fileName").is_some();
                made.form.push((text(one, "name")?, text(one, "value").unwrap_or_default(), file));
            }
        }
    }
    let response = entry.get("response")?;
    let status = response.get("status").and_then(Node::as_i64).and_then(|code| u16::try_from(code).ok())?;
    if !(200..600).contains(&status) || (300..400).contains(&status) {
        return None;
    }
    made.status = status;
    if let Some(content) = response.get("content") {
        let media = text(content, "mimeType").unwrap_or_default().to_ascii_lowercase();
        let noise = ["text/html", "text/css", "javascript", "image/", "font/", "video/", "audio/", "wasm"];
        if noise.iter().any(|word| media.contains(word)) {
            return None;
        }
        let encoded = content.get("encoding").is_some_and(|how| how.as_str() == Some("base64"));
        made.reply = text(content, "text").filter(|text| !encoded && !text.is_empty());
        made.reply_type = Some(media).filter(|media| !media.is_empty());
    }
    Some(made)
}
