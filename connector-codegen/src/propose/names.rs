//! The names by which services call what their pages are found by: letters and digits in lower case, the surest first.
//!
//! A word is here if it means nothing else among the descriptions that were looked at, or if the type and its company
//! settle it. What is doubtful is left out: a proposal that is wrong loses somebody's data.

/// What a part of a request or reply is to paging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Input: the number of the page.
    Page,
    /// Input: how many items to pass over.
    Offset,
    /// Input: how many items a page has. It shows that offsets are for paging.
    Size,
    /// Input: where to go on, by the service's own words.
    Cursor,
    /// Input: the id of the last item that one has.
    After,
    /// Output: what the next request has as its cursor.
    NextCursor,
    /// Output: the address of the next page.
    NextUrl,
    /// Output: whether there is more.
    More,
    /// Output: how many pages there are.
    Pages,
    /// Output: an object that speaks of pages, or wraps a list.
    Wrapper,
    /// Output: the list, where there are several.
    Items,
}

pub(super) const NAMES: &[(Role, &[&str])] = &[
    (Role::Page, &["page", "pagenumber", "pagenum", "pageno", "pageindex", "currentpage"]),
    (Role::Offset, &["offset", "skip", "startindex", "startat", "startposition", "startrow", "start"]),
    (
        Role::Size,
        &[
            "limit",
            "pagesize",
            "perpage",
            "top",
            "maxresults",
            "count",
            "size",
            "take",
            "rows",
            "results",
            "itemsperpage",
            "resultsperpage",
            "pagelimit",
            "num",
            "max",
        ],
    ),
    (
        Role::Cursor,
        &[
            "cursor",
            "pagetoken",
            "nextpagetoken",
            "nexttoken",
            "continuationtoken",
            "nextcursor",
            "pagecursor",
            "skiptoken",
            "scrollid",
            "marker",
            "bookmark",
            "continuation",
            "after",
        ],
    ),
    (Role::After, &["startingafter"]),
    (
        Role::NextCursor,
        &[
            "nextcursor",
            "nextpagetoken",
            "nexttoken",
            "continuationtoken",
            "nextpagecursor",
            "endcursor",
            "nextmarker",
            "nextskiptoken",
            "scrollid",
            "bookmark",
            "after",
            "cursor",
        ],
    ),
    (
        Role::NextUrl,
        &[
            "odatanextlink",
            "nextlink",
            "nexturl",
            "nextpageurl",
            "nextpagelink",
            "nextpageuri",
            "nexturi",
            "nexthref",
        ],
    ),
    (
        Role::More,
        &[
            "hasmore",
            "hasnextpage",
            "hasnext",
            "morepages",
            "moreavailable",
            "hasmoreitems",
            "hasmoreresults",
        ],
    ),
    (Role::Pages, &["totalpages", "pagecount", "numpages", "numberofpages", "lastpage", "pagestotal"]),
    (
        Role::Wrapper,
        &[
            "meta",
            "metadata",
            "paging",
            "pagination",
            "pageinfo",
            "page",
            "links",
            "cursors",
            "responsemetadata",
            "paginginfo",
            "paginationinfo",
            "listinfo",
            "data",
            "result",
            "results",
            "response",
            "payload",
        ],
    ),
    (
        Role::Items,
        &[
            "value", "items", "data", "results", "records", "entries", "rows", "list", "values", "elements",
            "hits",
        ],
    ),
];

/// The place of a name in its role's list: the lower, the surer.
pub(super) fn rank(role: Role, name: &str) -> Option<usize> {
    let plain = crate::fold::folded(name);
    let names = NAMES.iter().find(|(own, _)| *own == role).map(|(_, names)| *names)?;
    names.iter().position(|known| *known == plain)
}
