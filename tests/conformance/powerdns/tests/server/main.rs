//! Every operation of PowerDNS's own document, called on a real PowerDNS.
//!
//! What the server does and its document does not say:
//!
//! | operation | the document says | the server does |
//! | --- | --- | --- |
//! | all | errors are `Error` objects | plain text (`Not Found`) to whoever does not ask for JSON |
//! | all | 401 is not mentioned | 401 without a good key |
//! | `error` | 400, always | 404: there is no such path |
//! | `getConfigSetting` | a setting, "not implemented" | 404 |
//! | `createZone` | 409 is not mentioned | 409 when the zone exists |
//! | `createZone` | five kinds of zones | any other word is taken for `Native` |
//! | `createZone`, `listZone` | every record set has a `changetype` | none in replies: requests have it |
//! | `patchZone` | every record set has a `ttl` | it must not be there when the record set is deleted |
//! | `axfrExportZone` | a string | `{"zone": "…"}`, or bare text to whoever does not accept JSON |
//! | `rectifyZone`, `notifyZone`, `axfrRetrieveZone` | a string, nothing, nothing | `{"result": "…"}` |
//! | `createMetadata` | 204 | 201 with the metadata |
//! | `getStats` | a list whose items have a list of schemas | items of any of the three |
//! | `searchData` | at most `max` results | at most `max` of each kind of object |
//! | `getAutoprimaries` | one autoprimary | a list of them |

use std::process::ExitCode;

#[cfg(document)]
mod general;
#[cfg(document)]
mod keys;
#[cfg(document)]
mod records;
#[cfg(document)]
mod suite;
#[cfg(document)]
mod zones;

fn main() -> ExitCode {
    #[cfg(document)]
    return suite::run();
    #[cfg(not(document))]
    return conformance_support::suite::missing("powerdns", env!("NO_DOCUMENT"));
}
