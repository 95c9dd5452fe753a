//! The languages, and how to tell which one a file is in.

/// A language that is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each variant is the language of that name")]
pub enum Language {
    Python,
    JavaScript,
    TypeScript,
    Tsx,
    Go,
    Java,
    Kotlin,
    CSharp,
    Rust,
    Php,
    Ruby,
    Bash,
    Json,
    Yaml,
    Hcl,
    /// Apache Velocity, as AppSync and API Gateway use it.
    Vtl,
    /// Markdown, reStructuredText and AsciiDoc, of which only the code in them is read.
    Markdown,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 17] = [
        Self::Python,
        Self::JavaScript,
        Self::TypeScript,
        Self::Tsx,
        Self::Go,
        Self::Java,
        Self::Kotlin,
        Self::CSharp,
        Self::Rust,
        Self::Php,
        Self::Ruby,
        Self::Bash,
        Self::Json,
        Self::Yaml,
        Self::Hcl,
        Self::Vtl,
        Self::Markdown,
    ];

    /// Its name, as people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
            Self::TypeScript => "TypeScript",
            Self::Tsx => "TSX",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::Kotlin => "Kotlin",
            Self::CSharp => "C#",
            Self::Rust => "Rust",
            Self::Php => "PHP",
            Self::Ruby => "Ruby",
            Self::Bash => "Bash",
            Self::Json => "JSON",
            Self::Yaml => "YAML",
            Self::Hcl => "HCL",
            Self::Vtl => "VTL",
            Self::Markdown => "Markdown",
        }
    }

    /// The language of files with this extension, in any case.
    ///
    /// ```
    /// use ddbexpr::host::Language;
    /// assert_eq!(Language::of_extension("mts"), Some(Language::TypeScript));
    /// assert_eq!(Language::of_extension("exe"), None);
    /// ```
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "py" | "pyi" | "pyw" => Self::Python,
            "js" | "mjs" | "cjs" | "jsx" => Self::JavaScript,
            "ts" | "mts" | "cts" => Self::TypeScript,
            "tsx" => Self::Tsx,
            "go" => Self::Go,
            "java" => Self::Java,
            "kt" | "kts" => Self::Kotlin,
            "cs" => Self::CSharp,
            "rs" => Self::Rust,
            "php" | "phtml" | "inc" => Self::Php,
            "rb" | "rake" | "gemspec" | "ru" => Self::Ruby,
            "sh" | "bash" | "zsh" | "ksh" | "bats" => Self::Bash,
            "json" | "jsonl" | "ndjson" | "asl" | "template" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            "tf" | "hcl" | "tfvars" => Self::Hcl,
            "vtl" | "vm" => Self::Vtl,
            "md" | "markdown" | "mdx" | "rst" | "adoc" | "asciidoc" => Self::Markdown,
            _ => return None,
        })
    }

    /// The language of code in a document, as the document names it: `py`, `JavaScript`, `{.json}`, `ts title="x"`.
    ///
    /// ```
    /// use ddbexpr::host::Language;
    /// assert_eq!(Language::of_info("js{1,3} title=x"), Some(Language::JavaScript));
    /// assert_eq!(Language::of_info("text"), None);
    /// ```
    #[must_use]
    pub fn of_info(info: &str) -> Option<Self> {
        let info = info.trim().trim_start_matches(['{', '.', ' ']);
        let end = info.find(|character: char| !character.is_ascii_alphanumeric() && !"+#_-".contains(character));
        let word = info.get(..end.unwrap_or(info.len()))?.to_ascii_lowercase();
        Some(match word.as_str() {
            "python" | "python3" | "pycon" => Self::Python,
            "javascript" | "node" => Self::JavaScript,
            "typescript" => Self::TypeScript,
            "golang" => Self::Go,
            "kotlin" => Self::Kotlin,
            "csharp" | "c#" | "dotnet" => Self::CSharp,
            "rust" => Self::Rust,
            "ruby" => Self::Ruby,
            "shell" | "console" | "shell-session" | "shellsession" | "terminal" => Self::Bash,
            "jsonc" | "json5" => Self::Json,
            "terraform" => Self::Hcl,
            "velocity" => Self::Vtl,
            // A document in a document is left alone.
            "md" | "markdown" | "mdx" | "rst" | "adoc" | "asciidoc" | "template" | "inc" => return None,
            other => return Self::of_extension(other),
        })
    }

    /// The language of a file, by its name alone.
    #[must_use]
    pub fn of_file_name(name: &str) -> Option<Self> {
        match name {
            "Rakefile" | "Gemfile" | "Vagrantfile" => return Some(Self::Ruby),
            "Jenkinsfile" => return None,
            _ => {}
        }
        let (_, extension) = name.rsplit_once('.')?;
        Self::of_extension(extension)
    }
}
