//! A program that awaits every action of a generated client: a library alone hides what `async fn` and generics leave to
//! whoever calls them.
//!
//! Nothing of any generator is known here but how Rust is written: actions are the public functions that can be awaited, of
//! types whose name ends in `Client`, or that stand in modules. Arguments come from a function that never returns.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use quote::ToTokens as _;
use syn::{
    FnArg, GenericArgument, GenericParam, ImplItem, Item, PathArguments, ReturnType, Signature, Type,
    TypeImplTrait, TypeParamBound, TypePath, Visibility,
};

use crate::Fault;

/// What can be awaited: the type that has it, or none of a free function; path; what stands between the parentheses.
#[derive(Clone, Debug)]
pub struct Action {
    of: Option<String>,
    path: String,
    arguments: String,
}

/// Every action of the crate whose sources are in `folder`, known to the program as `name`.
///
/// # Errors
/// When a file cannot be read, or is no Rust.
pub fn actions(folder: &Path, name: &str) -> Result<Vec<Action>, Fault> {
    let mut found = Vec::new();
    file(folder, &folder.join("lib.rs"), name, &mut found)?;
    // A type may have a function in several blocks, and a module may be in several files.
    let mut seen = BTreeSet::new();
    found.retain(|one: &Action| seen.insert((one.of.clone(), one.path.clone())));
    Ok(found)
}

fn file(folder: &Path, path: &Path, module: &str, found: &mut Vec<Action>) -> Result<(), Fault> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let parsed = syn::parse_file(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    items(folder, &parsed.items, module, found)
}

