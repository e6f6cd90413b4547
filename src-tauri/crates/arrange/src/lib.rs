//! Stories and a page in, ranked page proposals out.
