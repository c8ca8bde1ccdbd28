//! The reports of a check: their places are made sure of before any work, and all of them are written at its end.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use crate::cli::ReportTarget;
use crate::commands::output::{self, Target};
use crate::ingest::source::Input;
use crate::render::Style;
use crate::render::check::{self, ReportKind};
use crate::report::Report;

/// Makes sure that every report can be written, and that none is written over another or over an input.
pub(super) fn open(targets: &[ReportTarget], inputs: &[Input], output: Option<&Path>) -> Result<()> {
    let result = output.filter(|path| !is_stdout(path)).map(identity);
    if result.is_none() && targets.iter().any(|target| is_stdout(&target.path)) {
        bail!("stdout: has the result already; give the result a file with --output, or the report");
    }
    let mut taken = Vec::new();
    for target in targets {
        let path = &target.path;
        let is_file = path.is_file();
        let output = Input { path: path.clone(), channel: None };
        if is_file && inputs.iter().any(|input| input.is_same_file(&output)) {
            bail!("{}: is an input, and would be changed; name another file with --report", path.display());
        }
        let identity = match place(target)? {
            // A device takes whatever comes, one after the other.
            Target::Device(_) => continue,
            Target::Stdout => path.clone(),
            Target::File(_) | Target::End(_) => identity(path),
        };
        if result.as_ref() == Some(&identity) {
            bail!("{}: is named by both --output and --report; write to two files", path.display());
        }
        if taken.contains(&identity) {
            let name = if is_stdout(path) { "stdout".into() } else { path.display().to_string() };
            bail!("{name}: takes one report only; name a file for each with --report KIND=FILE");
        }
        taken.push(identity);
    }
    Ok(())
}

/// Writes every report. One that cannot be written keeps none of the others from it.
pub(super) fn write(report: &Report, targets: &[ReportTarget], style: &Style) -> Result<()> {
    let mut problems = Vec::new();
    for target in targets {
        let render = |place: Target| place.write(|out| check::render(target.kind, report, style, out));
        let written = place(target).and_then(render);
        problems.extend(written.err().map(|error| format!("{error:#}")));
    }
    if problems.is_empty() { Ok(()) } else { Err(anyhow!(problems.join("\n"))) }
}

/// Where a report goes. Markdown goes to the end of its file: a step's summary on GitHub has more than one author.
fn place(target: &ReportTarget) -> Result<Target> {
    match target.kind {
        _ if is_stdout(&target.path) => Ok(Target::Stdout),
        ReportKind::Markdown => output::end_of(&target.path),
        _ => output::target(&target.path),
    }
}

fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

