//! Pretty text.

use proc_macro2::TokenStream;

/// Tokens as formatted source. Fails only where tokens are not Rust, which would be a mistake of the emitter.
pub fn pretty(tokens: TokenStream) -> Result<String, String> {
    let file = syn::parse2::<syn::File>(tokens)
        .map_err(|error| format!("the generated code is not Rust: {error}"))?;
    Ok(prettyplease::unparse(&file))
}
