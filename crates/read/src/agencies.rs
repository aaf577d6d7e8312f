//! News agencies: the table of their names and short forms, and where a report credits one.
