//! Descriptions of the rule language's words, for hover: Japanese, English.

/// A key of `plan.yaml`.
pub(super) fn plan(key: &str) -> (&'static str, &'static str) {
    match key {
        "plan" => (
            "計画の識別名。所見の出典に示します。",
            "The plan's id, as findings cite it.",
        ),
        "title" => ("計画の名称。", "Its title."),
        "short_title" => (
            "計画の略称。所見の根拠に示します。",
            "A short title, as findings cite it.",
        ),
        "issuer" => ("計画を定めた府省。", "Who issued it."),
        "source" => ("計画の本文の所在。", "Where its text is."),
        "binds" => (
            "計画に拘束される府省。外局を含みます。",
            "The ministries it binds, their agencies included.",
        ),
        "period" => ("計画の期間の初日と末日。", "Its first and last day."),
        "prefix" => (
            "規則の番号の頭の英大文字。",
            "The capitals that its codes begin with.",
        ),
        "params" => (
            "規則が $名前 で引く値。計画に定めのない値は {value, in_plan: false, ja, en} と書きます。",
            "Values that rules name as $name; one the plan does not give is {value, in_plan: false, ja, en}.",
        ),
        "conditions" => (
            "規則が is で引く、名前の付いた条件。",
            "Named conditions, which rules use with `is`.",
        ),
        _ => ("", ""),
    }
}

/// A key of a rule.
pub(super) fn rule(key: &str) -> (&'static str, &'static str) {
    match key {
        "code" => (
            "番号。計画の prefix と3桁の数字。意味を変えず、再利用しません。",
            "The code: the plan's prefix and three digits; it never changes its meaning.",
        ),
        "name" => ("英語の短い名前。", "A short name in English."),
        "summary" => ("規則の趣旨を一文で。", "What it is for, in a sentence."),
        "clause" => (
            "根拠となる計画の項。なければ書きません。",
            "The clause behind it, where there is one.",
        ),
        "quote" => (
            "その項の文言。clause があれば必須です。",
            "The clause's words; needed with `clause`.",
        ),
        "binding" => (
            "拘束の強さ。must は例外なし、in-principle は「原則として」、practice は計画に文言のないもの。",
            "How binding: must has no exception, in-principle has, practice is not in the plan's words.",
        ),
        "severity" => ("重さ。", "The severity unless configuration says otherwise."),
        "params" => ("この規則の値。", "Values of its own, named as $name."),
        "when" => ("どの依頼に適用するか。", "To which requests it applies."),
        "each" => (
            "項目ごとに判定する一覧。",
            "The list each item of which is judged.",
        ),
        "require" => (
            "何を求めるか。成り立たないと所見になります。",
            "What it asks; a request that does not meet it is a finding.",
        ),
        "at" => ("所見が指す項目。", "Where its finding points."),
        "also" => ("併せて示す項目。", "What else is labelled."),
        "message" => (
            "所見の文。{elapsed} などの事実を使えます。if のある文が複数なら、最初に成り立つもの。最後の文に if は付けません。",
            "What is said, with {facts}. Of several the first whose `if` holds; the last has none.",
        ),
        "help" => ("どうすればよいか。", "What to do."),
        "note" => (
            "計画に定めのない扱いなど、「どうすればよいか」に続けて示す断り書き。人向けの表示では一回の実行に一度だけ示します。",
            "What follows the help, such as that a measure is not in the plan; said once a run to people.",
        ),
        "stop" => (
            "所見が出たとき、ほかの規則を止めます。due は期限の日時を読むもの、hearing はヒアリングを発出と比べるもの。",
            "Where it is raised, other rules stop: those that read due's moment (due), or compare the hearing with the sending (hearing).",
        ),
        "once" => (
            "人向けの表示では一回の実行に一度だけ示します。",
            "Said once a run to people.",
        ),
        "protected" => (
            "例外とすることも、外すことも、重さを変えることもできません。",
            "Nothing excepts, ignores or lowers it.",
        ),
        "examples" => (
            "所見の出る依頼（bad）と出ない依頼（good）。説明であり試験でもあります（kigen rules test）。",
            "Requests that raise it and that do not: its documentation and its test (kigen rules test).",
        ),
        _ => ("", ""),
    }
}

