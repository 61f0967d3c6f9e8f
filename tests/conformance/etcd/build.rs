//! Makes the clients, where the documents are at hand.

use conformance_support::document;
use connector_codegen::build;

fn main() -> Result<(), build::Error> {
    println!("cargo::rustc-check-cfg=cfg(documents)");
    let folder = "Documentation/dev-guide/apispec/swagger of https://github.com/etcd-io/etcd at v3.4.23";
    let rpc =
        document::find("ETCD_OPENAPI", "etcd-3.4.23-rpc.json", &format!("rpc.swagger.json in {folder}"));
    let lock = document::find(
        "ETCD_LOCK_OPENAPI",
        "etcd-3.4.23-v3lock.json",
        &format!("v3lock.swagger.json in {folder}"),
    );
    let (Some(rpc), Some(lock)) = (rpc, lock) else { return Ok(()) };
    // What both need is there.
    println!("cargo::rustc-cfg=documents");
    build::connector(&rpc).module("etcd").generate()?;
    build::connector(&lock).module("lock").generate()
}
