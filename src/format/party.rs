//! Derives offices from people: mail and calendars name people, the directory knows offices and mail domains.

use crate::directory::{Affiliation, Directory, is_honorific, strip_honorific};

/// Separators between an office and a person in a name.
const BESIDES: [char; 16] = [
    '（', '）', '(', ')', '/', '／', '＠', '@', '|', '｜', '【', '】', '[', ']', '<', '>',
];

fn is_ministry(directory: &Directory, name: &str) -> bool {
    !name.is_empty()
        && matches!(
            directory.resolve(name),
            Affiliation::Ministry(_) | Affiliation::Several
        )
}

/// 熊本県健康づくり推進課, which 川本町 of a person's name is not.
fn is_local_section(directory: &Directory, name: &str) -> bool {
    directory.resolve(name) == Affiliation::NoMinistry && is_unit(name) && name.chars().count() > 4
}

/// Strips the person after an office's name: 総務省行政管理局 of `総務省　行政管理局　山田`. A single word, and a name that
/// begins with neither a listed ministry nor a section of a local government, are kept.
pub(super) fn without_person<'n>(directory: &Directory, name: &'n str) -> &'n str {
    let mut words = name.split([' ', '\u{3000}', '\t', '\u{a0}', '/', '／']);
    // 「管理課　田村」
    let is_section = |word: &str| {
        word.ends_with(['課', '室', '係', '班'])
            && !word.contains('各')
            && (3..=20).contains(&word.chars().count())
    };
    let is_office = |first: &&str| {
        is_ministry(directory, first) || is_local_section(directory, first) || is_section(first)
    };
    let Some(first) = words.next().filter(is_office) else {
        return name;
    };
    let mut end = first.len();
    let mut at = first.len();
    for word in words {
        let start = name
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |sign| at + sign.len_utf8());
        at = start + word.len();
        let shown = word.split(['（', '(']).next().unwrap_or_default();
        if !word.is_empty() && !is_unit(shown) {
            break;
        }
        end = if word.is_empty() { end } else { start + shown.len() };
    }
    let office = name.get(..end).unwrap_or(name);
    // 「財務省主計局（法規課）」 is a single word.
    if at >= name.len() && end == at {
        name
    } else {
        office
    }
}

/// Whether a word is a unit of an office, by its suffix.
pub(super) fn is_unit(word: &str) -> bool {
    const ENDS: [&str; 30] = [
        "省",
        "庁",
        "府",
        "院",
        "局",
        "部",
        "課",
        "室",
        "班",
        "官房",
        "本部",
        "支部",
        "支局",
        "委員会",
        "事務所",
        "センター",
        "グループ",
        "チーム",
        "ユニット",
        "統括官",
        "参事官",
        "審議官",
        "企画官",
        "統括官付",
        "参事官付",
        "官付",
        "担当室",
        "ライン",
        "係",
        "付",
    ];
    const HONORIFICS: [&str; 8] = ["御担当", "ご担当", "担当者", "担当官", "御中", "各位", "様", "殿"];
    let is_section = word.ends_with("担当") && word.chars().count() > 2;
    !HONORIFICS.iter().any(|end| word.ends_with(end)) && (is_section || ENDS.iter().any(|end| word.ends_with(end)))
        // 阿部, 渡部 and 服部 are family names.
        && !(word.ends_with('部') && word.chars().count() <= 2)
}

/// Whether a name is that of a unit of several bodies: 各幕僚監部総務課, 未提出県衛生主管課; not 市町村課, which is one of a ministry.
fn is_group(name: &str) -> bool {
    const WHICH: [&str; 5] = ["全", "未提出", "管内", "関係", "該当"];
    is_unit(name)
        && !name.contains(char::is_whitespace)
        && (name.contains('各')
            || name.contains("主管課")
            || name.contains("主務課")
            || WHICH.iter().any(|which| name.starts_with(which)))
}

/// Whether the bodies of such a name are local governments: 各都道府県衛生主管課.
fn is_of_local_governments(name: &str) -> bool {
    [
        "県",
        "市町村",
        "市区町村",
        "主管課",
        "主務課",
        "指定都市",
        "消防本部",
    ]
    .iter()
    .any(|whose| name.contains(whose))
}

/// The office of a party: from the name if it contains one, else from the mail domain. A feed names the same few.
pub(super) fn office(directory: &Directory, name: Option<&str>, address: Option<&str>) -> String {
    let party = format!("{}\0{}", name.unwrap_or_default(), address.unwrap_or_default());
    directory.party(&party, || find_office(directory, name, address))
}

fn find_office(directory: &Directory, name: Option<&str>, address: Option<&str>) -> String {
    let is_address = |name: &&str| address.is_some_and(|it| name.eq_ignore_ascii_case(it));
    let named = name
        .map(str::trim)
        .filter(|name| !name.is_empty() && !is_address(name) && !is_honorific(name));
    let affiliation = named.map(|name| directory.resolve(name));
    // 大臣官房会計課 belongs to the ministry of its address; 省内各局 refers to the sender's.
    if let (Some(name), Some(Affiliation::Own)) = (named, &affiliation)
        && !name.contains(['各', '内', '全', '本'])
        && let Some(ministry) = address
            .and_then(|address| directory.by_domain(address))
            .and_then(|id| directory.get(id))
    {
        return format!("{}{}", ministry.name, strip_honorific(name));
    }
    if let (
        Some(name),
        Some(Affiliation::Ministry(_) | Affiliation::Several | Affiliation::Uncounted | Affiliation::Own),
    ) = (named, &affiliation)
    {
        return strip_honorific(without_person(directory, name)).to_owned();
    }
    // 山田太郎（総務省行政管理局）, 山田／総務省, 渡辺真理（内閣府（防災担当））.
    let within = named.and_then(|name| {
        let nested = name
            .strip_suffix(['）', ')'])
            .and_then(|name| name.split_once(['（', '(']))
            .map(|(_, inside)| inside)
            .filter(|inside| inside.ends_with(['）', ')']) && is_ministry(directory, inside));
        if nested.is_some() {
            return nested;
        }
        let mut parts = name.split(BESIDES).map(crate::text::trim);
        parts.find(|part| is_ministry(directory, part))
    });
    if let Some(office) = within {
        // Suzuki (MOF): expand an abbreviation.
        if office.is_ascii() {
            return directory.canonical(office).to_string();
        }
        return without_person(directory, office).to_owned();
    }
    // A list of a ministry's own domain: those behind it are local governments, or units of the ministry.
    if let Some(name) = named.filter(|name| is_group(name)) {
        let domain = address.filter(|_| !is_of_local_governments(name));
        let ministry = domain.and_then(|address| directory.name_by_domain(address));
        return format!("{}{}", ministry.unwrap_or_default(), strip_honorific(name));
    }
    // The domain first: a family name may end like that of a town.
    if let Some(name) = address.and_then(|address| directory.name_by_domain(address)) {
        return name.to_owned();
    }
    // lg.jp is reserved for local governments, whatever the name says.
    if let Some(address) = address.filter(|address| address.ends_with(".lg.jp"))
        && affiliation != Some(Affiliation::NoMinistry)
    {
        return address.to_owned();
    }
    let named = named.map(|name| without_person(directory, name));
    named.or(address).unwrap_or_default().to_owned()
}
