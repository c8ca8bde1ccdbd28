//! What the rows so far say about those to come.
//!
//! Nearly every row stands for itself, so blocks of rows can be read side by side. What does not is here: which decimal mark a
//! column has shown, whether the table has ended, what its rows add up to so far, the lead id of the row before. A block that is read
//! before all blocks before it are done *assumes* a course. If it meets a row that depends on more, or if the course was another one
//! in the end, it is read again when its turn has come; so what comes out is what reading row after row gives, to the last note.

use crate::ingest::Request;
use crate::ingest::audit::Audit;
use crate::ingest::field::number;
use crate::ingest::file::File;
use crate::ingest::group::buyers::LastLeads;
use crate::ingest::group::ordered::Ordered;
use crate::ingest::records::At;
use crate::ingest::votes::Votes;

use super::lead_id::LeadId;
use super::total::Nameless;

/// The course of a file up to a row, or from a block's first row to its last.
#[derive(Debug)]
pub(super) struct Course {
    /// Whether it begins somewhere in the file, with rows before it that are not known yet.
    pub(super) is_assumed: bool,
    /// What it began with.
    assumed: Assumed,
    pub(super) votes: Votes,
    pub(super) audit: Audit,
    /// The report's rows without any name: totals, if they stand first or last and add up.
    pub(super) nameless: Nameless,
    /// Whether there was a row that shows that a nameless one before it is not the last.
    pub(super) has_data: bool,
    /// Which part of the file the rows have come to.
    pub(super) part: Part,
    /// The lead's number in the first row and in the row before.
    pub(super) first_lead_id: Option<Vec<u8>>,
    pub(super) last_lead_id: LeadId,
    /// Orders of customers, in the order of the file.
    pub(super) ordered: Ordered,
    /// The leads that may have become first orders, if these are looked for.
    pub(super) last_leads: Option<Box<LastLeads>>,
    /// Where the last row begins.
    pub(super) last: At,
    /// Where the next block begins.
    pub(super) next: At,
}

/// What is known of a course before all of it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Assumed {
    votes: Votes,
    part: Part,
}

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    /// The table.
    #[default]
    Table,
    /// Lines below it.
    Footer,
    /// Another table, which is left aside with all that follows.
    AnotherTable,
}

impl Course {
    /// The course of a file, before its first row.
    pub(super) fn new(request: &Request, file: &File, votes: Votes) -> Self {
        let assumed = Assumed { votes, ..Assumed::default() };
        let last_leads = request.keep.last_leads.then(|| Box::new(LastLeads::new(request)));
        Self { is_assumed: false, next: file.begin(), last_leads, ..Self::assuming(request, assumed) }
    }

    /// A course from a block's first row on.
    pub(super) fn assuming(request: &Request, assumed: Assumed) -> Self {
        let part = assumed.part;
        Self {
            is_assumed: true,
            votes: assumed.votes.clone(),
            assumed,
            audit: Audit::new(request.statuses.counts_rejected()),
            nameless: Nameless::new(),
            has_data: false,
            part,
            first_lead_id: None,
            last_lead_id: LeadId::default(),
            ordered: Ordered::default(),
            last_leads: None,
            last: At::default(),
            next: At::default(),
        }
    }

    /// What blocks further on can assume.
    pub(super) fn to_assume(&self) -> Assumed {
        Assumed { votes: self.votes.clone(), part: self.part }
    }

    /// Whether it has come to what was assumed. A row without a name that is kept until it is clear whether it is the last may change
    /// the course itself.
    pub(super) fn is_as_assumed(&self, later: &Self) -> bool {
        self.part == later.assumed.part
            && !(later.has_data && self.nameless.is_open())
            && self.votes.agree_with(&later.votes)
    }

    /// Goes on with a block that has assumed what has come.
    pub(super) fn go_on(&mut self, later: Self) {
        let here = self.next;
        if let Some(id) = later.first_lead_id {
            self.audit.repeated_lines +=
                u64::from(self.last_lead_id.become_this(id[..].into()) && is_id(&id));
            self.last_lead_id = later.last_lead_id;
        }
        self.votes.go_on(later.votes, &here);
        self.audit.go_on(later.audit, &here);
        self.part = later.part;
        if later.next.row > 0 {
            self.last = behind(&here, &later.last);
        }
        self.next = behind(&here, &later.next);
    }
}

/// Whether a cell's bytes are an id, and not what stands where there is none.
pub(super) fn is_id(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|id| !number::is_missing(id))
}

/// A place counted from here, in the file's count. Bytes are in that already.
fn behind(here: &At, place: &At) -> At {
    At { line: here.line + place.line, row: here.row + place.row, ..*place }
}
