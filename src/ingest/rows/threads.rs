//! The blocks of a file, read side by side and counted one after the other.
//!
//! Each thread takes the next block, reads it, waits until all blocks before it are counted, and counts it. Whoever gets a block
//! whose turn it is already reads it with all that is known; the others assume the course that they know of, and read the block once
//! more should it have come to another one. A block is begun before those behind it are, so hardly anybody waits.

use std::collections::HashSet;
use std::hint;
use std::mem;
use std::panic;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::ingest::file::File;
use crate::ingest::group::buyers::Buyers;
use crate::ingest::group::fold::Fold;
use crate::ingest::group::journal::Kind;
use crate::ingest::group::posted::Posted;
use crate::ingest::progress::Progress;
use crate::ingest::records::{Block, Broken, Feed, Index, Records};
use crate::ingest::votes::Votes;
use crate::ingest::{Error, Request};

use super::course::{Assumed, Course, Part};
use super::plain::Plain;
use super::{Outcome, RowReader, Stop};

/// How often a thread looks whether it is its turn before it goes to sleep, and how long it waits before each look, in pauses of some
/// dozen cycles. Blocks take about the same time, so it is mostly soon.
const ATTEMPTS: u32 = 200;
const PAUSES: u32 = 16;

/// What there is to do.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) request: &'a Request,
    pub(super) file: &'a File,
    /// The rows that repeat an earlier lead, by the bytes that they begin with.
    pub(super) repeated: &'a HashSet<u64>,
    /// Whether costs are in millionths.
    pub(super) in_micros: bool,
    /// The customers whose leads are looked for.
    pub(super) buyers: Option<Buyers<'a>>,
    pub(super) progress: &'a Progress,
}

/// Reads the rows of a file.
pub(super) fn read(job: &Job<'_>, votes: Votes) -> Result<Outcome, Error> {
    let Job { request, file, .. } = *job;
    let course = Course::new(request, file, votes);
    let turns = Turns::new(course);
    let feed = Mutex::new(file.feed(request.block));
    // As many as are asked for, where nobody knows how many blocks there are.
    let blocks = file.text.len().map_or(u64::MAX, |bytes| bytes / request.block.get() as u64 + 1);
    let threads = usize::try_from(blocks).unwrap_or(usize::MAX).min(request.threads.get());
    let (mut reader, mut posted) = thread::scope(|scope| {
        let work = || {
            let mut reader = RowReader::new(job, Course::assuming(request, Assumed::default()));
            reader.work(job, &feed, &turns);
            reader
        };
        // A system without room for more threads is no reason to stop.
        let others = (1..threads).map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok());
        let others: Vec<_> = others.collect();
        let reader = work();
        let done = others.into_iter().map(|thread| {
            thread.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked)).into_posted()
        });
        (reader, done.collect::<Vec<_>>())
    });
    reader.course = turns.end()?;
    reader.settle_nameless().map_err(Stop::into_error)?;
    reader.post();
    reader.check_totals();
    let nothing = Course::assuming(request, Assumed::default());
    let Course { mut audit, votes, ordered, last_leads, .. } = mem::replace(&mut reader.course, nothing);
    posted.push(reader.into_posted());
    audit.in_micros = job.in_micros;
    for (posted, kinds) in &posted {
        posted.control(kinds, &mut audit.control);
    }
    let mut fold = Fold::new(&request.dimensions, request.exact_names, &request.aliases);
    fold.take(&posted, ordered, file.plan.campaign_id.is_some());
    Ok(Outcome { fold, audit, votes, last_leads })
}