/// A key of a condition.
pub(super) fn condition(key: &str) -> (&'static str, &'static str) {
    match key {
        "all" => ("すべて成り立つ。", "Every one holds."),
        "any" => ("どれかが成り立つ。", "At least one holds."),
        "not" => ("成り立たない。", "It does not hold."),
        "known" => (
            "成り立つことが分かっている。不明なら偽。",
            "It is known to hold; false where unknown.",
        ),
        "is" => (
            "plan.yaml の conditions にある条件。",
            "A condition named in plan.yaml.",
        ),
        "kind" => ("種別がこのどれか。", "The kind is one of these."),
        "scope" => ("協議区分がこのどれか。", "The scope is one of these."),
        "scope_unsaid" => (
            "協議区分の分からない意見照会か。",
            "Whether it is a consultation of which it is not said what it is about (意見照会).",
        ),
        "round" => ("段階がこのどれか。", "The round is one of these."),
        "online" => (
            "オンラインの検討がこのどれか。",
            "What is said of online is one of these.",
        ),
        "internal" => (
            "宛先がすべて発出元と同じ府省か。",
            "Whether all recipients are of the sender's own ministry.",
        ),
        "considerable" => ("相当の作業量の記載。", "Whether it is stated to be considerable."),
        "bound" => (
            "発出元が計画に拘束されるか。",
            "Whether a loaded plan binds the sender.",
        ),
        "template" => ("雛形か。", "Whether it is a template."),
        "under_clause" => (
            "依頼を判定する計画の条項のうち、期限（due）又はヒアリング（hearing）についてのものが適用されるか。",
            "Whether a clause of a plan that judges the request applies to its due or its hearing.",
        ),
        "sent_stated" => (
            "発出日時が、記載されたもの又は現在であるか（予定表のDTSTAMPなどではない）。",
            "Whether the sending time is stated or the present, and not a calendar's DTSTAMP or CREATED.",
        ),
        "hearing_is_due" => (
            "ヒアリングの開始が資料の期限となるか。",
            "Whether what is asked for is due when the hearing starts.",
        ),
        "present" => ("記載がある。", "The fields are written."),
        "absent" => ("記載がない。", "The fields are not written."),
        "matches" => (
            "文が正規表現に当てはまる。",
            "A text field matches a regular expression.",
        ),
        "count" => ("一覧の項目の数。", "How many items a list has."),
        "ministries" => ("宛先の府省の数。", "How many ministries are asked."),
        "elapsed" => ("発出から期限までの時間。", "From sent to due, wall time."),
        "open" => ("そのうち閉庁日を除いた時間。", "The same without closed days."),
        "working" => (
            "そのうち宛先の作業できる時間。",
            "The recipient's working time in it.",
        ),
        "effort" => ("想定作業量。", "The effort as estimated."),
        "due" => ("期限の日時について。", "Of the due moment."),
        "sent" => ("発出の日時について。", "Of the moment of sending."),
        "hearing" => (
            "ヒアリングの開始から終了までについて。",
            "Of the hearing from start to end.",
        ),
        "evening_request" => (
            "夕方（from から）に発出し、次の開庁日の until までを期限（of: hearing ではヒアリングの開始）とする。",
            "Sent in the evening (from) and due by `until` on the next open day; with of: hearing, the hearing's start for the due.",
        ),
        "mention" => (
            "each: mentions の下で、文中の日時について。role（何の日時か）、open（一つの時を定めないか）、agrees_with_due（期限と一致するか）、told_apart（期限が一つか、何の期限か分かるか）、after_sent（発出からの時間）。",
            "Under each: mentions, of the moment in the text: role (what it is to the addressee), open (whether the words leave it open), agrees_with_due (whether it is a stated due), told_apart (whether it is the only deadline, or says what it is for), after_sent (how long after the sending).",
        ),
        "weekday" => (
            "each: dates の下で、添えた曜日が正しい。",
            "Under each: dates, the weekday written is right.",
        ),
        _ => ("", ""),
    }
}
