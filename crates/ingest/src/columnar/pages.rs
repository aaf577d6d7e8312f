//! The sizes that a Parquet file states, looked at before anything is allocated for them.
//!
//! A page's header is a struct in Thrift's compact protocol (`parquet.thrift`, `PageHeader`): field 2 is the size unpacked,
//! 3 the size as it lies there, 7 the header of a dictionary, whose field 1 counts its values.

use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as Read_};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::schema::types::ColumnDescriptor;
use std::io::{self, Read};

/// The largest page that is unpacked. Writers aim at one megabyte; only a single value makes a page much larger.
const PAGE: u64 = 128 << 20;
/// The largest dictionary; writers stop at one or two megabytes.
const DICTIONARY: u64 = 32 << 20;
/// Thrift structs within one another; a page's header has three.
const DEPTH: usize = 16;

/// The length of the table's description, as told at the end of the file.
pub(super) fn footer(input: &impl ChunkReader) -> Result<u64, String> {
    let length = input.len();
    let tail = length
        .checked_sub(8)
        .filter(|l| *l >= 4)
        .and_then(|at| input.get_bytes(at, 8).ok());
    match tail.as_deref() {
        Some([a, b, c, d, b'P', b'A', b'R', b'1']) => Ok(u64::from(u32::from_le_bytes([*a, *b, *c, *d]))),
        Some([_, _, _, _, b'P', b'A', b'R', b'E']) => Err("is an encrypted Parquet table".to_owned()),
        _ => Err("is a Parquet table that is cut: its description at the end is missing".to_owned()),
    }
}

/// Walks the pages of a column and refuses one whose sizes can't be meant.
pub(super) fn survey(input: &impl ChunkReader, column: &ColumnChunkMetaData) -> Result<(), String> {
    let damage = |what: &str| format!("is a damaged Parquet table: {what}");
    let start = column
        .dictionary_page_offset()
        .unwrap_or(column.data_page_offset());
    let range = u64::try_from(start)
        .ok()
        .zip(u64::try_from(column.compressed_size()).ok());
    let range = range.and_then(|(at, length)| Some((at, at.checked_add(length)?)));
    let (mut at, end) = range.ok_or_else(|| damage("a column lies nowhere"))?;
    if end > input.len() {
        return Err(damage("a column goes on after the file's end"));
    }
    while at < end {
        let read = input.get_read(at).map_err(|_| damage("a page lies nowhere"))?;
        let mut thrift = Thrift {
            input: read.take(end - at),
            used: 0,
        };
        let header = thrift
            .header()
            .map_err(|_| damage("the header of a page is broken"))?;
        let megabytes = |limit: u64| format!("has a page of more than {} MB", limit >> 20);
        if header.unpacked > PAGE {
            return Err(megabytes(PAGE));
        }
        if let Some(values) = header.dictionary
            && (header.unpacked > DICTIONARY || values > header.unpacked)
        {
            return Err(format!("as its dictionary {}", megabytes(DICTIONARY)));
        }
        let body = at + thrift.used;
        at = body + header.packed;
        if at > end {
            return Err(damage("a page goes on after its column's end"));
        }
        // This codec alone unpacks as much as comes, whatever was stated.
        if let Compression::GZIP(_) = column.compression() {
            let packed = input.get_read(body).map_err(|_| damage("a page lies nowhere"))?;
            let unpacked = flate2::read::MultiGzDecoder::new(packed.take(header.packed));
            let length = io::copy(&mut unpacked.take(header.unpacked + 1), &mut io::sink());
            if length.is_ok_and(|l| l > header.unpacked) {
                return Err(damage("a page unpacks to more than it states"));
            }
        }
    }
    Ok(())
}

struct Header {
    unpacked: u64,
    packed: u64,
    dictionary: Option<u64>,
}

struct Thrift<R> {
    input: R,
    used: u64,
}

impl<R: Read> Thrift<R> {
    fn header(&mut self) -> io::Result<Header> {
        let (mut unpacked, mut packed, mut dictionary) = (0, None, None);
        let mut last = 0;
        while let Some((id, kind)) = self.field(&mut last)? {
            match (id, kind) {
                (2, 5) => unpacked = self.size()?,
                (3, 5) => packed = Some(self.size()?),
                (7, 12) => {
                    let mut last = 0;
                    let mut values = 0;
                    while let Some((id, kind)) = self.field(&mut last)? {
                        match (id, kind) {
                            (1, 5) => values = self.size()?,
                            _ => self.skip(kind, DEPTH)?,
                        }
                    }
                    dictionary = Some(values);
                }
                _ => self.skip(kind, DEPTH)?,
            }
        }
        let packed = packed.ok_or(io::ErrorKind::InvalidData)?;
        Ok(Header {
            unpacked,
            packed,
            dictionary,
        })
    }