impl RowReader<'_> {
    /// Reads blocks until there are no more, or none of them counts any more.
    fn work(&mut self, job: &Job<'_>, feed: &Mutex<Feed<'_>>, turns: &Turns) {
        let mut block = Block::default();
        loop {
            let next = lock_soon(feed).next(&mut block);
            let counted = match next {
                Ok(true) => self.block(&block, turns),
                Ok(false) => return,
                Err(broken) => self.end_at(broken, block.number, turns),
            };
            match counted {
                Ok(Some(rows)) => job.progress.advance(block.bytes().len() as u64, rows),
                Ok(None) => return,
                Err(error) => return turns.fail(error),
            }
            self.post();
        }
    }

    /// Counts what was journaled.
    fn post(&mut self) {
        self.posted.post(&self.journal);
        self.journal.clear();
    }

    fn into_posted(self) -> (Posted, Vec<Kind>) {
        (self.posted, self.journal.kinds)
    }

    /// Reads a block and counts it in its turn; its rows, unless the reading has failed elsewhere.
    fn block(&mut self, block: &Block, turns: &Turns) -> Result<Option<u64>, Error> {
        let rows;
        if let Some(course) = turns.at_once(block.number) {
            self.course = course;
            rows = self.course.next.row;
            self.read_in_turn(block)?;
        } else {
            self.course = Course::assuming(self.request, turns.to_assume());
            let read = self.read_block(block);
            let Some(course) = turns.wait(block.number) else { return Ok(None) };
            let later = mem::replace(&mut self.course, course);
            rows = self.course.next.row;
            if read.is_ok() && self.course.is_as_assumed(&later) {
                self.course.go_on(later);
            } else {
                self.journal.clear();
                self.statuses.forget_block();
                self.read_in_turn(block)?;
            }
        }
        if block.is_open {
            return Err(self.file.open_quote(&self.course.last));
        }
        let read = self.course.next.row - rows;
        self.course.ordered.take(&self.journal, &self.posted);
        if let Some(last_leads) = &mut self.course.last_leads {
            last_leads.take(&self.journal);
        }
        let nothing = Course::assuming(self.request, Assumed::default());
        turns.pass_on(mem::replace(&mut self.course, nothing), block.number + 1);
        Ok(Some(read))
    }

    /// Reads a block with all that the rows before it say.
    fn read_in_turn(&mut self, block: &Block) -> Result<(), Error> {
        self.read_block(block).map_err(Stop::into_error)
    }

    fn read_block(&mut self, block: &Block) -> Result<(), Stop> {
        let mut index = mem::take(&mut self.index);
        let read = self.read_rows(block, &mut index);
        self.index = index;
        read
    }

    fn read_rows(&mut self, block: &Block, index: &mut Index) -> Result<(), Stop> {
        let mut records = self.file.records(block, self.course.next, index)?;
        let plain = self.plain.take();
        let read = self.read_records(&mut records, plain.as_deref(), block.number == 0);
        self.plain = plain;
        self.course.audit.rows(read?);
        self.course.last = records.last();
        self.course.next = records.end();
        self.course.audit.statuses(&mut self.statuses);
        Ok(())
    }

    /// Reads rows, the first of which may be the header; how many they are.
    fn read_records(
        &mut self,
        records: &mut Records<'_>,
        plain: Option<&Plain>,
        begins_with_header: bool,
    ) -> Result<u64, Stop> {
        if begins_with_header {
            records.next();
        }
        let mut rows = 0;
        while let Some(record) = records.next() {
            let at = record.at();
            rows += 1;
            let counted = match plain {
                Some(plain) if self.course.part == Part::Table => self.plain_lead(plain, record, at),
                _ => Ok(false),
            };
            match counted {
                Ok(true) => {}
                Ok(false) => self.row(record, at).or_else(|stop| self.book(record, at, stop))?,
                Err(stop) => self.book(record, at, stop)?,
            }
        }
        Ok(rows)
    }

    /// There is no next block, for a reason that counts if all blocks before it do.
    fn end_at(&mut self, broken: Broken, number: u64, turns: &Turns) -> Result<Option<u64>, Error> {
        match turns.wait(number) {
            Some(course) => Err(self.file.broken(broken, &course.last)),
            None => Ok(None),
        }
    }
}

impl Stop {
    /// Why the reading ends, where every row before was known.
    fn into_error(self) -> Error {
        match self {
            Self::Run(error) => *error,
            Self::Row(_) | Self::TooEarly => {
                Error::Unbalanced("the rows read and the rows booked".to_owned())
            }
        }
    }
}

/// Whose turn it is to be counted.
struct Turns {
    turn: Mutex<Turn>,
    passed_on: Condvar,
}

struct Turn {
    /// The next block to be counted.
    number: u64,
    /// The course up to there; none while somebody goes on with it.
    course: Option<Course>,
    /// What the other blocks can assume.
    to_assume: Assumed,
    failed: Option<Error>,
}

impl Turns {
    fn new(course: Course) -> Self {
        let to_assume = course.to_assume();
        let turn = Turn { number: 0, course: Some(course), to_assume, failed: None };
        Self { turn: Mutex::new(turn), passed_on: Condvar::new() }
    }

    /// The course, if it has come to this block.
    fn at_once(&self, number: u64) -> Option<Course> {
        let mut turn = lock(&self.turn);
        if turn.number == number { turn.course.take() } else { None }
    }

    /// The course, as soon as it has come to this block; none where the reading has failed before.
    fn wait(&self, number: u64) -> Option<Course> {
        let is_over = |turn: &Turn| turn.number == number || turn.failed.is_some();
        soon(|| is_over(&lock(&self.turn)).then_some(()));
        let mut turn = lock(&self.turn);
        while !is_over(&turn) {
            turn = self.passed_on.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        if turn.failed.is_some() { None } else { turn.course.take() }
    }

    fn to_assume(&self) -> Assumed {
        lock(&self.turn).to_assume.clone()
    }

    /// Gives the course on to the block with this number.
    fn pass_on(&self, course: Course, number: u64) {
        let mut turn = lock(&self.turn);
        turn.to_assume = course.to_assume();
        turn.course = Some(course);
        turn.number = number;
        self.passed_on.notify_all();
    }

    /// Ends the reading. Blocks fail in their turn, so the first one that does is the first of the file.
    fn fail(&self, error: Error) {
        let mut turn = lock(&self.turn);
        turn.failed.get_or_insert(error);
        self.passed_on.notify_all();
    }

    /// The course of the whole file.
    fn end(self) -> Result<Course, Error> {
        let Turn { course, failed, .. } = self.turn.into_inner().unwrap_or_else(PoisonError::into_inner);
        match (failed, course) {
            (Some(error), _) => Err(error),
            (None, Some(course)) => Ok(course),
            (None, None) => Err(Error::Unbalanced("the blocks read and the blocks booked".to_owned())),
        }
    }
}

/// Tries something again and again for about as long as it takes to fall asleep and be woken.
fn soon<T>(mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    (0..ATTEMPTS).find_map(|_| {
        (0..PAUSES).for_each(|_| hint::spin_loop());
        attempt()
    })
}

/// Locks what nobody holds for long.
fn lock_soon<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    soon(|| mutex.try_lock().ok()).unwrap_or_else(|| lock(mutex))
}

/// In the released program a panic ends all of it, so no lock is ever left behind half-changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
