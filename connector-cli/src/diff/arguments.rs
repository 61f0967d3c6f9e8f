//! Positional arguments: the one place where a caller's code can go on compiling and mean something else.

use super::{Changes, Effect};

/// One argument: what it is (its name on the wire and its place), and its type.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) what: String,
    pub(super) ty: String,
}

/// How two lists of arguments stand to each other.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Nothing changed.
    Same,
    /// Old calls compile, and some of their values now go elsewhere.
    Elsewhere,
    /// Old calls do not compile.
    No,
}

pub(super) fn fit(old: &[Argument], new: &[Argument]) -> Fit {
    let types = |list: &[Argument]| list.iter().map(|one| one.ty.clone()).collect::<Vec<_>>();
    let compiles =
        old.len() == new.len() && types(old).iter().zip(types(new)).all(|(old, new)| accepts(&new, old));
    let same = old.iter().zip(new).all(|(old, new)| old.what == new.what);
    match (compiles, same) {
        (true, true) => Fit::Same,
        (true, false) => Fit::Elsewhere,
        (false, _) => Fit::No,
    }
}

/// Whether a value that was fit for `old` is fit for `new`: integers may grow.
pub(super) fn accepts(new: &str, old: &str) -> bool {
    new == old || (new == "i64" && old == "i32")
}

/// Says which values of old calls now go elsewhere.
pub(super) fn tell(old: &[Argument], new: &[Argument], changes: &mut Changes) {
    for (place, (old, new)) in old.iter().zip(new).enumerate().filter(|(_, (old, new))| old.what != new.what)
    {
        let what = format!(
            "argument {} was {} and is {} now, both `{}`: old calls compile and send the value elsewhere",
            place + 1,
            old.what,
            new.what,
            new.ty
        );
        changes.add(Effect::Misleads, true, what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(of: &[(&str, &str)]) -> Vec<Argument> {
        of.iter().map(|(what, ty)| Argument { what: (*what).into(), ty: (*ty).into() }).collect()
    }

    #[test]
    fn a_swap_of_equal_types_is_not_the_same() {
        let old = list(&[("from", "String"), ("to", "String")]);
        let new = list(&[("to", "String"), ("from", "String")]);
        assert_eq!(fit(&old, &old), Fit::Same);
        assert_eq!(fit(&old, &new), Fit::Elsewhere);
    }

    #[test]
    fn other_types_and_other_counts_do_not_compile() {
        let one = list(&[("id", "i32")]);
        assert_eq!(fit(&one, &list(&[("id", "String")])), Fit::No);
        assert_eq!(fit(&one, &list(&[])), Fit::No);
        assert_eq!(fit(&one, &list(&[("id", "i64")])), Fit::Same, "an i32 fits where i64 is taken");
        assert_eq!(fit(&list(&[("id", "i64")]), &one), Fit::No);
    }
}