/// The one name of a file that may not exist yet.
fn identity(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::core::limit::{Severity, Verdict};
    use crate::core::metric::Language;
    use crate::render::{Format, Layout};
    use crate::report::JudgedLimit;

    fn report() -> Report {
        let limit = JudgedLimit {
            limit: "total.cpl > 2000".to_owned(),
            rule: None,
            severity: Severity::Error,
            group: None,
            figures: Vec::new(),
            verdict: Verdict::NotJudged("no leads".to_owned()),
            is_exempt: false,
        };
        Report { limits: vec![limit], ..Report::new("check") }
    }

    const STYLE: Style = Style {
        format: Format::Table,
        precision: None,
        language: Language::En,
        color: false,
        layout: Layout::Auto,
        width: 80,
    };

    /// Targets in a folder: `KIND=FILE` with the folder before the file.
    fn targets(folder: &TempDir, texts: &[&str]) -> Vec<ReportTarget> {
        let parse = |text: &&str| {
            let target: ReportTarget = text.parse().unwrap();
            let path = if is_stdout(&target.path) { target.path } else { folder.path().join(target.path) };
            ReportTarget { path, ..target }
        };
        texts.iter().map(parse).collect()
    }

    /// What is wrong with targets, with the folder left out.
    fn refusal(folder: &TempDir, texts: &[&str], inputs: &[Input]) -> String {
        let error = open(&targets(folder, texts), inputs, None).expect_err("is refused");
        format!("{error:#}")
            .replace(&format!("{}/", folder.path().display()), "")
            .replace(&folder.path().display().to_string(), "FOLDER")
    }

    #[test]
    fn every_kind_is_written_to_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let targets = targets(&folder, &["a.txt", "b.json", "c.md", "d.xml", "github=e", "gitlab=f.json"]);
        open(&targets, &[], None).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "opening leaves nothing behind");
        write(&report(), &targets, &STYLE).unwrap();
        for target in &targets {
            let mut rendered = Vec::new();
            check::render(target.kind, &report(), &STYLE, &mut rendered).unwrap();
            assert_eq!(fs::read(&target.path).unwrap(), rendered, "{}", target.path.display());
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), targets.len(), "no draft is left behind");
    }

    #[test]
    fn markdown_is_added_and_all_else_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let targets = targets(&folder, &["summary.md", "report.txt"]);
        for target in &targets {
            fs::write(&target.path, "what others wrote").unwrap();
        }
        open(&targets, &[], None).unwrap();
        write(&report(), &targets, &STYLE).unwrap();
        write(&report(), &targets, &STYLE).unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let summary = read("summary.md");
        let heading = "### leadcalc check: 1 limit not judged\n";
        let sections: Vec<&str> = summary.split(heading).collect();
        assert_eq!(sections.len(), 3, "{summary}");
        assert_eq!(sections[0], "what others wrote\n");
        assert!(sections[1].ends_with("|\n\n"), "{summary}");
        assert_eq!(format!("{}\n", sections[2]), sections[1]);
        assert!(read("report.txt").starts_with("1 limit on the total: 1 not judged\n"));
    }

    #[test]
    fn an_empty_summary_gets_no_empty_line() {
        let folder = tempfile::tempdir().unwrap();
        let targets = targets(&folder, &["summary.md"]);
        fs::write(&targets[0].path, "").unwrap();
        write(&report(), &targets, &STYLE).unwrap();
        assert!(fs::read_to_string(&targets[0].path).unwrap().starts_with("### "));
    }

    #[test]
    fn what_cannot_be_written_is_refused_before_any_work() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["data.csv", "there.txt"] {
            fs::write(folder.path().join(name), "a").unwrap();
        }
        fs::create_dir(folder.path().join("sub.md")).unwrap();
        let input = Input { path: folder.path().join("sub.md/../data.csv"), channel: None };
        for (texts, message) in [
            (&["sub.md"][..], "sub.md: is a folder; name a file in it"),
            (&["text=sub.md"], "sub.md: is a folder; name a file in it"),
            (&["none/report.xml"], "none/report.xml: cannot be written: there is no folder none"),
            (&["none/report.md"], "none/report.md: cannot be written: there is no folder none"),
            (
                &["github=data.csv"],
                "data.csv: is an input, and would be changed; name another file with --report",
            ),
            (
                &["markdown=data.csv"],
                "data.csv: is an input, and would be changed; name another file with --report",
            ),
            (
                &["a.xml", "text=a.xml"],
                "a.xml: takes one report only; name a file for each with --report KIND=FILE",
            ),
            (
                &["a.xml", "text=sub.md/../a.xml"],
                "sub.md/../a.xml: takes one report only; name a file for each with --report KIND=FILE",
            ),
            (
                &["there.txt", "junit=there.txt"],
                "there.txt: takes one report only; name a file for each with --report KIND=FILE",
            ),
            (
                &["text=-", "a.xml"],
                "stdout: has the result already; give the result a file with --output, or the report",
            ),
        ] {
            assert_eq!(refusal(&folder, texts, std::slice::from_ref(&input)), message, "{texts:?}");
        }
        let twice: Vec<ReportTarget> =
            ["text=-", "github=-"].iter().map(|text| text.parse().unwrap()).collect();
        let error = open(&twice, &[], Some(Path::new("result.txt"))).unwrap_err().to_string();
        assert_eq!(error, "stdout: takes one report only; name a file for each with --report KIND=FILE");
        let content = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!((content("data.csv"), content("there.txt")), ("a".to_owned(), "a".to_owned()));
    }

    #[test]
    fn one_that_fails_keeps_none_from_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let targets = targets(&folder, &["none/a.txt", "none/b.md", "c.txt"]);
        let error = write(&report(), &targets, &STYLE).expect_err("two have no folder").to_string();
        assert_eq!(error.lines().count(), 2, "{error}");
        assert!(folder.path().join("c.txt").exists());
    }

    #[cfg(unix)]
    #[test]
    fn devices_take_any_number_of_reports() {
        let devices = ["junit=/dev/null", "text=/dev/null", "markdown=/dev/null"];
        let targets: Vec<ReportTarget> = devices.iter().map(|text| text.parse().unwrap()).collect();
        open(&targets, &[], None).unwrap();
        write(&report(), &targets, &STYLE).unwrap();
        assert!(!Path::new("/dev/null").is_file(), "it is a device still");
    }
}
