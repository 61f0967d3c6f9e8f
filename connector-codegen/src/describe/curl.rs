//! A command line of curl: what people copy out of documentation and browsers.

use super::exchange::{Error, Exchange};

/// Reads the words of a command line as a POSIX shell does, with `$'…'` and lines that go on after `\`.
fn words(line: &str) -> Result<Vec<String>, Error> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                // the end of a line, also of Windows
                Some('\n') => {}
                Some('\r') => drop(chars.next_if_eq(&'\n')),
                Some(c) => word.get_or_insert_default().push(c),
                None => {}
            },
            '\'' => {
                let inner = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some('\'') => break,
                        Some(c) => inner.push(c),
                        None => return Err(Error::new("a quote `'` is not closed")),
                    }
                }
            }
            '$' if chars.next_if_eq(&'\'').is_some() => {
                let inner = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some('\'') => break,
                        Some('\\') => match chars.next() {
                            Some('n') => inner.push('\n'),
                            Some('t') => inner.push('\t'),
                            Some('r') => inner.push('\r'),
                            Some('u') => {
                                let code: String = chars.by_ref().take(4).collect();
                                let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                                inner.push(code.unwrap_or(char::REPLACEMENT_CHARACTER));
                            }
                            Some(c) => inner.push(c),
                            None => {}
                        },
                        Some(c) => inner.push(c),
                        None => return Err(Error::new("a quote `$'` is not closed")),
                    }
                }
            }
            '"' => {
                let inner = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some('"') => break,
                        Some('\\') => match chars.next() {
                            Some(c @ ('"' | '\\' | '$' | '`')) => inner.push(c),
                            Some('\n') => {}
                            Some(c) => inner.extend(['\\', c]),
                            None => {}
                        },
                        Some(c) => inner.push(c),
                        None => return Err(Error::new("a quote `\"` is not closed")),
                    }
                }
            }
            c if c.is_whitespace() => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

/// Options that take a value which says nothing of the request.
const IGNORED: [&str; 20] = [
    "-o",
    "--output",
    "-x",
    "--proxy",
    "-m",
    "--max-time",
    "--connect-timeout",
    "-w",
    "--write-out",
    "--retry",
    "-c",
    "--cookie-jar",
    "--cert",
    "--key",
    "--cacert",
    "-E",
    "--resolve",
    "--interface",
    "-b",
    "--cookie",
];

/// Short options that take a value, which may follow without a blank.
const SHORT: &str = "XHdFubAeoxmwcE";

/// Reads a command line. Files (`-d @file`) are not read: their names would be.
///
/// # Errors
/// When it has no URL, or a quote is not closed.
pub fn from_curl(line: &str) -> Result<Exchange, Error> {
    let mut words = words(line)?.into_iter().peekable();
    words.next_if(|word| word == "$");
    if words.next_if(|word| word == "curl" || word.ends_with("/curl") || word == "curl.exe").is_none() {
        return Err(Error::new("the command line does not begin with `curl`"));
    }
    let mut made = Exchange::new("", "");
    let (mut data, mut get, mut json): (Vec<String>, bool, bool) = (Vec::new(), false, false);
    while let Some(word) = words.next() {
        let (option, own) = split_option(&word);
        let mut value = || own.clone().or_else(|| words.next()).unwrap_or_default();
        match option {
            "-X" | "--request" => made.method = value().to_ascii_uppercase(),
            "-H" | "--header" => {
                let line = value();
                if let Some((name, value)) = line.split_once(':') {
                    made.headers.push((name.trim().to_owned(), value.trim().to_owned()));
                }
            }
            "-d" | "--data" | "--data-raw" | "--data-ascii" | "--data-binary" => data.push(value()),
            "--data-urlencode" => data.push(value()),
            "--json" => {
                json = true;
                data.push(value());
            }
            "-F" | "--form" | "--form-string" => {
                let field = value();
                let (name, text) = field.split_once('=').unwrap_or((&field, ""));
                let file = option != "--form-string" && text.starts_with(['@', '<']);
                let text = if file { String::new() } else { text.to_owned() };
                made.form.push((name.to_owned(), text, file));
            }
            "-u" | "--user" => {
                drop(value());
                made.headers.push(("Authorization".to_owned(), "Basic".to_owned()));
            }
            "-A" | "--user-agent" | "-e" | "--referer" => drop(value()),
            "-G" | "--get" => get = true,
            "-I" | "--head" => "HEAD".clone_into(&mut made.method),
            "--url" => made.url = value(),
            _ if IGNORED.contains(&option) => drop(value()),
            _ if option.starts_with('-') && option.len() > 1 => {}
            _ if made.url.is_empty() => made.url = word,
            _ => {}
        }
    }
    if made.url.is_empty() {
        return Err(Error::new("the command line has no URL"));
    }
    if !made.url.contains("://") {
        made.url = format!("http://{}", made.url);
    }
    if json {
        made.headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
    }
    let body = data.join("&");
    if get && !body.is_empty() {
        let sign = if made.url.contains('?') { '&' } else { '?' };
        made.url.push(sign);
        made.url.push_str(&body);
    } else if !data.is_empty() {
        if body.starts_with('@') {
            return Err(Error::new(format!(
                "the body is in the file {}: give it as the body",
                body.trim_start_matches('@')
            )));
        }
        if made.header_value("content-type").is_none() && !body.trim_start().starts_with(['{', '[']) {
            let media = "application/x-www-form-urlencoded".to_owned();
            made.headers.push(("Content-Type".to_owned(), media));
        }
        made.body = Some(body);
    }
    if made.method.is_empty() {
        let sends = made.body.is_some() || !made.form.is_empty();
        made.method = if sends { "POST" } else { "GET" }.to_owned();
    }
    Ok(made)
}

/// An option and the value that stands in the same word.
fn split_option(word: &str) -> (&str, Option<String>) {
    if let Some((option, value)) = word.split_once('=').filter(|_| word.starts_with("--")) {
        return (option, Some(value.to_owned()));
    }
    let short = word.starts_with('-') && !word.starts_with("--") && word.len() > 2;
    match (short, word.split_at_checked(2)) {
        (true, Some((option, value))) if option.ends_with(|c: char| SHORT.contains(c)) => {
            (option, Some(value.to_owned()))
        }
        _ => (word, None),
    }
}
