//! No text of the UI in one language only.

use std::collections::{BTreeMap, BTreeSet};

/// The locales that the window speaks, by the start of their files' names.
const LOCALES: [&str; 2] = ["zh-Hans", "en"];

/// Compares the keys of the locales' files, given as (name, text). None at all is no violation yet.
pub fn check(files: &[(String, String)]) -> Vec<String> {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in files {
        if let Some(locale) = LOCALES.iter().find(|locale| name.split('.').next() == Some(**locale)) {
            keys.entry(locale).or_default().extend(keys_of(text));
        }
    }
    if keys.is_empty() {
        return Vec::new();
    }
    let empty = BTreeSet::new();
    let [one, other] = LOCALES.map(|locale| keys.get(locale).unwrap_or(&empty));
    let lacks = |locale: &str, key: &String| format!("ui/src/locales: {locale} lacks the text `{key}`");
    let missing_there = one.difference(other).map(|key| lacks(LOCALES[1], key));
    let missing_here = other.difference(one).map(|key| lacks(LOCALES[0], key));
    missing_there.chain(missing_here).collect()
}

/// The keys of a TypeScript or JSON object, nested ones joined by dots. Strings are stepped over, so that a colon
/// or brace inside a text is no key.
fn keys_of(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut path: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut is_value = false;
    let mut pending: Option<String> = None;
    let mut parentheses = 0usize;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\'' | '"' | '`' => word = quoted(&mut characters, c),
            '/' if characters.peek() == Some(&'/') => while characters.next_if(|c| *c != '\n').is_some() {},
            '(' | '[' => parentheses += 1,
            ')' | ']' => parentheses = parentheses.saturating_sub(1),
            // What a function takes and calls names no text.
            _ if parentheses > 0 => {}
            ':' if !is_value && !path.is_empty() => {
                pending = Some(std::mem::take(&mut word));
                is_value = true;
            }
            '{' => {
                path.push(pending.take().unwrap_or_default());
                word.clear();
                is_value = false;
            }
            '}' | ',' => {
                if let Some(key) = pending.take() {
                    keys.insert(dotted(&path, &key));
                }
                if c == '}' {
                    path.pop();
                }
                word.clear();
                is_value = false;
            }
            c if c.is_alphanumeric() || c == '_' || c == '-' || c == '$' => word.push(c),
            c if c.is_whitespace() => {}
            _ => word.clear(),
        }
    }
    keys
}

/// The rest of a string up to its closing mark.
fn quoted(characters: &mut std::iter::Peekable<std::str::Chars<'_>>, mark: char) -> String {
    let mut text = String::new();
    while let Some(c) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == mark {
            break;
        } else if mark == '`' && c == '$' && characters.next_if_eq(&'{').is_some() {
            step_over_insertion(characters);
        } else {
            text.push(c);
        }
    }
    text
}

/// What a template string inserts, up to the brace that ends it; it may hold strings of its own.
fn step_over_insertion(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let mut depth = 1;
    while let Some(c) = characters.next() {
        match c {
            '\'' | '"' | '`' => drop(quoted(characters, c)),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

fn dotted(path: &[String], key: &str) -> String {
    let mut parts: Vec<&str> = path.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.push(key);
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::{check, keys_of};

    fn files(zh: &str, en: &str) -> Vec<(String, String)> {
        vec![("zh-Hans.ts".into(), zh.into()), ("en.ts".into(), en.into())]
    }

    #[test]
    fn keys_nest_and_texts_are_stepped_over() {
        let text = "export const zh = {\n  // pool: no\n  pool: { title: '稿：{库}', 'empty-hint': \"a, b\" },\n  undo: `撤销`,\n};";
        assert_eq!(keys_of(text).into_iter().collect::<Vec<_>>(), ["pool.empty-hint", "pool.title", "undo"]);
        assert_eq!(keys_of(r#"{"a": {"b": "x:y"}, "c": "d"}"#).into_iter().collect::<Vec<_>>(), ["a.b", "c"]);
    }

    #[test]
    fn functions_are_texts_and_what_they_take_is_not() {
        let text = "{ imported: (stories: number, photos: number) =>\n photos === 0 ? `${count(photos, 'a, b')} in` : `x: ${f({ y: `}` })}`,\n go: 'Go' }";
        assert_eq!(keys_of(text).into_iter().collect::<Vec<_>>(), ["go", "imported"]);
    }

    #[test]
    fn a_text_in_one_language_only_is_seen() {
        assert_eq!(check(&files("{ a: '甲' }", "{ a: 'A' }")), [""; 0]);
        assert_eq!(
            check(&files("{ a: '甲', b: '乙' }", "{ a: 'A' }")),
            ["ui/src/locales: en lacks the text `b`"]
        );
        assert_eq!(
            check(&files("{ a: '甲' }", "{ a: 'A', b: 'B' }")),
            ["ui/src/locales: zh-Hans lacks the text `b`"]
        );
        assert_eq!(check(&files("{ a: '甲' }", "")), ["ui/src/locales: en lacks the text `a`"]);
        assert_eq!(check(&[]), [""; 0]);
    }
}
