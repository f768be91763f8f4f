//! Corrections: （誤）９月１１日（正）９月１２日, 「９月１２日」とあるのは「９月１９日」の誤り, 記入例.

use super::extension::{is_about_limit, mentions_limit};
use super::label::is_deadline_label;
use super::lexicon::{EVENTS, LIMIT_NOUNS, MEETINGS};
use super::limit::Limit;
use super::sentence::{SentenceContext, asks, window_after, window_before};
use super::word_search::{WordSearch, ends, starts, strip_start};

/// Words for the state before a change.
const OLD: [&str; 7] = ["訂正前", "旧", "変更前", "修正前", "延長前", "改定前", "従前"];

/// Words for the state after it.
const NEW: [&str; 6] = ["訂正後", "新", "変更後", "修正後", "延長後", "改定後"];

/// Whether the head of a column is that of the state before a change.
pub(super) fn is_old_column(head: &str) -> bool {
    let head = head.trim_matches(['(', ')']);
    OLD.contains(&head) || ["改正前", "当初", "誤"].contains(&head)
}

/// The same for the state after it.
pub(super) fn is_new_column(head: &str) -> bool {
    let head = head.trim_matches(['(', ')']);
    NEW.contains(&head) || ["改正後", "正"].contains(&head)
}

/// Whether the moment that ends at `end` is the corrected one (true) or the wrong one or an example (false); `None`
/// if there is no correction.
pub(super) fn is_corrected_moment(
    text: &str,
    end: usize,
    around: &SentenceContext<'_>,
    limit: Limit,
) -> Option<bool> {
    let (before, behind) = (around.before, around.behind);
    // 「「７月２２日までに回答すること」との記載は誤りで」
    let quoted = behind.split_once(['」', '』']);
    if quoted.is_some_and(|(_, rest)| {
        // 「「９月10日」の締切は誤りで、「９月11日15時」が正しい締切です」
        let of_limit = strip_start(rest, "の").and_then(|rest| rest.strip_prefix_any(&LIMIT_NOUNS));
        rest.starts_with_any(&[
            "と書きましたが",
            "と書いてしまいましたが",
            "と記載しましたが",
            "と記載しておりましたが",
        ]) || rest.starts_with_any(&["との記載は誤", "の記載は誤", "とあるのは誤", "は誤り", "は誤記"])
            || of_limit.is_some_and(|rest| rest.starts_with_any(&["は誤り", "は誤記"]))
    }) {
        return Some(false);
    }
    if quoted.is_some_and(|(moment, rest)| moment.is_empty() && rest.starts_with("が正し"))
        && mentions_limit(around.above)
    {
        return Some(true);
    }
    // （誤）９月１１日　（正）９月１２日
    let head = before.trim_end_matches([':', '「', ' ', '|', '】']);
    // （誤）提出期限：９月１１日
    let head = head
        .rfind([')', ':'])
        .and_then(|end| head.split_at_checked(end + 1))
        .filter(|(_, label)| label.chars().count() <= 8 && is_deadline_label(label))
        .map_or(head, |(head, _)| head.trim_end_matches(':'));
    let near = || window_before(around.above, around.above.len(), 180);
    // 「２日前倒しさせてください」, and below it 「旧：…」 and 「新：…」
    let above_names = || {
        mentions_limit(near())
            || near().contains_any(&[
                "前倒し",
                "延長",
                "繰り上げ",
                "繰り下げ",
                "繰上げ",
                "繰下げ",
                "延期",
            ]) && !MEETINGS.occurs_in(near())
                && !near().contains_any(&EVENTS)
    };
    // 「回答期限を下記のとおり変更しますので、…」, and further below 「変更後　令和７年６月13日（金）」
    let is_changed_above = || {
        let near = window_before(around.above, around.above.len(), 330);
        near.contains_any(&[
            "期限を下記のとおり",
            "期限を次のとおり",
            "期限を以下のとおり",
            "締切を下記のとおり",
        ])
    };
    const NEW_SIGNS: [&str; 6] = ["改正後", "訂正後)", "変更後)", "修正後)", "延長後)", "(新)"];
    if NEW.iter().chain(&NEW_SIGNS).any(|word| ends(head, word))
        && (is_about_limit(around)
            || above_names()
            || is_changed_above()
            || limit != Limit::None
            || before.split_once('(').is_some_and(|(outside, _)| asks(outside)))
    {
        return Some(true);
    }
    const OLD_SIGNS: [&str; 14] = [
        "改正前",
        "訂正前)",
        "変更前)",
        "修正前)",
        "延長前)",
        "誤)",
        "(旧)",
        "誤",
        "×",
        "(例)",
        "記載例",
        "記入例",
        "(記載例)",
        "(記入例)",
    ];
    // 例）, 「例：」; but 「違反事例｜１月28日」
    let is_example = || {
        head.strip_suffix('例')
            .is_some_and(|name| !name.ends_with(char::is_alphanumeric))
    };
    // （従前は２月13日（金）17時）
    let is_old_note = || {
        let note = before.rsplit_once('(').map_or("", |(_, note)| note);
        note.strip_suffix('は').is_some_and(is_old_column)
    };
    if OLD.iter().chain(&OLD_SIGNS).any(|word| ends(head, word)) || is_example() || is_old_note() {
        return Some(false);
    }
    if let Some(new) = is_new_limit(before) {
        return Some(new);
    }
    // （正）適用期間：…, of what is no limit
    if head.ends_with("正)") && limit != Limit::None && !is_about_limit(around) {
        let near = window_before(around.above, around.above.len(), 300);
        if !mentions_limit(near) && !asks(near) && near.contains_word("期間") {
            return Some(false);
        }
    }
    if (head.ends_with("正しくは") || head.ends_with('正') || head.ends_with("正)"))
        && (is_about_limit(around)
            || above_names()
            || behind.starts_with("まで」")
            || mentions_limit(window_after(text, end, 90)))
    {
        return Some(true);
    }
    None
}

