//! The models that the emitted implementations of serde are of.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    connector_codegen::build::connector("models.json").crate_path("crate::models::facade").generate()?;
    Ok(())
}
