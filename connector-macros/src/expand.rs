//! From the macro's input to its output: run the generator, hand on its code and its complaints.

use std::path::{Path, PathBuf};

use connector_codegen::{Generated, Options, Rendered, Severity, generate};
use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::LitStr;

use crate::args::Args;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let args: Args = match syn::parse2(input) {
        Ok(args) => args,
        Err(error) => return error.to_compile_error(),
    };
    let wrong = args.errors.as_ref().map(syn::Error::to_compile_error);
    if args.documents.is_empty() {
        return wrong.unwrap_or_default();
    }
    let Some(base) = base(args.from_out_dir) else {
        let text = match args.from_out_dir {
            true => "OUT_DIR is not set: only a package with a build script has it",
            false => "CARGO_MANIFEST_DIR is not set: build with cargo",
        };
        return compile_error(Span::call_site(), text);
    };
    let generated = generate(&located(&args, &base));
    let complaints = complaints(&args, &generated);
    let inputs = inputs(&generated.inputs);
    let tokens = generated.tokens;
    quote::quote!(#tokens #wrong #complaints #inputs)
}

/// Where relative paths start.
fn base(from_out_dir: bool) -> Option<PathBuf> {
    std::env::var_os(if from_out_dir { "OUT_DIR" } else { "CARGO_MANIFEST_DIR" }).map(PathBuf::from)
}

fn located(args: &Args, base: &Path) -> Options {
    let mut options = args.options.clone();
    options.documents = args.documents.iter().map(|document| base.join(document.value())).collect();
    options.properties = options.properties.map(|path| base.join(path));
    options.overlays = options.overlays.iter().map(|path| base.join(path)).collect();
    options.lock = options.lock.map(|path| base.join(path));
    // The compiler names files as seen from where it runs; so do we.
    options.base = std::env::current_dir().ok().filter(|here| base.starts_with(here));
    options.base.get_or_insert_with(|| base.to_path_buf());
    options
}

/// One `compile_error!` per error, and a warning per warning where the caller asked for them.
fn complaints(args: &Args, generated: &Generated) -> TokenStream {
    generated
        .diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let text = diagnostic.to_string();
            // The compiler says the first word itself.
            let word = diagnostic.severity.as_str();
            let text = text.strip_prefix(word).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&text);
            let span = place(args, diagnostic);
            match diagnostic.severity {
                Severity::Error => Some(compile_error(span, text)),
                Severity::Warning if args.show_warnings => Some(compile_warning(span, text)),
                Severity::Warning | Severity::Note => None,
            }
        })
        .collect()
}

/// The document that the diagnostic is about, or the name that the caller wrote when it is about that one.
fn place(args: &Args, diagnostic: &Rendered) -> Span {
    let quoted = |name: &&LitStr| diagnostic.message.contains(&format!("`{}`", name.value()));
    if diagnostic.line == 0
        && let Some(name) = args.chosen.iter().find(quoted)
    {
        return name.span();
    }
    let named = |document: &&LitStr| Path::new(&diagnostic.file).ends_with(document.value());
    let document = args.documents.iter().find(named).or(args.documents.first());
    document.map_or_else(Span::call_site, LitStr::span)
}

fn compile_error(span: Span, text: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #text })
}

/// Stable Rust has no `compile_warning!`; using a deprecated item is one.
fn compile_warning(span: Span, text: &str) -> TokenStream {
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #text)]
            const DOCUMENT: () = ();
            DOCUMENT
        };
    }
}

/// Makes the compiler watch the files: stable Rust has no other way for a macro to say what it read.
fn inputs(paths: &[PathBuf]) -> TokenStream {
    paths
        .iter()
        .map(|path| {
            let path = path.to_string_lossy();
            quote::quote!(
                const _: &[u8] = ::core::include_bytes!(#path);
            )
        })
        .collect()
}