/// 「変更前の回答期限　９月１２日」, 「新提出期限：」: whether the label before a moment is of the new limit (true) or the old one.
fn is_new_limit(before: &str) -> Option<bool> {
    let name = before.skip_to_letter();
    let starts_name = |word: &str| {
        strip_start(name, word).is_some_and(|rest| {
            let rest = rest.trim_start_matches('の');
            rest.chars().count() <= 12
                && !rest.contains(|c: char| c.is_ascii_digit())
                && is_deadline_label(rest)
        })
    };
    if OLD.iter().chain(&["当初", "従来"]).any(|old| starts_name(old)) {
        return Some(false);
    }
    NEW.iter()
        .chain(&["新しい"])
        .any(|new| starts_name(new))
        .then_some(true)
}

/// Whether a moment in one of two quotations, the second of which replaces the first, is a limit: the corrected one is
/// (「「９月12日まで」を「９月19日まで」に訂正します」), the wrong one is not, nor is one that a law amends (「「翌月10日まで」を「翌月末日まで」に改めること」).
pub(super) fn is_limit_in_replaced_quotation(
    text: &str,
    end: usize,
    around: &SentenceContext<'_>,
) -> Option<bool> {
    /// Longer than both quotations and the verb, in bytes.
    const REACH_BYTES: usize = 240;
    /// Limit on the bytes between a moment and the end of its quotation.
    const QUOTED_BYTES_LIMIT: usize = 60;
    const REPLACED: [&str; 6] = [
        "」を「",
        "」は「",
        "」とあるのは「",
        "」から「",
        "」とありますのは「",
        "」ではなく「",
    ];
    const CORRECTS: [&str; 9] = [
        "に訂正",
        "に修正",
        "に変更し",
        "に変更い",
        "の誤り",
        "の間違い",
        "が正し",
        "と読み替えてくだ",
        "に読み替えてくだ",
    ];
    const AMENDS: [&str; 5] = ["に改めること", "に改める", "に改め、", "に改められ", "と読み替え"];
    let behind = window_after(text, end, REACH_BYTES).split('。').next()?;
    let quoted = behind.find('」').filter(|at| *at <= QUOTED_BYTES_LIMIT)?;
    let (own, rest) = behind.split_at_checked(quoted)?;
    let is_first = rest.strip_prefix_any(&REPLACED);
    let verb = match is_first {
        Some(second) => second.split_once('」')?.1,
        None => rest.strip_prefix('」')?,
    };
    let is_second = || {
        let opened = around.before.rfind('「').map(|at| at + '「'.len_utf8());
        let head = opened.and_then(|at| around.before.get(..at));
        head.is_some_and(|head| head.ends_with_any(&REPLACED))
    };
    if is_first.is_none() && !is_second() {
        return None;
    }
    let verb = verb.trim_start_matches(['\n', ' ']);
    if verb.starts_with_any(&CORRECTS) {
        let is_limit = || own.starts_with("まで") || is_about_limit(around);
        return match is_first {
            Some(_) => Some(false),
            None => is_limit().then_some(true),
        };
    }
    verb.starts_with_any(&AMENDS).then_some(false)
}

