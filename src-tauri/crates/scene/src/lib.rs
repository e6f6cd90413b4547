//! The display list: a page in its one finished form.
