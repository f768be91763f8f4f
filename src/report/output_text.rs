//! Output text of unbounded size.

use std::io;

/// Size of appended pieces, in bytes.
const SLICE: usize = 64 * 1024;

/// Output text. Beyond a limit it is spilled to an anonymous temporary file: reports on a megabyte of input can be
/// many times its size.
#[derive(Debug, Default)]
pub struct Text {
    /// The end of the text, or all of it.
    held: Vec<u8>,
    #[cfg(feature = "cli")]
    spilled: spilled::Spilled,
}

impl Text {
    /// Appends what `add` writes.
    pub fn write(&mut self, add: impl FnOnce(&mut Vec<u8>)) {
        add(&mut self.held);
        #[cfg(feature = "cli")]
        self.spilled.take(&mut self.held);
    }

    /// Appends a text.
    pub fn push(&mut self, text: impl AsRef<[u8]>) {
        for slice in text.as_ref().chunks(SLICE) {
            self.write(|held| held.extend_from_slice(slice));
        }
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        #[cfg(feature = "cli")]
        if self.spilled.is_begun() {
            return false;
        }
        self.held.is_empty()
    }

    /// Appends another text.
    pub fn append(&mut self, other: Self) {
        for slice in other.slices() {
            match slice {
                Ok(slice) => self.push(slice),
                Err(error) => return self.fail(error),
            }
        }
    }

    #[cfg(feature = "cli")]
    fn fail(&mut self, error: io::Error) {
        self.spilled = spilled::Spilled::Failed(error);
    }

    #[cfg(not(feature = "cli"))]
    fn fail(&mut self, _: io::Error) {}

    /// Copies it to a buffer in memory.
    pub fn add_to(self, out: &mut Vec<u8>) -> io::Result<()> {
        self.slices().try_for_each(|slice| {
            out.append(&mut slice?);
            Ok(())
        })
    }

    /// Iterates over it in slices that end at line ends, except the last.
    pub fn slices(self) -> Slices {
        Slices(self)
    }
}

impl<T: Into<Vec<u8>>> From<T> for Text {
    fn from(text: T) -> Self {
        let mut out = Self::default();
        out.write(|held| *held = text.into());
        out
    }
}

/// Slices of a text.
#[derive(Debug)]
pub struct Slices(Text);

impl Iterator for Slices {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self(text) = self;
        #[cfg(feature = "cli")]
        if let Some(slice) = text.spilled.next(&mut text.held) {
            return Some(slice);
        }
        let held = std::mem::take(&mut text.held);
        (!held.is_empty()).then_some(Ok(held))
    }
}

#[cfg(feature = "cli")]
mod spilled {
    use std::fs::File;
    use std::io::{self, Read as _, Seek as _, Write as _};
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Size up to which a text is held in memory, in bytes.
    pub const HELD_LIMIT: usize = 256 * 1024;
    /// Limit on spilled texts at a time: a process may have only about a thousand files open.
    const FILES_LIMIT: usize = 64;

    static FILES: AtomicUsize = AtomicUsize::new(0);

    /// The spilled beginning of a text; `Nothing` if short, or if no file can be created.
    #[derive(Debug, Default)]
    pub enum Spilled {
        #[default]
        Nothing,
        File(Counted),
        /// Being read back, with the incomplete line read so far.
        Read(Counted, Vec<u8>),
        /// A write error.
        Failed(io::Error),
    }

    /// An open file, counted against the limit.
    #[derive(Debug)]
    pub struct Counted(File);

    impl Counted {
        fn new() -> Option<Self> {
            if FILES.fetch_add(1, Ordering::Relaxed) < FILES_LIMIT
                && let Ok(file) = tempfile::tempfile()
            {
                return Some(Self(file));
            }
            FILES.fetch_sub(1, Ordering::Relaxed);
            None
        }
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            FILES.fetch_sub(1, Ordering::Relaxed);
        }
    }

    impl Spilled {
        pub fn is_begun(&self) -> bool {
            !matches!(self, Self::Nothing)
        }

        /// Spills `held` if it exceeds the limit.
        pub fn take(&mut self, held: &mut Vec<u8>) {
            if held.len() <= HELD_LIMIT {
                return;
            }
            if !self.is_begun() {
                match Counted::new() {
                    Some(file) => *self = Self::File(file),
                    None => return,
                }
            }
            if let Self::File(Counted(file)) = self
                && let Err(error) = file.write_all(held)
            {
                *self = Self::Failed(error);
            }
            held.clear();
        }

        /// The next lines; `None` if only `held` is left.
        pub fn next(&mut self, held: &mut Vec<u8>) -> Option<io::Result<Vec<u8>>> {
            let (file, mut lines) = match std::mem::take(self) {
                Self::Nothing => return None,
                Self::Failed(error) => return Some(Err(error)),
                Self::Read(file, begun) => (file, begun),
                Self::File(mut file) => match file.0.rewind() {
                    Ok(()) => (file, Vec::new()),
                    Err(error) => return Some(Err(error)),
                },
            };
            loop {
                match (&file.0).take(HELD_LIMIT as u64).read_to_end(&mut lines) {
                    Err(error) => return Some(Err(error)),
                    Ok(0) => break,
                    Ok(_) => {}
                }
                if let Some(end) = lines.iter().rposition(|byte| *byte == b'\n') {
                    *self = Self::Read(file, lines.split_off(end + 1));
                    return Some(Ok(lines));
                }
            }
            lines.append(held);
            *held = lines;
            None
        }
    }
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests {
    use super::*;

    fn all(text: Text) -> String {
        let slices: Vec<String> = text
            .slices()
            .map(|slice| String::from_utf8(slice.unwrap()).unwrap())
            .collect();
        let last = slices.len().saturating_sub(1);
        assert!(slices[..last].iter().all(|slice| slice.ends_with('\n')));
        slices.concat()
    }

    #[test]
    fn a_text_is_given_as_it_was_taken() {
        for lines in [0, 1, 5_000, 60_000] {
            let mut text = Text::from("begin\n");
            let mut want = String::from("begin\n");
            for number in 0..lines {
                let line = format!("{number}{}\n", "語".repeat(number % 7));
                text.push(&line);
                want.push_str(&line);
            }
            text.push("end");
            assert!(text.held.len() <= spilled::HELD_LIMIT);
            assert!(all(text) == want + "end", "{lines}");
        }
    }

    #[test]
    fn a_line_without_end_is_given_whole() {
        let long = "あ".repeat(spilled::HELD_LIMIT);
        let mut text = Text::from(long.clone());
        text.push(&long);
        text.push("\n語");
        assert!(all(text) == long.repeat(2) + "\n語");
        assert_eq!(all(Text::default()), "");
    }
}
