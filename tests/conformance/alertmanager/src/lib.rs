//! The client of Alertmanager, and what the example does with it.

#[cfg(document)]
pub mod alertmanager {
    //! Alertmanager, as its document describes it.
    include!(concat!(env!("OUT_DIR"), "/alertmanager.rs"));
}
#[cfg(document)]
#[path = "../../../../examples/alertmanager/src/steps.rs"]
pub mod steps;
