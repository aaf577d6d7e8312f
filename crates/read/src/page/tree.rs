//! The block elements of a page as a tree: what each is, what its names say, and how much prose it holds.
//!
//! The tree is a list in the order of the page, so that an element stands after its parent; walks over it are loops
//! over the list, and a page of a million nested elements costs no more than one of a million side by side.

use super::hints::Hints;

/// A block element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    /// Its place in the list; the root is its own parent.
    pub(super) parent: u32,
    pub(super) depth: u32,
    pub(super) tag: Tag,
    /// What its own class names and id say.
    pub(super) hints: Hints,
    /// Its tag and class names, as a hash.
    pub(super) look: u64,
    pub(super) held: Held,
}

/// What stands within an element, in words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    pub(super) words: u32,
    /// Words in links.
    pub(super) linked: u32,
    /// Words in blocks of prose: long ones with few links.
    pub(super) prose: u32,
    pub(super) blocks: u32,
}

impl Held {
    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.linked += other.linked;
        self.prose += other.prose;
        self.blocks += other.blocks;
    }
}

/// The elements that mean something for whether their text belongs to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tag {
    #[default]
    Other,
    Paragraph,
    Heading(u8),
    Item,
    List,
    Cell,
    Table,
    Quote,
    Figure,
    Caption,
    Preformatted,
    Aside,
    Article,
    Form,
    Header,
}

impl Tag {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"p" => Self::Paragraph,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" | b"h6" => Self::Heading(5),
            b"li" | b"dd" | b"dt" => Self::Item,
            b"ul" | b"ol" | b"dl" => Self::List,
            b"td" | b"th" => Self::Cell,
            b"table" | b"tbody" | b"thead" | b"tfoot" | b"tr" => Self::Table,
            b"blockquote" => Self::Quote,
            b"figure" => Self::Figure,
            b"figcaption" | b"caption" => Self::Caption,
            b"pre" => Self::Preformatted,
            b"nav" | b"footer" | b"aside" | b"button" | b"menu" => Self::Aside,
            b"article" | b"main" => Self::Article,
            b"form" | b"fieldset" | b"label" | b"input" => Self::Form,
            b"header" => Self::Header,
            _ => Self::Other,
        }
    }
}

/// The list.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) elements: Vec<Element>,
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            elements: vec![Element {
                parent: 0,
                depth: 0,
                tag: Tag::Other,
                hints: Hints::default(),
                look: 0,
                held: Held::default(),
            }],
        }
    }
}

impl Tree {
    /// Adds an element below `parent`.
    pub(super) fn push(&mut self, parent: u32, tag: Tag, hints: Hints, look: u64) -> u32 {
        let depth = self.at(parent).depth + 1;
        self.elements.push(Element {
            parent,
            depth,
            tag,
            hints,
            look,
            held: Held::default(),
        });
        u32::try_from(self.elements.len() - 1).unwrap_or(0)
    }

    pub(super) fn at(&self, at: u32) -> Element {
        self.elements
            .get(at as usize)
            .copied()
            .unwrap_or_else(|| self.elements[0])
    }

    /// Counts a block's words in for its innermost element.
    pub(super) fn count(&mut self, at: u32, held: Held) {
        if let Some(element) = self.elements.get_mut(at as usize) {
            element.held.add(held);
        }
    }

    /// Carries the counts up to the root; once, after all were made.
    pub(super) fn sum(&mut self) {
        for i in (1..self.elements.len()).rev() {
            let (held, parent) = (self.elements[i].held, self.elements[i].parent as usize);
            self.elements[parent].held.add(held);
        }
    }

    /// For each element, whether it holds most of the page's prose: a line from the root down.
    pub(super) fn spine(&self) -> Vec<bool> {
        let all = self.elements[0].held.prose;
        self.elements
            .iter()
            .map(|e| e.held.prose > 0 && e.held.prose * 2 > all)
            .collect()
    }

    /// How many levels `a` and `b` each lie below the innermost element that holds both; far ones are not told apart.
    pub(super) fn apart(&self, mut a: u32, mut b: u32) -> (i32, i32) {
        let (mut up, mut down) = (0, 0);
        while a != b && up + down < 40 {
            if a > b {
                (a, up) = (self.at(a).parent, up + 1);
            } else {
                (b, down) = (self.at(b).parent, down + 1);
            }
        }
        (up, down)
    }
}

/// A hash of an element's name and class names.
pub(super) fn look(name: &[u8], class: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in name.iter().chain(b" ").chain(class.as_bytes().iter().take(200)) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
