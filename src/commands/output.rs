//! Where the result goes: stdout, or a file that is written whole or not at all.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::{Color, Common, Presentation};
use crate::exit::Exit;
use crate::ingest::source::Input;
use crate::render::{self, Format, Layout, Precision, Style, number};
use crate::report::Report;

use super::draft::Draft;
use super::talk;

/// Width of a table where stdout is no terminal.
const WIDTH: usize = 120;

/// The place for the result, made sure of before any work is done.
pub(super) struct Output {
    target: Target,
    style: Style,
}

/// A place that has been made sure of.
pub(super) enum Target {
    Stdout,
    /// A file, written beside its final place and moved there when it is whole.
    File(PathBuf),
    /// The end of a file that others write to as well, written in one go.
    End(PathBuf),
    /// A device or a pipe, which cannot be replaced.
    Device(PathBuf),
}

impl Output {
    /// Finds out the format and makes sure that the place can be written to.
    pub(super) fn open(presentation: &Presentation) -> Result<Self> {
        Self::open_for(presentation, Layout::Auto, None, &[])
    }

    /// The same, for a table with a layout and a width, beside inputs that must not be overwritten.
    pub(super) fn open_for(
        presentation: &Presentation,
        layout: Layout,
        width: Option<u16>,
        inputs: &[Input],
    ) -> Result<Self> {
        let path = presentation.output.as_deref().filter(|path| *path != Path::new("-"));
        let format = match (presentation.format, path) {
            (Some(format), _) => format,
            (None, None) => Format::Table,
            (None, Some(path)) => format_of_path(path)?,
        };
        if let Some(path) = path {
            let output = Input { path: path.to_owned(), channel: None };
            if path.exists() && inputs.iter().any(|input| input.is_same_file(&output)) {
                bail!(
                    "{}: is an input, and would be overwritten; name another file with --output",
                    path.display()
                );
            }
        }
        let target = match path {
            None => Target::Stdout,
            Some(path) => target(path)?,
        };
        let on_terminal = path.is_none() && io::stdout().is_terminal();
        let color = match presentation.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = match width {
            Some(width) => usize::from(width),
            None if on_terminal => terminal().unwrap_or(WIDTH),
            None => WIDTH,
        };
        let (precision, language) = (presentation.precision, presentation.lang);
        Ok(Self { target, style: Style { format, precision, language, color, layout, width } })
    }

    /// Has people shown fractions of a count like other figures, where they come from a division and go on without end.
    pub(super) fn rounding_counts(mut self) -> Self {
        if self.style.format.is_for_people() && self.style.precision.is_none() {
            self.style.precision = Some(Precision::Places(number::PLACES_FOR_PEOPLE));
        }
        self
    }

    /// Has the rows of a table go one way, whether or not the other would fit.
    pub(super) fn laid_out(mut self, layout: Layout) -> Self {
        self.style.layout = layout;
        self
    }

    /// How the result is shown.
    pub(super) fn style(&self) -> &Style {
        &self.style
    }

    /// Writes the report, says what there is to say on stderr, and gives the exit status.
    pub(super) fn finish(self, report: &Report, common: &Common) -> Result<Exit> {
        let style = self.style;
        self.say(report, common)?;
        self.write(report)?;
        talk::limits(&report.limits, &style, common.verbose);
        Ok(Exit::from_limits(&report.limits, common.limits.strict))
    }

