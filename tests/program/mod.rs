//! Runs command lines as a user types them, and shows all there is to see of a run: stdout, stderr and status.

#![allow(dead_code, reason = "each test binary looks at what concerns it")]

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// What a command line did.
pub(crate) struct Run {
    command: String,
    output: Output,
}

/// Runs a command line in a shell, in the project's folder, with the program on the path.
pub(crate) fn run(command: &str) -> Run {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), command)
}

/// Runs a command line in a folder.
pub(crate) fn run_in(folder: &Path, command: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_leadcalc"));
    let path = std::env::var("PATH").expect("a path to look for the shell in");
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.parent().expect("a folder").display()))
        .env_remove("NO_COLOR")
        .env_remove("GITHUB_ACTIONS")
        .env_remove("COLUMNS")
        .output()
        .expect("a shell runs");
    Run { command: command.to_owned(), output }
}

/// Writes files into a folder of their own and runs a command line there.
pub(crate) fn with_files(files: &[(&str, &str)], command: &str) -> Run {
    let folder = tempfile::tempdir().expect("a folder for the files");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("the file is written");
    }
    run_in(folder.path(), command)
}

impl Run {
    /// The exit status; -1 where a signal ended it.
    pub(crate) fn status(&self) -> i32 {
        self.output.status.code().unwrap_or(-1)
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("stdout is UTF-8")
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("stderr is UTF-8")
    }

    /// Stdout as JSON, of a run that ended well.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        assert_eq!(self.status(), 0, "{self}");
        serde_json::from_str(&self.stdout()).unwrap_or_else(|error| panic!("{error}: {self}"))
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ {}", self.command)?;
        writeln!(f, "status: {}", self.status())?;
        for (name, text) in [("stdout", self.stdout()), ("stderr", self.stderr())] {
            if !text.is_empty() {
                write!(f, "--- {name}\n{text}")?;
            }
        }
        Ok(())
    }
}

/// The names of a folder's files, sorted.
pub(crate) fn files_in(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"));
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