    /// The id and type of the next field, or `None` where the struct ends.
    fn field(&mut self, last: &mut i64) -> io::Result<Option<(i64, u8)>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Ok(None);
        }
        let id = match byte >> 4 {
            0 => self.zigzag()?,
            step => last.saturating_add(i64::from(step)),
        };
        *last = id;
        Ok(Some((id, byte & 15)))
    }

    fn skip(&mut self, kind: u8, depth: usize) -> io::Result<()> {
        let depth = depth.checked_sub(1).ok_or(io::ErrorKind::InvalidData)?;
        match kind {
            1 | 2 => {}
            3 => drop(self.byte()?),
            4..=6 => drop(self.varint()?),
            7 => self.pass(8)?,
            8 => {
                let length = self.varint()?;
                self.pass(length)?;
            }
            9 | 10 => {
                let byte = self.byte()?;
                let count = if byte >> 4 == 15 {
                    self.varint()?
                } else {
                    u64::from(byte >> 4)
                };
                for _ in 0..count {
                    // A boolean in a list takes a byte of its own, so that every step reads something.
                    match byte & 15 {
                        1 | 2 => drop(self.byte()?),
                        kind => self.skip(kind, depth)?,
                    }
                }
            }
            12 => {
                let mut last = 0;
                while let Some((_, kind)) = self.field(&mut last)? {
                    self.skip(kind, depth)?;
                }
            }
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
        Ok(())
    }

    fn size(&mut self) -> io::Result<u64> {
        u64::try_from(self.zigzag()?).map_err(|_| io::ErrorKind::InvalidData.into())
    }

    fn zigzag(&mut self) -> io::Result<i64> {
        let n = self.varint()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(io::ErrorKind::InvalidData.into())
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.used += 1;
        Ok(byte[0])
    }

    fn pass(&mut self, count: u64) -> io::Result<()> {
        let passed = io::copy(&mut (&mut self.input).take(count), &mut io::sink())?;
        self.used += passed;
        (passed == count)
            .then_some(())
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// Pages whose counts are held against their bytes before a decoder makes room for them.
pub(super) struct Checked {
    pages: Box<dyn PageReader>,
    levels: [bool; 2],
}

impl Checked {
    pub(super) fn new(pages: Box<dyn PageReader>, column: &ColumnDescriptor) -> Self {
        Self {
            pages,
            levels: [column.max_rep_level() > 0, column.max_def_level() > 0],
        }
    }

    fn check(&self, page: &Page) -> Read_<()> {
        let refuse = || {
            Err(ParquetError::General(
                "a page counts more values than it can hold".to_owned(),
            ))
        };
        match page {
            Page::DictionaryPage { buf, num_values, .. } if *num_values as usize > buf.len() => refuse(),
            Page::DataPage {
                buf,
                num_values,
                encoding,
                ..
            } => {
                let mut values = Some(buf.as_ref());
                for _ in self.levels.iter().filter(|there| **there) {
                    values = values.and_then(|v| {
                        let length = u32::from_le_bytes(*v.first_chunk()?) as usize;
                        v.get(4..)?.get(length..)
                    });
                }
                if is_packed(*encoding)
                    && values
                        .and_then(counted)
                        .is_some_and(|n| n > u64::from(*num_values))
                {
                    return refuse();
                }
                Ok(())
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                def_levels_byte_len,
                rep_levels_byte_len,
                ..
            } => {
                let levels = *def_levels_byte_len as usize + *rep_levels_byte_len as usize;
                let count = buf.get(levels..).and_then(counted);
                if is_packed(*encoding) && count.is_some_and(|n| n > u64::from(*num_values)) {
                    return refuse();
                }
                Ok(())
            }
            Page::DictionaryPage { .. } => Ok(()),
        }
    }
}

/// Encodings that state the count of their values themselves.
fn is_packed(encoding: Encoding) -> bool {
    matches!(
        encoding,
        Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY
    )
}

/// The third number at the head of such values.
fn counted(values: &[u8]) -> Option<u64> {
    let mut thrift = Thrift {
        input: values,
        used: 0,
    };
    (0..3).map(|_| thrift.varint().ok()).last()?
}

impl Iterator for Checked {
    type Item = Read_<Page>;
    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Checked {
    fn get_next_page(&mut self) -> Read_<Option<Page>> {
        let page = self.pages.get_next_page()?;
        page.as_ref().map_or(Ok(()), |p| self.check(p))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Read_<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Read_<()> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Read_<bool> {
        self.pages.at_record_boundary()
    }
}
