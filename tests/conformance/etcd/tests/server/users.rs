//! Users, roles, and a server that wants to know who calls.

use etcd_conformance::etcd::Connection;
use etcd_conformance::etcd::model::{
    AuthpbPermission, AuthpbPermissionType, EtcdserverpbAuthRoleAddRequest,
    EtcdserverpbAuthRoleDeleteRequest, EtcdserverpbAuthRoleGetRequest,
    EtcdserverpbAuthRoleGrantPermissionRequest, EtcdserverpbAuthRoleRevokePermissionRequest,
    EtcdserverpbAuthUserAddRequest, EtcdserverpbAuthUserChangePasswordRequest,
    EtcdserverpbAuthUserDeleteRequest, EtcdserverpbAuthUserGetRequest, EtcdserverpbAuthUserGrantRoleRequest,
    EtcdserverpbAuthUserRevokeRoleRequest, EtcdserverpbAuthenticateRequest, EtcdserverpbRangeRequest,
};

use crate::keys::bytes;
use crate::suite::Clients;

pub async fn users_and_roles(clients: Clients) {
    let client = clients.etcd;
    let none = connector::json!({});
    let user =
        |name: &str, password: &str| EtcdserverpbAuthUserAddRequest::default().name(name).password(password);
    client.user_add(&user("root", "first")).await.unwrap();
    client.user_add(&user("guest", "guest")).await.unwrap();
    let password = EtcdserverpbAuthUserChangePasswordRequest::default().name("root").password("second");
    client.user_change_password(&password).await.unwrap();
    for role in ["root", "reader"] {
        client.role_add(&EtcdserverpbAuthRoleAddRequest::default().name(role)).await.unwrap();
    }
    let read = AuthpbPermission::default().key(bytes("p")).perm_type(AuthpbPermissionType::Read);
    let grant = EtcdserverpbAuthRoleGrantPermissionRequest::default().name("reader").perm(read);
    client.role_grant_permission(&grant).await.unwrap();
    let reader = client.role_get(&EtcdserverpbAuthRoleGetRequest::default().role("reader")).await.unwrap();
    assert_eq!(reader.perm.unwrap()[0].key, Some(bytes("p")));
    assert_eq!(client.role_list(&none).await.unwrap().roles.unwrap(), ["reader", "root"]);
    for (user, role) in [("root", "root"), ("guest", "reader")] {
        let grant = EtcdserverpbAuthUserGrantRoleRequest::default().user(user).role(role);
        client.user_grant_role(&grant).await.unwrap();
    }
    let guest = client.user_get(&EtcdserverpbAuthUserGetRequest::default().name("guest")).await.unwrap();
    assert_eq!(guest.roles.unwrap(), ["reader"]);
    assert_eq!(client.user_list(&none).await.unwrap().users.unwrap(), ["guest", "root"]);
    client.auth_enable(&none).await.unwrap();
    // A server that knows users refuses who is none.
    let refused = client.range(&EtcdserverpbRangeRequest::default().key(bytes("p"))).await.unwrap_err();
    assert!(refused.is_status(401) || refused.is_status(400), "{refused}");
    let sign_in = EtcdserverpbAuthenticateRequest::default().name("root").password("second");
    let token = client.authenticate(&sign_in).await.unwrap().token.unwrap();
    let root = client.with_connection(Connection::api_key(&clients.url, token)).unwrap();
    root.range(&EtcdserverpbRangeRequest::default().key(bytes("p"))).await.unwrap();
    root.auth_disable(&none).await.unwrap();
    let revoke = EtcdserverpbAuthRoleRevokePermissionRequest::default().role("reader").key(bytes("p"));
    client.role_revoke_permission(&revoke).await.unwrap();
    let revoke = EtcdserverpbAuthUserRevokeRoleRequest::default().name("guest").role("reader");
    client.user_revoke_role(&revoke).await.unwrap();
    client.user_delete(&EtcdserverpbAuthUserDeleteRequest::default().name("guest")).await.unwrap();
    client.role_delete(&EtcdserverpbAuthRoleDeleteRequest::default().role("reader")).await.unwrap();
}