fn items(folder: &Path, all: &[Item], module: &str, found: &mut Vec<Action>) -> Result<(), Fault> {
    for item in all {
        match item {
            Item::Mod(inner) if matches!(inner.vis, Visibility::Public(_)) => {
                let name = format!("{module}::{}", inner.ident);
                if let Some((_, all)) = &inner.content {
                    items(folder, all, &name, found)?;
                    continue;
                }
                let plain = inner.ident.to_string();
                let plain = plain.strip_prefix("r#").unwrap_or(&plain);
                let one = folder.join(format!("{plain}.rs"));
                let (inside, path) = (folder.join(plain), folder.join(plain).join("mod.rs"));
                match one.is_file() {
                    true => file(&inside, &one, &name, found)?,
                    false => file(&inside, &path, &name, found)?,
                }
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let Type::Path(of) = &*block.self_ty else { continue };
                let Some(last) = of.path.segments.last() else { continue };
                if !last.ident.to_string().ends_with("Client") {
                    continue;
                }
                for inner in &block.items {
                    let ImplItem::Fn(function) = inner else { continue };
                    let takes_self = function.sig.receiver().is_some();
                    if matches!(function.vis, Visibility::Public(_))
                        && takes_self
                        && is_awaited(&function.sig)
                    {
                        let of = format!("{module}::{}", last.ident);
                        found.push(action(Some(of), "", module, &function.sig));
                    }
                }
            }
            Item::Fn(function) if matches!(function.vis, Visibility::Public(_)) => {
                if function.sig.asyncness.is_some() {
                    found.push(action(None, &format!("{module}::"), module, &function.sig));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether it is asynchronous, or gives something that is sent when it is awaited.
fn is_awaited(signature: &Signature) -> bool {
    let ReturnType::Type(_, given) = &signature.output else { return false };
    let Type::Path(given) = &**given else { return signature.asyncness.is_some() };
    let named = |name: &str| given.path.segments.iter().any(|segment| segment.ident == name);
    signature.asyncness.is_some() || named("call") || named("Call")
}

fn action(of: Option<String>, prefix: &str, module: &str, signature: &Signature) -> Action {
    // Whatever is generic takes a text.
    let generic = |wanted: &Type| {
        let text = wanted.to_token_stream().to_string();
        signature.generics.params.iter().any(|one| {
            matches!(one, GenericParam::Type(one) if one.ident == text.trim_start_matches('&').trim()
                && one.bounds.iter().any(|bound| matches!(bound, TypeParamBound::Trait(_))))
        })
    };
    let one = |wanted: &Type| match wanted {
        Type::ImplTrait(wanted) => format!("any::<{}>()", fits(wanted, module)),
        Type::Reference(to) if matches!(*to.elem, Type::ImplTrait(_)) => {
            "any::<&'static String>()".to_owned()
        }
        wanted if generic(wanted) => "any::<&'static str>()".to_owned(),
        Type::Path(wanted) => match held(wanted) {
            Some((holder, inner)) => format!("any::<{holder}<{}>>()", fits(inner, module)),
            None => "any()".to_owned(),
        },
        _ => "any()".to_owned(),
    };
    let arguments = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => Some(one(&input.ty)),
        FnArg::Receiver(_) => None,
    });
    let arguments: Vec<String> = arguments.collect();
    Action { of, path: format!("{prefix}{}", signature.ident), arguments: arguments.join(", ") }
}

/// `Option<impl Trait>`: what holds it, and the trait.
fn held(wanted: &TypePath) -> Option<(String, &TypeImplTrait)> {
    let last = wanted.path.segments.last()?;
    let PathArguments::AngleBracketed(within) = &last.arguments else { return None };
    match within.args.first()? {
        GenericArgument::Type(Type::ImplTrait(inner)) => Some((last.ident.to_string(), inner)),
        _ => None,
    }
}

/// What a trait with one type in it takes most likely: that type. All others take a text.
fn fits(wanted: &TypeImplTrait, module: &str) -> String {
    let text = "&'static str".to_owned();
    let Some(TypeParamBound::Trait(bound)) = wanted.bounds.first() else { return text };
    let Some(last) = bound.path.segments.last() else { return text };
    let PathArguments::AngleBracketed(within) = &last.arguments else { return text };
    match within.args.first() {
        Some(GenericArgument::Type(Type::Slice(one))) => format!("&'static {}", one.to_token_stream()),
        Some(GenericArgument::Type(Type::Path(one))) => {
            let first = one.path.segments.first().map(|one| one.ident.to_string()).unwrap_or_default();
            let (given, several) = (one.to_token_stream().to_string(), one.path.segments.len() > 1);
            match first.as_str() {
                "str" | "String" | "Cow" => text,
                // The module's own, unless it is imported there.
                _ if several => format!("{module}::{given}"),
                _ => given,
            }
        }
        _ => text,
    }
}

/// How many actions one function of the program awaits.
const GROUP: usize = 32;

/// The program: each action on a line of its own, so that errors can be told apart; `main` awaits them all.
pub fn program(actions: &[Action]) -> String {
    let mut out = String::from(
        "#![allow(warnings)]\nfn any<T>() -> T { if std::env::args().len() < 1000 { std::process::exit(1) } unreachable!() }\n",
    );
    for (index, Action { of, path, arguments }) in actions.iter().enumerate() {
        let _ = match of {
            Some(of) => writeln!(
                out,
                "async fn a{index}() {{ let client: &{of} = any(); let _ = client.{path}({arguments}).await; }}"
            ),
            None => writeln!(out, "async fn a{index}() {{ let _ = {path}({arguments}).await; }}"),
        };
    }
    // Nobody awaits a thousand calls in one function, on which the compiler's work grows faster than their number.
    let groups = actions.len().div_ceil(GROUP);
    let awaited = |name: &str, from: usize, to: usize| -> String {
        (from..to).map(|index| format!("    {name}{index}().await;\n")).collect()
    };
    for group in 0..groups {
        let (from, to) = (group * GROUP, actions.len().min((group + 1) * GROUP));
        let _ = writeln!(out, "async fn b{group}() {{\n{}}}", awaited("a", from, to));
    }
    let main = awaited("b", 0, groups);
    let _ = writeln!(out, "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n{main}}}");
    out
}

/// Which actions the compiler complains of, by the lines of the program.
pub fn complaints(said: &str) -> BTreeSet<usize> {
    let line = |text: &str| -> Option<usize> {
        let rest = text.split_once("src/main.rs:")?.1;
        let (line, rest) = rest.split_once(':')?;
        if !rest.contains("error") {
            return None;
        }
        // The first action is on the third line.
        line.parse::<usize>().ok()?.checked_sub(3)
    };
    said.lines().filter_map(line).collect()
}