/// The same where the corrected text is quoted.
pub(super) fn is_quoted_correction(around: &SentenceContext<'_>) -> Option<bool> {
    let (before, behind) = (around.before, around.behind);
    let unbracketed = behind.trim_start_matches(['」', '』', '】', ')', '"']);
    // 「「２月１０日まで」は誤りでしたので、「２月１７日まで」に訂正します」
    let is_put_right = behind
        .strip_prefix("まで」")
        .is_some_and(|rest| rest.starts_with_any(&["に訂正", "に修正", "が正し", "です", "に改め"]));
    if is_put_right && before.contains_any(&["まで」は誤り", "まで」とあるのは誤り", "まで」は間違い"])
    {
        return Some(true);
    }
    // 「…まで」とある表示は「…まで」に改める
    let unlimited = behind.strip_prefix_any(&["までに", "まで"]).unwrap_or(behind);
    if unlimited.starts_with_any(&[
        "」に改め",
        "」に読み替え",
        "」と読み替え",
        "」と改め",
        "」とされたい",
        "」に修正",
        "」と修正",
        "」としてくださ",
    ]) && !is_about_limit(around)
    {
        return Some(false);
    }
    // 期限について「９月１２日」とあるのは「９月１９日」の誤り
    if ["の誤り", "の間違い", "が正し", "に訂正"].iter().any(|word| {
        starts(unbracketed, word)
            || behind
                .strip_prefix("まで」")
                .is_some_and(|rest| starts(rest, word))
    }) && before.contains_any(&[
        "とあるのは",
        "とありますのは",
        "としていたのは",
        "とありますが",
        "となっていますが",
        "とありましたのは",
        "とあったのは",
    ]) && (is_about_limit(around) || behind.starts_with("まで」"))
    {
        return Some(true);
    }
    None
}

/// 「さっき「22日まで」と書きましたが23日（水）まででした」
pub(super) fn is_spoken_correction(around: &SentenceContext<'_>) -> bool {
    const ERROR_ADMISSIONS: [&str; 8] = [
        "と書きましたが",
        "と記載しましたが",
        "と記載しておりましたが",
        "と申し上げましたが",
        "とお伝えしましたが",
        "とお送りしましたが",
        "と御案内しましたが",
        "とご案内しましたが",
    ];
    let before = around.before.trim_end_matches(['、', '「', '『']);
    let before = before.strip_suffix("正しくは").unwrap_or(before);
    let behind = around.behind.trim_start_matches(['」', '』']);
    before.trim_end_matches('、').ends_with_any(&ERROR_ADMISSIONS)
        && behind.starts_with_any(&[
            "まで」の誤り",
            "まで」の間違い",
            "まで」が正し",
            "まででした",
            "までです",
            "でした",
            "の間違いでした",
            "の誤りでした",
            "が正し",
        ])
}
