//! The options of a run, and what its output asks for.

use crate::format::HORIZON_DAYS;

/// Which rules report.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Codes or prefixes; empty selects all.
    pub select: Vec<String>,
    /// Codes or prefixes left out.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether a rule that may be left out reports.
    pub fn takes(&self, code: &str) -> bool {
        if self.select.is_empty() && self.ignore.is_empty() {
            return true;
        }
        let named = |codes: &[String]| codes.iter().any(|prefix| code.starts_with(prefix.as_str()));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// What the command line says.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which rules report.
    pub selection: Selection,
    /// How far ahead recurring components are looked at, in days.
    pub horizon_days: u32,
    /// How far ahead a template may be sent, in days; default: three years.
    pub template_days: Option<u32>,
    /// Whether every request is judged as sent now, whatever it says.
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

/// What an output shows: what none shows is not computed.
#[derive(Clone, Copy, Debug)]
pub struct OutputNeeds {
    /// The remedies of findings.
    pub remedies: bool,
    /// The edits that fix findings.
    pub edits: bool,
    /// Every request, with its clocks and recipients.
    pub details: bool,
    /// Of every request, whether and until when it may be sent.
    pub outlooks: bool,
    /// Of every request, whether it may be sent.
    pub verdicts: bool,
    /// Of every request, the times that would comply.
    pub times: bool,
    /// What was read alone: nothing is judged.
    pub reads: bool,
}

impl Default for OutputNeeds {
    fn default() -> Self {
        Self {
            remedies: true,
            edits: true,
            details: true,
            outlooks: false,
            verdicts: false,
            times: false,
            reads: false,
        }
    }
}

impl OutputNeeds {
    /// Whether the output has each request's verdict.
    pub fn tells_verdicts(self) -> bool {
        self.verdicts || self.tells_outlooks()
    }

    /// Whether the output has the last time at which each may be sent.
    pub fn tells_outlooks(self) -> bool {
        self.outlooks || self.details || self.times
    }
}
