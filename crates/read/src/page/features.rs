//! What is measured of each block of a page to tell whether it belongs to the report.

use super::element::Signs;
use super::hints::Hints;
use super::scan::{Block, Scan};
use super::tree::Tag;
use rustc_hash::{FxHashMap, FxHashSet};

/// The features of one block.
pub(super) type Features = Vec<i32>;

/// Measures all blocks. `body` is the text that the page's scripts give for the article's.
pub(super) fn measure(scan: &Scan, body: Option<&str>) -> Vec<Features> {
    let tree = &scan.tree;
    let spine = tree.spine();
    let all = tree.at(0).held;
    let texts: Vec<&str> = scan
        .blocks
        .iter()
        .map(|b| scan.mask.text().get(b.span.range()).unwrap_or(""))
        .collect();
    let own: Vec<Own> = scan
        .blocks
        .iter()
        .zip(&texts)
        .map(|(b, t)| Own::of(b, t))
        .collect();
    let grams = body.map(|b| grams(b).collect::<FxHashSet<u64>>());
    let title = scan
        .blocks
        .iter()
        .position(|b| b.signs.has(Signs::TITLE))
        .unwrap_or(0);
    let mut since = vec![0i32; own.len()];
    let mut until = vec![0i32; own.len()];
    let mut gap = 99;
    for i in 0..own.len() {
        since[i] = gap;
        gap = if own[i].prose() { 0 } else { (gap + 1).min(99) };
    }
    gap = 99;
    for i in (0..own.len()).rev() {
        until[i] = gap;
        gap = if own[i].prose() { 0 } else { (gap + 1).min(99) };
    }
    let mut looks: FxHashMap<(u64, u64), u32> = FxHashMap::default();
    let mut same: FxHashMap<&str, i32> = FxHashMap::default();
    let look = |b: &Block| {
        let e = tree.at(b.element);
        (e.look, tree.at(e.parent).look)
    };
    for i in 0..own.len() {
        if own[i].prose() {
            *looks.entry(look(&scan.blocks[i])).or_default() += own[i].words as u32;
        }
        *same.entry(texts[i]).or_default() += 1;
    }
    let (mut behind, mut ahead) = (vec![None; own.len()], vec![None; own.len()]);
    let mut last = None;
    for i in 0..own.len() {
        behind[i] = last;
        last = if own[i].prose() { Some(i) } else { last };
    }
    last = None;
    for i in (0..own.len()).rev() {
        ahead[i] = last;
        last = if own[i].prose() { Some(i) } else { last };
    }
    let mut before = 0;
    let none = Own::default();
    (0..own.len())
        .map(|i| {
            let block = &scan.blocks[i];
            let me = &own[i];
            let mut out: Vec<i32> = Vec::with_capacity(96);
            me.write(&mut out);
            for at in [i.wrapping_sub(1), i + 1, i.wrapping_sub(2), i + 2] {
                let other = own.get(at).unwrap_or(&none);
                out.push(other.words);
                out.push(other.linked);
                out.push(other.tag);
                out.push(i32::from(scan.blocks.get(at).is_some_and(|b| {
                    b.element == block.element || tree.at(b.element).parent == tree.at(block.element).parent
                })));
            }
            out.push(since[i]);
            out.push(until[i]);
            out.push((i as i32 - title as i32).clamp(-500, 500));
            out.push(share(i as u32, own.len() as u32));
            before += me.words;
            out.push(share(before as u32, all.words));
            // Up the tree to the spine.
            let element = tree.at(block.element);
            let parent = tree.at(element.parent);
            let grand = tree.at(parent.parent);
            for e in [element, parent, grand] {
                out.push(share(e.held.linked, e.held.words));
                out.push(share(e.held.prose, all.prose));
                out.push(share(e.held.prose, e.held.words));
                out.push(e.held.blocks.min(500) as i32);
                out.push(e.held.words.min(5000) as i32);
                out.push(tag(e.tag));
            }
            let mut at = block.element;
            let (mut off, mut hints, mut near) = (0, 0u32, 0u32);
            let mut branch = element;
            let (mut list, mut table, mut aside, mut form, mut figure, mut quote, mut header, mut article) =
                (0, 0, 0, 0, 0, 0, 0, 0);
            while !spine.get(at as usize).copied().unwrap_or(true) && at != 0 && off < 60 {
                let e = tree.at(at);
                hints |= e.hints.0;
                if off < 2 {
                    near |= e.hints.0;
                }
                match e.tag {
                    Tag::List => list += 1,
                    Tag::Table => table += 1,
                    Tag::Aside => aside += 1,
                    Tag::Form => form += 1,
                    Tag::Figure => figure += 1,
                    Tag::Quote => quote += 1,
                    Tag::Header => header += 1,
                    Tag::Article => article += 1,
                    _ => {}
                }
                branch = e;
                off += 1;
                at = e.parent;
            }
            let foot = tree.at(at);
            out.extend([off, list, table, aside, form, figure, quote, header, article]);
            out.push(share(foot.held.prose, all.prose));
            out.push(share(foot.held.linked, foot.held.words));
            out.push(share(branch.held.prose, all.prose));
            out.push(share(branch.held.linked, branch.held.words));
            out.push(share(branch.held.prose, branch.held.words));
            out.push(branch.held.blocks.min(500) as i32);
            out.push(branch.held.words.min(5000) as i32);
            out.push(tag(branch.tag));
            for bit in 0..Hints::KINDS {
                out.push(((hints >> bit & 1) + (near >> bit & 1)) as i32);
            }
            // What hints at the body counts wherever it stands.
            let (mut at, mut content, mut levels) = (block.element, 0, 0);
            while at != 0 && levels < 60 {
                let e = tree.at(at);
                content += i32::from(e.hints.has(Hints::BODY));
                levels += 1;
                at = e.parent;
            }
            out.push(content);
            out.push(levels);
            out.push(match &grams {
                None => -1,
                Some(known) => {
                    let (mut there, mut sum) = (0, 0);
                    for gram in self::grams(texts[i]) {
                        sum += 1;
                        there += u32::from(known.contains(&gram));
                    }
                    share(there, sum)
                }
            });
            out.push(share(looks.get(&look(block)).copied().unwrap_or(0), all.prose));
            out.push(same.get(texts[i]).copied().unwrap_or(1).min(20));
            for other in [behind[i], ahead[i]] {
                let (up, down) =
                    other.map_or((50, 50), |o| tree.apart(block.element, scan.blocks[o].element));
                out.extend([up, down]);
            }
            let (mut at, mut up) = (block.element, 0);
            while at != 0 && up < 60 && tree.at(at).held.prose * 5 < all.prose * 4 {
                (at, up) = (tree.at(at).parent, up + 1);
            }
            out.push(up);
            out.push(share(before as u32, tree.at(at).held.words));
            out.push(all.prose.min(5000) as i32);
            out.push(share(all.linked, all.words));
            out
        })
        .collect()
}

