//! Patterns of file names: `yandex*.csv`, `exports/*/crm-??.csv`.

use std::path::Path;

use regex_lite::Regex;
use unicode_normalization::UnicodeNormalization;

/// A pattern of file names.
#[derive(Debug, Clone)]
pub struct Glob {
    text: String,
    regex: Regex,
}

impl Glob {
    /// Reads a pattern. `*` is any number of characters but `/`, `**` any number of all, `?` one but `/`.
    ///
    /// A pattern with a `/` is compared with a file's path as it was given, any other with the file's name alone; `-` is stdin.
    ///
    /// **Errors**: for an empty pattern, and for one that is too long to be compared with.
    ///
    /// ```
    /// use std::path::Path;
    /// use leadcalc::config::Glob;
    /// let glob = Glob::parse("yandex*.csv").unwrap();
    /// assert!(glob.matches(Path::new("exports/yandex-01.csv")));
    /// assert!(!glob.matches(Path::new("exports/google.csv")));
    /// assert!(!Glob::parse("2025/*.csv").unwrap().matches(Path::new("2026/a.csv")));
    /// ```
    pub fn parse(text: &str) -> Result<Self, GlobError> {
        let trimmed = text.strip_prefix("./").unwrap_or(text);
        if trimmed.is_empty() {
            return Err(GlobError);
        }
        let mut regex = String::from("(?s)^");
        let mut rest = trimmed;
        while let Some(c) = rest.chars().next() {
            let (length, piece) = match c {
                '*' if rest.starts_with("**/") => (3, "(.*/)?".to_owned()),
                '*' if rest.starts_with("**") => (2, ".*".to_owned()),
                '*' => (1, "[^/]*".to_owned()),
                '?' => (1, "[^/]".to_owned()),
                c => (c.len_utf8(), regex_lite::escape(&c.nfc().collect::<String>())),
            };
            regex.push_str(&piece);
            rest = &rest[length..];
        }
        regex.push('$');
        // Composed as a whole: a letter and its accent are two characters in the pattern as well.
        let regex = Regex::new(&regex.nfc().collect::<String>()).map_err(|_| GlobError)?;
        Ok(Self { text: text.to_owned(), regex })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a file is meant by it.
    #[must_use]
    pub fn matches(&self, path: &Path) -> bool {
        // File systems differ in the Unicode form of names, and systems in what separates folders.
        let path: String = path.to_string_lossy().nfc().collect();
        let path = path.replace(std::path::MAIN_SEPARATOR, "/");
        let whole = path.strip_prefix("./").unwrap_or(&path);
        let compared = if self.text.contains('/') {
            whole
        } else {
            whole.rsplit_once('/').map_or(whole, |(_, name)| name)
        };
        self.regex.is_match(compared)
    }
}

/// A pattern that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a pattern of file names, like \"yandex*.csv\"")]
pub struct GlobError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_without_a_folder_is_compared_with_the_name() {
        for (pattern, path, matches) in [
            ("yandex*.csv", "yandex.csv", true),
            ("yandex*.csv", "a/b/yandex-1.csv", true),
            ("yandex*.csv", "my-yandex.csv", false),
            ("crm-??.csv", "crm-01.csv", true),
            ("crm-??.csv", "crm-1.csv", false),
            ("a.csv", "axcsv", false),
            ("[a].csv", "[a].csv", true),
            ("./a/*.csv", "a/b.csv", true),
            ("a/*.csv", "./a/b.csv", true),
            ("./a.csv", "a.csv", true),
            ("a/*.csv", "a/b/c.csv", false),
            ("a/**/*.csv", "a/b/c/d.csv", true),
            ("a/**/*.csv", "a/d.csv", true),
            ("a/**", "a/b/c", true),
            ("a/*.csv", "x/a/b.csv", false),
            ("-", "-", true),
            ("*", "-", true),
            ("яндекс и\u{306}.csv", "яндекс й.csv", true),
            ("яндекс й.csv", "яндекс и\u{306}.csv", true),
        ] {
            let glob = Glob::parse(pattern).unwrap();
            assert_eq!(glob.matches(Path::new(path)), matches, "{pattern} {path}");
        }
        assert_eq!(Glob::parse("").unwrap_err(), GlobError);
    }
}
