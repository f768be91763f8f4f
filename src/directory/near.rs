//! Probable misspellings of listed names: 財務症, 厚生労動省, 国交通省大臣官房.

use super::words::without_blanks;
use super::{Affiliation, Directory, ListedName};

/// Suffixes of ministries and their bodies. For a suffix of several characters only the part before it is
/// compared.
const ENDINGS: [&str; 7] = ["委員会", "省", "庁", "府", "院", "局", "室"];

/// Suffixes of sections: 総務課, 環境部, 消防署 and 財務局 are not misspelt ministries.
const SECTIONS: [char; 16] = [
    '局', '課', '部', '室', '係', '班', '官', '台', '署', '長', '団', '会', '所', '本', '員', '業',
];

/// Characters typed in place of 省 and 庁: homophones and look-alikes.
const LIKE_ENDING: [(char, &str); 2] = [('省', "症章賞庁昇渻"), ('庁', "省丁")];

impl Directory {
    /// The listed names that an unlisted one probably meant to begin with: those at the least distance, in
    /// directory order.
    pub fn near(&self, name: &str) -> Vec<&str> {
        /// Longer than any office's name with bureau and section.
        const NAME_LIMIT: usize = 40;
        if !matches!(self.resolve(name), Affiliation::Unlisted(_)) {
            return Vec::new();
        }
        let name: Vec<char> = without_blanks(name).chars().collect();
        if name.len() > NAME_LIMIT || self.distinct.iter().any(|known| name.starts_with(known)) {
            return Vec::new();
        }
        let mut found: Vec<(usize, &ListedName)> = Vec::new();
        for known in self.names.values().flatten().filter(|known| known.of_office) {
            found.extend(distance(&name, &known.name).map(|distance| (distance, known)));
        }
        found.sort_by_key(|(distance, known)| (*distance, known.id, &known.name));
        let least = found.first().map(|(distance, _)| *distance);
        found
            .into_iter()
            .filter(|(distance, _)| Some(*distance) == least)
            .map(|(_, known)| known.name.as_str())
            .collect()
    }
}

/// Edit distance between the start of `name` and a listed name; `None` if too far to be a misspelling.
fn distance(name: &[char], known: &str) -> Option<usize> {
    let listed: Vec<char> = known.chars().collect();
    let last = *listed.last()?;
    let ending = ENDINGS.iter().find(|ending| known.ends_with(**ending))?;
    let stem = listed.len().checked_sub(ending.chars().count())?;
    // In a name of four characters (a stem of three) two edits would change half of it.
    let most = if stem >= 4 { 2 } else { 1 };
    if stem < 2 || ending.chars().count() > 1 && stem < 4 {
        return None;
    }
    let shared = |letters: &[char]| listed.iter().filter(|c| letters.contains(c)).count();
    let until = name.len().min(listed.len() + most);
    if shared(name.get(..until)?) + most < listed.len() {
        return None;
    }
    let whole = |length: usize| length == name.len();
    let is_like = |c: char| {
        let mut like = LIKE_ENDING.iter().filter(|(ending, _)| *ending == last);
        like.any(|(_, like)| like.contains(c))
    };
    (listed.len().saturating_sub(most)..=until)
        .filter_map(|length| {
            let start = name.get(..length).filter(|start| start.len() >= 2)?;
            let end = *start.last()?;
            let text: String = start.iter().collect();
            let ends = match ending.chars().count() {
                1 => {
                    end == last
                        || is_like(end) && length == listed.len()
                        || whole(length) && !SECTIONS.contains(&end)
                        || whole(length) && end == '所' && stem == length.checked_sub(1)?
                }
                _ => text.ends_with(ending),
            };
            let distance = strsim::damerau_levenshtein(&text, known);
            (ends && (1..=most).contains(&distance)).then_some(distance)
        })
        .min()
}