/// Thousandths.
fn share(part: u32, of: u32) -> i32 {
    (u64::from(part) * 1000 / u64::from(of.max(1))).min(1000) as i32
}

fn tag(tag: Tag) -> i32 {
    match tag {
        Tag::Paragraph => 0,
        Tag::Quote => 1,
        Tag::Preformatted => 2,
        Tag::Article => 3,
        Tag::Other => 4,
        Tag::Item => 5,
        Tag::List => 6,
        Tag::Cell => 7,
        Tag::Table => 8,
        Tag::Heading(level) => 8 + i32::from(level),
        Tag::Header => 14,
        Tag::Figure => 15,
        Tag::Caption => 16,
        Tag::Form => 17,
        Tag::Aside => 18,
    }
}

/// How many words a text has. Scripts that set no spaces between words are counted by their letters.
pub(super) fn words(text: &str) -> u32 {
    text.split_whitespace().map(words_in).sum()
}

fn words_in(run: &str) -> u32 {
    if run.is_ascii() {
        return 1;
    }
    let fifths: u32 = run
        .chars()
        .map(|c| match c {
            // Two signs of Chinese and Japanese, or five letters of Thai, Lao and Khmer, make about one word.
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => 5,
            '\u{0e00}'..='\u{0eff}' | '\u{1780}'..='\u{17ff}' => 2,
            _ => 0,
        })
        .sum();
    (fifths / 10).max(1)
}

