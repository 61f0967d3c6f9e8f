//! Makes the client that is measured.

fn main() -> Result<(), connector_codegen::build::Error> {
    connector_codegen::build::connector("records.swagger.json").module("records").generate()
}
