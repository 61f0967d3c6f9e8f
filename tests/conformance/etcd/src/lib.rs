//! The clients of etcd's gRPC gateway.

#[cfg(documents)]
pub mod etcd {
    //! Keys, leases, watches, the cluster and its users.
    include!(concat!(env!("OUT_DIR"), "/etcd.rs"));
}
#[cfg(documents)]
pub mod lock {
    //! Locks.
    include!(concat!(env!("OUT_DIR"), "/lock.rs"));
}