/// What a block says by itself.
#[derive(Default)]
struct Own {
    words: i32,
    letters: i32,
    linked: i32,
    tag: i32,
    end: i32,
    commas: i32,
    digits: i32,
    capitals: i32,
    stops: i32,
    common: i32,
    signs: i32,
    marks: i32,
    first: i32,
}

impl Own {
    fn of(block: &Block, text: &str) -> Self {
        let mut own = Self {
            linked: share(block.linked as u32, text.len() as u32),
            ..Self::default()
        };
        let mut digits = 0;
        let mut capitals = 0;
        let mut common = 0;
        for word in text.split_whitespace() {
            own.words += words_in(word) as i32;
            if word.as_bytes()[0].is_ascii_digit() {
                digits += 1;
            }
            if word.chars().next().is_some_and(char::is_uppercase) {
                capitals += 1;
            }
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if bare.len() <= 4 && bare.len() > 1 && bare.chars().all(char::is_lowercase) {
                common += 1;
            }
            match word.as_bytes().last() {
                Some(b',' | b';') => own.commas += 1,
                Some(b'.' | b'!' | b'?') => own.stops += 1,
                _ if !word.is_ascii() => {
                    own.commas += word.matches('、').count() as i32;
                    own.stops += word.matches('。').count() as i32;
                }
                _ => {}
            }
        }
        let words = own.words as u32;
        own.letters = text.len().min(5000) as i32;
        own.digits = share(digits, words);
        own.capitals = share(capitals, words);
        own.common = share(common, words);
        own.words = own.words.min(500);
        own.end = match text.chars().next_back() {
            Some('…') => 5,
            _ if text.ends_with("...") => 5,
            Some('.' | '!' | '。') => 3,
            Some('?' | '？') => 4,
            Some('"' | '”' | '’' | '\'' | ')' | ']') => 2,
            Some(':') => 1,
            _ => 0,
        };
        own.marks = text
            .chars()
            .filter(|c| matches!(c, '|' | '•' | '·' | '»' | '©' | '@' | '/' | '›' | '#' | '→'))
            .count()
            .min(20) as i32;
        own.first = match text.chars().next() {
            Some(c) if c.is_lowercase() => 0,
            Some(c) if c.is_uppercase() => 1,
            Some(c) if c.is_numeric() => 2,
            _ => 3,
        };
        let s = block.signs;
        own.signs = i32::from(s.has(Signs::ASIDE)) + 2 * i32::from(s.has(Signs::CAPTION));
        own.tag = if s.has(Signs::HEADING) {
            3
        } else if s.has(Signs::LIST) {
            1
        } else if s.has(Signs::CELL) {
            2
        } else {
            0
        };
        own
    }

    /// Whether it is surely running text.
    fn prose(&self) -> bool {
        self.words >= 15 && self.linked < 300 && self.stops > 0
    }

    fn write(&self, out: &mut Vec<i32>) {
        out.extend([
            self.words,
            self.letters,
            self.linked,
            self.tag,
            self.end,
            self.commas,
            self.digits,
            self.capitals,
            self.stops,
            self.common,
            self.signs,
            self.marks,
            self.first,
        ]);
    }
}

/// Hashes of a text's word four-grams.
fn grams(text: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = [0u64; 4];
    let mut n = 0;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .filter_map(move |word| {
            let mut hash = 0xcbf2_9ce4_8422_2325u64;
            for byte in word.bytes() {
                hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
            }
            last.rotate_left(1);
            last[3] = hash;
            n += 1;
            (n >= 4).then(|| {
                last.iter()
                    .fold(0u64, |sum, h| sum.rotate_left(17).wrapping_mul(31) ^ h)
            })
        })
}