    /// The same for a report on limits, written in another way. What people read there is not said again.
    pub(super) fn finish_as(
        self,
        report: &Report,
        common: &Common,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Exit> {
        let style = self.style;
        let is_read = style.format.is_for_people() && matches!(self.target, Target::Stdout);
        self.say(report, common)?;
        self.target.write(content)?;
        if !is_read {
            talk::limits(&report.limits, &style, common.verbose);
        }
        Ok(Exit::from_limits(&report.limits, common.limits.strict))
    }

    /// Says the notes and the working, where the format has no place for them.
    fn say(&self, report: &Report, common: &Common) -> Result<()> {
        let style = self.style;
        if !common.quiet && !style.format.carries_notes() {
            talk::notes(&report.notes);
        }
        if !report.working.is_empty() && !style.format.carries_working() {
            let mut working = Vec::new();
            render::render_working(report, &style, &mut working)?;
            talk::say(String::from_utf8_lossy(&working).trim_end());
        }
        if !style.format.carries_working() {
            render::findings(report, &style).iter().for_each(talk::say);
        }
        Ok(())
    }

    /// Writes the report.
    pub(super) fn write(self, report: &Report) -> Result<()> {
        let style = self.style;
        self.target.write(|out| render::render(report, &style, out))
    }
}

/// Writes a text that is no report: to a file, whole or not at all, or to stdout.
pub(super) fn write_text(text: &str, path: Option<&Path>) -> Result<()> {
    let target = match path.filter(|path| *path != Path::new("-")) {
        None => Target::Stdout,
        Some(path) => target(path)?,
    };
    target.write(|out| out.write_all(text.as_bytes()))
}

impl Target {
    /// Writes what the content writes.
    pub(super) fn write(self, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        match self {
            Self::Stdout => {
                let mut out = BufWriter::new(io::stdout().lock());
                let written = content(&mut out).and_then(|()| out.flush());
                match written {
                    // Whoever reads has seen enough: `head`, a pager that was left.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    written => written.context("stdout: cannot be written"),
                }
            }
            Self::File(path) => {
                let failed = || format!("{}: cannot be written", path.display());
                let mut draft =
                    Draft::of(path.clone()).map_err(|error| without_name(&error)).with_context(failed)?;
                let mut out = BufWriter::new(draft.file());
                content(&mut out).and_then(|()| out.flush()).with_context(failed)?;
                drop(out);
                draft.keep().with_context(failed)
            }
            Self::End(path) => {
                let failed = || format!("{}: cannot be written", path.display());
                let mut text = Vec::new();
                content(&mut text).with_context(failed)?;
                let mut file =
                    fs::OpenOptions::new().append(true).create(true).open(&path).with_context(failed)?;
                if file.metadata().with_context(failed)?.len() > 0 {
                    // Whatever stands before it, and whether or not that ends its line, this begins one.
                    text.insert(0, b'\n');
                }
                file.write_all(&text).with_context(failed)
            }
            Self::Device(path) => {
                let failed = || format!("{}: cannot be written", path.display());
                let mut out =
                    BufWriter::new(fs::OpenOptions::new().write(true).open(&path).with_context(failed)?);
                content(&mut out).and_then(|()| out.flush()).with_context(failed)
            }
        }
    }
}

/// Makes sure that something can be added at the end of a file, which need not exist yet.
pub(super) fn end_of(path: &Path) -> Result<Target> {
    if path.is_file() {
        let opened = fs::OpenOptions::new().append(true).open(path);
        opened.with_context(|| format!("{}: cannot be written", path.display()))?;
        return Ok(Target::End(path.to_owned()));
    }
    Ok(match target(path)? {
        Target::File(path) => Target::End(path),
        place => place,
    })
}

/// Makes sure that a file can be written, whole or not at all.
pub(super) fn target(path: &Path) -> Result<Target> {
    let failed = || format!("{}: cannot be written", path.display());
    if path.is_dir() {
        bail!("{}: is a folder; name a file in it", path.display());
    }
    if path.exists() && !path.is_file() {
        return Ok(Target::Device(path.to_owned()));
    }
    // A link stays a link: what it points to is replaced.
    let path = if path.exists() { fs::canonicalize(path).with_context(failed)? } else { path.to_owned() };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        bail!("{}: cannot be written: there is no folder {}", path.display(), folder.display());
    }
    Draft::try_out(&path).map_err(|error| without_name(&error)).with_context(failed)?;
    Ok(Target::File(path))
}

/// The system's words without the name of the draft, which nobody has asked for.
fn without_name(error: &io::Error) -> io::Error {
    error.kind().into()
}

fn format_of_path(path: &Path) -> Result<Format> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    Format::of_ending(ending).with_context(|| {
        format!("{}: its ending does not tell the format; say it with --format", path.display())
    })
}
