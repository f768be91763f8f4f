//! Options of a run, and what its output needs.

use crate::format::HORIZON_DAYS;

/// Selection of rules by code.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Codes or prefixes; empty selects all.
    pub select: Vec<String>,
    /// Codes or prefixes to leave out.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether a rule is selected. Protected rules report regardless; callers check that.
    pub fn takes(&self, code: &str) -> bool {
        if self.select.is_empty() && self.ignore.is_empty() {
            return true;
        }
        let named = |codes: &[String]| codes.iter().any(|prefix| code.starts_with(prefix.as_str()));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// Options given on the command line.
#[derive(Clone, Debug)]
pub struct Options {
    /// Selected rules.
    pub selection: Selection,
    /// Horizon for recurring components, in days.
    pub horizon_days: u32,
    /// Length of a template's default sending window, in days; `None` for three years.
    pub template_days: Option<u32>,
    /// Whether to judge every request as if sent now.
    pub send_now: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            horizon_days: HORIZON_DAYS,
            template_days: None,
            send_now: false,
        }
    }
}

/// What the output of a run shows; nothing else is computed.
#[derive(Clone, Copy, Debug)]
pub struct OutputNeeds {
    /// Remedies of findings.
    pub remedies: bool,
    /// Edits that fix findings.
    pub edits: bool,
    /// Each request with its clocks and recipients.
    pub details: bool,
    /// Whether each request may be sent, and until when.
    pub send_by: bool,
    /// Whether each request may be sent.
    pub verdicts: bool,
    /// Complying times of each request.
    pub times: bool,
    /// Only what was read: nothing is judged.
    pub reads: bool,
}

impl Default for OutputNeeds {
    fn default() -> Self {
        Self {
            remedies: true,
            edits: true,
            details: true,
            send_by: false,
            verdicts: false,
            times: false,
            reads: false,
        }
    }
}

impl OutputNeeds {
    /// Whether the output needs each request's verdict.
    pub fn needs_verdicts(self) -> bool {
        self.verdicts || self.needs_send_by()
    }

    /// Whether the output needs each request's last sending time.
    pub fn needs_send_by(self) -> bool {
        self.send_by || self.details || self.times
    }
}
