//! Holds no code: the benchmarks beside this file are its content.
