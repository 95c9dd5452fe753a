//! Attribute values, items and the views through which they are read.
