//! Who published a report: the table of outlets, and one way of naming for records, plain text and pages.
//!
//! What is absent on purpose: any finding in the text. What a page or text says of its outlet is found in `page` and
//! `layout`; here it is weighed against the address and the table.

mod naming;
mod table;

pub(crate) use naming::{is_one_site, original, settle};
pub(crate) use table::{of_address, spelled};
